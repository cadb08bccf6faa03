"""The years printed beside the name of the convention against its duration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.renvois import est_avenant
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Duree, Lignes

_ANNEES = r"(?P<de>20\d\d)\s*(?:[-–—/]|à|au)\s*(?P<a>20\d\d)"
_NOMMEE = re.compile(
    rf"\b(?:convention\s+territoriale\s+globale|ctg|c\.t\.g\.?)\s*(?:\((?:ctg|c\.t\.g\.?)\)\s*)?[,:–-]?\s*(?:pour\s+)?(?:la\s+|les\s+)?(?:période\s+|années\s+)?\(?{_ANNEES}",
    re.IGNORECASE,
)
_SEULE = re.compile(rf"\W*(?:période\s*:?\s*)?{_ANNEES}\W*", re.IGNORECASE)
_AUTRE = re.compile(
    r"\b(?:précédente?s?|ancienne?s?|premi[èe]re|bilan|dernière|évaluation|future|prochaine|suivante)\b",
    re.IGNORECASE,
)
_COUVERTURE = 15  # passages of the cover page


@regle("dates-periode-titre", Famille.DATES, Gravite.AVERTISSEMENT, "Période du titre et durée")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    duree = dossier.duree
    if duree is None or duree.debut is None or duree.fin is None or est_avenant(dossier):
        return
    voulues = (duree.debut.year, duree.fin.year)
    ecarts: dict[tuple[int, int], list[tuple[Lignes, str]]] = {}
    for lignes, ecrit, annees in _periodes(dossier):
        if annees != voulues and annees[1] > duree.debut.year and annees[0] < duree.fin.year:
            ecarts.setdefault(annees, []).append((lignes, ecrit))
    for mentions in ecarts.values():
        yield _trouvaille(mentions, duree)


def _periodes(dossier: Dossier) -> Iterator[tuple[Lignes, str, tuple[int, int]]]:
    """Periods printed alone on the cover, or beside the name of the convention anywhere."""
    for rang, passage in enumerate(dossier.passages):
        seule = _SEULE.fullmatch(passage.texte) if rang < _COUVERTURE else None
        for trouve in [seule] if seule else _NOMMEE.finditer(passage.texte):
            avant = passage.texte[max(0, trouve.start() - 40) : trouve.start()]
            if not _AUTRE.search(avant):
                lignes = passage.lignes_de(trouve.start(), trouve.end())
                yield lignes, trouve.group().strip(), (int(trouve["de"]), int(trouve["a"]))


def _trouvaille(mentions: list[tuple[Lignes, str]], duree: Duree) -> Trouvaille:
    assert duree.debut is not None  # noqa: S101 -- checked by the caller, said for the type checker
    assert duree.fin is not None  # noqa: S101 -- idem
    return Trouvaille(
        lignes=(*(n for lignes, _ in mentions for n in lignes), *duree.lignes),
        message=f"La période « {mentions[0][1]} » n’est pas celle de la durée ({duree.debut.year}-{duree.fin.year}).",
        preuve=f"Durée lue : du {ecrire_date(duree.debut)} au {ecrire_date(duree.fin)}.",
        suggestion="Accordez la période du titre et l’article sur la durée.",
        extrait=mentions[0][1],
    )
