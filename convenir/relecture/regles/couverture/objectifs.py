"""An enjeu that no objective answers; a plan without objectives, or without enjeux."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots, racine, racines
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Plan

#: Words of any enjeu and any objective: they link nothing.
_PASSE_PARTOUT = frozenset(
    racine(m)
    for m in mots("""développement développer renforcement renforcer accompagnement accompagner soutien soutenir favoriser
    promouvoir valoriser améliorer maintenir poursuivre faciliter consolider structurer
    action actions famille familles enfant enfants jeune jeunes habitant habitants public publics service services offre offres
    acteur acteurs partenaire partenaires mise place qualité besoin besoins enjeu objectif projet projets local locale
    commune communes permettre répondre nouveau nouvelle social sociale mode modes métier""")
)
#: "sur le territoire" says nothing of an enjeu; "accessibilité territoriale" does.
_LIEU = racines("territoire")
_RADICAL = 5  # letters that two words of one family have in common at their beginning


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
        elif plan.objectifs:
            yield from _enjeux_sans_objectif(plan)


def _incomplet(plan: Plan, quoi: str) -> Trouvaille:
    return Trouvaille(
        lignes=plan.lignes[:1],
        message=f"Le plan « {plan.thematique.strip()} » a {quoi}.",
        preuve=f"{len(plan.enjeux)} enjeux et {len(plan.objectifs)} objectifs lus.",
        suggestion="Complétez le plan.",
        extrait=plan.thematique.strip(),
    )


def _enjeux_sans_objectif(plan: Plan) -> Iterator[Trouvaille]:
    """By their words only: hence information, to be judged by a person."""
    communs = _PASSE_PARTOUT | racines(plan.thematique)
    radicaux = {m[:_RADICAL] for o in plan.objectifs for m in racines(o.libelle) - communs}
    orphelins = [
        e
        for e in plan.enjeux
        if (propres := racines(e.libelle) - communs - _LIEU)
        and not {m[:_RADICAL] for m in propres} & radicaux
    ]
    if orphelins:
        quoi = "cet enjeu" if len(orphelins) == 1 else f"ces {len(orphelins)} enjeux"
        yield Trouvaille(
            lignes=tuple(n for e in orphelins for n in e.lignes[:1]),
            message=f"Plan « {plan.thematique.strip()} » : aucun objectif ne reprend les mots de {quoi}.",
            preuve=" ; ".join(f"« {e.libelle.strip()} »" for e in orphelins),
            suggestion="Vérifiez qu’un objectif y répond, ou ajoutez-en un.",
            extrait=orphelins[0].libelle.strip(),
            gravite=Gravite.INFORMATION,
        )
