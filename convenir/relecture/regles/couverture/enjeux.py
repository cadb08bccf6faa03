"""Enjeux of the articles against those of the plans: a theme, an enjeu or a wording that differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import racines
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.themes import normaliser, theme_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Enjeu, Plan

_PARENTE = 0.4  # share of words in common above which two enjeux are one, reworded


@regle(
    "couverture-enjeux",
    Famille.COUVERTURE,
    Gravite.AVERTISSEMENT,
    "Enjeux différents entre l’article et l’annexe",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    if not dossier.enjeux or not dossier.plans:
        return
    annonces = {_cle(p): p for p in dossier.enjeux if p.enjeux}
    plans = {_cle(p): p for p in dossier.plans}
    for cle, annonce in annonces.items():
        if cle in plans:
            yield from _comparer(annonce, plans[cle])
        else:
            yield _theme_seul(
                annonce,
                "est annoncé dans les articles, mais aucun plan d’actions ne le porte",
                list(plans.values()),
            )
    for cle, plan in plans.items():
        if cle not in annonces and annonces:
            yield _theme_seul(
                plan, "a un plan d’actions, mais aucun enjeu dans les articles", list(annonces.values())
            )


def _cle(plan: Plan) -> str:
    theme = theme_de(plan.thematique)
    return theme.cle if theme else normaliser(plan.thematique)


def _theme_seul(plan: Plan, quoi: str, autres: list[Plan]) -> Trouvaille:
    return Trouvaille(
        lignes=plan.lignes[:1],
        message=f"Le thème « {plan.thematique.strip()} » {quoi}.",
        preuve=f"De l’autre côté, on lit : {', '.join(p.thematique.strip() for p in autres)}.",
        suggestion="Complétez celui des deux qui manque.",
        extrait=plan.thematique.strip(),
    )


def _comparer(annonce: Plan, plan: Plan) -> Iterator[Trouvaille]:
    """Pair equal enjeux first, then those that share enough words, and say what remains."""
    if not plan.enjeux:
        return
    restants = list(plan.enjeux)
    sans_pareil: list[Enjeu] = []
    for enjeu in annonce.enjeux:
        pareil = next((e for e in restants if racines(e.libelle) == racines(enjeu.libelle)), None)
        if pareil is None:
            sans_pareil.append(enjeu)
        else:
            restants.remove(pareil)
    for enjeu in sans_pareil:
        proche = max(restants, key=lambda e: _parente(e, enjeu), default=None)
        if proche is not None and _parente(proche, enjeu) >= _PARENTE:
            restants.remove(proche)
            yield _reformule(enjeu, proche, plan)
        else:
            yield _absent(enjeu, plan, "figure dans l’article, non dans le plan")
    for enjeu in restants:
        yield _absent(enjeu, plan, "figure dans le plan, non dans l’article")


def _parente(a: Enjeu, b: Enjeu) -> float:
    mots_a, mots_b = racines(a.libelle), racines(b.libelle)
    return len(mots_a & mots_b) / max(1, len(mots_a | mots_b))


def _reformule(enjeu: Enjeu, proche: Enjeu, plan: Plan) -> Trouvaille:
    return Trouvaille(
        lignes=(*enjeu.lignes[:1], *proche.lignes[:1]),
        message=f"Un enjeu du thème « {plan.thematique.strip()} » n’a pas les mêmes mots dans l’article et dans le plan.",
        preuve=f"Article : « {enjeu.libelle.strip()} » ; plan : « {proche.libelle.strip()} ».",
        suggestion="Gardez une seule formulation.",
        extrait=proche.libelle.strip(),
    )


def _absent(enjeu: Enjeu, plan: Plan, quoi: str) -> Trouvaille:
    return Trouvaille(
        lignes=enjeu.lignes[:1],
        message=f"Thème « {plan.thematique.strip()} » : un enjeu {quoi}.",
        preuve=f"« {enjeu.libelle.strip()} »",
        suggestion="Ajoutez-le où il manque, ou retirez-le.",
        extrait=enjeu.libelle.strip(),
    )
