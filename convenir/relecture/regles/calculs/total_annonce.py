"""The total a sentence gives beside a table or a list of amounts, against their sum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.calcul import addition, marge, total
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import Nombre, ecrire, nombres
from convenir.relecture.chiffres.tableaux import est_sous_total, est_total, grilles
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

DEUX = 2
_ANNONCE = re.compile(
    r"\b(?:cette enveloppe|ces (?:montants|sommes|aides|prestations|subventions|versements|financements)|"
    r"au total|"
    r"(?:montant|enveloppe|somme|budget|cout) (?:total|global)e?|(?:un|le) total de|totalis\w+|"
    r"l'ensemble de ces|cumul\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Serie:
    """Amounts laid out one under the other, between the passages `debut` and `fin` (excluded)."""

    termes: tuple[Nombre, ...]
    debut: int
    fin: int


@regle("calculs-total-annonce", Famille.CALCULS, Gravite.BLOQUANT, "Total annoncé par une phrase")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for serie in (*_des_tableaux(dossier), *_des_listes(dossier)):
        for voisin in (serie.debut - 1, serie.fin, serie.fin + 1):
            if 0 <= voisin < len(dossier.passages):
                yield from _comparer(serie, dossier.passages[voisin])


def _des_tableaux(dossier: Dossier) -> Iterator[Serie]:
    for grille in grilles(dossier):
        details = [
            i
            for i, r in enumerate(grille.rangs)
            if not est_total(r.cellules[0]) and not est_sous_total(r.cellules[0])
        ]
        for colonne in range(1, grille.largeur):
            lus = grille.colonne(colonne)
            termes = [lus[i] for i in details]
            if len(termes) >= DEUX and all(
                n is not None and n.unite == _unite(grille.entete(colonne), n) for n in termes
            ):
                yield Serie(tuple(n for n in termes if n is not None), grille.debut, grille.fin)


def _unite(entete: str, nombre: Nombre) -> str:
    """Amounts may leave their unit to the header."""
    return nombre.unite if nombre.unite == "€" or re.search(r"euros?|€|montant", plier(entete)) else "€"


def _des_listes(dossier: Dossier) -> Iterator[Serie]:
    debut = 0
    termes: list[Nombre] = []
    for i, passage in enumerate((*dossier.passages, None)):
        lus = [n for n in nombres(passage.texte) if n.unite == "€"] if passage is not None else []
        if passage is not None and passage.nature == Nature.ELEMENT and len(lus) == 1:
            debut = debut if termes else i
            termes.append(lus[0])
            continue
        if len(termes) >= DEUX:
            yield Serie(tuple(termes), debut, i)
        termes = []


def _comparer(serie: Serie, passage: Passage) -> Iterator[Trouvaille]:
    if passage.nature not in {Nature.PARAGRAPHE, Nature.ELEMENT} or not (
        annonce := _ANNONCE.search(plier(passage.texte))
    ):
        return
    montants = [n for n in nombres(passage.texte) if n.unite == "€"]
    if len(montants) != 1 or "dont" in plier(passage.texte[annonce.end() :]).split():
        return
    imprime, ecart = montants[0], montants[0].valeur - total(serie.termes)
    if ecart == 0:
        return
    arrondi = abs(ecart) <= marge([*serie.termes, imprime])
    yield Trouvaille(
        lignes=passage.lignes_de(imprime.debut, imprime.fin),
        message=f"Le total annoncé ({imprime.ecrit}) n’est pas la somme des montants détaillés à côté.",
        preuve=f"{addition(serie.termes)} €, et non {imprime.ecrit} (écart : {ecrire(abs(ecart))} €)",
        suggestion="Vérifiez si l’écart vient de l’arrondi, et dites-le."
        if arrondi
        else "Corrigez le total, ou le montant qui le fausse, à partir du fichier d’origine.",
        extrait=imprime.ecrit,
        gravite=Gravite.INFORMATION if arrondi else None,
    )
