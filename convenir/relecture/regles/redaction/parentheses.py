"""A parenthesis, bracket or guillemet opened and never closed, or closed without being opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau, autour, morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_PAIRES = {"(": ")", "[": "]", "«": "»", "“": "”"}
_OUVRANTS = {ferme: ouvre for ouvre, ferme in _PAIRES.items()}
_SIGNES = re.compile(r"[()\[\]«»“”]")
_ETIQUETTE = re.compile(r"(?:^|[\n;:.,]\s*|\s-\s*)(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[°.]?\)")
_FEINTE = re.compile(r"\^\{[^}]*\}|[:;]-?[)(](?=\s|$)")
#: How many pieces of text further a sign may still be closed: a quotation runs over paragraphs, a sentence cut by a page over one.
_PORTEE = {"(": 1, "[": 1, "«": 8, "“": 8}


@dataclass(slots=True)
class _Seul:
    signe: str
    rang: int
    place: int
    morceau: Morceau


@regle(
    "redaction-parenthese", Famille.REDACTION, Gravite.AVERTISSEMENT, "Parenthèse ou guillemet sans pendant"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for seul in _sans_pendant(dossier):
        extrait = autour(seul.morceau.texte, seul.place, seul.place + 1)
        ouvrant = seul.signe in _PAIRES
        nom = (
            "Ce signe est ouvert mais jamais fermé" if ouvrant else "Ce signe est fermé sans avoir été ouvert"
        )
        pendant = _PAIRES[seul.signe] if ouvrant else _OUVRANTS[seul.signe]
        debut = seul.morceau.decalage + seul.place
        yield Trouvaille(
            lignes=seul.morceau.passage.lignes_de(debut, debut + 1),
            message=f"{nom} : « {seul.signe} »." if seul.signe not in "«»" else f"{nom} : {seul.signe}.",
            preuve=f"{extrait} — aucun {pendant} ne lui répond.",
            suggestion=f"Ajoutez le {pendant} qui manque ou retirez le {seul.signe}.",
            extrait=extrait,
        )


def _sans_pendant(dossier: Dossier) -> list[_Seul]:
    restes: list[_Seul] = []
    for rang, morceau in enumerate(morceaux(dossier)):
        for seul in _isoles(morceau, rang):
            if not _refermer(restes, seul):
                restes.append(seul)
    return restes


def _isoles(morceau: Morceau, rang: int) -> list[_Seul]:
    """The signs of one piece that find no match in it."""
    pile: list[_Seul] = []
    perdus: list[_Seul] = []
    ignores = {t.end() - 1 for t in _ETIQUETTE.finditer(morceau.texte)}
    for feinte in _FEINTE.finditer(morceau.texte):
        ignores.update(range(feinte.start(), feinte.end()))
    for trouve in _SIGNES.finditer(morceau.texte):
        signe = trouve.group()
        seul = _Seul(signe, rang, trouve.start(), morceau)
        if signe in _PAIRES:
            pile.append(seul)
        elif (ouvert := _dernier(pile, _OUVRANTS[signe])) is not None:
            pile.remove(ouvert)
        elif trouve.start() not in ignores:
            perdus.append(seul)
    return sorted((*perdus, *pile), key=lambda s: s.place)


def _dernier(pile: list[_Seul], signe: str) -> _Seul | None:
    return next((s for s in reversed(pile) if s.signe == signe), None)


def _refermer(restes: list[_Seul], seul: _Seul) -> bool:
    """Close a sign left open a few pieces above; the search never goes further back than that."""
    ouvre = _OUVRANTS.get(seul.signe)
    for candidat in reversed(restes):
        if candidat.rang < seul.rang - max(_PORTEE.values()):
            return False
        if candidat.signe == ouvre and seul.rang - candidat.rang <= _PORTEE[ouvre]:
            restes.remove(candidat)
            return True
    return False
