"""The calendar, read as a calendar program would."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.conventions.obligations.agenda import Evenement, echapper, ecrire, plier

MAINTENANT = datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC)  # the night when clocks change
FORME = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL"} | {
    *("X-PUBLISHED-TTL", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL"),
    *("CATEGORIES", "TRANSP"),
}


def lire(octets):
    """The unfolded lines, as (name, parameters, value)."""
    assert octets.endswith(b"\r\n")
    assert octets.replace(b"\r\n", b"").count(b"\n") == octets.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, octets.split(b"\r\n"))) <= 75
    for ligne in octets.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        nom, _, valeur = ligne.partition(":")
        yield nom.partition(";")[0], nom.partition(";")[2], valeur


def rendre(valeur):
    """An escaped text as it was."""
    sorti, signes = [], iter(valeur)
    for signe in signes:
        suite = next(signes) if signe == "\\" else ""
        sorti.append("\n" if suite == "n" else suite or signe)
    return "".join(sorti)


EVENEMENT = Evenement(
    uid="val-d-ambre.revue.2@exemple.fr",
    jour=datetime.date(2028, 2, 29),
    titre="Revoir le plan ; comité, parité \\ « Val d’Ambre »",
    description="Les deux comités\nArticle 10 : une revue, chaque année.",
    adresse="https://exemple.fr/conventions/val-d-ambre/echeances/",
    categorie="Échéance",
)


def test_calendar_is_whole_days_with_stable_ids():
    lignes = list(lire(ecrire("Échéances", [EVENEMENT], MAINTENANT)))
    assert {nom for nom, _, _ in lignes} == FORME
    valeurs = {nom: (parametres, valeur) for nom, parametres, valeur in lignes}
    assert valeurs["DTSTART"] == ("VALUE=DATE", "20280229")
    assert valeurs["DTEND"] == ("VALUE=DATE", "20280301")
    assert valeurs["DTSTAMP"] == ("", "20260329T013000Z")
    assert valeurs["UID"] == ("", EVENEMENT.uid)
    assert rendre(valeurs["SUMMARY"][1]) == EVENEMENT.titre
    assert rendre(valeurs["DESCRIPTION"][1]) == EVENEMENT.description


def test_components_are_balanced_in_order():
    lignes = [
        (n, v) for n, _, v in lire(ecrire("É", [EVENEMENT, EVENEMENT], MAINTENANT)) if n in {"BEGIN", "END"}
    ]
    un = [("BEGIN", "VEVENT"), ("END", "VEVENT")]
    assert lignes == [("BEGIN", "VCALENDAR"), *un, *un, ("END", "VCALENDAR")]


def test_empty_calendar_is_one():
    assert [n for n, _, _ in lire(ecrire("Vide", [], MAINTENANT))].count("BEGIN") == 1


@given(st.text(max_size=400))
def test_any_text_is_folded_within_octets_and_read_back(texte):
    nu = rendre(echapper(texte))
    octets = plier(f"SUMMARY:{echapper(texte)}")
    ((nom, _, valeur),) = lire(octets)
    assert (nom, rendre(valeur)) == ("SUMMARY", nu)
    assert [c for c in nu if c < " " and c not in "\n\t"] == []


@pytest.mark.parametrize(
    ("texte", "ecrit"),
    [("a,b;c\\d", "a\\,b\\;c\\\\d"), ("un\r\ndeux\rtrois", "un\\ndeux\\ntrois"), ("x\x00\x07y", "xy")],
)
def test_echapper(texte, ecrit):
    assert echapper(texte) == ecrit
