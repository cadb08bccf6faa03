"""One page after municipal elections: who is confirmed, who is replaced, for whom nobody answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from convenir.acteurs.models import Personne
from convenir.acteurs.operations import trouver_ou_creer
from convenir.conventions.annuaire.queries import personnes_de, peut_modifier
from convenir.conventions.queries import conventions_de
from convenir.conventions.renouvellement.forms import RemplacementForm, SuiteForm, VoteForm
from convenir.conventions.renouvellement.operations import confirmer, ne_pas_savoir
from convenir.conventions.renouvellement.queries import bilan_du_renouvellement
from convenir.conventions.renouvellement.rules import PROCHAINE_ANNEE, SCRUTINS, dernier_scrutin

if TYPE_CHECKING:
    import datetime

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.conventions.renouvellement.queries import Ligne


@require_safe
def renouvellement(request: Requete, code: str) -> HttpResponse:
    """What the last vote, or the one given, changes in this convention."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    vote = _vote(request)
    contexte = {
        "convention": convention,
        "onglet": "membres",
        "bilan": bilan_du_renouvellement(convention, vote),
        "vote": vote,
        "scrutin": next((s for s in SCRUTINS if s.premier_tour == vote), None),
        "prochaine_annee": PROCHAINE_ANNEE,
        "choix": VoteForm(initial={"vote": vote}),
    }
    return render(request, "renouvellement/renouvellement.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def repondre(request: Requete, code: str, mandat: int) -> HttpResponse:
    """For one mandate: the same person goes on, another one follows, or it is not known yet."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    vote = _vote(request)
    ligne = _ligne(convention, vote, mandat)
    if request.method == "POST":
        return _enregistrer(request, convention, ligne, vote)
    return _demander(request, convention, ligne, vote)


def _vote(request: Requete) -> datetime.date:
    """The first round asked for in the address, else that of the last general renewal."""
    formulaire = VoteForm(request.GET)
    donne = formulaire.cleaned_data["vote"] if formulaire.is_valid() else None
    return donne or dernier_scrutin(timezone.localdate()).premier_tour


def _ligne(convention: Convention, vote: datetime.date, mandat: int) -> Ligne:
    """The row of a mandate, among those of this convention alone."""
    for ligne in bilan_du_renouvellement(convention, vote).lignes:
        if ligne.mandat.pk == mandat:
            return ligne
    raise Http404


def _enregistrer(request: Requete, convention: Convention, ligne: Ligne, vote: datetime.date) -> HttpResponse:
    auteur, mandat = request.acces.auteur, ligne.mandat
    if request.POST.get("acte") == "inconnu":
        ne_pas_savoir(convention, mandat, timezone.localdate(), auteur=auteur)
        return _revenir(request, convention, f"Noté : suite inconnue pour {mandat.personne}.", vote)
    if request.POST.get("acte") == "reconduire":
        suite = SuiteForm(request.POST)
        if suite.is_valid():
            confirmer(convention, mandat, mandat.personne, suite.cleaned_data["debut"], auteur=auteur)
            return _revenir(request, convention, f"{mandat.personne} : mandat reconduit.", vote)
        return _demander(request, convention, ligne, vote, suite=suite)
    remplacement = RemplacementForm(request.POST, connues=personnes_de(mandat.organisation))
    if not remplacement.is_valid():
        return _demander(request, convention, ligne, vote, remplacement=remplacement)
    saisie = remplacement.cleaned_data
    donnee = Personne(prenom=saisie["prenom"], nom=saisie["nom"], email=saisie["email"])
    personne = saisie["personne"] or trouver_ou_creer(donnee, auteur=auteur)
    confirme = peut_modifier(request.user, mandat.organisation)
    confirmer(convention, mandat, personne, saisie["debut"], auteur=auteur, confirme=confirme)
    return _revenir(request, convention, f"{mandat.personne} : mandat repris par {personne}.", vote)


def _revenir(request: Requete, convention: Convention, phrase: str, vote: datetime.date) -> HttpResponse:
    messages.success(request, phrase)
    reponse = redirect("renouvellement:renouvellement", convention.code)
    reponse["Location"] += f"?vote={vote:%Y-%m-%d}"
    return reponse


def _demander(
    request: Requete,
    convention: Convention,
    ligne: Ligne,
    vote: datetime.date,
    *,
    suite: SuiteForm | None = None,
    remplacement: RemplacementForm | None = None,
) -> HttpResponse:
    connues = personnes_de(ligne.mandat.organisation).exclude(pk=ligne.mandat.personne_id)
    contexte = {
        "convention": convention,
        "onglet": "membres",
        "ligne": ligne,
        "vote": vote,
        "reconduction": suite or SuiteForm(auto_id="reconduction_%s"),
        "remplacement": remplacement or RemplacementForm(connues=connues),
    }
    statut = 422 if suite or remplacement else 200
    return render(request, "renouvellement/repondre.html", contexte, status=statut)
