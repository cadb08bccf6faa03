"""Clean fictional conventions: nothing above information; then one defect planted at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.relecture.enums import Gravite
from convenir.relecture.registre import relire

EXEMPLES = Path(__file__).parent / "exemples"
GENETS, LUNE = "plateau-des-genets", "val-de-lune-commune"

#: example, what is written, what is written instead, rule that must raise the line where it is written
PLANTES = [
    (GENETS, "soit 56 %", "soit 65 %", "calculs-part-soit"),
    (GENETS, "soit 20 %", "soit 22 %", "calculs-part-soit"),
    (GENETS, "baisse de 15 %", "baisse de 25 %", "calculs-evolution"),
    (GENETS, "soit -12,5 %", "soit -21,5 %", "calculs-evolution"),
    (GENETS, "10,8 % de moins", "-18,8 % d’enfants de 0 à 2 ans", "calculs-evolution"),
    (GENETS, "6 000 000 €", "6 100 000 €", "calculs-total-tableau"),
    (GENETS, "6,0 M€", "6,4 M€", "calculs-total-annonce"),
    (GENETS, "Total\t6\t148\t84", "Total\t6\t184\t84", "calculs-total-tableau"),
    (GENETS, "6 crèches dont 2", "6 crèches dont 9", "calculs-dont"),
    (GENETS, "9 accueils", "8 accueils", "calculs-parts-enumerees"),
    (GENETS, "24,4 % à Saint", "44,4 % à Saint", "calculs-somme-des-parts"),
    (GENETS, "les 5 structures", "les 7 structures", "calculs-services-regroupes"),
    (GENETS, "2 annexes", "4 annexes", "calculs-inventaire"),
    (GENETS, "Deux principes", "Trois principes", "calculs-liste-annoncee"),
    (GENETS, "Trois engagements", "Quatre engagements", "calculs-liste-annoncee"),
    (GENETS, "- 1 974 jeunes de 11", "- 1 974 jeunes de 10", "ages-chevauchement"),
    (GENETS, "4 836 enfants et jeunes de 0", "836 enfants de 0", "ages-emboitement"),
    (GENETS, "- 712 enfants de 0 à 2 ans en 2022", "- 721 enfants de 0 à 2 ans en 2022", "valeurs-effectif"),
    (GENETS, "Octave LEMPÉRIER", "Octave LEMPÉRIEZ", "noms-personnes"),
    (GENETS, "Aline BRÉVAULT", "Rose MARÉCHAL", "noms-signataires"),
    (GENETS, "et quatre représentants", "et six représentants", "roles-parite"),
    (GENETS, "services de la Caf\tTrimestriel", "élus des communes\tTrimestriel", "roles-composition"),
    (GENETS, "\tDeux réunions par an", "\tTrois fois par an", "dates-rythme"),
    (GENETS, "\tTrimestriel", "\tSemestriel", "dates-rythme"),
    (LUNE, "2 197 enfants", "2 297 enfants", "ages-partition"),
    (LUNE, "(19,3 %", "(soit 29,3 %", "calculs-part-soit"),
    (LUNE, "+1,5 %", "+2,5 %", "calculs-evolution"),
    (LUNE, "48 places d’accueil", "46 places d’accueil", "calculs-parts-enumerees"),
    (LUNE, "Trois services", "Quatre services", "calculs-liste-annoncee"),
    (LUNE, "quatre axes", "trois axes", "calculs-liste-annoncee"),
    (LUNE, "1 185\t", "1 158\t", "calculs-total-tableau"),
    (LUNE, "6 à 10 ans :", "7 à 10 ans :", "ages-trou"),
    (LUNE, "Côme HARFLEURY", "Côme HARFLEUR", "noms-personnes"),
    (LUNE, "les personnes seules 47 %", "les personnes seules 147 % des foyers", "calculs-part-impossible"),
]


def _relire(texte: str) -> dict[str, list[tuple[int, ...]]]:
    constats = relire(comprendre(lire_octets("essai.txt", texte.encode())))
    graves = [c for c in constats if c.gravite is not Gravite.INFORMATION]
    return {c.regle: [x.lignes for x in graves if x.regle == c.regle] for c in graves}


@pytest.mark.parametrize("nom", sorted(p.stem for p in EXEMPLES.glob("*.txt")))
def test_clean_example_has_nothing_above_information(nom):
    assert _relire((EXEMPLES / f"{nom}.txt").read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize(("nom", "avant", "apres", "code"), PLANTES)
def test_planted_defect_is_raised_on_its_line(nom, avant, apres, code):
    texte = (EXEMPLES / f"{nom}.txt").read_text(encoding="utf-8")
    assert texte.count(avant) == 1
    ligne = texte[: texte.index(avant)].count("\n") + 1
    trouves = _relire(texte.replace(avant, apres))
    assert any(ligne in lignes and len(lignes) <= 6 for lignes in trouves.get(code, [])), trouves
