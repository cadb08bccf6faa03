"""What looks like a figure and counts nothing: dates, ages, references, periods, numbering."""

from __future__ import annotations

import re

#: stands for a digit that counts nothing; any character that is no digit, letter nor space would do
CACHE = "¤"

_MOIS = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre)"
_ANNEE = r"(?:19|20)\d\d"
_COMPTE = (
    r"(?:habitants?|personnes?|enfants?|familles?|allocataires?|jeunes|m[ée]nages?|logements?|€|euros?|%)"
)

_MOTIFS = tuple(
    re.compile(motif, re.IGNORECASE)
    for motif in (
        # dates: 11/06/2025, 24 et 25 mars 2025, 2025-06-11
        r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)",
        rf"\d{{1,2}}(?:er)?(?:\s*(?:,|et|au|&|-)\s*\d{{1,2}}){{0,6}}\s+{_MOIS}\b(?:\s+\d{{4}})?",
        r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",
        # years, alone or in ranges; "2022 enfants" is a count
        (
            rf"(?<![\d.,])(?<!\d[ \u202f\u00a0]){_ANNEE}(?:\s*[-–/]\s*(?:{_ANNEE}|\d\d))?(?![\d])"
            rf"(?![ \u202f\u00a0]\d{{3}})(?!\s*{_COMPTE})"
        ),
        # ages and durations in years: 0 à 2 ans, 0-3 ans, 11/25 ans, moins de 3 ans, les 0/25
        r"\d{1,2}\s*(?:à|a|et|ou|-|–|/)\s*\d{1,2}\s*(?:ans?|mois)(?!\w)",
        r"\d{1,3}\s*ans?(?!\w)",
        r"\b(?:les|des|aux)\s+\d{1,2}\s*[-/–]\s*\d{1,2}\b",
        # references: article 5, annexe 2, n° 78-17, L. 263-1, page 12, phase 1, objectif 3
        (
            r"\b(?:articles?|art\.?|annexes?|pages?|p\.|phases?|axes?|objectifs?|enjeux?|fiches?|[ée]tapes?|lots?|"
            r"version|titre|chapitre|alin[ée]a|volet|priorit[ée]s?|niveau|action|sch[ée]ma|tableau|figure|carte|loi|"
            r"d[ée]cret|circulaire)\s+"
            r"(?:n[°ºo]\s*)?\d+(?:[.-]\d+)*(?:\s*(?:,|et|à)\s*\d+(?:[.-]\d+)*)*(?!\s*%)"
        ),
        r"\bn[°ºo]s?\s*[\d.-]+(?:\s*(?:/|-)\s*\d+)*",
        r"\b[LRDA]\s*\.?\s*\d+(?:[.-]\d+)*(?:\s*(?:,|et|à)\s*\d+(?:[.-]\d+)*)*",
        # "les 1 000 premiers jours", "24h/24", "7j/7", telephone, postcode
        r"\d[\d ]{0,12}premi(?:er|ère)s?\b",
        r"\d+\s*[hj]\s*/\s*\d+",
        r"(?<!\d)0\d(?:[ .]\d\d){4}(?!\d)",
        r"(?<!\d)\d{5}(?=\s+[A-ZÀ-Ý][a-zà-ÿ])",
        # delays, rhythms, times of day
        r"\d+\s*\)?\s*(?:jours?|semaines?|mois|trimestres?|semestres?|heures?|h|fois|minutes?)(?!\w)(?:\s*\d\d(?!\d))?",
        # ordinals: 1er, 2e, 3ème
        r"\d+\s?(?:er|[èe]re|[èe]mes?|nde?|e)(?!\w)",
        # thresholds that describe what is counted: commune de moins de 3 000 habitants, familles de 3 enfants
        (
            r"\b(?:communes?|villes?|quartiers?|territoires?|epci|intercommunalit[ée]s?)\s+(?:de\s+|[àa]\s+)?"
            r"(?:moins|plus)\s+de\s+[\d \u202f\u00a0]+"
        ),
        (
            r"\b(?:avec|ayant|de|d['’]au\s+moins|au\s+moins|plus\s+de|moins\s+de)\s+[1-9]\s+"
            r"(?:enfants?|parents?|personnes?|adultes?)(?:\s+(?:et|ou)\s+plus)?"
        ),
        # codes: hyphenated digits, digits inside a word
        r"(?<![\w.,])\d+(?:-\d+){1,8}(?!\w)(?!\s*%)",
        r"(?<=[^\W\d])\d+",
    )
)
_NUMEROTATION = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*\s*(?:[.)°]|[-–/]\s)(?!\d)|\d{1,2}(?:\.\d{1,2})+\s+(?=[A-ZÀ-Ý]))\s*"
)


def masquer(texte: str) -> str:
    """The same text, same length, where the digits that count nothing are replaced by `CACHE`."""
    if not any(caractere.isdigit() for caractere in texte):
        return texte
    masque = _cacher(_NUMEROTATION.match(texte), texte)
    for motif in _MOTIFS:
        masque = motif.sub(lambda trouve: re.sub(r"\d", CACHE, trouve.group()), masque)
    return masque


def _cacher(trouve: re.Match[str] | None, texte: str) -> str:
    if trouve is None:
        return texte
    return re.sub(r"\d", CACHE, trouve.group()) + texte[trouve.end() :]
