"""The real convention, one figure or one name at a time: a planted defect is raised where it stands, a mended one is silent."""

from __future__ import annotations

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.relecture.registre import regles

#: line, what is written, what is written instead, rule, lines that the new finding must hold
PLANTES = [
    (152, "9 866 245", "9 866 945", "calculs-total-annonce", {156}),
    (156, "46 270 061", "46 270 661", "calculs-total-annonce", {156}),
    (140, "57%", "75%", "calculs-part-des-effectifs", {138, 140}),
    (454, "2 243", "2 443", "calculs-part-soit", {453, 454}),
    (454, "5 853", "5 583", "calculs-part-soit", {453, 454}),
    (453, "38.3%", "33.8%", "calculs-part-soit", {453, 454}),
    (461, "50.3%", "53.0%", "valeurs-part", {432, 461}),
    (434, "58.5%", "55.8%", "valeurs-comparaison", {434, 461}),
    (702, "69.7%", "67.9%", "valeurs-part", {676, 702}),
    (716, "6 LAEP", "8 LAEP", "valeurs-effectif", {672, 716}),
    (530, "20 729", "20 792", "valeurs-effectif", {505, 530}),
    (752, "4 espaces", "5 espaces", "valeurs-effectif", {164, 752}),
    (481, "dont 1", "dont 31", "calculs-dont", {481}),
    (71, "quatre", "trois", "calculs-liste-annoncee", {71, 73, 74, 75, 76}),
    (179, "3 enjeux", "4 enjeux", "calculs-liste-annoncee", {179, 181, 183, 185}),
    (205, "deux phases", "trois phases", "calculs-liste-annoncee", {205, 207, 209}),
    (848, "deux comités", "trois comités", "calculs-liste-annoncee", {848}),
    (604, "16 à 19", "17 à 19", "ages-trou", {603, 604}),
    (604, "16 à 19", "15 à 19", "ages-chevauchement", {603, 604}),
    (143, "42 152", "4 152", "ages-emboitement", {143}),
    (391, "DELCOURT", "DELCOUR", "noms-personnes", {35, 391}),
    (391, "MATHON-DEBETENCOURT", "MATHON DEBETENCOURT", "noms-personnes", {35, 391}),
    (41, "Laurent", "Laurant", "noms-personnes", {41, 391}),
    (289, "six mois", "trois mois", "dates-rythme", {289, 862}),
    (784, "100%", "130%", "calculs-part-impossible", {784}),
]
#: line, what is written, what is written instead, rule, a line that no finding of the rule may hold any more
REPARES = [
    (197, "Deux dates", "Trois dates", "calculs-liste-annoncee", 197),
    (531, "10.6", "10.8", "calculs-part-soit", 531),
    (606, "9.1", "9.2", "calculs-part-soit", 606),
    (696, "35.8", "35.4", "calculs-part-soit", 696),
    (771, "16", "19", "calculs-services-regroupes", 771),
    (454, "familles", "enfants", "unites-rapport", 454),
    (144, "5 901", "6 164", "valeurs-effectif", 144),
    (585, "12 à 16", "12 à 15", "ages-libelles", 585),
    (585, "12 à 16", "12 à 15", "ages-chevauchement", 585),
    (587, "25", "24", "ages-somme-libelles", 587),
    (143, "42 152", "43 328", "ages-partition", 143),
    (850, "cette dernière", "la Collectivité", "roles-designation", 850),
    (263, "globale", "global", "noms-fonctions", 263),
]


@pytest.fixture(scope="module")
def lignes_reelles(convention_reelle):
    return convention_reelle.read_text(encoding="utf-8").splitlines()


def _relever(lignes: list[str], code: str) -> list[tuple[frozenset[int], str]]:
    dossier = comprendre(lire_octets("convention.txt", "\n".join(lignes).encode()))
    regle = next(r for r in regles() if r.code == code)
    return [(frozenset(t.lignes), t.message) for t in regle.verifier(dossier)]


def _changer(lignes: list[str], numero: int, avant: str, apres: str) -> list[str]:
    assert avant in lignes[numero - 1]
    return [*lignes[: numero - 1], lignes[numero - 1].replace(avant, apres), *lignes[numero:]]


@pytest.mark.parametrize(("numero", "avant", "apres", "code", "attendues"), PLANTES)
def test_planted_defect_is_raised_on_its_lines(lignes_reelles, numero, avant, apres, code, attendues):
    dabord = _relever(lignes_reelles, code)
    nouveaux = [t for t in _relever(_changer(lignes_reelles, numero, avant, apres), code) if t not in dabord]
    justes = [lues for lues, _ in nouveaux if attendues <= lues]
    assert justes, (dabord, nouveaux)
    assert min(map(len, justes)) <= len(attendues) + 1


@pytest.mark.parametrize(("numero", "avant", "apres", "code", "ligne"), REPARES)
def test_mended_defect_falls_silent(lignes_reelles, numero, avant, apres, code, ligne):
    assert any(ligne in lues for lues, _ in _relever(lignes_reelles, code))
    assert not any(
        ligne in lues for lues, _ in _relever(_changer(lignes_reelles, numero, avant, apres), code)
    )
