"""The convention held against the scheme of early childhood; the duties of each commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from convenir.conventions.queries import conventions_de, texte_en_vigueur
from convenir.diagnostic.equipements.queries import ouverts
from convenir.diagnostic.petite_enfance.forms import TransfertsForm
from convenir.diagnostic.petite_enfance.rules import (
    THEME,
    Competence,
    Presence,
    controler,
    decouper,
    devoirs,
    devoirs_de_l_epci,
)
from convenir.territoires.queries import communes_de_epci, epci

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.petite_enfance.rules import Devoirs, Point


@require_safe
def schema(request: Requete, code: str) -> HttpResponse:
    """Each item of the scheme: where, missing, what to do; each commune: what it owes."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    points = _points(convention)
    formulaire = TransfertsForm(request.GET)
    transferees = formulaire.competences
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "petite_enfance",
        "points": points,
        "comptes": [(p, sum(point.presence == p for point in points)) for p in Presence],
        "complet": all(point.presence == Presence.TROUVE for point in points),
        "formulaire": formulaire,
        "competences": list(Competence),
        "autorites": _autorites(convention, transferees),
    }
    return render(request, "petite_enfance/schema.html", contexte)


def _points(convention: Convention) -> tuple[Point, ...]:
    jour = timezone.localdate()
    clauses = [
        (c.cle, c.nom, c.titre, c.texte)
        for c in texte_en_vigueur(convention, jour)
        if not (c.est_supprimee or c.est_nulle)
    ]
    return controler(tuple(decouper(clauses)), ouverts(convention, jour, THEME).count())


def _autorites(convention: Convention, transferees: frozenset[Competence]) -> list[Devoirs]:
    """The EPCI first when it received something, then the communes by name."""
    communes = communes_de_epci(convention.epci_siren) if convention.epci_siren else []
    connues = [c.population for c in communes if c.population is not None]
    total = sum(connues) if communes and len(connues) == len(communes) else None
    trouve = epci(convention.epci_siren) if convention.epci_siren else None
    recus = devoirs_de_l_epci(trouve.nom, total, transferees) if trouve else None
    siens = [devoirs(c.nom, c.population, transferees) for c in sorted(communes, key=lambda c: c.nom)]
    return [*([recus] if recus else []), *siens]
