"""A value left blank here that the document gives elsewhere: "XX LAEP" while "6 LAEP" stands further on."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.equipements import sigles
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import VIDES, plier, racine
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_BLANC = re.compile(r"(?<![\w-])(?:X{2,}|x{2,}|_{3,}|\.{5,}|…{2,}|\?{2,})\s*(?=([^\W\d_][^\n.;:_…]*))")
_BLANC_SUIVANT = re.compile(r"(?<![\w-])(?:X{2,}|x{2,}|_{3,}|\.{5,}|…+|\?{2,})|\d")
_NOMBRE = re.compile(
    r"(?<![\w,./-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?![\w%,./])(?!\s*%)\s+(?=[^\W\d_])"
)
_GROUPE = re.compile(r"[^.;:!?\n]{1,90}")
_COUPURE = re.compile(
    r"\s(?:par|pour|sur|xx+|dans|avec|dont|soit|qui|que|entre|chez|depuis|en|couvert\w*|et|ou|au|aux)\s|,|\d"
)
_MOT = re.compile(r"[a-zœ0-9]+")
_SIGLE = re.compile(r"\b[A-Z]{3,6}\b")
_ENTRE_PARENTHESES = re.compile(r"\((?:ex-)?([A-Z][A-Za-z]{2,6})\)")
_DONT = re.compile(r"\b(?:dont|soit|sur|environ|les|article|annexe|phase|objectif|axe|page)\s*$")
_ANNEXE = racine("annexe")
_SIGLE_MINIMAL = 3  # letters
_ANNEE = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Compte:
    valeur: str
    lignes: Lignes
    groupe: str


@regle("lacunes-valeur-connue", Famille.LACUNES, Gravite.AVERTISSEMENT, "Valeur en blanc, connue ailleurs")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    blancs = list(_blancs(dossier))
    if not blancs:
        return
    comptes = _comptes(dossier, {cle for _, cles, _ in blancs for cle in cles})
    for lignes, cles, libelle in blancs:
        trouves = list({c.valeur: c for cle in cles for c in reversed(comptes.get(cle, ()))}.values())
        if trouves:
            yield _trouvaille(lignes, libelle, sorted(trouves, key=lambda c: c.lignes))
        elif any(cle.split()[0] == _ANNEXE for cle in cles):
            yield from _nombre_d_annexes(lignes, libelle, dossier)


def _nombre_d_annexes(lignes: Lignes, libelle: str, dossier: Dossier) -> Iterator[Trouvaille]:
    titres = tuple(d.lignes[0] for d in dossier.dispositions if d.type == "annexe" and d.lignes)
    if titres:
        compte = _Compte(str(len(titres)), (), f"{len(titres)} annexes jointes")
        yield _trouvaille(lignes, libelle, [compte])


def _blancs(dossier: Dossier) -> Iterator[tuple[Lignes, frozenset[str], str]]:
    """Where a mark stands before what it counts: lines, keys of the thing counted, its words."""
    for morceau in morceaux(dossier):
        for trouve in _BLANC.finditer(morceau.texte):
            suite = trouve.group(1)
            coupe = _BLANC_SUIVANT.search(suite)
            libelle = (suite[: coupe.start()] if coupe else suite).strip()
            cles = _cles(libelle)
            if cles:
                yield morceau.lignes_de(trouve), cles, _COUPURE.split(f"{libelle} ")[0].strip()


def _cles(libelle: str) -> frozenset[str]:
    """Acronyms and services first; else what is counted, by its first words."""
    noms = {plier(m) for m in (*_SIGLE.findall(libelle), *_ENTRE_PARENTHESES.findall(libelle))}
    noms |= sigles(libelle)
    return frozenset(noms - {"caf", "ctg"}) if noms else frozenset(_tete(plier(libelle)))


def _tete(pli: str) -> set[str]:
    """The noun that is counted, with its complement when it has one."""
    pleins = [racine(m) for m in _MOT.findall(_COUPURE.split(pli)[0]) if m not in VIDES]
    return {" ".join(pleins[:2])} if len(pleins) > 1 else set(pleins)


def _comptes(dossier: Dossier, cles: set[str]) -> dict[str, list[_Compte]]:
    """The counts given in the text for each thing that is left blank somewhere."""
    comptes: dict[str, list[_Compte]] = defaultdict(list)
    for morceau in morceaux(dossier):
        pli = plier(morceau.texte)
        for nombre in _NOMBRE.finditer(pli):
            if int(re.sub(r"\D", "", nombre.group(1))) in _ANNEE or _DONT.search(pli[: nombre.start()]):
                continue
            for cle in _compte_de(nombre, pli) & cles:
                groupe = _GROUPE.match(morceau.texte, nombre.start())
                texte = groupe.group().strip() if groupe else nombre.group()
                comptes[cle].append(_Compte(nombre.group(1), morceau.lignes_de(nombre), texte[:70]))
    return comptes


def _compte_de(nombre: re.Match[str], pli: str) -> set[str]:
    """Keys of what the number counts: the noun group that follows it, up to a preposition or a comma.

    A single common noun counts only when nothing narrows it: "13 communes couvertes" are not the communes.
    """
    groupe = _GROUPE.match(pli, nombre.end())
    if groupe is None:
        return set()
    entier = _COUPURE.split(groupe.group())[0]
    tete = _tete(entier)
    precise = len(entier.split()) == len(groupe.group().split())
    cles = {m for m in _MOT.findall(entier) if len(m) >= _SIGLE_MINIMAL and racine(m) not in tete} | sigles(
        entier
    )
    return cles | (tete if precise or any(" " in t for t in tete) else set())


def _trouvaille(lignes: Lignes, libelle: str, comptes: list[_Compte]) -> Trouvaille:
    valeurs = " ou ".join(c.valeur for c in comptes[:3])
    sources = " ; ".join(f"« {c.groupe} »" for c in comptes[:3])
    choix = "Reportez cette valeur" if len(comptes) == 1 else "Choisissez la bonne valeur"
    return Trouvaille(
        lignes=(*lignes, *(n for c in comptes[:3] for n in c.lignes)),
        message=f"« {libelle} » est laissé en blanc alors que le document donne {valeurs}.",
        preuve=f"On lit ailleurs {sources}.",
        suggestion=f"{choix} ({valeurs}), ou expliquez ce qui les distingue.",
        extrait=libelle,
    )
