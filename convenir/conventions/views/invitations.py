"""Inviting, and the page that the link of an invitation opens."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import auth, messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.queries import CLE_DE_SESSION, a_un_compte
from convenir.conventions.forms.membres import InscriptionForm, InvitationForm
from convenir.conventions.livrables import en_mots
from convenir.conventions.models import Invitation
from convenir.conventions.operations import (
    LienMort,
    accepter_en_s_inscrivant,
    accepter_invitation,
    annuler_invitation,
    inviter,
    renvoyer_invitation,
)
from convenir.conventions.queries import conventions_de, get_invitation, invitations_en_attente
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention, Membre

#: What the form gives to an invitation as it is.
CHAMPS = (
    *("prenom", "nom", "email", "poste", "qualite"),
    *("role", "dpo", "signataire", "themes", "communes", "fiches_propres"),
)


class Situation(StrEnum):
    """Who opens the link, compared with whom it is for."""

    ACCEPTER = "accepter"
    INSCRIPTION = "inscription"
    CONNEXION = "connexion"
    AUTRE = "autre"


@require_http_methods(["GET", "HEAD", "POST"])
def nouvelle(request: Requete, code: str) -> HttpResponse:
    """The form of an invitation; a refusal is said in it, and nothing typed is lost."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = InvitationForm(
        request.POST if request.method == "POST" else None,
        actes=request.acces.actes,
        organisations=_organisations(convention),
        communes=communes_de_epci(convention.epci_siren),
    )
    if formulaire.is_bound and formulaire.is_valid():
        try:
            invitation = _inviter(request, convention, formulaire)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"Une invitation est adressée à {invitation}, {invitation.email}.")
            return redirect("conventions:membres", code)
    contexte = {"convention": convention, "onglet": "membres", "formulaire": formulaire}
    return render(request, "conventions/inviter.html", contexte, status=422 if formulaire.errors else 200)


def _organisations(convention: Convention) -> list[Organisation]:
    """Those that already take part in this convention: a pilot sees no other."""
    siennes = Organisation.objects.filter(participations__convention=convention)
    return list(siennes.distinct().order_by("nom", "pk"))


def _inviter(request: Requete, convention: Convention, formulaire: InvitationForm) -> Invitation:
    saisie = formulaire.cleaned_data
    donnees = {champ: saisie[champ] for champ in CHAMPS if champ in saisie}
    offre = Invitation(convention=convention, organisation=formulaire.get_organisation(), **donnees)
    return inviter(offre, request.acces)


@require_POST
def renvoyer(request: Requete, code: str, invitation: int) -> HttpResponse:
    """Another link to the same person, not before a delay."""
    attendue = renvoyer_invitation(_attendue(request, code, invitation), request.acces)
    messages.success(request, f"Un nouveau lien est adressé à {attendue} ; le précédent ne fonctionne plus.")
    return redirect("conventions:membres", code)


@require_POST
def annuler(request: Requete, code: str, invitation: int) -> HttpResponse:
    """The link leads nowhere any more."""
    attendue = _attendue(request, code, invitation)
    annuler_invitation(attendue, request.acces)
    messages.success(request, f"L’invitation de {attendue} est annulée : son lien ne fonctionne plus.")
    return redirect("conventions:membres", code)


def _attendue(request: Requete, code: str, invitation: int) -> Invitation:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    return get_object_or_404(invitations_en_attente(convention), pk=invitation)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, jeton: str) -> HttpResponse:
    """What the link of an invitation opens, according to who follows it; every dead link has one answer."""
    trouvee = get_invitation(jeton)
    if trouvee is None:
        return _lien_mort(request)
    situation = _situation(request, trouvee)
    initial = {"prenom": trouvee.prenom, "nom": trouvee.nom}
    formulaire = InscriptionForm(request.POST or None, email=trouvee.email, initial=initial)
    if request.method == "POST":
        try:
            membre = _accepter(request, jeton, situation, formulaire)
        except LienMort:
            return _lien_mort(request)
        if membre:
            return _entrer(request, membre)
    contexte = {
        "invitation": trouvee,
        "situation": situation.value,
        "formulaire": formulaire,
        "peut": en_mots(trouvee),
    }
    return render(request, "conventions/invitation.html", contexte)


def _situation(request: HttpRequest, invitation: Invitation) -> Situation:
    if request.user.is_authenticated:
        return Situation.ACCEPTER if request.user.email == invitation.email else Situation.AUTRE
    personne = Personne.objects.filter(email=invitation.email).first()
    ferme = personne is not None and not personne.is_active
    return Situation.CONNEXION if personne and (ferme or a_un_compte(personne)) else Situation.INSCRIPTION


def _accepter(
    request: HttpRequest, jeton: str, situation: Situation, formulaire: InscriptionForm
) -> Membre | None:
    """The new member; None when the form has to be completed, or when somebody else must sign in."""
    if situation is Situation.ACCEPTER and isinstance(request.user, Personne):
        return accepter_invitation(jeton, request.user)
    if situation is not Situation.INSCRIPTION or not formulaire.is_valid():
        return None
    membre = accepter_en_s_inscrivant(jeton, **formulaire.cleaned_data)
    auth.login(request, membre.personne, backend=settings.AUTHENTICATION_BACKENDS[0])
    return membre


def _entrer(request: HttpRequest, membre: Membre) -> HttpResponse:
    request.session[CLE_DE_SESSION] = membre.organisation_id
    messages.success(request, f"Vous êtes membre de « {membre.convention.nom} » : bienvenue.")
    return redirect("lecture:texte", membre.convention.code)


def _lien_mort(request: HttpRequest) -> HttpResponse:
    return render(request, "conventions/lien_mort.html", status=404)
