"""Counting words, to prove that none is lost from what is read to what is published."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_BALISE = re.compile(r"</?(?:ul|li|p|br|u|b)\b[^<>]*>")


def mots(chaine: str) -> Counter[str]:
    """Words of a text, without case, markup, figures nor placeholders."""
    chaine = re.sub(r"\^\{(\w+)\}", r"\1", _BALISE.sub(" ", chaine)).replace("*", "")
    trouves = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", chaine).casefold())
    return Counter(mot for mot in trouves if set(mot) != {"x"})


def nombres(chaine: str) -> Counter[str]:
    """Runs of digits of a text."""
    return Counter(re.findall(r"\d+", chaine))
