"""The transmission stamp: sent, received, published, identifier of the act."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Acte, Nature
from convenir.socle.formats import lire_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.lecture.dossier import Passage

#: département-SIREN-AAAAMMJJ-numéro-nature; the number may itself hold hyphens, so never split on them
IDENTIFIANT = re.compile(r"(?<![\w-])((?:\d{3}|02[AB]))-(\d{9})-(\d{8})-([^\s-][^\s]*?)-([A-Z]{2})(?![\w-])")
_MARQUES = {
    "envoye": re.compile(r"(?:envoyé|transmis|télétransmis)e?\s+en\s+(?:sous[- ])?préfecture", re.IGNORECASE),
    "recu": re.compile(r"reçue?\s+en\s+(?:sous[- ])?préfecture", re.IGNORECASE),
    "publie": re.compile(r"(?:publiée?|affichée?)\s+le\b", re.IGNORECASE),
}
_DEBUT = re.compile(
    r"(?:envoyé|transmis|télétransmis|reçu)e?\s+en\s+(?:sous[- ])?préfecture\b"
    r"|(?:publié|affiché)e?\s+le\s*(?:[\d_.:…]|$)|ID\s*:|accusé\s+de\s+réception\s+(?:en\s+préfecture|-\s*ministère)",
    re.IGNORECASE,
)
_AUTRE_MARQUE = re.compile(r"(?:envoyé|reçu|publié|affiché|ID\s*:)", re.IGNORECASE)
_PORTEE = 25  # characters between a mark and its date
_LONGUEUR_MAXIMALE = 250  # characters; a sentence that quotes an act is not a stamp


def est_estampille(texte: str) -> bool:
    """Whether a line belongs to the stamp of the prefecture."""
    if len(texte) > _LONGUEUR_MAXIMALE:
        return False
    return bool(_DEBUT.match(texte) or IDENTIFIANT.fullmatch(texte.strip()))


def lire_acte(passages: Iterable[Passage]) -> Acte | None:
    """The act the stamp describes, or None without a stamp. A stamp repeated on every page is read once.

    A date left blank ("Publié le") is None. `insee` and `commune` come from the official table.
    """
    estampilles = [p for p in passages if p.nature is Nature.ESTAMPILLE]
    if not estampilles:
        return None
    texte = "\n".join(p.texte for p in estampilles)
    lignes = tuple(n for p in estampilles for n in p.lignes)
    dates = {cle: _date_apres(motif, texte) for cle, motif in _MARQUES.items()}
    trouve = IDENTIFIANT.search(texte)
    if trouve is None:
        return Acte("", "", "", "", None, "", "", **dates, lignes=lignes) if any(dates.values()) else None
    _, siren, jour, numero, nature = trouve.groups()
    insee, commune = _commune(siren)
    return Acte(trouve.group(), siren, insee, commune, _date(jour), numero, nature, **dates, lignes=lignes)


def _date_apres(motif: re.Pattern[str], texte: str) -> datetime.date | None:
    """The first date printed right after the mark, on its line or alone on the next."""
    for trouve in motif.finditer(texte):
        suite = _AUTRE_MARQUE.split(texte[trouve.end() : trouve.end() + _PORTEE], maxsplit=1)[0]
        date = lire_date(suite)
        if date is not None:
            return date
    return None


def _date(jour: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(jour, "%Y%m%d").date()  # noqa: DTZ007 -- a calendar date, no hour
    except ValueError:
        return None


def _commune(siren: str) -> tuple[str, str]:
    """INSEE code and name of the commune of that SIREN, empty for another body or without the table."""
    try:
        from convenir.territoires.queries import commune_par_siren  # noqa: PLC0415 -- the table is read only for a stamp
    except ImportError:
        return "", ""
    commune = commune_par_siren(siren)
    return (commune.insee, commune.nom) if commune else ("", "")
