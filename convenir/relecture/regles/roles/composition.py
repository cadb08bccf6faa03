"""A body composed one way in the article and another way in the annexe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.designations import colleges
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.instances import impressions, lieu_de, lignes_ou, par_ligne
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance, Lignes, Passage

_COMPOSITION = re.compile(
    r"compos|constitue|reuni(?:t|ra) (?:l[ae]s?|des|du)\b|rassembl|membres|participants|representants"
)
_PARITE = re.compile(r"\bparit")
_AUSSI = re.compile(r"ainsi que[^.;]*|et autres[^.;]*")

Impression = tuple[frozenset[str], "Instance", "Lignes", str]


@regle("roles-composition", Famille.ROLES, Gravite.AVERTISSEMENT, "Composition d’une instance")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    passages = par_ligne(dossier)
    for instance, siennes in impressions(dossier):
        lues = [_lire(i, dossier, passages) for i in siennes if i.participants]
        differentes = {c for c, *_ in lues if c}
        if len(differentes) > 1:
            yield _trouvaille(instance, [lue for lue in lues if lue[0]], passages)


def _lire(imprimee: Instance, dossier: Dossier, passages: dict[int, Passage]) -> Impression:
    lignes = lignes_ou(imprimee, _COMPOSITION, passages)
    reste = [m[0] for n in lignes if n in passages for m in _AUSSI.finditer(plier(passages[n].texte))]
    return colleges((*imprimee.participants, *reste), dossier), imprimee, lignes, lieu_de(imprimee, passages)


def _trouvaille(instance: Instance, lues: list[Impression], passages: dict[int, Passage]) -> Trouvaille:
    lignes = tuple(dict.fromkeys(n for _, _, siennes, _ in lues for n in siennes))
    paritaire = any(_PARITE.search(plier(passages[n].texte)) for n in lignes if n in passages)
    communs = frozenset.intersection(*(c for c, *_ in lues))
    ajoutes = sorted(frozenset.union(*(c for c, *_ in lues)) - communs)
    message = f"La composition du « {instance.nom} » n’est pas la même partout ({', '.join(ajoutes)})."
    if paritaire:
        message = (
            f"Le « {instance.nom} » est dit paritaire, mais sa composition change d’un endroit à "
            f"l’autre ({', '.join(ajoutes)})."
        )
    return Trouvaille(
        lignes=lignes,
        message=message,
        preuve=" ; ".join(f"{lieu} : {', '.join(sorted(c))}" for c, _, _, lieu in lues),
        suggestion="Écrivez la même composition dans l’article et dans l’annexe"
        + (", et dites qui compte dans la parité." if paritaire else "."),
        extrait=lues[0][1].participants[0] if lues[0][1].participants else "",
    )
