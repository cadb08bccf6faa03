"""The gap on screen: by theme, its map, what is within reach, who comes first, what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.ecart import queries
from convenir.diagnostic.ecart.catalogue import volets
from convenir.diagnostic.ecart.forms import EssaiForm
from convenir.diagnostic.ecart.livrables import (
    barres_des_priorites,
    carte_des_acces,
    carte_des_priorites,
    cartes_de_l_ecart,
    courbes_de_la_projection,
    manques_en_tete,
    resumer,
)
from convenir.diagnostic.ecart.queries import ecart, relever
from convenir.diagnostic.ecart.views.cadre import contexte_de, lire, montrer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete

_PAS = 0.5


@require_safe
def synthese(request: Requete, code: str) -> HttpResponse:
    """Each theme in a sentence."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    contexte = contexte_de(request, convention)
    releves = [r for v in volets().values() if (r := relever(convention, v, timezone.localdate()))]
    if not releves:
        return render(request, "ecart/sans_territoire.html", contexte)
    contexte["lus"] = [(releve, resumer(ecart(convention, releve))) for releve in releves]
    return render(request, "ecart/synthese.html", contexte)


@require_safe
def volet(request: Requete, code: str, theme: str) -> HttpResponse:
    """Need, offer, coverage and what is missing, by commune and living area."""
    convention, releve = lire(request, code, theme)
    if releve is None:
        return montrer(request, convention, None, "volet", {})
    lu = ecart(convention, releve)
    contexte = {"ecart": lu, "resume": resumer(lu), "en_tete": manques_en_tete(lu)}
    return montrer(request, convention, releve, "volet", contexte, cartes_de_l_ecart(lu))


@require_safe
def accessibilite(request: Requete, code: str, theme: str) -> HttpResponse:
    """What the families of each commune can reach."""
    convention, releve = lire(request, code, theme)
    if releve is None:
        return montrer(request, convention, None, "accessibilite", {})
    lus = queries.acces(convention, releve)
    connus = sorted(
        (m.valeur, c.nom) for c in releve.communes if (m := lus.mesures[c.code]).valeur is not None
    )
    contexte = {
        "lus": lus,
        "moindre": connus[0] if connus else None,
        "mieux": connus[-1] if connus else None,
    }
    return montrer(request, convention, releve, "accessibilite", contexte, [carte_des_acces(releve, lus)])


@require_safe
def priorites(request: Requete, code: str, theme: str) -> HttpResponse:
    """The ranking of communes, under the weights chosen or others tried."""
    convention, releve = lire(request, code, theme)
    if releve is None:
        return montrer(request, convention, None, "priorites", {})
    choisis = releve.reglages.poids
    essai = EssaiForm(releve.volet, choisis, request.GET if "pas" in request.GET else None)
    poids, pas = dict(choisis), _PAS
    if essai.is_bound and essai.is_valid():
        pas = essai.cleaned_data["pas"]
        poids = {c.cle: essai.cleaned_data[c.cle] for c in releve.volet.criteres}
    lues = queries.priorites(convention, releve, poids, pas)
    avant = {p.nom: p.classement.rang for p in queries.priorites(convention, releve, choisis, pas).places}
    contexte = {
        "essai": essai,
        "essaye": poids != dict(choisis),
        "pas": pas,
        "priorites": lues,
        "lignes": [(p, avant.get(p.nom)) for p in lues.places],
        "choix": releve.reglages.choix("poids"),
        "noms": {c.code: c.nom for c in releve.communes},
        "variations": [
            (libelle, variation, [(_nom(releve, d.code), d) for d in variation.deplacements])
            for libelle, variation in lues.variations
        ],
    }
    graphiques = (
        [barres_des_priorites(releve, lues), carte_des_priorites(releve, lues)] if lues.places else []
    )
    return montrer(request, convention, releve, "priorites", contexte, graphiques)


def _nom(releve: queries.Releve, code: str) -> str:
    return next(c.nom for c in releve.communes if c.code == code)


@require_safe
def projection(request: Requete, code: str, theme: str) -> HttpResponse:
    """Need and offer until the end of the convention."""
    convention, releve = lire(request, code, theme)
    if releve is None:
        return montrer(request, convention, None, "projection", {})
    lue = queries.projection(convention, releve)
    graphiques = courbes_de_la_projection(releve, lue)
    return montrer(request, convention, releve, "projection", {"projection": lue}, graphiques)
