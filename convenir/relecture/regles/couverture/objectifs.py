"""A plan with enjeux and no objective, or with objectives and no enjeu when others have some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Plan


@regle(
    "couverture-objectifs",
    Famille.COUVERTURE,
    Gravite.AVERTISSEMENT,
    "Enjeux et objectifs qui ne se répondent pas",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for plan in dossier.plans:
        if plan.enjeux and not plan.objectifs:
            yield _incomplet(plan, "des enjeux, mais aucun objectif")
        elif plan.objectifs and not plan.enjeux and any(p.enjeux for p in dossier.plans):
            yield _incomplet(plan, "des objectifs, mais aucun enjeu")


def _incomplet(plan: Plan, quoi: str) -> Trouvaille:
    return Trouvaille(
        lignes=plan.lignes[:1],
        message=f"Le plan « {plan.thematique.strip()} » a {quoi}.",
        preuve=f"{len(plan.enjeux)} enjeux et {len(plan.objectifs)} objectifs lus.",
        suggestion="Complétez le plan.",
        extrait=plan.thematique.strip(),
    )
