"""A plan on a field that the convention does not announce among its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.couverture.themes_annonces import annonce, cles, couvre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle(
    "couverture-plan-non-annonce", Famille.COUVERTURE, Gravite.AVERTISSEMENT, "Plan d’un champ non annoncé"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    dite = annonce(dossier)
    if dite is None:
        return
    annoncees = {c.cle for c in dite.champs}
    for plan in dossier.plans:
        nommees = cles(plan.thematique)
        if not nommees or nommees & annoncees or any(couvre(plan.thematique, c) for c in dite.champs):
            continue
        yield Trouvaille(
            lignes=(*dite.lignes[:1], *plan.lignes[:1]),
            message=f"Un plan d’actions porte sur « {plan.thematique.strip()} », champ que la convention n’annonce pas.",
            preuve=f"Champs annoncés : {', '.join(c.nom for c in dite.champs)}.",
            suggestion="Ajoutez ce champ à ceux que la convention couvre.",
            extrait=plan.thematique.strip(),
        )
