"""An article or an annexe quoted that the document does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.renvois import Citation, citations, rang_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_EN_ANNEXE = re.compile(
    r"\b(?:figur\w+|joint\w*|présent\w+|détaill\w+|list\w+|précis\w+|ci-|voir)\s*(?:en\s+)?annexe(?:s|\b)(?!\s*\d)",
    re.IGNORECASE,
)


@regle("renvois-inexistant", Famille.RENVOIS, Gravite.BLOQUANT, "Renvoi à ce qui n’existe pas")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    presents: dict[str, list[str]] = {"article": [], "annexe": []}
    for d in dossier.dispositions:
        if d.type in presents and d.lignes:
            presents[d.type].append(rang_de(d))
    absents: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in citations(dossier):
        connus = presents[citation.type]
        lisible = any(connus) if citation.type == "article" else "" not in connus
        if lisible and citation.rang not in connus:
            absents[citation.type, citation.rang].append(citation)
    for (type_, rang), memes in absents.items():
        yield _trouvaille(type_, rang, memes, presents[type_])
    if not presents["annexe"]:
        yield from _annexe_absente(dossier)


def _trouvaille(type_: str, rang: str, memes: list[Citation], presents: list[str]) -> Trouvaille:
    liste = ", ".join(dict.fromkeys(r for r in presents if r)) or "aucun numéro"
    return Trouvaille(
        lignes=tuple(n for c in memes for n in c.lignes),
        message=f"Le texte renvoie à l’{type_} {rang}, qui n’existe pas.",
        preuve=f"« {memes[0].morceau.texte[max(0, memes[0].debut - 60) : memes[0].fin].strip()} » ; {type_}s du document : {liste}.",
        suggestion="Corrigez le numéro, ou joignez ce qui est cité.",
        extrait=memes[0].texte,
    )


def _annexe_absente(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        trouve = _EN_ANNEXE.search(morceau.texte)
        if trouve:
            yield Trouvaille(
                lignes=morceau.lignes_de(trouve),
                message="Le texte renvoie à une annexe, mais le document n’en a aucune.",
                preuve=morceau.autour(trouve, 60),
                suggestion="Joignez l’annexe, ou retirez le renvoi.",
                extrait=trouve.group(),
                gravite=Gravite.AVERTISSEMENT,
            )
