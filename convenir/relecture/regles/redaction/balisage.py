"""Code left in the text by a conversion: tags, entities, broken accents, unreadable characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_BALISE = r"</?(?:[a-z][a-z0-9]{0,9})(?:\s+[a-z-]+=[^<>]*)?\s*/?>"
_EXPOSANT = re.compile(r"(?:\^|_)\{[^{}\n]{1,12}\}|\\(?:text|emph|mathrm)\w*\{")
#: Name of the kind, what to look for, whether Markdown allows it, how grave it is.
_SORTES = (
    ("des balises HTML", re.compile(_BALISE, re.IGNORECASE), True, None),
    ("des entités HTML", re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});", re.IGNORECASE), True, None),
    # A reader shows it as a superscript: a trace of the extraction, not a fault of the text.
    ("une notation d’exposant ou d’indice", _EXPOSANT, False, Gravite.INFORMATION),
    ("des accents cassés par un mauvais encodage", re.compile(r"Ã[\u0080-\u00bf]|â€[™œ\u009d“”¦\u0093\u0094]|Â[«»°\u00a0]"), False, None),
    ("des caractères illisibles", re.compile(r"[\ufffd\ue000-\uf8ff]"), False, None),
    ("des caractères d’échappement", re.compile(r"\\[_*#\[\]\"'nt](?![a-z]*\\)"), True, None),
)  # fmt: skip
_GRAS_COUPE = re.compile(r"\w\*\*\w")


@regle(
    "redaction-balisage",
    Famille.REDACTION,
    Gravite.AVERTISSEMENT,
    "Code de mise en forme resté dans le texte",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    markdown = dossier.source.format == "md"
    for nom, motif, permis, gravite in _SORTES:
        if not (markdown and permis):
            yield from _relever(dossier, nom, motif, gravite)
    if not markdown:
        yield from _gras(dossier)


def _relever(
    dossier: Dossier, nom: str, motif: re.Pattern[str], gravite: Gravite | None
) -> Iterator[Trouvaille]:
    trouves = [
        (n, t.group()) for n, ligne in enumerate(dossier.source.lignes, 1) if (t := motif.search(ligne))
    ]
    if trouves:
        yield Trouvaille(
            lignes=tuple(n for n, _ in trouves),
            message=f"Le texte contient {nom}, par exemple {trouves[0][1]}",
            preuve=_lister(trouves),
            suggestion="Retirez ce code et remettez les mots ou la mise en forme qu’il remplace.",
            extrait=trouves[0][1],
            gravite=gravite,
        )


def _lister(trouves: list[tuple[int, str]]) -> str:
    vus = list(dict.fromkeys(signe for _, signe in trouves))
    return f"{len(trouves)} fois : {' '.join(vus[:4])}"


def _gras(dossier: Dossier) -> Iterator[Trouvaille]:
    """Asterisks of bold that open and never close, or that cut a word."""
    trouves = [
        (n, ligne)
        for n, ligne in enumerate(dossier.source.lignes, 1)
        if "**" in ligne and (ligne.count("**") % 2 or _GRAS_COUPE.search(ligne))
    ]
    if trouves:
        extrait = trouves[0][1].strip()[:80]
        yield Trouvaille(
            lignes=tuple(n for n, _ in trouves),
            message="Des astérisques de mise en gras coupent un mot ou ne se referment pas.",
            preuve=extrait,
            suggestion="Mettez en gras le mot entier, ou retirez les astérisques.",
            extrait=extrait,
            gravite=Gravite.INFORMATION,
        )
