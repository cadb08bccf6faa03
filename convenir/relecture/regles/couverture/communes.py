"""A list of communes announced by the title of an annexe, and not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_LISTE = frozenset({Nature.ELEMENT, Nature.ENTETE, Nature.RANG})


@regle(
    "couverture-communes", Famille.COUVERTURE, Gravite.AVERTISSEMENT, "Liste des communes annoncée, absente"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    if dossier.communes:
        return
    for annexe in (d for d in dossier.dispositions if d.type == "annexe" and d.lignes):
        if not {"liste", "communes"} <= set(mots(annexe.titre)):
            continue
        passages = dossier.passages_de(annexe.cle)
        if any(p.nature in _LISTE for p in passages) or len(passages) < 2:  # noqa: PLR2004 -- a title alone is said by another rule
            continue
        yield Trouvaille(
            lignes=annexe.lignes[:1],
            message=f"L’annexe {annexe.numero or ''} annonce la liste des communes, mais n’en donne aucune.",
            preuve=f"Sous « {annexe.titre.strip()} », on ne lit ni liste ni tableau.",
            suggestion="Donnez la liste des communes, avec la date de leur délibération.",
            extrait=annexe.titre.strip(),
        )
