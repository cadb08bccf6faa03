"""Where one could open: computed once, kept with what it was computed from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.diagnostic.ecart.operations.reglages import exiger_volet
from convenir.diagnostic.ecart.queries import ecart, eloignements, relever
from convenir.diagnostic.ecart.rules.implantation import Donnees, chercher
from convenir.diagnostic.models import Scenario
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries import Ecart
    from convenir.diagnostic.ecart.rules.implantation import Plan
    from convenir.journal.operations import Auteur

SECONDES = 5.0
SCENARIOS_MAXIMUM = 50


@dataclass(frozen=True, slots=True)
class Demande:
    """What a scenario is asked: a budget and sizes (unit of the theme), communes where one may open."""

    nom: str
    budget: int
    modules: Sequence[int]
    candidates: Sequence[str]
    par_commune: int = 2


@transaction.atomic
def calculer_un_scenario(
    convention: Convention, theme: str, demande: Demande, *, par: Personne, auteur: str | Auteur = ""
) -> Scenario:
    """The openings that fill the most missing places, within five seconds, kept under a name.

    Raises `Refus` without a target, when what is missing is not known anywhere, for an absurd question, or a
    name already used.
    """
    convention = verrouiller(convention)
    volet = exiger_volet(theme)
    if Scenario.objects.filter(convention=convention, theme=theme).count() >= SCENARIOS_MAXIMUM:
        raise Refus(
            f"Cette thématique a déjà {SCENARIOS_MAXIMUM} scénarios : retirez ceux qui ne servent plus."
        )
    if not demande.nom.strip():
        raise Refus("Donnez un nom au scénario.")
    releve = relever(convention, volet, timezone.localdate())
    if releve is None:
        raise Refus("Donnez d’abord le territoire de la convention.")
    if releve.reglages.cible is None:
        raise Refus("Fixez d’abord la cible : sans elle, on ne sait pas ce qui manque.")
    lu = ecart(convention, releve)
    manques = {ligne.code: float(ligne.manque.valeur) for ligne in lu.communes if ligne.manque.valeur}
    if not any(ligne.manque.connue for ligne in lu.communes):
        raise Refus("Le besoin ou l’offre n’est connu pour aucune commune : rien ne peut être calculé.")
    inconnues = set(demande.candidates) - {c.code for c in releve.communes}
    if inconnues:
        raise Refus("Une des communes cochées n’est pas du territoire de la convention.")
    donnees = Donnees(
        manques=manques,
        candidates=list(dict.fromkeys(demande.candidates)),
        proches=eloignements(convention, releve),
        modules=demande.modules,
        budget=demande.budget,
        par_commune=demande.par_commune,
    )
    simple, meilleur = chercher(donnees, SECONDES)
    scenario = Scenario(
        convention=convention,
        theme=theme,
        nom=demande.nom.strip(),
        entrees=_entrees(lu, donnees),
        resultat={"simple": _en_json(simple), "meilleur": _en_json(meilleur)},
        personne=par,
    )
    verifier(scenario, unicite=True)
    scenario.save(force_insert=True)
    resume = (
        f"Scénario « {scenario.nom} » calculé ({volet.libelle}) : {ecrire_nombre(round(meilleur.comble))} "
        f"{volet.compte} comblées avec {meilleur.places}."
    )
    consigner_l_acte(convention, "scenario_calcule", resume, auteur, theme=theme, scenario=scenario.pk)
    return scenario


def _entrees(lu: Ecart, donnees: Donnees) -> dict[str, Any]:
    """All that the answer rests on, as it was that day."""
    releve = lu.releve
    return {
        "budget": donnees.budget,
        "modules": sorted(set(donnees.modules)),
        "candidates": list(donnees.candidates),
        "par_commune": donnees.par_commune,
        "cible": float(releve.reglages.cible or 0),
        "rayon": releve.reglages.rayon,
        "unite": releve.reglages.unite,
        "besoin": releve.reglages.besoin,
        "offre": releve.reglages.offre,
        "sources": list(releve.sources),
        "au": releve.au.isoformat(),
        "manques": dict(donnees.manques),
        "inconnues": [ligne.nom for ligne in lu.communes if not ligne.manque.connue],
        "arrondi": any(ligne.manque.arrondie for ligne in lu.communes),
        "fictif": releve.est_fictif,
    }


def _en_json(plan: Plan) -> dict[str, Any]:
    return {
        "ouvertures": [asdict(ouverture) for ouverture in plan.ouvertures],
        "combles": dict(plan.combles),
        "comble": plan.comble,
        "places": plan.places,
        "borne": plan.borne,
        "ecart_prouve": plan.ecart_prouve,
    }


@transaction.atomic
def retirer_un_scenario(scenario: Scenario, *, auteur: str | Auteur = "") -> None:
    """Remove a scenario that serves no more. Nothing happens when it is gone already."""
    convention = verrouiller(scenario.convention)
    retires, _ = Scenario.objects.filter(pk=scenario.pk).delete()
    if retires:
        consigner_l_acte(
            convention,
            "scenario_retire",
            f"Scénario « {scenario.nom} » retiré.",
            auteur,
            theme=scenario.theme,
        )
