"""How a convention ends: each way of ending it, with its title and its text. No rule here: two rules read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.mots import plier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Passage

_TITRE = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2}){0,2}\W+|[a-z]\)\W*|article\s+\d+\W+)?"
    r"(?P<titre>(?:la\s+)?(?:resiliation|denonciation|rupture|fin\s+(?:anticipee|de)|cessation)\b[^:.]{0,110}?)\s*(?P<suite>:\s+\S.*|[:.]?\W*)$",
    re.DOTALL,
)


class _Titre(NamedTuple):
    titre: str
    ecrit: str
    suite: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Modalite:
    """One way to end the convention. `texte` and `titre` are folded (no case, no accents)."""

    titre: str
    titre_ecrit: str
    texte: str
    lignes_titre: Lignes
    passages: tuple[Passage, ...]

    @property
    def lignes(self) -> Lignes:
        """The title and the first lines of its text."""
        return (
            *self.lignes_titre,
            *(n for p in self.passages for n in p.lignes if n not in self.lignes_titre),
        )


def modalites(dossier: Dossier) -> Iterator[Modalite]:
    """Titled blocks about ending the convention, in order."""
    titre: _Titre | None = None
    corps: list[Passage] = []
    for passage in dossier.passages:
        if passage.nature in HORS_TEXTE:
            continue
        trouve = _TITRE.match(plier(passage.texte))
        fini = (
            trouve is not None
            or passage.nature is Nature.TITRE
            or (titre is not None and passage.disposition != titre.passage.disposition)
        )
        if fini and titre is not None:
            yield _modalite(titre, corps)
            titre, corps = None, []
        if trouve is not None:
            ecrit = passage.texte[trouve.start("titre") : trouve.end("titre")]
            suite = trouve["suite"].strip(" :.")
            titre = _Titre(trouve["titre"], ecrit, suite, passage)
            corps = [passage] if suite else []
        elif titre is not None:
            corps.append(passage)
    if titre is not None:
        yield _modalite(titre, corps)


def _modalite(titre: _Titre, corps: list[Passage]) -> Modalite:
    """The text after the title: the rest of its line, when it runs on, then the passages under it."""
    textes = [titre.suite, *(plier(p.texte) for p in corps if p is not titre.passage)]
    return Modalite(
        titre.titre, titre.ecrit.strip(), " ".join(textes).strip(), titre.passage.lignes[:1], tuple(corps)
    )
