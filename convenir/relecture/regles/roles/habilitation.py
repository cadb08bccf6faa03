"""A representative who signs without the act that allows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_REPRESENTEE = re.compile(r"representee?s? (?:par|legalement)")
_ACTE = re.compile(
    r"deliberation|decision|arrete|delegation|pouvoir|statuts|en vertu|habilite\w* (?:par|a cet effet par)"
)


@regle("roles-habilitation", Famille.ROLES, Gravite.INFORMATION, "Habilitation à signer")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    passages = [p for p in dossier.passages if p.disposition == "parties"]
    for i, passage in enumerate(passages):
        plie = plier(passage.texte)
        m = _REPRESENTEE.search(plie)
        if m is None:
            continue
        suivants = " ".join(plier(p.texte) for p in passages[i + 1 : i + 3])
        suite = suivants.split("represente", 1)[0]
        if not _ACTE.search(plie) and not _ACTE.search(suite):
            yield Trouvaille(
                lignes=passage.lignes_de(m.start(), m.end()),
                message="Aucun acte n’est cité pour autoriser ce représentant à signer.",
                preuve=f"« {passage.texte[:100].strip()}… » : ni délibération, ni décision, ni délégation",
                suggestion="Citez la délibération, la décision ou la délégation (organe, date, "
                "numéro) qui autorise à signer.",
                extrait=passage.texte[m.start() : m.end()],
            )
