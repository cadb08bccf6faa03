"""How long the convention runs, and the delays it sets (formal notice, early end)."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Delai, Duree, Nature
from convenir.socle.formats import MOTIF_QUANTITE, lire_quantite, reperer_dates
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Passage

_TITRE = re.compile(r"\b(?:duree|date d effet|prise d effet|entree en vigueur|validite)\b")
_PHRASE = re.compile(
    r"\b(?:conclue?|prend(?:ra)?\s+effet|entre(?:ra)?\s+en\s+vigueur|est\s+[ée]tablie?|couvre\s+la\s+p[ée]riode|"
    r"prolong[ée]e?|s['’]applique|dur[ée]e)\b",
    re.IGNORECASE,
)
_ANNEES = re.compile(rf"\b(?P<nombre>{MOTIF_QUANTITE})\s+(?:ans?|ann[ée]es?)\b", re.IGNORECASE)
_PERIODE = re.compile(r"(?<!\d)(?P<debut>20\d\d)\s*(?:[-–/]|à|au)\s*(?P<fin>20\d\d)(?!\d)")
_FIN = re.compile(
    r"\b(?:jusqu['’](?:au|[àa]|en)|au|et\s+(?:se\s+termine|prend\s+fin|s['’]ach[èe]ve|expire)\s+le|expire(?:ra)?\s+le|"
    r"[ée]ch[ée]ance\s+(?:au|le)|fin\s+(?:au|le))\s*$",
    re.IGNORECASE,
)
_DELAI = re.compile(
    r"\b(?P<nom>d[ée]lai(?:s)?(?:\s+de\s+(?:pr[ée]venance|pr[ée]avis|r[ée]ponse|rigueur))?|"
    r"pr[ée]avis|pr[ée]venance)\s+(?:minimal\s+|maximum\s+|minimum\s+)?(?:de\s+|d['’]\s*)"
    rf"(?P<nombre>{MOTIF_QUANTITE})\s+(?P<unite>jours?|semaines?|mois|ans?|ann[ée]es?)\b"
    r"(?P<suite>[^.;]{0,160})",
    re.IGNORECASE,
)
_DEPART = re.compile(
    r"\b(?:suivant|[àa]\s+compter\s+(?:de|du|d['’])|apr[èe]s|[àa]\s+partir\s+(?:de|du)|d[èe]s)\s*"
    r"(?P<quoi>.+?)(?=\s+(?:valant|pour|et|afin|sans|rest[ée]e?s?)\b|,|$)",
    re.IGNORECASE,
)
_UNITES = {mot: cle for cle in ("jour", "semaine", "an") for mot in (cle, f"{cle}s")}
_UNITES |= {"mois": "mois", "annee": "an", "annees": "an"}


def lire_duree(passages: tuple[Passage, ...], dispositions: tuple[Disposition, ...]) -> Duree | None:
    """Start and end of the convention, from the article on duration, else from a sentence.

    "pour une durée de quatre ans à compter du …" gives an end; a start "à la signature" is None.
    """
    articles = [d.cle for d in dispositions if d.type == "article" and _TITRE.search(normaliser(d.titre))]
    du_sujet = [
        p for cle in articles for p in passages if p.disposition == cle and p.nature is not Nature.TITRE
    ]
    ailleurs = [
        p
        for p in passages
        if p.disposition.startswith(("article", "preambule"))
        and p not in du_sujet
        and _PHRASE.search(p.texte)
    ]
    annees = next((n for p in du_sujet if (n := _annees(p.texte))), None)
    for passage in (*du_sujet, *ailleurs):
        duree = _de_phrase(passage, annees if passage in du_sujet else _annees(passage.texte))
        if duree is not None:
            return duree
    if annees and du_sujet:
        return Duree(None, None, du_sujet[0].lignes, annees)
    return None


def _annees(texte: str) -> int | None:
    trouve = _ANNEES.search(texte)
    return lire_quantite(trouve["nombre"]) if trouve else None


def _de_phrase(passage: Passage, annees: int | None) -> Duree | None:
    dates = list(reperer_dates(passage.texte))
    if not dates:
        periode = _PERIODE.search(passage.texte)
        if periode is None:
            return None
        bornes = datetime.date(int(periode["debut"]), 1, 1), datetime.date(int(periode["fin"]), 12, 31)
        return Duree(*bornes, passage.lignes, annees)
    premiere, position, apres = dates[0]
    if _FIN.search(passage.texte[:position]) and len(dates) == 1:
        return Duree(None, premiere, passage.lignes_de(position, apres), annees)
    fin, fin_position = (dates[1][0], dates[1][2]) if len(dates) > 1 else (None, apres)
    if fin is None and annees:
        fin = _ajouter_annees(premiere, annees) - datetime.timedelta(days=1)
    return Duree(premiere, fin, passage.lignes_de(position, fin_position), annees)


def _ajouter_annees(date: datetime.date, annees: int) -> datetime.date:
    try:
        return date.replace(year=date.year + annees)
    except ValueError:  # 29 February
        return date.replace(year=date.year + annees, month=3, day=1)


def lire_delais(passages: tuple[Passage, ...]) -> Iterator[Delai]:
    """The delays and notice periods of the articles, each with what it runs from when the text says it."""
    for passage in passages:
        if not passage.disposition.startswith(("article", "preambule")):
            continue
        for trouve in _DELAI.finditer(passage.texte):
            quantite = lire_quantite(trouve["nombre"])
            if quantite is None:
                continue
            depart = _DEPART.search(trouve["suite"])
            yield Delai(
                libelle=_libelle(trouve["nom"], passage),
                quantite=quantite,
                unite=_UNITES[normaliser(trouve["unite"])],
                a_compter_de=depart["quoi"].strip() if depart else "",
                lignes=passage.lignes_de(trouve.start(), trouve.start("suite")),
            )


def _libelle(nom: str, passage: Passage) -> str:
    """The delay and the heading it stands under ("délai de prévenance — Résiliation anticipée")."""
    return f"{nom.lower()} — {passage.rubrique.rstrip(' :')}" if passage.rubrique else nom.lower()
