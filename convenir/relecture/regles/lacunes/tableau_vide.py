"""A table with a header and nothing under it, a column left empty, a few empty cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import tableaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_BLANC = " \t\n\u00a0"
_LIGNES_CITEES = 8
_COLONNES_MINIMALES = 2


@regle("lacunes-tableau-vide", Famille.LACUNES, Gravite.AVERTISSEMENT, "Tableau vide ou incomplet")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for tableau in tableaux(dossier):
        entetes = [p for p in tableau if p.nature is Nature.ENTETE]
        rangs = [p for p in tableau if p.nature is Nature.RANG]
        if not entetes or tableau[0].disposition == "signatures":
            continue
        colonnes = entetes[-1].cellules
        if not any(cellule.strip(_BLANC) for rang in rangs for cellule in rang.cellules):
            yield _sans_rang(entetes, rangs)
        elif len(colonnes) >= _COLONNES_MINIMALES:
            yield from _colonnes(colonnes, entetes[-1], rangs)


def _sans_rang(entetes: list[Passage], rangs: list[Passage]) -> Trouvaille:
    colonnes = " | ".join(c.strip() for c in entetes[-1].cellules if c.strip())
    return Trouvaille(
        lignes=tuple(n for p in (*entetes, *rangs[:_LIGNES_CITEES]) for n in p.lignes),
        message="Ce tableau a des titres de colonnes mais aucune ligne remplie.",
        preuve=f"Colonnes annoncées : {colonnes}.",
        suggestion="Remplissez le tableau, ou retirez-le et dites où se trouvent ces données.",
        extrait=entetes[-1].cellules[0].strip() if entetes[-1].cellules else "",
    )


def _colonnes(colonnes: tuple[str, ...], entete: Passage, rangs: list[Passage]) -> Iterator[Trouvaille]:
    complets = [r for r in rangs if len(r.cellules) == len(colonnes)]
    for indice, nom in enumerate(colonnes):
        vides = [r for r in complets if not r.cellules[indice].strip(_BLANC)]
        if (
            not nom.strip()
            or not vides
            or not any(r.cellules[indice].strip(_BLANC) for r in (*complets, entete))
        ):
            continue
        if len(vides) == len(complets):
            yield _colonne_vide(nom.strip(), entete, len(complets))
        elif len(vides) * 2 <= len(complets):
            yield _cellules_vides(nom.strip(), vides)


def _colonne_vide(nom: str, entete: Passage, hauteur: int) -> Trouvaille:
    return Trouvaille(
        lignes=entete.lignes,
        message=f"La colonne « {nom} » est vide.",
        preuve=f"Aucune des {hauteur} lignes du tableau n’y porte de valeur."
        if hauteur > 1
        else "La seule ligne du tableau n’y porte rien.",
        suggestion="Remplissez la colonne ou retirez-la.",
        extrait=nom,
    )


def _cellules_vides(nom: str, vides: list[Passage]) -> Trouvaille:
    reperes = [next((c.strip() for c in r.cellules if c.strip()), "") for r in vides]
    return Trouvaille(
        lignes=tuple(n for r in vides for n in r.lignes[:1]),
        message=f"Il manque une valeur dans la colonne « {nom} »."
        if len(vides) == 1
        else f"Il manque {len(vides)} valeurs dans la colonne « {nom} ».",
        preuve="Cellule vide pour : " + " ; ".join(reperes[:_LIGNES_CITEES]) + ".",
        suggestion="Complétez, ou écrivez « sans objet ».",
        extrait=reperes[0],
        gravite=Gravite.INFORMATION,
    )
