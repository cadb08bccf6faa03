"""An error message of a word processor left in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_ERREUR = re.compile(
    r"Erreur\s*!\s*(?:Signet|Source|R[ée]f[ée]rence|Lien|Nom|Utilisez|Il n|Aucun)[^.\n]{0,60}|Error!\s*\w+[^.\n]{0,60}"
    r"|#(?:REF|N/A|VALEUR|VALUE|DIV/0|NOM|NAME)[!?]?|\{\s*(?:MERGEFIELD|PAGEREF|REF|TOC|HYPERLINK)\b[^}]*\}|«\s?MERGEFIELD[^»]*»"
)


@regle("redaction-champ-casse", Famille.REDACTION, Gravite.BLOQUANT, "Champ automatique cassé")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for passage in dossier.passages:
        for trouve in _ERREUR.finditer(passage.texte):
            yield Trouvaille(
                lignes=Morceau(passage.texte, passage).lignes_de(trouve),
                message="Un champ automatique du traitement de texte n’a pas trouvé sa valeur.",
                preuve=trouve.group().strip(),
                suggestion="Mettez à jour le champ (table, renvoi ou formule), ou écrivez la valeur attendue.",
                extrait=trouve.group().strip(),
            )
