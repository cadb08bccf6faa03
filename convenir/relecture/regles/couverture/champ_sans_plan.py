"""Fields announced as those of the convention, for which no plan is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.couverture.themes_annonces import Champ, annonce, cles, couvre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle(
    "couverture-champ-sans-plan",
    Famille.COUVERTURE,
    Gravite.AVERTISSEMENT,
    "Champ annoncé sans plan d’actions",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    dite = annonce(dossier)
    if dite is None or not dossier.plans:
        return
    titres = [plan.thematique for plan in dossier.plans]
    intertitres = _intertitres(dossier)
    if sum(bool(cles(titre)) for titre in titres) * 2 < len(titres):
        return  # plans by axis, not by field: their titles say nothing of the fields
    orphelins = [c for c in dite.champs if not any(couvre(titre, c) for titre in (*titres, *intertitres))]
    if not orphelins:
        return
    noms = ", ".join(c.nom for c in orphelins)
    decrits = [c.nom for c in orphelins if _decrit(c, dossier)]
    diagnostic = (
        f" Le diagnostic traite pourtant : {', '.join(decrits)}."
        if decrits
        else " Le diagnostic n’en traite aucun non plus."
    )
    yield Trouvaille(
        lignes=dite.lignes,
        message=f"{len(orphelins)} champs annoncés n’ont aucun plan d’actions : {noms}."
        if len(orphelins) > 1
        else f"Un champ annoncé n’a aucun plan d’actions : {noms}.",
        preuve=f"Plans lus : {', '.join(t.strip() for t in titres)}.{diagnostic}",
        suggestion="Écrivez un plan pour chacun, ou retirez-le de la liste des champs couverts.",
        extrait=orphelins[0].nom,
    )


def _intertitres(dossier: Dossier) -> list[str]:
    """Headings of the annexes that hold the plans: a plan that was not read as one still shows there."""
    annexes = {plan.disposition for plan in dossier.plans}
    return [p.texte for p in dossier.passages if p.nature is Nature.TITRE and p.disposition in annexes]


def _decrit(champ: Champ, dossier: Dossier) -> bool:
    """Whether the diagnostic has a block on the field."""
    return any(
        couvre(s.libelle or s.thematique, champ) or s.thematique == champ.cle for s in dossier.syntheses
    )
