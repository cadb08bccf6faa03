"""« Mon compte »: who I am here, how I sign in, what is kept of me."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from convenir.acteurs.compte.forms import IdentiteForm
from convenir.acteurs.compte.operations import (
    corriger_identite,
    demander_effacement,
    get_demande_effacement,
)
from convenir.acteurs.connexion.queries import get_facteurs, sessions_de
from convenir.acteurs.models import Personne
from convenir.acteurs.queries import en_cours
from convenir.journal.purge import exporter_compte
from convenir.notifications.queries import get_preferences

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur


class Requete(HttpRequest):
    """A request of someone signed in."""

    user: Personne


@require_safe
def compte(request: Requete) -> HttpResponse:
    """One page: identity, posts and mandates, ways in, sessions, data, mails, confidentiality."""
    personne, jour = request.user, timezone.localdate()
    contexte = {
        "personne": personne,
        "occupations": personne.occupations.filter(en_cours(jour))
        .select_related("poste__organisation")
        .order_by("debut", "pk"),
        "mandats": personne.mandats.filter(en_cours(jour))
        .select_related("organisation")
        .order_by("debut", "pk"),
        "facteurs": get_facteurs(personne),
        "sessions": sessions_de(personne).count(),
        "effacement_le": get_demande_effacement(personne),
        "refuses": [motif for motif, recoit in get_preferences(personne.cle).items() if not recoit],
    }
    return render(request, "acteurs/compte.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def identite(request: Requete) -> HttpResponse:
    """Correct one's name and telephone."""
    personne = Personne.objects.get(pk=request.user.pk)
    formulaire = IdentiteForm(request.POST or None, instance=personne)
    if request.method == "POST" and formulaire.is_valid():
        corriger_identite(request.user, formulaire.cleaned_data, auteur=_auteur(request))
        messages.success(request, "Votre identité est à jour.")
        return redirect("acteurs:compte")
    return render(request, "acteurs/identite.html", {"formulaire": formulaire})


@require_safe
def mes_donnees(request: Requete) -> HttpResponse:
    """All that is tied to the account, as JSON, to take away."""
    donnees = json.dumps(exporter_compte(request.user.cle), ensure_ascii=False, indent=1, default=str)
    reponse = HttpResponse(donnees, content_type="application/json")
    reponse["Content-Disposition"] = 'attachment; filename="convenir-mes-donnees.json"'
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
def effacement(request: Requete) -> HttpResponse:
    """Ask for the erasure of one's data, knowing what goes and what stays."""
    if request.method == "POST":
        demander_effacement(request.user, auteur=_auteur(request))
        messages.success(request, "Votre demande est transmise : la réponse vous est due dans le mois.")
        return redirect("acteurs:compte")
    return render(request, "acteurs/effacement.html", {"effacement_le": get_demande_effacement(request.user)})


def _auteur(request: Requete) -> Auteur:
    """The person alone: what one does about oneself commits no organisation."""
    return request.user.en_auteur(None)
