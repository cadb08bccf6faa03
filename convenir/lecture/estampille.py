"""The transmission stamp: sent, received, published, identifier of the act."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from convenir.conventions.rules import actes
from convenir.conventions.rules.tampon import lire_tampon
from convenir.lecture.dossier import Acte, Nature
from convenir.territoires.queries import commune_par_siren

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.lecture.dossier import Passage

_DEBUT = re.compile(
    r"(?:envoyé|transmis|télétransmis|reçu)e?\s+en\s+(?:sous[- ])?préfecture\b"
    r"|(?:publié|affiché)e?\s+le\s*(?:[\d_.:…]|$)|ID\s*:|accusé\s+de\s+réception\s+(?:en\s+préfecture|-\s*ministère)",
    re.IGNORECASE,
)
_LONGUEUR_MAXIMALE = 250  # characters; a sentence that quotes an act is not a stamp


def est_estampille(texte: str) -> bool:
    """Whether a line belongs to the stamp of the prefecture."""
    if len(texte) > _LONGUEUR_MAXIMALE:
        return False
    return bool(_DEBUT.match(texte) or actes.lire_acte(texte))


def lire_acte(passages: Iterable[Passage]) -> Acte | None:
    """The act the stamp describes, or None without a stamp. A stamp repeated on every page is read once.

    A date left blank ("Publié le") is None. `insee` and `commune` come from the official table.
    """
    estampilles = [p for p in passages if p.nature is Nature.ESTAMPILLE]
    if not estampilles:
        return None
    texte = "\n".join(p.texte for p in estampilles)
    lignes = tuple(n for p in estampilles for n in p.lignes)
    dates = asdict(lire_tampon(texte))
    lu = next(iter(actes.trouver_actes(texte)), None)
    if lu is None:
        return Acte("", "", "", "", None, "", "", **dates, lignes=lignes) if any(dates.values()) else None
    lieu = commune_par_siren(lu.siren)
    insee, nom = (lieu.insee, lieu.nom) if lieu else ("", "")
    return Acte(lu.identifiant, lu.siren, insee, nom, lu.date, lu.numero, lu.nature, **dates, lignes=lignes)
