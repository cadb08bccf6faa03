"""The comparison of two texts, to print: what was added is underlined, what was removed in brackets."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from convenir import __version__
from convenir.conventions.comparaison import comparer_contenus
from convenir.documents.blocs import Paragraphe, Texte, Titre, texte
from convenir.documents.comparaison import Changement, Sort
from convenir.documents.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from convenir.conventions.comparaison import PartieComparee
    from convenir.documents.comparaison import Passage, Segment
    from convenir.documents.publication import BlocPublie

LEGENDE = (
    "Ce qui est ajouté est en gras souligné ; ce qui est retiré est en italique, entre crochets. "
    "Un passage déplacé est donné aux deux endroits. Ce qui n’est pas imprimé n’a pas changé de mots."
)
_DEPLACES = {Sort.DEPART: "Passage déplacé, parti d’ici", Sort.ARRIVEE: "Passage déplacé, arrivé ici"}


def chemin_du_rapport(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> Path:
    """Where the report on these two contents is, or will be: same contents, same file."""
    graine = json.dumps([__version__, avant, apres], sort_keys=True).encode()
    return Path(settings.MEDIA_ROOT) / "comparaisons" / f"{hashlib.sha256(graine).hexdigest()[:40]}.pdf"


def composer(
    titre: str, noms: tuple[str, str], avant: Mapping[str, Any], apres: Mapping[str, Any]
) -> Publication:
    """The report: `noms` are those of the two texts ("version 2", "texte actuel")."""
    parties = comparer_contenus(avant, apres)
    changees = [p for p in parties if p.a_change]
    blocs: list[BlocPublie] = [
        Paragraphe((Texte(f"Avant : {noms[0]}. Après : {noms[1]}.", gras=True),)),
        Paragraphe(texte(LEGENDE)),
    ]
    if not changees:
        blocs.append(Paragraphe(texte("Aucun mot n’a changé.")))
    for partie in changees:
        blocs += _partie(partie)
    return Publication(
        titre=f"Comparaison : {titre}",
        courant=f"{noms[0]} → {noms[1]}".capitalize(),
        sujet=f"Ce qui a changé : {noms[0]} → {noms[1]}",
        blocs=tuple(blocs),
        date=timezone.localdate(),
    )


def _partie(partie: PartieComparee) -> Iterator[BlocPublie]:
    suite = f", anciennement {partie.ancien_nom}" if partie.ancien_nom else ""
    yield Titre(1, texte(f"{partie.nom} ({partie.etat_dit}{suite})"))
    for passage in partie.comparaison.passages:
        if passage.sort in _DEPLACES:
            yield Paragraphe((Texte(f"{_DEPLACES[passage.sort]} :", italique=True),))
        if passage.avant.strip() or passage.apres.strip():
            yield Paragraphe(tuple(_fragments(passage)))


def _fragments(passage: Passage) -> Iterator[Texte]:
    for segment in passage.segments:
        if mots := _mots(segment):
            yield mots


def _mots(segment: Segment) -> Texte | None:
    avant, apres = (" ".join(t.splitlines()) for t in (segment.avant, segment.apres))
    match segment.changement:
        case Changement.RETIRE:
            return Texte(f"[{avant.strip()}] ", italique=True) if avant.strip() else None
        case Changement.AJOUTE:
            return Texte(apres, gras=True, souligne=True) if apres.strip() else None
    return Texte(apres) if apres else None
