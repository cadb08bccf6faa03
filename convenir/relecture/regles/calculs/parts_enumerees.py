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
_A_CE_JOUR = re.compile(r"\baujourd'hui\b|\bactuellement\b|\ba ce jour\b|\ba terme\b")
_PUIS = re.compile(r"[^.;:()]*(?:,|\bet|\+|/)\s*$")


@regle("calculs-parts-enumerees", Famille.CALCULS, Gravite.AVERTISSEMENT, "Somme des parties énumérées")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    for groupe in lues.par_phrase:
        chiffres = [m for m in groupe if not m.evolution]
        if len(chiffres) > DEUX:
            yield from _dans_la_phrase(chiffres)
        elif len(chiffres) == 1:
            yield from _dans_la_liste(chiffres[0], lues)


def _dans_la_phrase(groupe: Sequence[Mesure]) -> Iterator[Trouvaille]:
    tout, parties = groupe[0], groupe[1:]
    if not _est_tout(tout) or not all(_est_partie(p, tout) for p in parties) or _dans_le_temps(groupe):
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
        if not groupe or not _est_partie(groupe[0], tout) or not _ouvre_ou_ferme(groupe):
            return
        parties.append(groupe[0])
    if len(parties) >= DEUX:
        yield from _comparer(tout, parties)


def _ouvre_ou_ferme(groupe: Sequence[Mesure]) -> bool:
    """A list item that is a part: its figure opens it, or stands alone after its label."""
    avant = groupe[0].phrase.texte[: groupe[0].nombre.debut].rstrip()
    return len(avant) <= DEUX or (len(groupe) == 1 and avant.endswith(":"))


def _dans_le_temps(groupe: Sequence[Mesure]) -> bool:
    """One count at several dates ("2 LAEP (12 aujourd’hui, 14 en 2029)"), not a whole and its parts."""
    dates = {m.millesime for m in groupe if m.millesime}
    return len(dates) > 1 or bool(_A_CE_JOUR.search(plier(groupe[0].phrase.texte)))


def _est_tout(mesure: Mesure) -> bool:
    compte = mesure.est_compte or mesure.nombre.unite == "€"
    return compte and not mesure.lien and not mesure.nombre.approche


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
