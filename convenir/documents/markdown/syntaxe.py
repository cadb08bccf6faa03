"""Our additions to CommonMark, as rules of markdown-it: `{{cle}}` and `[[cible]]` inside a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

CHAMP = re.compile(r"\{\{([A-Za-z0-9_][A-Za-z0-9_./:-]{0,120})\}\}")
RENVOI = re.compile(r"\[\[([A-Za-z0-9_][A-Za-z0-9_./:#-]{0,120})\]\]")
INSERTION = re.compile(r"\{\{\{([A-Za-z0-9_][A-Za-z0-9_./:-]{0,120})\}\}\}")
ANCRE = re.compile(r"\s*\{#([A-Za-z0-9_][A-Za-z0-9_/-]{0,120})\}\s*$")
_IMBRICATION_MAXIMUM = 40


@cache
def analyseur() -> MarkdownIt:
    """CommonMark with tables and our signs.

    Indented code and link definitions are off: they would turn an indented paragraph into code and
    make lines disappear.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- only where Markdown is read

    md = MarkdownIt("commonmark", {"maxNesting": _IMBRICATION_MAXIMUM}).enable("table")
    md.disable(["code", "reference", "autolink"])
    md.inline.ruler.before("link", "renvoi", _regle("renvoi", RENVOI))
    md.inline.ruler.before("link", "champ", _regle("champ", CHAMP))
    return md


def _regle(nom: str, motif: re.Pattern[str]):  # type: ignore[no-untyped-def] # noqa: ANN202 -- a rule of markdown-it
    def regle(etat: StateInline, silencieux: bool) -> bool:  # noqa: FBT001 -- its signature
        trouve = motif.match(etat.src, etat.pos, etat.posMax)
        if not trouve:
            return False
        if not silencieux:
            etat.push(nom, "", 0).content = trouve[1]
        etat.pos = trouve.end()
        return True

    return regle
