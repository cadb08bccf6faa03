"""Where one could open: asked by a form, answered by a map and a list, compared two by two."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.acces import dans_la_portee
from convenir.diagnostic.ecart import operations
from convenir.diagnostic.ecart.forms import ScenarioForm
from convenir.diagnostic.ecart.livrables import cartes_du_scenario
from convenir.diagnostic.ecart.operations.scenarios import Demande
from convenir.diagnostic.ecart.queries import ecart
from convenir.diagnostic.ecart.views.cadre import lire, montrer
from convenir.diagnostic.models import Scenario
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_pourcentage

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries import Releve

HORS_DE_PORTEE = (
    "Votre contribution se limite à certaines thématiques ou communes : demandez à qui pilote la convention "
    "de calculer ce scénario."
)


@require_safe
def scenarios(request: Requete, code: str, theme: str) -> HttpResponse:
    """Ask for one, and those there are."""
    convention, releve = lire(request, code, theme)
    return _montrer(request, convention, releve)


def _montrer(
    request: Requete,
    convention: Convention,
    releve: Releve | None,
    formulaire: ScenarioForm | None = None,
) -> HttpResponse:
    statut = 422 if formulaire else 200
    if releve is None:
        return montrer(request, convention, None, "scenarios", {}, statut=statut)
    lu = ecart(convention, releve)
    siens = Scenario.objects.filter(convention=convention, theme=releve.volet.theme)
    manquent = [ligne.code for ligne in lu.manquent]
    contexte = {
        "ecart": lu,
        "manquent": len(manquent),
        "formulaire": formulaire
        or ScenarioForm(releve.volet, releve.communes, initial={"candidates": manquent}),
        "scenarios": siens.select_related("personne").order_by("-pk"),
    }
    return montrer(request, convention, releve, "scenarios", contexte, statut=statut)


@require_POST
def calculer(request: Requete, code: str, theme: str) -> HttpResponse:
    """Compute and keep a scenario."""
    convention, releve = lire(request, code, theme)
    if releve is None:
        raise Http404
    formulaire = ScenarioForm(releve.volet, releve.communes, request.POST)
    if formulaire.is_valid():
        saisie = formulaire.cleaned_data
        demande = Demande(
            saisie["nom"], saisie["budget"], saisie["modules"], saisie["candidates"], saisie["par_commune"]
        )
        try:
            _exiger_la_portee(request, theme, demande)
            scenario = operations.calculer_un_scenario(
                convention, theme, demande, par=request.user, auteur=request.acces.auteur
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            return redirect("ecart:scenario", code, theme, scenario.pk)
    return _montrer(request, convention, releve, formulaire)


def _exiger_la_portee(request: Requete, theme: str, demande: Demande) -> None:
    membre = request.acces.membre
    communes = frozenset(demande.candidates)
    if membre is None or not dans_la_portee(membre, themes=frozenset({theme}), communes=communes):
        raise Refus(HORS_DE_PORTEE)


@require_safe
def scenario(request: Requete, code: str, theme: str, scenario: int) -> HttpResponse:
    """What one gives."""
    convention, releve = lire(request, code, theme)
    trouve = get_object_or_404(Scenario, convention=convention, theme=theme, pk=scenario)
    if releve is None:
        return montrer(request, convention, None, "scenario", {})
    contexte = _raconter(releve, trouve)
    return montrer(request, convention, releve, "scenario", contexte, cartes_du_scenario(releve, trouve))


def _raconter(releve: Releve, scenario: Scenario) -> dict[str, Any]:
    noms = {c.code: c.nom for c in releve.communes}
    manques, meilleur = scenario.entrees["manques"], scenario.resultat["meilleur"]
    return {
        "scenario": scenario,
        "meilleur": meilleur,
        "ecart_prouve": _dire(meilleur["ecart_prouve"]),
        "simple": scenario.resultat["simple"],
        "manque": sum(manques.values()),
        "ouvertures": [(noms.get(o["code"], o["code"]), o) for o in meilleur["ouvertures"]],
        "communes": [
            (noms.get(code, code), manque, meilleur["combles"].get(code, 0), _reste(manque, meilleur, code))
            for code, manque in sorted(manques.items(), key=lambda c: (-c[1], c[0]))
        ],
        "candidates": [noms.get(code, code) for code in scenario.entrees["candidates"]],
    }


def _dire(ecart_prouve: float | None) -> str:
    """A proven gap with one decimal; empty when there is none."""
    return "" if ecart_prouve is None else ecrire_pourcentage(round(Decimal(str(ecart_prouve)), 1))


def _reste(manque: float, meilleur: dict[str, Any], code: str) -> float:
    return max(0.0, manque - float(meilleur["combles"].get(code, 0)))


@require_safe
def comparer(request: Requete, code: str, theme: str) -> HttpResponse:
    """Two scenarios side by side."""
    convention, releve = lire(request, code, theme)
    if releve is None:
        return montrer(request, convention, None, "comparer", {})
    siens = Scenario.objects.filter(convention=convention, theme=theme).order_by("-pk")
    choisis = [
        siens.filter(pk=int(pk)).first() for cle in ("a", "b") if (pk := request.GET.get(cle, "")).isdecimal()
    ]
    trouves = [s for s in choisis if s is not None]
    contexte = {"scenarios": siens, "compares": [_raconter(releve, s) for s in trouves]}
    return montrer(request, convention, releve, "comparer", contexte)


@require_POST
def retirer(request: Requete, code: str, theme: str, scenario: int) -> HttpResponse:
    """Remove one."""
    convention, _ = lire(request, code, theme)
    trouve = get_object_or_404(Scenario, convention=convention, theme=theme, pk=scenario)
    operations.retirer_un_scenario(trouve, auteur=request.acces.auteur)
    messages.success(request, f"Scénario « {trouve.nom} » retiré.")
    return redirect("ecart:scenarios", code, theme)
