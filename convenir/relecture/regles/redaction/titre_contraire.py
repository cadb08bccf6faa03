"""A heading that names one of two opposites over a list that speaks only of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import blocs_titres
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_OPPOSES = (
    ("périscolaire", "extrascolaire"),
    ("collectif", "individuel"),
    ("municipal", "associatif"),
    ("urbain", "rural"),
    ("physique", "numérique"),
    ("stratégique", "opérationnel"),
    ("stratégique", "technique"),
    ("maternel", "élémentaire"),
    ("monoparental", "recomposé"),
)
_TITRE_MAXIMAL = 120  # characters: beyond, it is a sentence and not a heading


def _motif(mot: str) -> re.Pattern[str]:
    radical = plier(mot).removesuffix("al").removesuffix("el").removesuffix("if")
    return re.compile(rf"\b{radical}[a-z]*")


_PAIRES = tuple(
    paire for a, b in _OPPOSES for paire in ((a, b, _motif(a), _motif(b)), (b, a, _motif(b), _motif(a)))
)


@regle(
    "redaction-titre-contraire",
    Famille.REDACTION,
    Gravite.AVERTISSEMENT,
    "Titre d’un bloc, contenu d’un autre",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    titres = [
        (titre, elements) for titre, elements in blocs_titres(dossier) if len(titre.texte) <= _TITRE_MAXIMAL
    ]
    plies = [plier(titre.texte) for titre, _ in titres]
    for dit, contraire, motif, motif_contraire in _PAIRES:
        if not any(motif_contraire.search(p) and not motif.search(p) for p in plies):
            continue
        for (titre, elements), pli in zip(titres, plies, strict=True):
            if motif.search(pli) and not motif_contraire.search(pli):
                yield from _comparer(titre, elements, (dit, contraire), (motif, motif_contraire))


def _comparer(
    titre: Passage, elements: tuple[Passage, ...], noms: tuple[str, str], motifs: tuple[re.Pattern[str], ...]
) -> Iterator[Trouvaille]:
    textes = [plier(e.texte) for e in elements]
    if any(motifs[0].search(t) for t in textes):
        return
    fautifs = [e for e, t in zip(elements, textes, strict=True) if motifs[1].search(t)]
    if fautifs:
        yield Trouvaille(
            lignes=tuple(n for p in (titre, *fautifs) for n in p.lignes[:1]),
            message=f"Sous le titre « {titre.texte.strip()} », la liste ne parle que de « {noms[1]} ».",
            preuve=" ; ".join(e.texte.strip() for e in fautifs[:4]),
            suggestion=f"Corrigez la liste ou le titre : {noms[0]} et {noms[1]} ont été confondus.",
            extrait=fautifs[0].texte.strip(),
        )
