import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from convenir.conventions.models import Membre
from convenir.diagnostic.models import Denombrement, Equipement
from tests.factories.conventions import ConventionFactory
from tests.factories.equipements import ANZIN, AULNOY, DenombrementFactory, EquipementFactory


@pytest.fixture
def page(client, convention):
    """Ask for a page of the services of the convention."""
    return lambda adresse, /, *suite, **choix: client.get(
        reverse(f"equipements:{adresse}", args=[convention.code, *suite]), choix
    )


@pytest.fixture
def envoyer(client, convention):
    return lambda adresse, /, *suite, **champs: client.post(
        reverse(f"equipements:{adresse}", args=[convention.code, *suite]), champs
    )


def noms(reponse):
    return [ligne.equipement.nom for ligne in reponse.context["page"]]


def test_empty_list_says_how_to_fill_it(page):
    reponse = page("liste").content.decode()
    assert "Aucun service dans la liste" in reponse
    assert "Importer un tableau" in reponse


@pytest.mark.parametrize("nombre", [1, 300])
def test_list_asks_the_same_queries_whatever_it_shows(page, convention, django_assert_num_queries, nombre):
    EquipementFactory.create_batch(nombre, convention=convention, verifie_le=timezone.localdate())
    DenombrementFactory(convention=convention)
    page("liste")  # the base map is drawn once
    with django_assert_num_queries(9):
        reponse = page("liste")
    assert reponse.context["nombre"] == nombre
    assert len(reponse.context["page"]) == min(nombre, 100)


def test_map_counts_types_and_says_what_it_leaves_out(page, convention):
    EquipementFactory(convention=convention)
    EquipementFactory(convention=convention, type="laep", places=None)
    EquipementFactory(convention=convention, lon=None, lat=None)
    EquipementFactory(convention=convention, ferme_le=datetime.date(2021, 1, 1))
    carte = page("liste").context["carte"]
    assert [ligne[1] for ligne in carte.lignes] == [
        "Établissement d’accueil du jeune enfant",
        "Lieu d’accueil enfants-parents",
    ]
    assert "1 service sans position n’est pas sur la carte." in carte.notes
    assert page("liste", figure="carte-des-services", format="csv")["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("choix", "attendus"),
    [
        ({}, ["Ancienne", "Crèche", "Relais", "Sans lieu"]),
        ({"type": "rpe"}, ["Relais"]),
        ({"theme": "parentalite"}, []),
        ({"commune": AULNOY}, ["Relais"]),
        ({"commune": "sans"}, ["Sans lieu"]),
        ({"etat": "ferme"}, ["Ancienne"]),
        ({"etat": "ouvert", "type": "eaje", "au": "2021-01-01"}, ["Crèche", "Sans lieu"]),
        ({"etat": "annonce", "au": "2020-01-01"}, ["Ancienne", "Crèche", "Relais", "Sans lieu"]),
        ({"point": "places"}, ["Sans lieu"]),
    ],
)
def test_list_is_filtered(page, convention, choix, attendus):
    verifie = {"verifie_le": timezone.localdate()}
    EquipementFactory(convention=convention, nom="Crèche", **verifie)
    EquipementFactory(convention=convention, nom="Ancienne", ferme_le=datetime.date(2020, 12, 1), **verifie)
    EquipementFactory(convention=convention, nom="Relais", type="rpe", places=None, insee=AULNOY, **verifie)
    EquipementFactory(convention=convention, nom="Sans lieu", insee="", places=None, **verifie)
    EquipementFactory(nom="D’une autre convention")
    assert sorted(noms(page("liste", **choix))) == attendus


def test_numbers_alone_are_told_with_their_clause_and_never_drawn(page, db, client):
    convention = ConventionFactory(avec_articles=True)
    DenombrementFactory(convention=convention, disposition="duree")
    DenombrementFactory(convention=convention, libelle="Centres agréés", nombre=14)
    reponse = client.get(reverse("equipements:liste", args=[convention.code]))
    texte = reponse.content.decode()
    assert "Centres sociaux, communes, sans précision (Article 2)" in texte
    assert "Source&nbsp;: Texte de la convention." in texte
    assert "Plusieurs nombres" in texte
    assert reponse.context["carte"] is None


def test_record_tells_what_is_known_and_what_is_not(page, convention):
    equipement = EquipementFactory(convention=convention, nu=True)
    texte = page("fiche", equipement.pk).content.decode()
    for phrase in ("Commune inconnue", "Nombre de places inconnu", "hors de la carte", "exemple fictif"):
        assert phrase in texte


CHAMPS = {"type": "eaje", "nom": "Les Fictifs", "insee": ANZIN, "source": "Visite", "places": "20"}


def test_service_is_added_then_changed_on_the_page(envoyer, convention):
    assert envoyer("inscrire", **CHAMPS, lat="50,37", lon="3,5", avip="true").status_code == 302
    equipement = Equipement.objects.get()
    assert (str(equipement.lat), equipement.avip, equipement.handicap) == ("50.370000", True, None)
    assert envoyer("modifier", equipement.pk, **CHAMPS | {"places": "25"}, version=1).status_code == 302
    assert Equipement.objects.get().places == 25


def test_form_sent_back_as_it_was_shown_changes_nothing(page, envoyer, convention):
    equipement = EquipementFactory(convention=convention, verifie_le=datetime.date(2025, 1, 1))
    formulaire = page("modifier", equipement.pk).context["formulaire"]
    montres = {champ.name: champ.value() for champ in formulaire if champ.value() is not None}
    assert '<input type="text" name="lat" value="50,37' in str(formulaire["lat"])
    envoyer("modifier", equipement.pk, **montres)
    assert Equipement.objects.get().version == 1


