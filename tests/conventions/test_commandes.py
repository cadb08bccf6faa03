"""Accounts and members at the command line."""

import re

import pytest

from convenir.__main__ import main
from convenir.acteurs.enums import Role
from convenir.acteurs.models import Organisation, Personne
from convenir.conventions.models import Convention, Membre
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.conventions import ConventionFactory
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db
ADRESSE = "zoe@exemple.invalid"
EPCI = "245901160"


def creer(*options, organisation=EPCI, nom="Nouvelle"):
    personne = ["--prenom", "Zoé", "--nom", nom, "--poste", "Chargée de coopération"]
    return main(["compte", "creer", ADRESSE, *personne, "--organisation", organisation, *options])


def test_creer_opens_an_account_for_an_organisation_of_the_geographic_code(capsys):
    assert creer("--installation") == 0
    personne = Personne.objects.get(email=ADRESSE)
    poste = personne.occupations.get().poste
    assert (str(personne), personne.installation, poste.intitule) == (
        "Zoé Nouvelle",
        True,
        "Chargée de coopération",
    )
    assert (poste.organisation.siren, poste.organisation.type) == (EPCI, "epci")
    assert "http://localhost:8000/compte/" in capsys.readouterr().out


def test_creer_gives_a_link_that_lets_choose_a_password_once(capsys, client):
    creer()
    client.logout()
    lien = re.search(r"http://localhost:8000(\S+)", capsys.readouterr().out)[1]
    page = client.get(lien, follow=True)
    assert page.status_code == 200
    assert 'type="password"' in page.content.decode()


def test_creer_a_second_time_keeps_one_account_and_one_organisation():
    assert [creer(), creer()] == [0, 0]
    assert Personne.objects.filter(email=ADRESSE).count() == Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("organisation", "options", "phrase"),
    [
        ("Inconnue", [], "--type"),
        ("000000000", ["--type", "caf"], "SIREN"),
    ],
)
def test_creer_for_an_unknown_organisation_says_what_to_give(capsys, organisation, options, phrase):
    assert creer(*options, organisation=organisation) == 2
    assert phrase in capsys.readouterr().err
    assert Personne.objects.count() == 0


def test_creer_records_a_named_organisation_when_its_type_is_given():
    assert creer("--type", "association", organisation="Les Petits Pas") == 0
    assert Organisation.objects.get().type == "association"


def test_creer_for_one_of_two_namesakes_asks_for_the_siren(capsys):
    OrganisationFactory(nom="Saint-Élan", type="commune", insee="59606")
    Organisation.objects.create(nom="Saint Élan", type="commune", insee="59505")
    assert creer(organisation="Saint-Élan") == 2
    assert "SIREN" in capsys.readouterr().err


def test_creer_under_the_address_of_somebody_else_is_refused(capsys):
    PersonneFactory(email=ADRESSE, nom="Autre")
    assert creer() == 2
    assert "déjà celle d’une autre personne" in capsys.readouterr().err


def test_fermer_ends_sessions_and_lister_says_so(capsys, client, redactrice):
    assert main(["compte", "fermer", redactrice.email]) == 0
    assert client.get("/organisations/").status_code == 302
    main(["compte", "lister"])
    assert f"{redactrice.email}\tIda Rédactrice\tfermé" in capsys.readouterr().out


def test_fermer_an_unknown_address_is_refused(capsys):
    assert main(["compte", "fermer", "personne@exemple.invalid"]) == 2
    assert "convenir compte lister" in capsys.readouterr().err


def test_lire_pour_an_account_makes_it_the_first_administrator(capsys, tmp_path, settings, redactrice):
    settings.MEDIA_ROOT = tmp_path
    fichier = tmp_path / "val-d-ambre.txt"
    fichier.write_bytes(OCTETS)
    assert main(["lire", str(fichier), "--enregistrer", "--pour", redactrice.email]) == 0
    assert Membre.objects.get(personne=redactrice).role == Role.ADMINISTRATION
    assert "ajouter" not in capsys.readouterr().err


def test_lire_without_pour_tells_how_to_show_it(capsys, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    fichier = tmp_path / "val-d-ambre.txt"
    fichier.write_bytes(OCTETS)
    main(["lire", str(fichier), "--enregistrer"])
    code = Convention.objects.get().code
    assert f"convenir membres ajouter {code} ADRESSE administration" in capsys.readouterr().err


def test_ajouter_gives_an_account_its_place(redactrice):
    convention = ConventionFactory(membre=None)
    assert main(["membres", "ajouter", convention.code, redactrice.email, "pilotage"]) == 0
    place = Membre.objects.get(convention=convention)
    assert (place.personne, place.role, place.organisation) == (
        redactrice,
        Role.PILOTAGE,
        redactrice.occupations.get().poste.organisation,
    )


def test_ajouter_an_unknown_account_is_refused(capsys):
    assert main(["membres", "ajouter", ConventionFactory(membre=None).code, "x@y.invalid", "lecture"]) == 2
    assert "convenir compte creer" in capsys.readouterr().err
