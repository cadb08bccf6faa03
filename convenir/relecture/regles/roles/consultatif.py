"""People who attend "à titre consultatif" here and vote there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_CONSULTATIF = re.compile(r"titre consultatif|voix consultative")
_VOTE = re.compile(r"voix deliberative|prennent part aux? votes?|\bvotent\b|droit de vote")
_NON = re.compile(r"\bne\b|\bn'|\bsans\b|\bni\b")
_PUBLICS = re.compile(
    r"personnes? (?:ressources?|qualifiees?)|experts?|partenaires|gestionnaires|charges? de cooperation|"
    r"representants? des (?:communes|familles|usagers|habitants)|techniciens"
)


@regle("roles-consultatif", Famille.ROLES, Gravite.AVERTISSEMENT, "Voix consultative ou délibérative")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    consultes: dict[str, Lignes] = {}
    votants: dict[str, Lignes] = {}
    for morceau in morceaux(dossier):
        plie = plier(morceau.texte)
        vote = _VOTE.search(plie)
        registre = (
            consultes if _CONSULTATIF.search(plie) else votants if vote and not _NON.search(plie) else None
        )
        if registre is not None:
            for m in _PUBLICS.finditer(plie):
                registre.setdefault(m[0].rstrip("s").replace("s ", " "), morceau.lignes_de(m))
    for public in consultes.keys() & votants.keys():
        yield Trouvaille(
            lignes=(*votants[public], *consultes[public]),
            message="Les mêmes personnes siègent à titre consultatif ici et votent là.",
            preuve=f"« {public} » : voix consultative et voix délibérative",
            suggestion="Dites une seule fois qui vote et qui donne un avis.",
            extrait=public,
        )
