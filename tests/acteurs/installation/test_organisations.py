"""Organisations searched, recorded once, corrected, merged after seeing what moves."""

import pytest
from django.urls import reverse

from convenir.acteurs.models import Organisation
from convenir.journal.queries import evenements_de
from tests.factories.acteurs import OccupationFactory, OrganisationFactory, PersonneFactory
from tests.factories.conventions import MembreFactory

LISTE = reverse("installation:organisations")
NOUVELLE = reverse("installation:nouvelle")
SIREN = "732829320"


def fiche(organisation):
    return reverse("installation:corriger", args=[organisation.pk])


def fusion(organisation):
    return reverse("installation:fusion", args=[organisation.pk])


def trouvees(client, q):
    return [o.nom for o in client.get(LISTE, {"q": q}).context["page"]]


def test_second_factor_is_asked_for_then_leads_back(client, gardienne):
    gardienne.authenticator_set.all().delete()
    reponse = client.get(LISTE)
    assert reponse["Location"] == reverse("mfa_index")
    assert client.session["retour"] == LISTE


def test_link_in_the_header_is_for_whoever_keeps_the_installation(client, gardienne):
    accueil = reverse("pilotage:accueil")
    assert client.get(accueil).content.decode().count(LISTE) == 1
    client.force_login(PersonneFactory())
    assert LISTE not in client.get(accueil).content.decode()


@pytest.mark.parametrize(
    ("q", "noms"),
    [
        ("GENETS", ["Club des Genêts"]),
        ("genêts club", ["Club des Genêts"]),
        ("732 829 320", ["Ville d’Ailleurs"]),
        ("73282", ["Ville d’Ailleurs"]),
        ("59606", ["Valenciennes"]),
        ("rien de tel", []),
        ("\x00", ["Agence de l’Ambre", "Club des Genêts", "Valenciennes", "Ville d’Ailleurs"]),
    ],
)
def test_organisations_are_searched_by_words_siren_or_insee(client, q, noms):
    OrganisationFactory(nom="Club des Genêts", type="association")
    OrganisationFactory(nom="Ville d’Ailleurs", siren=SIREN)
    OrganisationFactory(nom="Valenciennes", type="commune", insee="59606")
    assert trouvees(client, q) == noms


def test_merged_record_is_not_listed(client):
    garder = OrganisationFactory(nom="Caf")
    OrganisationFactory(nom="Caf en double", fusionnee_dans=garder)
    assert trouvees(client, "caf") == ["Caf"]


def test_geographic_code_proposes_what_has_no_record_yet(client):
    cles = [p.cle for p in client.get(LISTE, {"q": "valenciennes"}).context["proposees"]]
    assert "commune:59606" in cles
    formulaire = client.get(NOUVELLE, {"depuis": "commune:59606"}).context["formulaire"]
    assert (formulaire["nom"].value(), formulaire["insee"].value()) == ("Valenciennes", "59606")
    client.post(NOUVELLE, {champ: formulaire[champ].value() for champ in ("type", "nom", "siren", "insee")})
    cles = [p.cle for p in client.get(LISTE, {"q": "valenciennes"}).context["proposees"]]
    assert "commune:59606" not in cles


def test_organisation_that_looks_like_another_is_asked_again(client):
    connue = OrganisationFactory(nom="Club des Genêts", type="association")
    champs = {"type": "association", "nom": "Club des genets"}
    reponse = client.post(NOUVELLE, champs)
    assert (reponse.status_code, reponse.context["candidates"]) == (422, (connue,))
    assert fiche(connue) in reponse.content.decode()
    assert client.post(NOUVELLE, champs | {"malgre": "on"}).status_code == 302
    assert Organisation.objects.filter(nom__startswith="Club").count() == 2


