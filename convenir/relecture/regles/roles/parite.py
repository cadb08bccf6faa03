"""A body said to be at parity whose counted representatives are not as many on each side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.en_lettres import valeur
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

DEUX = 2
_PARITE = re.compile(
    r"\bparit(?:e|aire\w*)\b|\ba parts? egales?\b|\ben nombre egal\b|\bautant de (?:representant|membre|elu)"
)
_COMPTE = re.compile(
    r"\b(?P<nombre>\w+)\s+(?:representant|membre|elu|titulaire|personne|administrateur|technicien|delegue|agent|cadre)\w*"
    r"(?:\s+(?:ou|et)\s+\w+)?\s+(?:de|du|des|pour|d')"
)


@regle("roles-parite", Famille.ROLES, Gravite.AVERTISSEMENT, "Parité annoncée et nombres donnés")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        plie = plier(morceau.texte)
        if not _PARITE.search(plie):
            continue
        comptes = [(m, v) for m in _COMPTE.finditer(plie) if (v := valeur(m["nombre"])) is not None]
        if len(comptes) == DEUX and comptes[0][1] != comptes[1][1]:
            debut, fin = comptes[0][0].start(), comptes[1][0].end()
            yield Trouvaille(
                lignes=morceau.passage.lignes_de(morceau.decalage + debut, morceau.decalage + fin),
                message="La composition est dite paritaire, mais les deux nombres ne sont pas égaux.",
                preuve=f"{comptes[0][1]} ≠ {comptes[1][1]}",
                suggestion="Donnez le même nombre de représentants à chaque partie, ou retirez la parité.",
                extrait=morceau.texte[debut:fin],
            )
