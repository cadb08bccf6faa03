"""Services shown in the legend of a map and never counted in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import HORS_TEXTE
from convenir.relecture.mots import plier, racines
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.services import sigles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage, Synthese

_COMPTE = re.compile(
    r"\d|\b(?:aucune?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|seule?|unique|pas\s+de)\b"
)
_PRECISIONS = frozenset({"paje", "alsh", "ps", "post", "poste", "psu"})


@regle(
    "couverture-legende",
    Famille.COUVERTURE,
    Gravite.INFORMATION,
    "Services cartographiés mais jamais comptés",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    comptes: list[tuple[str, frozenset[str]]] | None = None
    for synthese in dossier.syntheses:
        if not synthese.legende:
            continue
        comptes = _comptes(dossier) if comptes is None else comptes
        absents = [item for item in synthese.legende if not _compte(item, comptes)]
        lignes = [_ligne(item, synthese, dossier) for item in absents]
        if absents:
            yield Trouvaille(
                lignes=tuple(n for n in lignes if n),
                message=f"Légende de « {synthese.libelle.strip()} » : jamais compté dans le texte : {', '.join(absents)}."
                if len(absents) == 1
                else f"Légende de « {synthese.libelle.strip()} » : jamais comptés dans le texte : {', '.join(absents)}.",
                preuve=f"Aucun nombre n’accompagne ces services ; légende : {', '.join(synthese.legende)}.",
                suggestion="Donnez le nombre de chacun, avec son année, ou retirez-le de la carte.",
                extrait=absents[0],
            )


def _comptes(dossier: Dossier) -> list[tuple[str, frozenset[str]]]:
    """The passages that give a number, with their sub-heading: "25 places" under "Crèches" counts crèches."""
    return [
        (pli := plier(f"{p.rubrique} {p.texte}"), racines(pli))
        for p in dossier.passages
        if p.nature not in HORS_TEXTE
        and _COMPTE.search(plier(p.texte))
        and "xx" not in plier(p.texte).split()
    ]


def _compte(item: str, comptes: list[tuple[str, frozenset[str]]]) -> bool:
    voulus = racines(item) - _PRECISIONS or racines(item)
    noms = sigles(item)
    return any(voulus <= dits or (noms and noms & sigles(pli)) for pli, dits in comptes)


def _ligne(item: str, synthese: Synthese, dossier: Dossier) -> int | None:
    """The line of the legend that shows the service."""
    memes: list[Passage] = [p for p in dossier.passages if set(p.lignes[:1]) & set(synthese.lignes)]
    trouve = next((p for p in memes if item in p.texte), None)
    return trouve.lignes[0] if trouve else (synthese.lignes[0] if synthese.lignes else None)
