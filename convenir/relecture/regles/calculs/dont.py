"""A part introduced by "dont" cannot exceed the whole it is taken from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.calcul import addition, total
from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier

_SUITE = re.compile(r"[^.;:,]*(?:,(?!\s*et\b)|\bet|\+)\s*(?:de |d'|environ )?")


@regle("calculs-dont", Famille.CALCULS, Gravite.BLOQUANT, "Partie plus grande que le tout")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for groupe in mesures(dossier).par_phrase:
        for i, mesure in enumerate(groupe[1:], start=1):
            tout = groupe[i - 1]
            if mesure.lien == "dont" and tout.lien != "dont" and _se_comparent(tout, mesure):
                yield from _comparer(tout, _parties(groupe[i:], tout))


def _se_comparent(tout: Mesure, partie: Mesure) -> bool:
    """Counts of one kind, or amounts; children may outnumber the families they belong to."""
    if (
        tout.evolution
        or partie.evolution
        or tout.nombre.unite != partie.nombre.unite
        or tout.nombre.unite == "%"
    ):
        return False
    if tout.nombre.unite == "€":
        return True
    genres = {tout.genre, partie.genre} if partie.tete and partie.genre else set()
    return len(genres) < 2 and bool(tout.tete)  # noqa: PLR2004 -- two kinds do not compare


def _parties(suite: Sequence[Mesure], tout: Mesure) -> list[Mesure]:
    """The parts that follow "dont", joined by commas or "et"; a count above the whole is something else."""
    parties = [suite[0]]
    for mesure in suite[1:]:
        entre = plier(mesure.phrase.texte[parties[-1].nombre.fin : mesure.nombre.debut])
        if mesure.nombre.valeur > tout.nombre.valeur:
            break
        if mesure.nombre.unite != suite[0].nombre.unite or "soit" in entre or not _SUITE.fullmatch(entre):
            break
        parties.append(mesure)
    return parties


def _comparer(tout: Mesure, parties: Sequence[Mesure]) -> Iterator[Trouvaille]:
    termes = [p.nombre for p in parties]
    if total(termes) <= tout.nombre.valeur + tout.nombre.marge:
        return
    somme = addition(termes) if len(termes) > 1 else termes[0].ecrit
    yield Trouvaille(
        lignes=lignes_de(tout, *parties),
        message=f"« dont » annonce plus que le tout : {somme} pour {tout.nombre.ecrit}.",
        preuve=f"{somme} > {tout.nombre.ecrit}",
        suggestion="Corrigez le tout ou la partie : l’un des deux chiffres est faux.",
        extrait=tout.phrase.texte[tout.nombre.debut : parties[-1].nombre.fin],
    )
