"""Sub-headings of the text read: which lines are, and at which level they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.blocs import Liste, Paragraphe, Titre
from convenir.lecture.dossier import Nature

if TYPE_CHECKING:
    from convenir.documents.blocs import Bloc
    from convenir.lecture.dossier import Dossier, Passage

_THEME, _PARTIE, _RUBRIQUE = 2, 3, 4  # levels; the provision itself is 1
_MILLESIME = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Intertitre:
    """The level of a sub-heading, and whether the reader took it for ordinary text."""

    niveau: int
    promu: bool


def intertitres(dossier: Dossier) -> dict[int, Intertitre]:
    """Sub-headings by line number.

    Within a theme: the line that opens it, then the titled parts, then the headings that introduce
    items. A line that only dates a page is not one, nor a heading with nothing under it.
    """
    lus = {n for bloc in dossier.document.blocs if isinstance(bloc, Titre) for n in bloc.place.lignes}
    trouves: dict[int, Intertitre] = {}
    passages = dossier.passages
    for rang, passage in enumerate(passages):
        if passage.nature is not Nature.TITRE or not passage.lignes or not passage.disposition:
            continue
        suivant = passages[rang + 1] if rang + 1 < len(passages) else None
        if suivant is None or suivant.disposition != passage.disposition:
            continue
        promu = passage.lignes[0] not in lus
        if promu and _MILLESIME.search(passage.texte):
            continue
        precedent = passages[rang - 1] if rang else None
        trouves[passage.lignes[0]] = Intertitre(_niveau(passage, precedent, suivant), promu)
    return trouves


def _niveau(passage: Passage, precedent: Passage | None, suivant: Passage) -> int:
    ouvre = precedent is None or precedent.thematique != passage.thematique
    if not passage.thematique or ouvre:
        return _THEME
    return _PARTIE if suivant.nature is Nature.TITRE or passage.texte.isupper() else _RUBRIQUE


def contenu_seul(bloc: Bloc) -> Paragraphe | Titre | None:
    """The bloc as one line of text: a heading, a paragraph, or a list of a single item."""
    if isinstance(bloc, (Titre, Paragraphe)):
        return bloc
    if isinstance(bloc, Liste) and len(bloc.elements) == 1 and not bloc.elements[0].sous:
        element = bloc.elements[0]
        return Paragraphe(element.contenu, element.place)
    return None
