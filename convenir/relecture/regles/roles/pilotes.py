"""Pilots left open ("directeur … ou …"), a party without a pilot, a body whose only participants are its hosts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.designations import colleges
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots, racine
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance

_OU = re.compile(r"\w(?:[^:;]*)\s(?:ou|et/ou)\s\w")
_PARTIES = frozenset({"Caf", "collectivité"})


@regle("roles-pilotes", Famille.ROLES, Gravite.INFORMATION, "Pilotes et participants d’une instance")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for imprimee in dossier.instances_imprimees:
        yield from _indetermine(imprimee)
        yield from _entre_soi(imprimee)
    yield from _partie_sans_pilote(dossier)


def _indetermine(imprimee: Instance) -> Iterator[Trouvaille]:
    for pilote in (*imprimee.pilotes, *imprimee.animateurs):
        if _OU.search(pilote):
            yield Trouvaille(
                lignes=imprimee.lignes[:1],
                message=f"« {imprimee.nom} » : le pilote n’est pas arrêté (« {pilote} »).",
                preuve=f"« ou » laisse le choix : {pilote}",
                suggestion="Nommez une seule fonction, et un suppléant si besoin.",
                extrait=pilote,
            )


def _entre_soi(imprimee: Instance) -> Iterator[Trouvaille]:
    animateurs, participants = (_fonctions(p) for p in (imprimee.animateurs, imprimee.participants))
    if len(participants) > 1 and animateurs == participants:
        yield Trouvaille(
            lignes=imprimee.lignes[:1],
            message=f"« {imprimee.nom} » : les participants sont exactement les animateurs.",
            preuve=f"animateurs : {', '.join(imprimee.animateurs)} ; participants : "
            f"{', '.join(imprimee.participants)}",
            suggestion="Dites qui d’autre participe (communes, partenaires, gestionnaires…), ou "
            "retirez la colonne.",
            extrait=imprimee.participants[0],
        )


def _fonctions(personnes: tuple[str, ...]) -> frozenset[frozenset[str]]:
    """The posts, without the party, the number or the plural."""
    sans_partie = (p.partition(":")[2] or p for p in personnes)
    return frozenset(frozenset(racine(m) for m in mots(p) if m.isalpha() and len(m) > 2) for p in sans_partie)  # noqa: PLR2004 -- articles


def _partie_sans_pilote(dossier: Dossier) -> Iterator[Trouvaille]:
    """In a table where bodies have a pilot of each party, the one that has not."""
    pilotees = [
        (i, colleges(i.pilotes, dossier) & _PARTIES) for i in dossier.instances_imprimees if i.pilotes
    ]
    if not any(c == _PARTIES for _, c in pilotees):
        return
    for imprimee, presentes in pilotees:
        if len(presentes) == 1:
            absente = next(iter(_PARTIES - presentes))
            yield Trouvaille(
                lignes=imprimee.lignes[:1],
                message=f"« {imprimee.nom} » n’a pas de pilote pour la partie « {absente} ».",
                preuve=f"pilotes : {', '.join(imprimee.pilotes)}",
                suggestion="Ajoutez le pilote manquant, ou dites que l’instance n’en a qu’un.",
                extrait=imprimee.pilotes[0],
            )
