"""Headings recognised by their wording alone, when no style tells them; lines of a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Characters, unless said otherwise.
_LONGUEUR_SIMPLE = 100
_LONGUEUR_EN_CAPITALES = 120
_LONGUEUR_DE_PHRASE = 80  # a heading that ends with a full stop is not longer
_LETTRES_MINIMUM = 4  # shorter capitals are an acronym or a placeholder
_CHIFFRES_DE_PAGE = 3
_POINTS_MINIMUM = 4
_LONGUEUR_MAXIMALE = 160  # characters: beyond, it is a sentence that happens to start like a heading
_STRUCTURE = re.compile(
    r"(?P<mot>article|art\.|annexe|titre|chapitre|partie|section)\s*"
    r"(?:n\s?[°ºo]\s?)?(?P<numero>\d{1,3}|premier|unique|[ivxlc]{1,6}|[A-H](?![a-zà-ÿ]))"
    r"(?:\s?er|\^\{er\}|\s(?:bis|ter|quater))?(?P<suite>\s*(?:[-–—:.)]\s*)*)(?P<titre>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SEULS = frozenset(
    (
        "préambule",
        "preambule",
        "sommaire",
        "table des matières",
        "table des matieres",
        "annexe",
        "annexes",
        "glossaire",
        "signatures",
        "visas",
    )
)
_SOMMAIRE = frozenset(("sommaire", "table des matières", "table des matieres"))
_DECIMAL = re.compile(
    r"(?P<numero>[1-9]\d?(?:\.\d{1,2}){1,4})(?:[.)]|\s?[-–—:])?\s*(?P<titre>[^\W\d_]{3,}.*)", re.DOTALL
)
_SIMPLE = re.compile(
    r"(?:[1-9]\d?|[IVX]{1,5}|[A-H])(?:[.)/]|\s?[-–—:])\s*(?P<titre>[^\W\d_]{3,}.*)", re.DOTALL
)
_MOT = re.compile(r"[^\W\d_]{3,}")
_POINTS = " \t\u00a0\u202f.…·‥_"


@dataclass(frozen=True, slots=True)
class Intitule:
    """A heading by its wording: its level, and a key (`article 5`) equal for all its mentions, or empty."""

    niveau: int
    cle: str = ""

    def niveau_apres(self, *, structure: bool) -> int:
        """Level in the text: before the first structural heading, capitals head the whole document."""
        return self.niveau if self.cle or structure else 1


def intitule(chaine: str) -> Intitule | None:
    """The heading a line words, or None: "ARTICLE 5 – …", "Préambule", "1.1- …", a short line in capitals."""
    if len(chaine) > 2 * _LONGUEUR_MAXIMALE:
        return None
    chaine = " ".join(chaine.split())
    if not chaine or len(chaine) > _LONGUEUR_MAXIMALE:
        return None
    seul = chaine.rstrip(" :.").casefold()
    if seul in _SEULS:
        return Intitule(1, seul)
    return _de_structure(chaine) or _decimal(chaine) or _en_capitales(chaine)


def _de_structure(chaine: str) -> Intitule | None:
    trouve = _STRUCTURE.fullmatch(chaine)
    if not trouve or chaine[-1] in ";,":
        return None
    titre, separe = trouve["titre"], trouve["suite"].strip()
    if not chaine[0].isupper() or (titre and not separe and not (titre[0].isupper() and trouve["suite"])):
        return None
    if (titre[:1].islower() and not titre.isupper()) or (
        titre.endswith(".") and len(titre) > _LONGUEUR_DE_PHRASE
    ):
        return None
    return Intitule(1, f"{trouve['mot']} {trouve['numero']}".casefold())


def _decimal(chaine: str) -> Intitule | None:
    trouve = _DECIMAL.fullmatch(chaine)
    if not trouve or not trouve["titre"][0].isupper() or chaine[-1] in ".;,":
        return None
    return Intitule(min(6, 1 + trouve["numero"].count(".")), trouve["numero"])


def intitule_simple(chaine: str) -> bool:
    """Tell whether a line standing alone is a numbered heading of one level: "1. Contexte", "II – Enjeux"."""
    trouve = _SIMPLE.fullmatch(" ".join(chaine.split())) if len(chaine) <= _LONGUEUR_SIMPLE else None
    if not trouve or chaine.rstrip()[-1] in ".;,:":
        return False
    return trouve["titre"][0].isupper()


def _en_capitales(chaine: str) -> Intitule | None:
    lettres = sum(1 for c in chaine if c.isalpha())
    if (
        lettres < _LETTRES_MINIMUM
        or len(chaine) > _LONGUEUR_EN_CAPITALES
        or chaine[-1] in ".;,"
        or not chaine.isupper()
    ):
        return None
    chiffres = sum(1 for c in chaine if c.isdigit())
    return Intitule(2) if lettres > 2 * chiffres and _MOT.search(chaine) else None


def ouvre_sommaire(chaine: str) -> bool:
    """Tell whether a line is the heading of the contents."""
    return chaine.strip(" :.\t").casefold() in _SOMMAIRE


def points_de_conduite(chaine: str) -> bool:
    """Tell whether a line ends like an entry of contents: dots then a page number, `Titre ..... 12`."""
    nue = chaine.rstrip()
    tete = nue.rstrip("0123456789")
    if not 1 <= len(nue) - len(tete) <= _CHIFFRES_DE_PAGE:
        return False
    titre = tete.rstrip(_POINTS)
    conduite = tete[len(titre) :]
    return bool(titre) and sum(conduite.count(c) * (3 if c == "…" else 1) for c in ".…·_") >= _POINTS_MINIMUM


def titre_de_l_entree(chaine: str) -> str:
    """What an entry of contents announces, without its dots and its page."""
    return chaine.rstrip().rstrip("0123456789").rstrip(_POINTS)


def page_apres_tabulation(chaine: str) -> bool:
    r"""Tell whether a line is text, tab, page number: `Titre\t12`."""
    titre, tabulation, page = chaine.rstrip().rpartition("\t")
    return (
        bool(tabulation and titre.strip())
        and len(page) <= _CHIFFRES_DE_PAGE
        and page.isascii()
        and page.isdigit()
    )


def lignes_de_sommaire(lignes: tuple[str, ...]) -> frozenset[int]:
    """Indexes of the lines of a table of contents, which are neither headings nor tables.

    Inside the contents, a heading that comes again further down is an entry even without a page number.
    """
    derniers: dict[str, int] = {}
    for rang, ligne in enumerate(lignes):
        trouve = intitule(ligne)
        if trouve and trouve.cle:
            derniers[trouve.cle] = rang
    entrees: set[int] = set()
    dedans = False
    for rang, ligne in enumerate(lignes):
        if not ligne.strip():
            continue
        if _est_entree(ligne, rang, derniers, dedans=dedans):
            entrees.add(rang)
        else:
            dedans = ouvre_sommaire(ligne)
    return frozenset(entrees)


def _est_entree(ligne: str, rang: int, derniers: dict[str, int], *, dedans: bool) -> bool:
    if points_de_conduite(ligne):
        return True
    if page_apres_tabulation(ligne):
        titre = intitule(ligne.rstrip().rpartition("\t")[0].rstrip(_POINTS))
        return dedans or bool(titre and titre.cle)
    trouve = intitule(ligne) if dedans else None
    return bool(trouve and trouve.cle and derniers.get(trouve.cle, rang) > rang)
