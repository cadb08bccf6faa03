"""A whole followed by its parts: "37 accueils : 24 municipaux et 13 associatifs"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.calcul import addition, total
from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier

DEUX = 2
_INTRODUIT = re.compile(
    r"\(\s*$|:\s*$|\b(?:reparti\w*|se decompos\w*|se compos\w*|ventile\w*|soit)\b[^.;]{0,30}$"
)
_PUIS = re.compile(r"[^.;:()]*(?:,|\bet|\+|/)\s*$")


@regle("calculs-parts-enumerees", Famille.CALCULS, Gravite.AVERTISSEMENT, "Somme des parties énumérées")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    for groupe in lues.par_phrase:
        if len(groupe) > DEUX:
            yield from _dans_la_phrase(groupe)
        elif len(groupe) == 1:
            yield from _dans_la_liste(groupe[0], lues)


def _dans_la_phrase(groupe: Sequence[Mesure]) -> Iterator[Trouvaille]:
    tout, parties = groupe[0], groupe[1:]
    if not _est_tout(tout) or not all(_est_partie(p, tout) for p in parties):
        return
    entre = [
        plier(a.phrase.texte[a.nombre.fin : b.nombre.debut]) for a, b in zip(groupe, parties, strict=False)
    ]
    if _INTRODUIT.search(entre[0]) and "dont" not in entre[0] and all(_PUIS.fullmatch(e) for e in entre[1:]):
        yield from _comparer(tout, parties)


def _dans_la_liste(tout: Mesure, lues: Mesures) -> Iterator[Trouvaille]:
    texte = tout.phrase.texte.rstrip()
    if not _est_tout(tout) or not texte.endswith(":") or "dont" in plier(texte).split():
        return
    parties: list[Mesure] = []
    for rang in range(tout.rang + 1, len(lues.phrases)):
        if lues.phrases[rang].nature != Nature.ELEMENT:
            break
        groupe = lues.par_phrase[rang]
        if not groupe or not _est_partie(groupe[0], tout) or groupe[0].nombre.debut > DEUX:
            return
        parties.append(groupe[0])
    if len(parties) >= DEUX:
        yield from _comparer(tout, parties)


def _est_tout(mesure: Mesure) -> bool:
    return (
        (mesure.est_compte or mesure.nombre.unite == "€") and not mesure.lien and not mesure.nombre.approche
    )


def _est_partie(mesure: Mesure, tout: Mesure) -> bool:
    """Same unit, and a head noun that can be one kind of the whole rather than something else."""
    if mesure.nombre.unite != tout.nombre.unite or mesure.lien in {"dont", "sur"} or mesure.nombre.approche:
        return False
    return mesure.genre == tout.genre or mesure.genre is None


def _comparer(tout: Mesure, parties: Sequence[Mesure]) -> Iterator[Trouvaille]:
    termes = [p.nombre for p in parties]
    if abs(total(termes) - tout.nombre.valeur) <= tout.nombre.marge:
        return
    yield Trouvaille(
        lignes=lignes_de(tout, *parties),
        message=f"Les parties énumérées ne font pas le tout annoncé ({tout.extrait}).",
        preuve=f"{addition(termes)}, et non {tout.nombre.ecrit}",
        suggestion="Corrigez le tout ou la partie fautive, ou écrivez « dont » si la liste n’est pas "
        "complète.",
        extrait=tout.extrait,
    )
