"""Services shown in the legend of a map and never counted in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from convenir.lecture.dossier import HORS_TEXTE
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.equipements import sigles
from convenir.relecture.mots import plier, racines
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage, Synthese

_COMPTE = re.compile(
    r"\d|\b(?:aucune?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|seule?|unique|pas\s+de)\b"
)
_PRECISIONS = frozenset({"paje", "alsh", "ps", "post", "poste", "psu"})


_SERVICE = re.compile(
    r"\b(?:eaje|creche|micro-creche|multi-?accueil|mam|laep|rpe|ram|relais|alsh|accueil|centre|espace|ludotheque|clas|reaap|mission|foyer|fjt|"
    r"residence|ps|point|maison|halte|jardin|assistant|poste|promeneur|bibliotheque|mediatheque|ecole|evs|france services|mediation|lieu|pmi|ccas|crij|pij)s?\b"
)
_NOM_MAXIMAL = 45  # characters of the name of a service in a legend


class _Index(NamedTuple):
    """The passages that give a number: those that hold each stem, and the services they name."""

    par_racine: dict[str, set[int]]
    services: frozenset[str]

    def compte(self, item: str) -> bool:
        """Whether one passage gives a number beside the words of the item."""
        voulus = racines(item) - _PRECISIONS or racines(item)
        communs = [self.par_racine.get(r, set()) for r in voulus]
        return bool(sigles(item) & self.services) or (bool(communs) and bool(set.intersection(*communs)))


@regle(
    "couverture-legende",
    Famille.COUVERTURE,
    Gravite.INFORMATION,
    "Services cartographiés mais jamais comptés",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    if not any(s.legende for s in dossier.syntheses):
        return
    index = _indexer(dossier)
    par_ligne = {n: p for p in dossier.passages for n in p.lignes}
    for synthese in dossier.syntheses:
        if not _est_legende(synthese.legende):
            continue
        absents = [item for item in synthese.legende if not index.compte(item)]
        if absents:
            lignes = {item: _ligne(item, synthese, par_ligne) for item in absents}
            pluriel = "s" if len(absents) > 1 else ""
            yield Trouvaille(
                lignes=tuple(n for n in lignes.values() if n),
                message=f"Légende de « {synthese.libelle.strip()} », jamais compté{pluriel} dans le texte : {', '.join(absents)}.",
                preuve=f"Aucun nombre n’accompagne ces services ; légende : {', '.join(synthese.legende)}.",
                suggestion="Donnez le nombre de chacun, avec son année, ou retirez-le de la carte.",
                extrait=absents[0],
            )


def _est_legende(items: tuple[str, ...]) -> bool:
    """Names of services for the most part: neither headings nor the lines of a fiche."""
    noms = [plier(i) for i in items if len(i) <= _NOM_MAXIMAL and ":" not in i]
    return len(noms) == len(items) > 0 and sum(bool(_SERVICE.search(n)) for n in noms) * 2 > len(items)


def _indexer(dossier: Dossier) -> _Index:
    """A sub-heading counts with its text: "25 places" under "Crèches" counts crèches."""
    par_racine: dict[str, set[int]] = defaultdict(set)
    services: set[str] = set()
    for rang, passage in enumerate(dossier.passages):
        pli = plier(passage.texte)
        if passage.nature in HORS_TEXTE or not _COMPTE.search(pli) or "xx" in pli.split():
            continue
        complet = f"{plier(passage.rubrique)} {pli}"
        services |= sigles(complet)
        for mot in racines(complet):
            par_racine[mot].add(rang)
    return _Index(par_racine, frozenset(services))


def _ligne(item: str, synthese: Synthese, par_ligne: dict[int, Passage]) -> int | None:
    """The line of the legend that shows the service."""
    for n in synthese.lignes:
        if n in par_ligne and item in par_ligne[n].texte:
            return n
    return synthese.lignes[0] if synthese.lignes else None
