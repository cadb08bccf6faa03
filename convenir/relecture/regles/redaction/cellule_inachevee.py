"""A cell of a table that stops on a comma: something was meant to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux_de, tableaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle("redaction-cellule-inachevee", Famille.REDACTION, Gravite.INFORMATION, "Cellule de tableau inachevée")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for tableau in tableaux(dossier):
        if tableau[0].nature is not Nature.ENTETE or tableau[0].disposition == "signatures":
            continue
        for rang in tableau:
            for morceau in morceaux_de(rang):
                texte = morceau.texte.strip()
                if texte.endswith(","):
                    yield Trouvaille(
                        lignes=rang.lignes,
                        message="Une cellule de tableau s’arrête sur une virgule : l’énumération semble inachevée.",
                        preuve=texte[-100:],
                        suggestion="Complétez l’énumération ou retirez la virgule.",
                        extrait=texte[-100:],
                    )
