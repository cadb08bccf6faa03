"""Someone designated "par cette dernière" when two parties have just been named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_DESIGNE = re.compile(
    r"(?:designe|nomme|choisi|mandate|recrute|propose)\w* par (?P<pronom>cette derniere|ce dernier|"
    r"celle-ci|celui-ci)"
)
_DEUX = re.compile(
    r"(?:l[ae] |l')(?P<une>[\w' -]{2,40}?)(?:,? et (?:par )?(?:l[ae] |l')|"
    r", l[ae] )(?P<autre>[\w'-]{2,40})(?=[^.]*$)"
)


@regle("roles-designation", Famille.ROLES, Gravite.AVERTISSEMENT, "Désigné par qui ?")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        for m in _DESIGNE.finditer(plier(morceau.texte)):
            deux = _DEUX.search(plier(morceau.texte[: m.start()]))
            if deux is None:
                continue
            extrait = morceau.texte[m.start() : m.end()]
            yield Trouvaille(
                lignes=morceau.lignes_de(m),
                message=f"« {extrait} » : deux parties viennent d’être nommées, on ne sait pas laquelle "
                f"désigne.",
                preuve=f"« {morceau.texte[deux.start() : deux.end()]} … {extrait} »",
                suggestion=f"Remplacez « {morceau.texte[m.start('pronom') : m.end('pronom')]} » par le "
                f"nom de la partie.",
                extrait=extrait,
            )
