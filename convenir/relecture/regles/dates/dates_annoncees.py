"""So many dates announced, and another number listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import MOIS, MOTIF_QUANTITE, lire_quantite, reperer_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_ANNONCE = re.compile(
    rf"\b(?P<nombre>{MOTIF_QUANTITE})\s+(?:grands?\s+|grandes?\s+)?(?P<quoi>dates|séminaires|réunions|rencontres|ateliers|journées|sessions|"
    r"temps\s+(?:forts|de\s+travail|d['’]échange)|comités|séances|soirées|matinées|rendez-vous)\b",
    re.IGNORECASE,
)
_MOIS = "|".join(plier(m) for m in MOIS)
_JOURS_DU_MOIS = re.compile(
    rf"\b\d{{1,2}}(?:er)?(?:\s*,\s*\d{{1,2}})*\s*(?:et|&)\s*\d{{1,2}}\s+(?:{_MOIS})\b"
)
_JOUR_DU_MOIS = re.compile(rf"\b\d{{1,2}}(?:er)?\s+(?:{_MOIS})\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b")
_MINIMUM = 2


@regle("dates-annoncees", Famille.DATES, Gravite.AVERTISSEMENT, "Nombre de dates annoncé")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for rang, passage in enumerate(dossier.passages):
        annonce = _ANNONCE.search(passage.texte)
        nombre = lire_quantite(annonce["nombre"]) if annonce else None
        if annonce is None or nombre is None or nombre < _MINIMUM or passage.nature is Nature.ELEMENT:
            continue
        datees = _liste_datee(dossier.passages, rang + 1)
        jours = sum(_jours(p.texte) for p in datees)
        if len(datees) < _MINIMUM or nombre in {len(datees), jours}:
            continue
        yield Trouvaille(
            lignes=(
                *passage.lignes_de(annonce.start(), annonce.end()),
                *(n for p in datees for n in p.lignes),
            ),
            message=f"Le texte annonce « {annonce.group()} » ; la liste en donne {_dire(len(datees), jours)}.",
            preuve=" ; ".join(p.texte.strip(" ,;.") for p in datees),
            suggestion=f"Écrivez le bon nombre ({_dire(len(datees), jours)}), ou corrigez la liste.",
            extrait=annonce.group(),
        )


def _liste_datee(passages: tuple[Passage, ...], debut: int) -> list[Passage]:
    """The items that follow at once, when each of them bears a date."""
    elements: list[Passage] = []
    for passage in passages[debut:]:
        if passage.nature is not Nature.ELEMENT:
            break
        elements.append(passage)
    return elements if all(_jours(p.texte) for p in elements) else []


def _jours(texte: str) -> int:
    """How many days an item names: "du 24 et 25 mars" names two."""
    pli = plier(texte)
    groupes = sum(len(re.findall(r"\d{1,2}", t.group())) for t in _JOURS_DU_MOIS.finditer(pli))
    reste = _JOURS_DU_MOIS.sub(" ", pli)
    return groupes + max(len(_JOUR_DU_MOIS.findall(reste)), sum(1 for _ in reperer_dates(reste)))


def _dire(lignes: int, jours: int) -> str:
    return f"{lignes}" if lignes == jours else f"{lignes}, soit {jours} jours"
