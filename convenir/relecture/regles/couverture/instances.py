"""A body that the articles set up and the annexe on governance leaves out, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance


@regle(
    "couverture-instances",
    Famille.COUVERTURE,
    Gravite.AVERTISSEMENT,
    "Instance absente de l’article ou de l’annexe",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    ou = {n: p.disposition for p in dossier.passages for n in p.lignes}
    lieux = {
        i: {ou.get(n, "").split("-")[0] for n in inst.lignes} for i, inst in enumerate(dossier.instances)
    }
    partagees = [i for i, ou_ in lieux.items() if {"article", "annexe"} <= ou_]
    if not partagees:
        return
    for i, instance in enumerate(dossier.instances):
        if "annexe" not in lieux[i] and "article" in lieux[i] and instance.rythme:
            yield _trouvaille(
                instance,
                "est créée par les articles, mais l’annexe sur le pilotage ne la décrit pas",
                dossier,
            )
        elif "article" not in lieux[i] and "annexe" in lieux[i]:
            yield _trouvaille(
                instance, "figure dans l’annexe sur le pilotage, mais aucun article ne la crée", dossier
            )


def _trouvaille(instance: Instance, quoi: str, dossier: Dossier) -> Trouvaille:
    return Trouvaille(
        lignes=instance.lignes[:1],
        message=f"L’instance « {instance.nom.strip()} » {quoi}.",
        preuve=f"Instances lues : {', '.join(i.nom.strip() for i in dossier.instances)}.",
        suggestion="Décrivez la même liste d’instances aux deux endroits.",
        extrait=instance.nom.strip(),
    )
