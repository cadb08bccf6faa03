"""A body that the articles set up and the annexe on governance leaves out, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
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
    textes = {
        type_: " ".join(plier(p.texte) for p in dossier.passages if p.disposition.startswith(type_))
        for type_ in ("article", "annexe")
    }
    lieux = [
        {type_ for type_, texte in textes.items() if any(plier(n) in texte for n in (i.nom, *i.autres_noms))}
        for i in dossier.instances
    ]
    if {"article", "annexe"} not in lieux:
        return
    for instance, ou in zip(dossier.instances, lieux, strict=True):
        if ou == {"article"} and instance.rythme:
            yield _trouvaille(
                instance,
                "est créée par les articles, mais l’annexe sur le pilotage ne la décrit pas",
                dossier,
            )
        elif ou == {"annexe"}:
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
