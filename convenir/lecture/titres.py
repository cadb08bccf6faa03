"""Headings of provisions in the ways conventions print them, told from mentions in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from convenir.socle.themes import normaliser

_SEPARATEUR = r"(?:\s*[-–—:.)/]+\s*|\s+|$)"
_NUMERO = r"(?P<numero>\d{1,2}|premier|1er|[IVX]{1,6})(?![\w°])(?!\.\d)(?!-\d)"
_ARTICLE = re.compile(
    rf"(?:ARTICLE|Article|ART\.?|Art\.?)\s*(?:[Nn][°º]\s*)?(?:(?i:{_NUMERO}))(?P<separateur>{_SEPARATEUR})(?P<titre>.*)",
    re.DOTALL,
)
_ANNEXE = re.compile(
    r"(?:ANNEXE|Annexe)\s*(?:[Nn][°º]\s*)?(?:(?P<numero>\d{1,2}|[IVX]{1,6}|[A-Z])(?![\w°]))?"
    rf"(?P<separateur>{_SEPARATEUR})(?P<titre>.*)",
    re.DOTALL,
)
_PREAMBULE = re.compile(r"(?:[IVX\d]{1,3}\s*[-–.)]\s*)?PR[EÉ]AMBULE\s*[:.–-]?\s*", re.IGNORECASE)
_NUMEROTE = re.compile(r"(?P<numero>\d{1,2}|[IVX]{1,5})\s*[-–—.)/]+\s*(?P<titre>[A-ZÀ-Ý«].*)", re.DOTALL)
_SOMMAIRE = frozenset({"sommaire", "table des matieres", "tables des matieres", "table de matieres"})
_PAGE = re.compile(r"(?:\t|(?<![._…·])[._…·]{2}|(?<=\S)\s[._…·]{1,}\s)[\s._…·]*(?P<page>\d{1,3})$")
_PAGE_NUE = re.compile(r"\s(?P<page>\d{1,3})$")
_POINTS = re.compile(r"\.{3,}|_{3,}|…")
# "Article 5 de la loi", "Article 30 du RGPD", "Annexe 2 jointe": a sentence, not a heading
_SUITE_DE_PHRASE = re.compile(
    r"(?:d[eu]s?\b|d['’]|et\b|[àa]\b|ci-|est\b|sont\b|ainsi\b|relati\w+|pr[ée]cit|susvis|mentionn|modifi|"
    r"qui\b|que\b|ou\b|joint|pr[ée]vo\w+|pr[ée]cise|pr[ée]sente|d[ée]crit|fixe|détaille|au\b|,)"
)
_UNITES = {"I": 1, "V": 5, "X": 10}
_LONGUEUR_DE_POINTS = 250  # characters of leaders before a page number
TITRE_MAXIMAL = 160  # characters; longer, the text of the article is on the line of its heading


@dataclass(frozen=True, slots=True)
class EnTete:
    """A heading recognised. `rang` is the number as printed ("A", "IV"); `page` of a contents entry."""

    type: str
    numero: int | None
    titre: str
    rang: str = ""
    page: int | None = None


def est_sommaire(texte: str) -> bool:
    """Whether the text is the title of the contents."""
    return len(texte) < TITRE_MAXIMAL and normaliser(texte) in _SOMMAIRE


def reconnaitre(texte: str, *, au_sommaire: bool = False) -> EnTete | None:
    """The provision a text opens, or None. "Article 5 de la loi…" opens none.

    `au_sommaire`: inside the contents, a number after a mere space is a page ("Préambule 4").
    """
    texte = texte.strip()
    if not texte or texte[0] not in "AaPpIVX1234567890":
        return None
    texte, page = separer_page(texte, nue=au_sommaire)
    if _PREAMBULE.fullmatch(texte):
        return EnTete("preambule", None, "Préambule", page=page)
    trouve = _ARTICLE.fullmatch(texte) or _ANNEXE.fullmatch(texte)
    if trouve is None or _est_phrase(trouve["separateur"], trouve["titre"]):
        return None
    genre = "article" if trouve.re is _ARTICLE else "annexe"
    rang = trouve["numero"] or ""
    return EnTete(genre, nombre(rang) if rang else None, _titre(trouve["titre"]), rang=rang, page=page)


def numerote(texte: str) -> EnTete | None:
    """A number and a title ("1 - Objet", "IV. Durée"): a heading where the word article is never printed."""
    trouve = _NUMEROTE.fullmatch(texte.strip())
    if trouve is None or len(texte) > TITRE_MAXIMAL or texte.rstrip().endswith((";", ",", ".")):
        return None
    return EnTete("article", nombre(trouve["numero"]), _titre(trouve["titre"]), rang=trouve["numero"])


def nombre(chaine: str) -> int | None:
    """A number as written in a heading: "5", "premier", "IV"; None for a letter."""
    if chaine.isdecimal():
        return int(chaine)
    if chaine.casefold() in {"premier", "1er"}:
        return 1
    if not set(chaine.upper()) <= set(_UNITES):
        return None
    valeurs = [_UNITES[c] for c in chaine.upper()]
    suivantes = [*valeurs[1:], 0]
    return sum(-v if v < suivante else v for v, suivante in zip(valeurs, suivantes, strict=True))


def _est_phrase(separateur: str, titre: str) -> bool:
    """A mention: no separator, then the small words that go on with a sentence; or a long lower-case text."""
    if separateur.strip() or not titre:
        return False
    return bool(_SUITE_DE_PHRASE.match(titre)) or titre[0].islower() or not titre[0].isalpha()


def separer_page(texte: str, *, nue: bool = False) -> tuple[str, int | None]:
    """A text and the page number it ends with after a tab or leaders (after a mere space too when `nue`)."""
    texte = texte.strip()
    debut = max(0, len(texte) - _LONGUEUR_DE_POINTS)
    trouve = _PAGE.search(texte, debut) or (_PAGE_NUE.search(texte, debut) if nue else None)
    if trouve is None:
        return texte, None
    return texte[: trouve.start()].rstrip(" \t._…·"), int(trouve["page"])


def _titre(brut: str) -> str:
    """The title alone; one that runs into the text of its article stops at its first sentence."""
    titre = _POINTS.split(brut, maxsplit=1)[0].strip(" \t:")
    if len(titre) > TITRE_MAXIMAL:
        coupe = re.match(r"(.{3,100}?)(?:[.:]|\s[-–])\s", titre)
        titre = coupe[1] if coupe else ""
    return titre.rstrip(" .\t").replace("\t", " ")
