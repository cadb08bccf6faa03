"""One amount, under the same words, with different values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.mots import plier, racines
from convenir.relecture.chiffres.nombres import Nombre, nombres
from convenir.relecture.chiffres.tableaux import est_sous_total, est_total
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from convenir.lecture.dossier import Dossier, Lignes, Passage

DEUX = 2
_FIN = re.compile(r"[.;:,()]|\s(?:dont|soit|en|pour|au titre|sur|et|versés?|versées?)\s|\d")
_ANNEE = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Somme:
    """An amount and what it pays for."""

    nombre: Nombre
    cle: frozenset[str]
    libelle: str
    lignes: Lignes
    annees: frozenset[str]


@regle("valeurs-montant", Famille.VALEURS, Gravite.AVERTISSEMENT, "Un montant, plusieurs valeurs")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    groupes: dict[frozenset[str], dict[Decimal, Somme]] = {}
    for somme in _sommes(dossier):
        groupes.setdefault(somme.cle, {}).setdefault(somme.nombre.valeur, somme)
    for valeurs in groupes.values():
        sommes = list(valeurs.values())
        if len(sommes) == DEUX and not _s_expliquent(*sommes):
            yield _trouvaille(sommes)


def _sommes(dossier: Dossier) -> Iterator[Somme]:
    for passage in dossier.passages:
        montants = [n for n in nombres(passage.texte) if n.unite == "€"]
        if len(montants) != 1:
            continue
        libelle = _libelle(passage, montants[0])
        cle = frozenset(racines(libelle))
        if len(cle) >= DEUX:
            annees = frozenset(_ANNEE.findall(passage.texte))
            yield Somme(
                montants[0], cle, libelle, passage.lignes_de(montants[0].debut, montants[0].fin), annees
            )


def _libelle(passage: Passage, montant: Nombre) -> str:
    """The row label of a table, the words before a colon, or those after "de"."""
    if passage.nature == Nature.RANG and passage.cellules:
        premiere = passage.cellules[0]
        return "" if est_total(premiere) or est_sous_total(premiere) else premiere
    avant = re.fullmatch(r"\W*([^.;:]{4,80}?)\s*:\s*", passage.texte[: montant.debut])
    if avant:
        return avant[1]
    apres = re.match(
        r"\s*(?:de |d['’]|des |au titre (?:de |des |du ))(.{4,80})", passage.texte[montant.fin :]
    )
    if apres is None or "dont" in plier(passage.texte[: montant.debut]).split():
        return ""
    fin = _FIN.search(apres[1])
    return apres[1][: fin.start()] if fin else apres[1]


def _s_expliquent(une: Somme, autre: Somme) -> bool:
    """Different stated years, or one is the other rounded."""
    if une.annees and autre.annees and une.annees != autre.annees:
        return True
    pas = max(une.nombre.pas, autre.nombre.pas)
    return abs(une.nombre.valeur - autre.nombre.valeur) <= pas / 2 + max(une.nombre.marge, autre.nombre.marge)


def _trouvaille(sommes: list[Somme]) -> Trouvaille:
    une, autre = sommes
    return Trouvaille(
        lignes=(*une.lignes, *autre.lignes),
        message=f"« {une.libelle.strip()} » : deux montants différents.",
        preuve=f"{une.nombre.ecrit} ≠ {autre.nombre.ecrit}",
        suggestion="Gardez le montant du fichier d’origine, ou dites l’année de chacun.",
        extrait=une.nombre.ecrit,
    )
