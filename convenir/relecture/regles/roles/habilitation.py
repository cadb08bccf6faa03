"""A representative said to be authorised to sign, without the act that authorises; an authority that never decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_REPRESENTEE = re.compile(r"representee?s? (?:par|legalement)")
_AUTORISE = re.compile(
    r"(?:dument |est |sont )?(?:autorise|habilite|mandate)e?s?\b(?: a (?:signer|cet effet))?"
)
_ACTE = re.compile(
    r"deliberation|decision|arrete|delegation|pouvoir|statuts|en vertu|conseil d'administration du \d"
)
_ASSEMBLEE = re.compile(
    r"conseil (?:communautaire|municipal|metropolitain|d'agglomeration|syndical|departemental)"
)
_COLLECTIVITE = re.compile(r"communaute|commune|ville|metropole|syndicat")


@regle("roles-habilitation", Famille.ROLES, Gravite.INFORMATION, "Habilitation à signer")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    passages = [p for p in dossier.passages if p.disposition == "parties"]
    decide = any(_ACTE.search(t) and _ASSEMBLEE.search(t) for t in (plier(p.texte) for p in dossier.passages))
    for i, passage in enumerate(passages):
        plie = plier(passage.texte)
        m = _REPRESENTEE.search(plie)
        if m is None:
            continue
        suite = " ".join(plier(p.texte) for p in passages[i + 1 : i + 3]).split("represente", 1)[0]
        if _ACTE.search(plie[m.end() :]) or _ACTE.search(suite):
            continue
        if autorise := _AUTORISE.search(plie, m.end()):
            yield _sans_acte(passage, autorise)
        elif not decide and _COLLECTIVITE.search(plie[: m.start()]):
            yield _sans_acte(passage, m)


def _sans_acte(passage: Passage, m: re.Match[str]) -> Trouvaille:
    return Trouvaille(
        lignes=passage.lignes_de(m.start(), m.end()),
        message="Aucun acte n’est cité pour autoriser ce représentant à signer.",
        preuve=f"« {passage.texte[:100].strip()}… » : ni délibération, ni décision, ni délégation",
        suggestion="Citez la délibération, la décision ou la délégation (organe, date, numéro) "
        "qui autorise à signer.",
        extrait=passage.texte[m.start() : m.end()],
    )
