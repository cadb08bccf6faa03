"""The pages of an organisation: who works here, today and before; posts and mandates kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.models import Mandat, Occupation, Organisation, Personne, Poste
from convenir.acteurs.operations import (
    confirmer_une_personne,
    enregistrer_poste,
    liberer,
    mandater,
    nommer,
    reconduire,
    terminer_mandat,
    trouver_ou_creer,
)
from convenir.acteurs.queries import organisations_de
from convenir.conventions.annuaire.forms import (
    FinForm,
    MandatForm,
    NominationForm,
    PersonneForm,
    PosteForm,
    ReconductionForm,
)
from convenir.conventions.annuaire.queries import (
    liste,
    mandats_de,
    organisations_visibles,
    personnes_de,
    peut_modifier,
    postes_de,
)
from convenir.conventions.models import Membre
from convenir.conventions.queries import conventions_de

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete

PAR_PAGE = 100
GESTION_REFUSEE = (
    "Seules les personnes de cette organisation, confirmées par elle, qui pilotent ou administrent une "
    "convention, peuvent tenir ses postes et ses mandats."
)
INVALIDE = "Rien n’a été enregistré : {}"


@require_safe
def organisations(request: Requete) -> HttpResponse:
    """Those this person acts for, then those met in their conventions."""
    visibles = liste(organisations_visibles(request.user))
    siennes = set(organisations_de(request.user).values_list("pk", flat=True))
    page = Paginator(visibles, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "annuaire/organisations.html", {"page": page, "siennes": siennes})


@require_safe
def organisation(request: Requete, organisation: int) -> HttpResponse:
    """Who works here, who is elected here, in which conventions of the person it takes part."""
    vue = get_object_or_404(organisations_visibles(request.user), pk=organisation)
    if vue.fusionnee_dans_id:
        return redirect("annuaire:organisation", vue.fusionnee_dans_id)
    places = Membre.objects.filter(organisation=vue, parti_le=None)
    contexte = {
        "organisation": vue,
        "postes": postes_de(vue),
        "mandats": mandats_de(vue),
        "conventions": conventions_de(request.user).filter(pk__in=places.values("convention")),
        "modifiable": peut_modifier(request.user, vue),
    }
    return render(request, "annuaire/organisation.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def nouveau_poste(request: Requete, organisation: int) -> HttpResponse:
    """A post of an organisation, whoever will hold it."""
    tenue = _a_tenir(request, organisation)
    return _ecrire_le_poste(request, Poste(organisation=tenue))


@require_http_methods(["GET", "HEAD", "POST"])
def poste(request: Requete, organisation: int, poste: int) -> HttpResponse:
    """What a post is, who holds it, who held it."""
    tenue = _a_tenir(request, organisation)
    return _ecrire_le_poste(request, get_object_or_404(postes_de(tenue), pk=poste))


def _ecrire_le_poste(request: Requete, poste: Poste) -> HttpResponse:
    formulaire = PosteForm(request.POST if request.method == "POST" else None, instance=poste)
    if formulaire.is_bound and formulaire.is_valid():
        enregistrer_poste(formulaire.save(commit=False), auteur=request.acces.auteur)
        messages.success(request, f"Poste enregistré : {poste.intitule}.")
        return redirect("annuaire:poste", poste.organisation_id, poste.pk)
    contexte = {
        "organisation": poste.organisation,
        "poste": poste,
        "formulaire": formulaire,
        "nomination": NominationForm(connues=personnes_de(poste.organisation)),
        "fin": FinForm(),
    }
    return render(request, "annuaire/poste.html", contexte, status=422 if formulaire.is_bound else 200)


@require_POST
def nommer_au_poste(request: Requete, organisation: int, poste: int) -> HttpResponse:
    """Give a post to somebody from a day on."""
    tenue = _a_tenir(request, organisation)
    occupe = get_object_or_404(Poste, organisation=tenue, pk=poste)
    formulaire = NominationForm(request.POST, connues=personnes_de(tenue))
    if formulaire.is_valid():
        personne = _personne(formulaire, request)
        nommer(occupe, personne, formulaire.cleaned_data["debut"], auteur=request.acces.auteur)
        messages.success(request, f"{personne} occupe maintenant ce poste.")
    else:
        _dire_les_fautes(request, formulaire)
    return redirect("annuaire:poste", tenue.pk, occupe.pk)


@require_POST
def quitter_le_poste(request: Requete, organisation: int, occupation: int) -> HttpResponse:
    """Say which day was or will be the last of somebody on a post."""
    tenue = _a_tenir(request, organisation)
    quittee = get_object_or_404(Occupation, poste__organisation=tenue, pk=occupation)
    formulaire = FinForm(request.POST)
    if formulaire.is_valid():
        liberer(quittee, formulaire.cleaned_data["fin"], auteur=request.acces.auteur)
        messages.success(request, f"{quittee.personne} : dernier jour enregistré.")
    else:
        _dire_les_fautes(request, formulaire)
    return redirect("annuaire:poste", tenue.pk, quittee.poste_id)


@require_http_methods(["GET", "HEAD", "POST"])
def nouveau_mandat(request: Requete, organisation: int) -> HttpResponse:
    """A mandate of somebody elected."""
    tenue = _a_tenir(request, organisation)
    donnees = request.POST if request.method == "POST" else None
    formulaire = MandatForm(donnees, connues=personnes_de(tenue))
    if formulaire.is_bound and formulaire.is_valid():
        champs = {nom: formulaire.cleaned_data[nom] for nom in ("qualite", "delegation", "debut")}
        personne = _personne(formulaire, request)
        mandater(Mandat(personne=personne, organisation=tenue, **champs), auteur=request.acces.auteur)
        messages.success(request, f"Mandat enregistré : {personne}.")
        return redirect("annuaire:organisation", tenue.pk)
    contexte = {"organisation": tenue, "formulaire": formulaire}
    statut = 422 if formulaire.is_bound else 200
    return render(request, "annuaire/nouveau_mandat.html", contexte, status=statut)


@require_http_methods(["GET", "HEAD", "POST"])
def mandat(request: Requete, organisation: int, mandat: int) -> HttpResponse:
    """A mandate: what it follows, what follows it; its last day when posted."""
    tenue = _a_tenir(request, organisation)
    vu = get_object_or_404(mandats_de(tenue), pk=mandat)
    if request.method == "POST":
        formulaire = FinForm(request.POST)
        if formulaire.is_valid():
            terminer_mandat(vu, formulaire.cleaned_data["fin"], auteur=request.acces.auteur)
            messages.success(request, f"{vu.personne} : dernier jour du mandat enregistré.")
        else:
            _dire_les_fautes(request, formulaire)
        return redirect("annuaire:organisation", tenue.pk)
    contexte = {
        "organisation": tenue,
        "mandat": vu,
        "suite": Mandat.objects.filter(succede_a=vu).select_related("personne").first(),
        "fin": FinForm(),
        "reconduction": ReconductionForm(),
    }
    return render(request, "annuaire/mandat.html", contexte)


@require_POST
def reconduire_le_mandat(request: Requete, organisation: int, mandat: int) -> HttpResponse:
    """A mandate goes on for a new term: the former ends the day before."""
    tenue = _a_tenir(request, organisation)
    ancien = get_object_or_404(Mandat, organisation=tenue, pk=mandat)
    formulaire = ReconductionForm(request.POST)
    if formulaire.is_valid():
        reconduire(ancien, formulaire.cleaned_data["debut"], auteur=request.acces.auteur)
        messages.success(request, f"{ancien.personne} : mandat reconduit.")
    else:
        _dire_les_fautes(request, formulaire)
    return redirect("annuaire:organisation", tenue.pk)


@require_POST
def confirmer(request: Requete, organisation: int, personne: int) -> HttpResponse:
    """The organisation says too that somebody acts for it."""
    tenue = _a_tenir(request, organisation)
    connue = get_object_or_404(personnes_de(tenue), pk=personne)
    confirmer_une_personne(tenue, connue, auteur=request.acces.auteur)
    messages.success(request, f"{connue} : postes et mandats confirmés.")
    return redirect("annuaire:organisation", tenue.pk)


def _a_tenir(request: Requete, numero: int) -> Organisation:
    """The organisation of an address, for whoever may keep it up to date; for strangers it does not exist."""
    vue = get_object_or_404(organisations_visibles(request.user), pk=numero, fusionnee_dans=None)
    if not peut_modifier(request.user, vue):
        raise PermissionDenied(GESTION_REFUSEE)
    return vue


def _personne(formulaire: PersonneForm, request: Requete) -> Personne:
    saisie = formulaire.cleaned_data
    choisie: Personne | None = saisie["personne"]
    donnee = Personne(prenom=saisie["prenom"], nom=saisie["nom"], email=saisie["email"])
    return choisie or trouver_ou_creer(donnee, auteur=request.acces.auteur)


def _dire_les_fautes(request: Requete, formulaire: Form) -> None:
    fautes = [str(faute) for champ in formulaire.errors.values() for faute in champ]
    messages.error(request, INVALIDE.format(" ".join(fautes)))
