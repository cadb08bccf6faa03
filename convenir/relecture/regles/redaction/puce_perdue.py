"""An item of a list that lost its dash and reads as a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Segment, segments
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_CORPS = frozenset({Nature.PARAGRAPHE, Nature.ELEMENT, Nature.TITRE})
_HORS_CORPS = frozenset({"parties", "visas", "signatures"})


@regle("redaction-puce-perdue", Famille.REDACTION, Gravite.INFORMATION, "Élément de liste sans sa puce")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    suite = list(segments(dossier))
    connus = {_cle(s.texte) for s in suite if s.puce} | {
        _cle(enjeu.libelle) for plan in (*dossier.enjeux, *dossier.plans) for enjeu in plan.enjeux
    }
    for rang, segment in enumerate(suite[:-1]):
        avant, apres = (suite[rang - 1] if rang else None), suite[rang + 1]
        if avant is None or not _dans_une_liste(avant, segment):
            continue
        if _entre_deux(avant, segment, apres) or (not apres.puce and _cle(segment.texte) in connus):
            yield Trouvaille(
                lignes=(segment.ligne,),
                message="Cet élément de liste a perdu sa puce et se lit comme un paragraphe.",
                preuve=f"« {segment.texte[:80]} » suit l’élément « {avant.texte[:60]} ».",
                suggestion="Remettez-lui la puce des éléments voisins, ou rattachez-le à l’élément qui précède.",
                extrait=segment.texte[:120],
            )


def _dans_une_liste(avant: Segment, segment: Segment) -> bool:
    return (
        avant.passage.nature is Nature.ELEMENT
        and not segment.puce
        and segment.passage.nature in _CORPS
        and segment.passage.disposition not in _HORS_CORPS
        and avant.passage.disposition == segment.passage.disposition
        and segment.texte[:1].isupper()
    )


def _entre_deux(avant: Segment, segment: Segment, apres: Segment) -> bool:
    """It ends like an item (";") and stands between two items, with nothing that opens a new paragraph."""
    return (
        apres.puce
        and not segment.apres_blanc
        and segment.texte.endswith(";")
        and avant.texte.endswith((";", ".", ","))
    )


def _cle(texte: str) -> str:
    return plier(texte).strip(" .;,-•")
