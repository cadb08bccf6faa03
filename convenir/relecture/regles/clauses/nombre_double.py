"""A number in letters and its figure in brackets that disagree: "six (3) mois"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import lire_quantite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_DEUX_FOIS = re.compile(
    r"\b([a-zà-ÿ]{2,8}(?:-[a-zà-ÿ]{2,8})?|\d{1,3})\s*\(\s*(\d{1,3}|[a-zà-ÿ]{2,8}(?:-[a-zà-ÿ]{2,8})?)\s*\)",
    re.IGNORECASE,
)


@regle("clauses-nombre-double", Famille.CLAUSES, Gravite.BLOQUANT, "Nombre en lettres et en chiffres")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        for trouve in _DEUX_FOIS.finditer(morceau.texte):
            dit, repete = lire_quantite(trouve.group(1)), lire_quantite(trouve.group(2))
            differents = dit is not None and repete is not None and dit != repete
            if differents and trouve.group(1).isdigit() != trouve.group(2).isdigit():
                yield Trouvaille(
                    lignes=morceau.lignes_de(trouve),
                    message=f"« {trouve.group()} » : les lettres et les chiffres ne disent pas le même nombre.",
                    preuve=morceau.autour(trouve),
                    suggestion="Gardez le bon nombre dans les deux écritures.",
                    extrait=trouve.group(),
                )
