"""An article or an annexe quoted that the document does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.renvois import Citation, citations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_EN_ANNEXE = re.compile(
    r"\b(?:figur\w+|joint\w*|présent\w+|détaill\w+|list\w+|précis\w+|ci-|voir)\s*(?:en\s+)?annexe(?:s|\b)(?!\s*\d)",
    re.IGNORECASE,
)


@regle("renvois-inexistant", Famille.RENVOIS, Gravite.BLOQUANT, "Renvoi à ce qui n’existe pas")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    presents: dict[str, set[int]] = {"article": set(), "annexe": set()}
    for d in dossier.dispositions:
        if d.type in presents and d.numero is not None:
            presents[d.type].add(d.numero)
    sans_numero = any(d.type == "annexe" and d.numero is None for d in dossier.dispositions)
    absents: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    for citation in citations(dossier):
        lisible = presents["article"] if citation.type == "article" else not sans_numero
        if lisible and citation.numero not in presents[citation.type]:
            absents[citation.type, citation.numero].append(citation)
    for (type_, numero), memes in absents.items():
        yield _trouvaille(type_, numero, memes, presents[type_])
    if not any(d.type == "annexe" for d in dossier.dispositions):
        yield from _annexe_absente(dossier)


def _trouvaille(type_: str, numero: int, memes: list[Citation], presents: set[int]) -> Trouvaille:
    liste = ", ".join(map(str, sorted(presents))) or "aucun numéro"
    return Trouvaille(
        lignes=tuple(n for c in memes for n in c.lignes),
        message=f"Le texte renvoie à l’{type_} {numero}, qui n’existe pas.",
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
