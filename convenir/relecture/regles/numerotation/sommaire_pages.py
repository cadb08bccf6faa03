"""Page numbers of the contents that go backwards, or beyond the last page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle(
    "numerotation-sommaire-pages",
    Famille.NUMEROTATION,
    Gravite.AVERTISSEMENT,
    "Pages du sommaire incohérentes",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    paginees = [(e, e.page) for e in dossier.sommaire if e.page is not None]
    for (avant, page_avant), (apres, page_apres) in pairwise(paginees):
        if page_apres < page_avant:
            yield Trouvaille(
                lignes=(*avant.lignes[:1], *apres.lignes[:1]),
                lieu="Sommaire",
                message=f"Au sommaire, les pages reculent de {page_avant} à {page_apres}.",
                preuve=f"« {avant.titre.strip()} » page {page_avant}, puis « {apres.titre.strip()} » page {page_apres}.",
                suggestion="Mettez la table des matières à jour.",
                extrait=apres.titre.strip(),
            )
    derniere = dossier.source.pages
    dehors = [(e, page) for e, page in paginees if derniere and page > derniere]
    if dehors:
        yield Trouvaille(
            lignes=tuple(n for e, _ in dehors for n in e.lignes[:1]),
            lieu="Sommaire",
            message=f"Le sommaire renvoie à la page {dehors[0][1]}, mais le document en compte {derniere}.",
            preuve=" ; ".join(f"« {e.titre.strip()} » page {page}" for e, page in dehors[:4]),
            suggestion="Mettez la table des matières à jour.",
            extrait=dehors[0][0].titre.strip(),
        )
