"""Two different courts named for the disputes of one convention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_TRIBUNAL = re.compile(
    r"\btribuna(?:l|ux)\s+(administratif|judiciaire|de\s+grande\s+instance|d'instance|de\s+commerce|des\s+affaires\s+de\s+securite\s+sociale)s?(?:\s+(?:de|d'|du)\s*(?=[A-ZÀ-Ý]))?"
)
_VILLE = re.compile(r"([A-ZÀ-Ý][\wà-ÿ'’-]+(?:[\s-](?:[a-z]{1,4}[\s-])?[A-ZÀ-Ý][\wà-ÿ'’-]+){0,3})")
_DE = re.compile(r"\s+(?:de|d['’]|du)\s*")


class _Cite(NamedTuple):
    genre: str
    ville: str
    ecrit: str
    lignes: Lignes


@regle("clauses-tribunal", Famille.CLAUSES, Gravite.AVERTISSEMENT, "Tribunaux compétents différents")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    cites = list(_cites(dossier))
    contraires = next(((a, b) for i, b in enumerate(cites) for a in cites[:i] if _differents(a, b)), None)
    if contraires:
        yield Trouvaille(
            lignes=tuple(n for c in contraires for n in c.lignes),
            message=f"Deux tribunaux sont désignés : « {contraires[0].ecrit} » et « {contraires[1].ecrit} ».",
            preuve=" ; ".join(f"« {c.ecrit} »" for c in contraires),
            suggestion="Désignez un seul tribunal compétent.",
            extrait=contraires[1].ecrit,
        )


def _cites(dossier: Dossier) -> Iterator[_Cite]:
    for morceau in morceaux(dossier):
        for trouve in _TRIBUNAL.finditer(plier(morceau.texte)):
            de = _DE.match(morceau.texte, trouve.end())
            ville = _VILLE.match(morceau.texte, de.end()) if de else None
            fin = ville.end() if ville else trouve.end()
            nom = plier(ville.group()) if ville else ""
            yield _Cite(trouve.group(1), nom, morceau.texte[trouve.start() : fin], morceau.lignes_de(trouve))


def _differents(a: _Cite, b: _Cite) -> bool:
    return a.genre != b.genre or bool(a.ville and b.ville and a.ville != b.ville)
