"""Articles or annexes that do not come in the order of their numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.numerotation.trou import trous

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier


@regle("numerotation-ordre", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Numéros dans le désordre")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for type_ in ("article", "annexe"):
        numerotees = [
            d for d in dossier.dispositions if d.type == type_ and d.numero is not None and d.lignes
        ]
        for avant, apres in pairwise(numerotees):
            recule = (apres.numero or 0) < (avant.numero or 0)
            if recule and _unique(apres.numero, numerotees) and not trous(dossier, type_):
                yield Trouvaille(
                    lignes=(avant.lignes[0], apres.lignes[0]),
                    message=f"L’{type_} {apres.numero} vient après l’{type_} {avant.numero}.",
                    preuve="Ordre lu : " + ", ".join(str(d.numero) for d in numerotees) + ".",
                    suggestion="Remettez-les dans l’ordre, ou renumérotez.",
                    extrait=apres.titre.strip(),
                )


def _unique(numero: int | None, numerotees: list[Disposition]) -> bool:
    return sum(d.numero == numero for d in numerotees) == 1
