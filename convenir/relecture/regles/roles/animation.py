"""A body hosted by some in the article and by others in the annexe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.designations import colleges
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.instances import impressions, lieu_de, lignes_ou, par_ligne
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance, Passage

_ANIMATION = re.compile(r"anime|pilote")
_PARTIES = frozenset({"Caf", "collectivité"})


@regle("roles-animation", Famille.ROLES, Gravite.AVERTISSEMENT, "Animation ou pilotage d’une instance")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    passages = par_ligne(dossier)
    for instance, siennes in impressions(dossier):
        for role, nom in (("animateurs", "animée"), ("pilotes", "pilotée")):
            lues = [(i, colleges(getattr(i, role), dossier)) for i in siennes if getattr(i, role)]
            if _se_contredisent([c for _, c in lues]):
                yield _trouvaille(instance, [i for i, _ in lues], role, nom, passages)


def _se_contredisent(lus: list[frozenset[str]]) -> bool:
    """A party that hosts here and not there; unknown names prove nothing."""
    connus = [c for c in lus if c]
    return len({c & _PARTIES for c in connus}) > 1


def _trouvaille(
    instance: Instance, lues: list[Instance], role: str, nom: str, passages: dict[int, Passage]
) -> Trouvaille:
    return Trouvaille(
        lignes=tuple(dict.fromkeys(n for i in lues for n in lignes_ou(i, _ANIMATION, passages))),
        message=f"L’instance « {instance.nom} » n’est pas {nom} par les mêmes d’un endroit à l’autre.",
        preuve=" ; ".join(f"{lieu_de(i, passages)} : {', '.join(getattr(i, role))}" for i in lues),
        suggestion=f"Dites une seule fois par qui elle est {nom}, et reprenez les mêmes mots dans l’annexe.",
        extrait=getattr(lues[0], role)[0],
    )
