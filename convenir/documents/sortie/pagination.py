"""What must stay on one page: the same answers for every paginated format."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from convenir.documents.blocs import Liste, Paragraphe, Tableau, Texte, texte_brut
from convenir.documents.publication import Emplacement, Encadre, parcourir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.documents.publication import BlocPublie

_PAGE = 2000  # characters that surely stand on one page, spaces between blocs included
_BLOC = 90  # characters that the space around a bloc is worth
_SIGNATURE = 260  # characters that a place for signing is worth


def avec_suite(blocs: Iterable[BlocPublie]) -> Iterator[tuple[BlocPublie, bool]]:
    """Each bloc, and whether it must stay with the next one: "…the following:" above a list or a table."""
    for bloc, suivant in pairwise(chain(blocs, (None,))):
        if bloc is not None:
            yield bloc, _annonce(bloc, suivant)


def _annonce(bloc: BlocPublie, suivant: BlocPublie | None) -> bool:
    return (
        isinstance(bloc, Paragraphe)
        and isinstance(suivant, (Liste, Tableau))
        and texte_brut(bloc.contenu).rstrip().endswith(":")
    )


def tient(encadre: Encadre) -> bool:
    """Whether a frame stands on one page whatever its place, so that it need not be cut."""
    poids = 0
    for noeud in parcourir(encadre):
        if isinstance(noeud, Texte):
            poids += len(noeud.texte)
        elif isinstance(noeud, Emplacement):
            poids += _SIGNATURE
        elif isinstance(noeud, (Paragraphe, Encadre, Liste)):
            poids += _BLOC
    return poids <= _PAGE
