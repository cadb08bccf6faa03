"""A table on screen: described, checked, loaded; nothing half-written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.diagnostic.importation.colonnes import connues, possibles
from convenir.diagnostic.models import Source, TableauRecu, Valeur
from convenir.journal.models import Evenement
from convenir.socle.models import Travail
from tests.factories.conventions import ConventionFactory

JUSTE = "insee;annee;nb;tx\n59014;2022;120;45,2\n59019;2022;s;\n59070;2022;3;4\n"
MAUVAIS = JUSTE + "99999;2022;1;1\n59027;2022;-4;1\n"
DESCRIPTION = {
    "titre": "Relevé de la rentrée",
    "producteur": "Service fictif",
    "code": "insee",
    "niveau": "commune",
    "annee": "annee",
    "colonne_2": "enfants",
    "colonne_3": "part",
}


@pytest.fixture
def pilote(client, convention, redactrice, settings, tmp_path):
    """Someone who pilots the convention, signed in."""
    settings.MEDIA_ROOT = tmp_path
    convention.membres.filter(personne=redactrice).update(role="pilotage")
    return client


@pytest.fixture
def donner(pilote, convention, indicateurs):
    """Give a table: the answer."""

    def _donner(texte, nom="releve.csv"):
        fichier = SimpleUploadedFile(nom, texte if isinstance(texte, bytes) else texte.encode())
        return pilote.post(reverse("importation:deposer", args=[convention.code]), {"fichier": fichier})

    return _donner


@pytest.fixture
def adresse(convention):
    return lambda nom: reverse(f"importation:{nom}", args=[convention.code, TableauRecu.objects.get().pk])


def lire(pilote, adresse):
    return pilote.get(adresse("tableau")).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_table_is_described_checked_then_loaded(pilote, donner, adresse, convention):
    assert donner(JUSTE)["Location"] == adresse("tableau")
    assert "59014 · 59019" in lire(pilote, adresse)
    assert pilote.post(adresse("tableau"), DESCRIPTION).status_code == 302
    assert Travail.objects.get().etat == "fait"
    page = lire(pilote, adresse)
    assert "Rien n’est encore écrit. 3 lignes lues ; valeurs : 3 nouvelles" in page
    assert "1 commune n’existe plus telle quelle" in page
    assert 'value="Relevé de la rentrée"' in page
    assert page.count('value="enfants" selected') == 1
    assert not Valeur.objects.exists()
    pilote.post(adresse("charger"))
    assert Valeur.objects.count() == 3
    assert Source.objects.get().convention == convention
    assert "Chargé le" in lire(pilote, adresse)
    assert list(
        Evenement.objects.filter(type__startswith="diagnostic.")
        .order_by("rang")
        .values_list("type", flat=True)
    ) == [
        "diagnostic.tableau_recu",
        "diagnostic.importe",
    ]


def test_wrong_lines_hold_all_back_and_the_rest_is_loaded_on_request(pilote, donner, adresse):
    donner(MAUVAIS)
    pilote.post(adresse("tableau"), DESCRIPTION)
    page = lire(pilote, adresse)
    assert "2 fautes" in page
    assert "Aucune commune ne porte le code « 99999 »." in page
    pilote.post(adresse("charger"))
    assert (Travail.objects.order_by("cree_le").last().etat, Valeur.objects.count()) == ("refuse", 0)
    pilote.post(adresse("charger"), {"partiel": "oui"})
    assert Valeur.objects.count() == 4


def test_report_is_downloaded_line_by_line(pilote, donner, adresse):
    donner(MAUVAIS)
    pilote.post(adresse("tableau"), DESCRIPTION)
    lignes = pilote.get(adresse("rapport")).content.decode("utf-8-sig").splitlines()
    assert lignes[0] == "ligne;message"
    assert [ligne.split(";")[0] for ligne in lignes[1:]] == ["5", "6", ""]


def test_description_kept_reads_the_next_table_alone_in_this_convention(pilote, donner, adresse, convention):
    donner(JUSTE)
    pilote.post(adresse("tableau"), DESCRIPTION | {"garder": "rentree"})
    entete = ("insee", "annee", "nb", "tx")
    assert [nom for nom, _ in possibles(entete, convention)] == ["rentree"]
    assert "rentree" not in connues()
    assert "rentree" not in connues(ConventionFactory())


def test_known_table_needs_no_description(pilote, donner, adresse):
    donner("code;niveau;annee;indicateur;valeur\n59014;commune;2022;enfants;3\n")
    assert 'value="valeurs" selected' in lire(pilote, adresse)
    pilote.post(adresse("tableau"), {"correspondance": "valeurs", "niveau": "commune"})
    pilote.post(adresse("charger"))
    assert Valeur.objects.get().valeur == 3


@pytest.mark.parametrize(
    ("manque", "message"),
    [
        ("titre", "Dites d’où viennent les chiffres"),
        ("code", "Dites quelle colonne porte le code"),
        ("annee", "Dites de quelle année"),
    ],
)
def test_description_that_is_not_enough_is_told(pilote, donner, adresse, manque, message):
    donner(JUSTE)
    reponse = pilote.post(adresse("tableau"), DESCRIPTION | {manque: ""})
    assert reponse.status_code == 422
    assert message in reponse.content.decode()
    assert not Travail.objects.exists()


@pytest.mark.parametrize(("octets", "message"), [(b"un texte\n", "pas un tableau"), (b"", "vide")])
def test_file_that_is_no_table_is_refused(donner, octets, message):
    reponse = donner(octets)
    assert reponse.status_code == 422
    assert message in reponse.content.decode()
    assert not TableauRecu.objects.exists()


def test_table_already_loaded_is_not_read_otherwise(pilote, donner, adresse):
    donner(JUSTE)
    pilote.post(adresse("tableau"), DESCRIPTION)
    pilote.post(adresse("charger"))
    assert pilote.post(adresse("tableau"), DESCRIPTION).status_code == 422
    assert pilote.post(adresse("charger")).status_code == 422


def test_wrong_separator_in_the_lines_is_told_by_line(pilote, donner, adresse):
    donner("insee;annee;nb;tx\n59014;2022;120;45,2\n59019,2022,3,4\n")
    pilote.post(adresse("tableau"), DESCRIPTION)
    assert TableauRecu.objects.get().rapport["fautes"] == [[3, "La ligne est plus courte que l’en-tête."]]
