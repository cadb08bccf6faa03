"""What the text around says of a figure: its vintage, its territory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.indicateurs.departements import est_de_reference
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.lecture.dossier import Comparaison, Partie

_AN = r"((?:19|20)\d\d)"
_PERIODE = re.compile(
    rf"(?:entre|de|depuis)\s+{_AN}\s+(?:et|[àa])\s+{_AN}|(?<!\d){_AN}\s*[-–/]\s*{_AN}(?!\d)", re.IGNORECASE
)
_ANNEE = re.compile(
    rf"(?:\b(?:en|fin|d[ée]but|depuis|ann[ée]es?|donn[ée]es?|insee|caf|cnaf|msa|filosofi|rp|source|mill[ée]sime|janvier|f[ée]vrier|mars|"
    rf"avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|de)\s*:?\s*|\d{{2}}/|[(,–-]\s*|^){_AN}(?!\d|\s*[-–/]\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ANNEE_SEULE = re.compile(
    rf"(?:\(?(?:en|ann[ée]e|donn[ée]es|chiffres|source|insee|caf|au\s+31\s+d[ée]cembre|d[ée]cembre)?\s*:?\s*){_AN}\)?\s*:?",
    re.IGNORECASE,
)
_LIEU = re.compile(
    r"\b(?:[Cc]ommune|[Vv]ille|[Dd]épartement|[Rr]égion)\s+(?:de\s+la\s+|de\s+l['’]|du\s+|de\s+|d['’])"
    r"(?P<nom>[A-ZÀ-Ý][\w'’-]+(?:[ -](?:(?:sur|en|le|la|les|lès|de|du|des|et)[ -])?[A-ZÀ-Ý][\w'’-]+)*)"
    r"|\b(?:dans|pour)\s+(?:le|la|l['’])\s*(?P<reference>[A-ZÀ-Ý][\w'’-]+)"
)
_FORMES = re.compile(
    r"^(?:la\s+|le\s+|l['’])?(?:communaut[ée]\s+(?:d['’]agglom[ée]ration|de\s+communes|urbaine)|m[ée]tropole|syndicat(?:\s+(?:mixte|intercommunal\w*|à\s+vocations?\s+(?:multiples?|unique)))*|"
    r"commune|ville|agglom[ée]ration|d[ée]partement)\s*(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])?",
    re.IGNORECASE,
)
_CAISSE = re.compile(r"\bcaisses?\b|\bcaf\b|\bmsa\b|mutualit|\betat\b|prefet|departement\b")


@dataclass(frozen=True, slots=True)
class Territoire:
    """The territory of a convention: its short name and the other names the text gives it."""

    nom: str = ""
    alias: tuple[str, ...] = ()


def millesime(texte: str) -> str:
    """The year ("2022") or the period ("2017-2022") a text dates its figure of, or nothing."""
    periode = _PERIODE.search(texte)
    if periode:
        debut, fin = (an for an in periode.groups() if an)
        return f"{debut}-{fin}"
    annees = _ANNEE.findall(texte)
    return annees[0] if annees else ""


def millesime_seul(texte: str) -> str:
    """The year of a line that is nothing but a vintage ("en 2022"), for what stands under it."""
    trouve = _ANNEE_SEULE.fullmatch(texte.strip())
    return trouve[1] if trouve else ""


def territoire_principal(parties: tuple[Partie, ...], titre: str = "") -> Territoire:
    """The territory of the convention: the first local authority among its parties, by its short name."""
    for partie in parties:
        if not _CAISSE.search(normaliser(partie.nom)):
            court = _FORMES.sub("", partie.nom).strip()
            court = court[:1].upper() + court[1:]
            return Territoire(court, (partie.nom, partie.appellation, sigle(partie.nom)))
    return Territoire("", (titre,))


def sigle(nom: str) -> str:
    """Initials of a name: "Communauté d'Agglomération de Port Essai" → "CAPE"."""
    mots = re.findall(r"[^\W\d_]+", re.sub(r"\b[dl]['’]", " ", nom, flags=re.IGNORECASE))
    petits = {"de", "du", "des", "la", "le", "les", "et", "en", "sur"}
    return "".join(mot[0].upper() for mot in mots if mot.casefold() not in petits)


def territoire_dit(texte: str, principal: Territoire, comparaison: Comparaison | None = None) -> str:
    """The territory a sentence names, other than the one it compares with; else that of the convention."""
    for nom in (principal.nom, *principal.alias):
        if nom and re.search(rf"(?<!\w){re.escape(nom)}(?!\w)", texte):
            return principal.nom
    lieu = _LIEU.search(texte)
    if lieu:
        nom = lieu["nom"] or lieu["reference"]
        compare = comparaison is not None and comparaison.territoire == nom
        if not compare and (lieu["nom"] or est_de_reference(nom)):
            return nom
    return principal.nom