def test_stale_form_is_refused_and_loses_nothing(envoyer, convention):
    equipement = EquipementFactory(convention=convention, version=3)
    reponse = envoyer("modifier", equipement.pk, **CHAMPS | {"nom": "Autre nom"}, version=2)
    assert reponse.status_code == 422
    assert "a changé entre-temps" in reponse.content.decode()
    assert "Autre nom" in reponse.content.decode()


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"nom": ""}, "Ce champ est obligatoire"),
        ({"lat": "50"}, "une longitude et une latitude"),
        ({"ouvert_le": "2030-01-01", "ferme_le": "2029-01-01"}, "ne peut fermer avant"),
        ({"type": "rpe"}, "Laissez leur nombre vide"),
        ({"verifie_le": "2190-01-01"}, "ne peut être à venir"),
    ],
)
def test_bad_form_is_told_in_words(envoyer, champs, phrase):
    reponse = envoyer("inscrire", **CHAMPS | champs)
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()
    assert not Equipement.objects.exists()


def test_service_is_verified_by_one_click_and_one_comes_back_where_one_was(envoyer, convention):
    equipement = EquipementFactory(convention=convention, nu=True)
    retour = reverse("equipements:liste", args=[convention.code]) + "?type=eaje"
    assert envoyer("verifier", equipement.pk, retour=retour)["Location"] == retour
    assert Equipement.objects.get().verifie_le == timezone.localdate()
    ailleurs = envoyer("verifier", equipement.pk, retour="https://ailleurs.invalid/")
    assert ailleurs["Location"] == reverse("equipements:fiche", args=[convention.code, equipement.pk])


def test_service_is_removed(envoyer, convention):
    equipement = EquipementFactory(convention=convention)
    assert envoyer("retirer", equipement.pk).status_code == 302
    assert not Equipement.objects.exists()


def test_number_is_given_and_removed(envoyer, convention):
    envoyer("denombrer", type="assistants_maternels", nombre=571, source="PMI")
    compte = Denombrement.objects.get()
    assert (compte.libelle, compte.nombre) == ("Assistants maternels", 571)
    assert envoyer("oublier", compte.pk).status_code == 302
    assert not Denombrement.objects.exists()
    assert envoyer("denombrer", type="eaje", source="PMI").status_code == 422


def test_text_read_is_taken_over(client, db):
    convention = ConventionFactory(lecture={"subventions": [{"equipements": [["Centres sociaux", 15]]}]})
    client.post(reverse("equipements:reprendre", args=[convention.code]))
    assert Denombrement.objects.get(convention=convention).nombre == 15


TABLE = "Appellation du lieu;Type;Code INSEE\nLes Fictifs;Crèche;59014\nSalle;Gymnase;59014\n"


def deposer(client, convention, texte):
    fichier = SimpleUploadedFile("services.csv", texte.encode())
    return client.post(reverse("equipements:importer", args=[convention.code]), {"fichier": fichier})


def test_column_is_designated_then_the_table_recorded(client, convention, envoyer):
    reponse = deposer(client, convention, TABLE)
    assert "Aucune colonne ne donne le nom" in reponse.content.decode()
    suite = reponse.context["choix"].data | {"colonne_0": "nom"}
    essai = envoyer("importer", **suite)
    assert essai.context["rapport"].nouvelles == 1
    assert not Equipement.objects.exists()
    assert envoyer("importer", **suite, enregistrer="oui").status_code == 302
    assert Equipement.objects.get().source == "Tableau « services.csv »"


def test_unreadable_table_is_told_beside_its_field(client, convention):
    reponse = deposer(client, convention, "")
    assert reponse.status_code == 422


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_list_is_downloaded(page, convention, extension):
    EquipementFactory(convention=convention)
    assert f"services-{convention.code}.{extension}" in page("exporter", extension)["Content-Disposition"]
    assert page("exporter", "pdf").status_code == 404


@pytest.fixture
def restreinte(convention):
    Membre.objects.filter(convention=convention).update(communes=[AULNOY], themes=["petite_enfance"])


def test_contributor_of_a_commune_writes_on_its_services_alone(envoyer, page, convention, restreinte):
    d_ailleurs = EquipementFactory(convention=convention)
    sienne = EquipementFactory(convention=convention, insee=AULNOY)
    autre_theme = EquipementFactory(convention=convention, insee=AULNOY, type="centre_social", places=None)
    for refusee in (d_ailleurs, autre_theme):
        assert envoyer("verifier", refusee.pk).status_code == 422
        assert page("modifier", refusee.pk).status_code == 422
    assert envoyer("verifier", sienne.pk).status_code == 302
    assert envoyer("inscrire", **CHAMPS).status_code == 422
    deplace = envoyer("modifier", sienne.pk, **CHAMPS, version=2)
    assert deplace.status_code == 422
    assert Equipement.objects.get(pk=sienne.pk).insee == AULNOY
    assert envoyer("reprendre").status_code == 422


def test_service_of_another_convention_is_not_found(page, envoyer, convention):
    d_ailleurs = EquipementFactory()
    assert page("fiche", d_ailleurs.pk).status_code == 404
    assert envoyer("retirer", d_ailleurs.pk).status_code == 404
