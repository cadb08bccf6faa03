"""Age bands: "de 0 à 2 ans", "0-2 ans", "moins de 3 ans", "11/25 ans", "65 ans et plus"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from convenir.relecture.chiffres.mots import plier

AGE_MAXIMAL = 120

_TRANCHE = re.compile(
    r"(?P<duree>(?:sur|pendant|duree de|sous|dans|tous les|depuis|d'ici)\s+)?"
    r"(?:"
    r"(?<![\d.,/-])(?P<a>\d{1,2})\s?(?:ans\s)?(?:a|-|–|—|/)\s?(?P<b>\d{1,3})\s?ans\b"
    r"|entre (?P<c>\d{1,2}) (?:ans )?et (?P<d>\d{1,3}) ans\b"
    r"|(?:moins de|- de) (?P<sous>\d{1,3})\s?ans\b"
    r"|(?:plus de|a partir de|\+ de) (?P<sur>\d{1,3})\s?ans\b"
    r"|(?<![\d.,/-])(?P<plus>\d{1,3})\s?ans (?:et|ou) (?:plus|\+)"
    r"|jusqu'a (?P<jusque>\d{1,3})\s?ans\b"
    r")"
)


@dataclass(frozen=True, slots=True)
class Tranche:
    """Ages from `debut` to `fin`, both included, as written between the characters `de` and `a`."""

    debut: int
    fin: int
    de: int
    a: int
    ecrite: str

    @property
    def bornes(self) -> tuple[int, int]:
        return self.debut, self.fin


def tranches(texte: str) -> list[Tranche]:
    """The age bands of a text, in order. A length of time ("sur 2 à 3 ans") is not one."""
    trouvees = []
    for m in _TRANCHE.finditer(plier(texte)):
        bornes = _bornes(m)
        if m["duree"] is None and bornes is not None:
            trouvees.append(Tranche(*bornes, m.start(), m.end(), texte[m.start() : m.end()]))
    return trouvees


def _bornes(m: re.Match[str]) -> tuple[int, int] | None:
    if m["sous"]:
        bornes = 0, int(m["sous"]) - 1
    elif m["sur"] or m["plus"]:
        bornes = int(m["sur"] or m["plus"]), AGE_MAXIMAL
    elif m["jusque"]:
        bornes = 0, int(m["jusque"])
    else:
        bornes = int(m["a"] or m["c"]), int(m["b"] or m["d"])
    return bornes if bornes[0] < bornes[1] <= AGE_MAXIMAL else None


def ecrire(bornes: tuple[int, int]) -> str:
    """A band as it is quoted in a finding: "0-2 ans", "65 ans et plus"."""
    debut, fin = bornes
    return f"{debut} ans et plus" if fin == AGE_MAXIMAL else f"{debut}-{fin} ans"
