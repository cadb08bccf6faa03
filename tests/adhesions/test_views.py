"""Pages of the register: what they show, what they let do, to whom."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.adhesions.models import Adhesion
from convenir.conventions.models import Membre
from convenir.notifications.models import Courriel
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.adhesions import ACTE, EPCI, AdhesionFactory
from tests.factories.conventions import ConventionFactory, MembreFactory

pytestmark = pytest.mark.django_db
COPIE = f"Envoyé en préfecture le 10/07/2025\nReçu en préfecture le 16/07/2025\nPublié le 20/07/2025\nID : {ACTE}\n"


@pytest.fixture
def convention():
    return ConventionFactory(epci_siren=EPCI, debut=datetime.date(2025, 1, 1))


def page(client, nom, convention, *args):
    return client.get(reverse(f"adhesions:{nom}", args=[convention.code, *args]))


def poster(client, nom, convention, *args, **donnees):
    return client.post(reverse(f"adhesions:{nom}", args=[convention.code, *args]), donnees)


def test_register_is_opened_then_shown_with_its_map(client, convention):
    assert "n’est pas encore ouvert" in page(client, "registre", convention).text
    assert poster(client, "ouvrir", convention).url == reverse("adhesions:registre", args=[convention.code])
    corps = page(client, "registre", convention).text
    assert corps.count('<path class="zone"') == 35
    assert "0 / 35" in corps


def test_convention_without_epci_takes_the_one_of_its_party(client):
    convention = ConventionFactory()
    convention.parties.create(ordre=1, cle="x", nom="Communauté d’agglomération Valenciennes Métropole")
    assert "Valenciennes Métropole" in page(client, "registre", convention).text
    poster(client, "ouvrir", convention, epci=EPCI)
    convention.refresh_from_db()
    assert (convention.epci_siren, convention.adhesions.count()) == (EPCI, 35)


@pytest.mark.parametrize("copie", [False, True])
def test_act_is_read_then_recorded(client, copie):
    adhesion = AdhesionFactory()
    envoi = {"fichier": SimpleUploadedFile("acte.txt", COPIE.encode())} if copie else {"identifiant": ACTE}
    reponse = poster(client, "lire_acte", adhesion.convention, **envoi)
    formulaire = reponse.context["formulaire"]
    valeurs = {nom: formulaire[nom].value() or "" for nom in formulaire.fields if nom != "copie"}
    suite = poster(client, "voter", adhesion.convention, adhesion.insee, **valeurs)
    assert suite.status_code == 302
    adhesion.refresh_from_db()
    assert (adhesion.identifiant, adhesion.numero) == (ACTE, "2025-014")
    assert adhesion.recue_le == (datetime.date(2025, 7, 16) if copie else None)
    if copie:
        telechargee = page(client, "copie", adhesion.convention, adhesion.insee)
        assert telechargee.content == COPIE.encode()


@pytest.mark.parametrize(
    ("identifiant", "phrase"),
    [
        ("075-217500016-20250708-12-DE", "n’est pas membre"),
        ("059-245901160-20250708-12-DE", "n’est pas une commune du registre"),
        ("rien", "ne se lit pas"),
        ("", "Tapez l’identifiant"),
    ],
)
def test_act_of_someone_else_is_refused_in_a_sentence(client, identifiant, phrase):
    adhesion = AdhesionFactory()
    reponse = poster(client, "lire_acte", adhesion.convention, identifiant=identifiant)
    assert reponse.status_code == 422
    assert phrase in reponse.text


def test_act_of_another_commune_is_refused_on_the_page_of_a_commune(client):
    adhesion = AdhesionFactory(insee="59014", nom="Anzin")
    AdhesionFactory(convention=adhesion.convention)
    reponse = poster(client, "lire_acte_de", adhesion.convention, "59014", identifiant=ACTE)
    assert "la commune attendue est Anzin" in reponse.text


def test_refused_vote_keeps_what_was_typed(client, adhesion):
    donnees = {"sens": "pour", "date": "2025-07-08", "numero": "2025-99", "version": 1}
    reponse = poster(client, "voter", adhesion.convention, adhesion.insee, **donnees)
    assert reponse.status_code == 422
    assert "dites qui atteste" in reponse.text
    assert "2025-99" in reponse.text


def test_dates_council_withdrawal_and_correction_are_noted(client):
    adhesion = AdhesionFactory(votee=True)
    actes = [
        (
            "dater",
            {"recue_le": "2025-07-16", "publiee_le": "2025-07-20", "publication": "affichage"},
            "votee",
        ),
        ("classer", {"siret": "215 905 050 00017", "matiere_code": "8.2"}, "votee"),
        ("retirer", {"jour": "2026-01-02"}, "retiree"),
        ("annuler", {"motif": "Erreur"}, "votee"),
        ("annuler", {"motif": "Erreur"}, "demandee"),
    ]
    for version, (nom, donnees, statut) in enumerate(actes, start=1):
        poster(client, nom, adhesion.convention, adhesion.insee, **donnees, version=version)
        adhesion.refresh_from_db()
        assert adhesion.statut == statut
    assert adhesion.siret == "21590505000017"


def test_way_of_publishing_that_does_not_fit_is_told(client):
    publiee = {"publiee_le": datetime.date(2025, 7, 20), "publication": "affichage"}
    grande = AdhesionFactory(votee=True, insee="59014", nom="Anzin", **publiee)
    assert "commune de 3" in page(client, "commune", grande.convention, "59014").text


@pytest.fixture
def de_la_commune(client):
    """The contributor, limited to one commune of the register."""
    adhesion = AdhesionFactory()
    AdhesionFactory(convention=adhesion.convention, insee="59014", nom="Anzin")
    Membre.objects.filter(convention=adhesion.convention).update(communes=["59505"])
    return adhesion


def test_member_of_one_commune_writes_on_that_one_only(client, de_la_commune):
    convention = de_la_commune.convention
    vote = {"sens": "pour", "date": "2025-07-08", "attestation": "Registre", "version": 1}
    assert poster(client, "voter", convention, "59505", **vote).status_code == 302
    refus = poster(client, "voter", convention, "59014", **vote)
    assert (refus.status_code, "ne porte pas sur Anzin" in refus.text) == (422, True)
    assert Adhesion.objects.get(insee="59014").statut == "non_demandee"


@pytest.mark.parametrize(
    ("nom", "donnees"),
    [
        ("ouvrir", {}),
        ("demander", {"communes": ["59505"], "jour": "2025-07-08"}),
        ("lire_acte", {"identifiant": "059-215900143-20250708-12-DE"}),
    ],
)
def test_member_of_one_commune_does_not_touch_the_whole(client, de_la_commune, nom, donnees):
    assert poster(client, nom, de_la_commune.convention, **donnees).status_code == 422
    assert set(Adhesion.objects.values_list("statut", flat=True)) == {"non_demandee"}


@pytest.mark.parametrize("nom", ["dater", "conseil", "retirer", "annuler", "classer", "relancer"])
def test_member_of_one_commune_notes_nothing_on_another(client, de_la_commune, nom):
    refus = poster(client, nom, de_la_commune.convention, "59014", version=1, motif="x")
    assert "ne porte pas sur Anzin" in refus.text


def test_stranger_finds_nothing(client):
    adhesion = AdhesionFactory(convention=ConventionFactory(membre=None))
    assert page(client, "commune", adhesion.convention, adhesion.insee).status_code == 404
    assert page(client, "registre", adhesion.convention).status_code == 404


def test_asking_writes_the_communes_ticked_and_a_mail_goes_to_who_answers(client):
    adhesion = AdhesionFactory()
    mairie = OrganisationFactory(type="commune", nom="Rombies", insee="59505")
    MembreFactory(convention=adhesion.convention, personne=PersonneFactory(nom="Mairie"), organisation=mairie)
    poster(client, "demander", adhesion.convention, communes=["59505"], jour="2025-07-08")
    adhesion.refresh_from_db()
    assert (adhesion.statut, adhesion.demandee_le) == ("demandee", datetime.date(2025, 7, 8))
    assert poster(client, "relancer", adhesion.convention, "59505").status_code == 302
    courriel = Courriel.objects.get()
    assert "un vote est attendu à Rombies-et-Marchipont" in courriel.objet
    assert reverse("adhesions:commune", args=[adhesion.convention.code, "59505"]) in courriel.texte
    seconde = poster(client, "relancer", adhesion.convention, "59505")
    assert (seconde.status_code, Courriel.objects.count()) == (422, 1)


def test_reminder_needs_somebody_and_a_commune_still_silent(client):
    adhesion = AdhesionFactory()
    assert "Personne n’est connu" in poster(client, "relancer", adhesion.convention, "59505").text
    Adhesion.objects.update(statut="demandee", demandee_le="2025-01-01")
    votee = AdhesionFactory(convention=adhesion.convention, insee="59014", nom="Anzin", votee=True)
    assert "a déjà délibéré" in poster(client, "relancer", votee.convention, "59014").text


def test_register_costs_the_same_for_one_or_three_hundred_communes(
    client, django_assert_num_queries, convention
):
    from convenir.territoires.queries import communes_du_departement

    lieux = communes_du_departement("80")
    AdhesionFactory(convention=convention, insee=lieux[0].insee, nom=lieux[0].nom)
    with django_assert_num_queries(5):
        page(client, "registre", convention)
    Adhesion.objects.bulk_create(
        Adhesion(convention=convention, insee=c.insee, nom=c.nom) for c in lieux[1:300]
    )
    with django_assert_num_queries(5):
        page(client, "registre", convention)


def test_stamped_pdf_is_read_with_its_dates(client):
    from convenir.documents.blocs import Paragraphe, texte
    from convenir.documents.publication import Publication
    from convenir.documents.sortie import rendre

    adhesion = AdhesionFactory()
    blocs = tuple(Paragraphe(texte(ligne)) for ligne in COPIE.splitlines())
    pdf = SimpleUploadedFile("acte.pdf", rendre(Publication("Délibération", blocs), "pdf"))
    reponse = poster(client, "lire_acte_de", adhesion.convention, "59505", fichier=pdf)
    initial = reponse.context["formulaire"].initial
    assert (initial["identifiant"], initial["publiee_le"]) == (ACTE, datetime.date(2025, 7, 20))


def test_copy_of_another_signature_is_refused(client, adhesion):
    donnees = {
        "sens": "pour",
        "date": "2025-07-08",
        "attestation": "X",
        "version": 1,
        "copie_gardee": "1:faux",
    }
    reponse = poster(client, "voter", adhesion.convention, adhesion.insee, **donnees)
    assert "choisissez-la de nouveau" in reponse.text


def test_copy_given_with_the_form_passes_by_the_antivirus(client, adhesion, monkeypatch):
    vus = []
    monkeypatch.setattr("convenir.adhesions.views.commune.examiner", vus.append)
    copie = SimpleUploadedFile("acte.pdf", b"%PDF-1.7 copie")
    donnees = {"sens": "pour", "date": "2025-07-08", "attestation": "X", "version": 1, "copie": copie}
    assert poster(client, "voter", adhesion.convention, adhesion.insee, **donnees).status_code == 302
    adhesion.refresh_from_db()
    assert (vus, adhesion.copie.nom) == ([b"%PDF-1.7 copie"], "acte.pdf")


@pytest.mark.parametrize(
    ("insee", "identifiant"),
    [
        ("2A004", "02A-212000046-20250708-2025-12-DE"),
        ("97411", "974-219740115-20250708-12-DE"),
        ("75056", "ID : 075-217500016-20250708-2015-294-DE"),
    ],
)
def test_identifiers_of_corsica_overseas_and_with_hyphens_are_read(client, insee, identifiant):
    lieu = AdhesionFactory(
        convention=ConventionFactory(debut=datetime.date(2025, 1, 1)), insee=insee, nom="Lieu"
    )
    reponse = poster(client, "lire_acte", lieu.convention, identifiant=identifiant)
    assert (reponse.status_code, reponse.context["adhesion"]) == (200, lieu)


def test_act_with_unknown_author_is_sent_to_the_page_of_its_commune(client):
    adhesion = AdhesionFactory()
    inconnu = "059-123456782-20250708-12-DE"
    assert "depuis sa page" in poster(client, "lire_acte", adhesion.convention, identifiant=inconnu).text
    lue = poster(client, "lire_acte_de", adhesion.convention, "59505", identifiant=inconnu)
    assert (lue.status_code, "Vérifiez qui a décidé" in lue.text) == (200, True)


def test_copy_is_there_only_once_given(client, adhesion):
    assert page(client, "copie", adhesion.convention, adhesion.insee).status_code == 404