def test_siren_already_there_leads_to_its_record(client):
    connue = OrganisationFactory(nom="Ville", siren=SIREN)
    reponse = client.post(NOUVELLE, {"type": "autre", "nom": "Mairie", "siren": SIREN})
    assert (reponse.status_code, reponse.context["candidates"]) == (422, (connue,))


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"nom": ""}, "nom"),
        ({"siren": "12"}, "siren"),
        ({"insee": "x"}, "insee"),
        ({"siren": "732829321"}, "__all__"),
        ({"insee": "59606"}, "__all__"),
    ],
)
def test_wrong_record_is_refused_beside_its_field(client, champs, champ):
    reponse = client.post(NOUVELLE, {"type": "association", "nom": "Club"} | champs)
    assert (reponse.status_code, list(reponse.context["formulaire"].errors)) == (422, [champ])
    assert not Organisation.objects.filter(nom="Club").exists()


def test_record_is_corrected_in_the_name_of_the_person(client, gardienne):
    organisation = OrganisationFactory(nom="Caf", type="caf")
    client.post(fiche(organisation), {"type": "caf", "nom": "Caf de l’Ambre", "siren": "732 829 320"})
    organisation.refresh_from_db()
    assert (organisation.nom, organisation.siren) == ("Caf de l’Ambre", SIREN)
    assert evenements_de(organisation.cle).first().auteur == str(gardienne)


def test_siren_of_another_is_refused(client):
    OrganisationFactory(nom="Ville", siren=SIREN)
    organisation = OrganisationFactory(nom="Mairie")
    reponse = client.post(fiche(organisation), {"type": "epci", "nom": "Mairie", "siren": SIREN})
    assert reponse.status_code == 422
    assert reponse.context["formulaire"].non_field_errors() == [
        "Une organisation porte déjà ce numéro SIREN."
    ]


def test_merge_shows_what_moves_and_moves_it_once_confirmed(client):
    garder, doublon = OrganisationFactory(nom="Caf"), OrganisationFactory(nom="Caf (bis)")
    OccupationFactory(poste__organisation=doublon)
    MembreFactory.create_batch(2, organisation=doublon)
    lue = client.get(fusion(doublon), {"garder": garder.pk})
    assert lue.context["liens"] == [(2, "membres"), (1, "poste")]
    doublon.refresh_from_db()
    assert doublon.fusionnee_dans is None
    client.post(fusion(doublon), {"garder": garder.pk})
    doublon.refresh_from_db()
    assert (doublon.fusionnee_dans, garder.postes.count()) == (garder, 1)
    assert client.get(fusion(doublon)).status_code == 404


def test_merge_offers_first_what_looks_the_same(client):
    doublon = OrganisationFactory(nom="Caf de l’Ambre", type="caf")
    jumelle = OrganisationFactory(nom="Caisse d’allocations familiales de l’Ambre", type="caf")
    OrganisationFactory(nom="Club des Genêts")
    assert client.get(fusion(doublon)).context["trouvees"] == [jumelle]
    assert [o.nom for o in client.get(fusion(doublon), {"q": "genets"}).context["trouvees"]] == [
        "Club des Genêts"
    ]


@pytest.mark.parametrize("choisie", ["", "0", "x", "9" * 30, "soi"])
def test_merge_into_nothing_or_itself_is_asked_again(client, choisie):
    doublon = OrganisationFactory(nom="Caf")
    garder = doublon.pk if choisie == "soi" else choisie
    assert client.post(fusion(doublon), {"garder": garder}).status_code == 422
    doublon.refresh_from_db()
    assert doublon.fusionnee_dans is None


def test_two_sirens_are_confirmed(client):
    garder = OrganisationFactory(nom="Ville", siren=SIREN)
    doublon = OrganisationFactory(nom="Mairie", siren="245901160")
    assert client.post(fusion(doublon), {"garder": garder.pk}).status_code == 422
    confirmee = {"garder": garder.pk, "malgre_les_sirens": "on"}
    assert client.post(fusion(doublon), confirmee)["Location"] == fiche(garder)
