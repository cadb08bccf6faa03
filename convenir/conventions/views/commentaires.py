"""The comments of a convention: all of them, and what is done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions import operations
from convenir.conventions.forms.commentaires import CommentaireForm, FiltreCommentairesForm, ReponseForm
from convenir.conventions.models import Commentaire
from convenir.conventions.queries import conventions_de
from convenir.conventions.queries.commentaires import echanges
from convenir.conventions.rules.redaction import COMMENTABLES
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete

ENVOYE = "Commentaire envoyé."
TROP_LONG = "Ce texte est trop long : dites-le en cinq mille signes au plus, en citant un passage plus court."
PAS_LE_VOTRE = "Un commentaire est clos ou rouvert par qui l’a écrit, ou par qui pilote la convention."


@require_safe
def commentaires(request: Requete, code: str) -> HttpResponse:
    """All the comments in the order of the text, narrowed by state and provision."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    tous = echanges(convention)
    filtre = FiltreCommentairesForm(request.GET, echanges=tous)
    contexte = {
        "convention": convention,
        "onglet": "commentaires",
        "filtre": filtre,
        "nombre": len(tous),
        "retenus": filtre.retenir(tous),
        "commentable": convention.statut in COMMENTABLES,
    }
    return render(request, "conventions/commentaires.html", contexte)


@require_POST
def commenter(request: Requete, code: str) -> HttpResponse:
    """Say something of a provision."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = CommentaireForm(request.POST)
    if not formulaire.is_valid():
        raise Refus(TROP_LONG)
    saisie = formulaire.cleaned_data
    commentaire = operations.commenter(
        convention,
        saisie["disposition"],
        saisie["texte"],
        request.user,
        request.acces.auteur,
        passage=saisie["passage"],
    )
    messages.success(request, ENVOYE)
    return _retour(request, commentaire)


@require_POST
def repondre(request: Requete, code: str, commentaire: int) -> HttpResponse:
    """Answer a comment."""
    vise = _commentaire(request, code, commentaire)
    formulaire = ReponseForm(request.POST)
    if not formulaire.is_valid():
        raise Refus(TROP_LONG)
    operations.repondre(vise, formulaire.cleaned_data["texte"], request.user, request.acces.auteur)
    return _retour(request, vise)


@require_POST
def clore(request: Requete, code: str, commentaire: int) -> HttpResponse:
    """Close a comment."""
    vise = _a_soi(request, code, commentaire)
    operations.clore(vise, request.acces.auteur)
    return _retour(request, vise)


@require_POST
def rouvrir(request: Requete, code: str, commentaire: int) -> HttpResponse:
    """Open it again."""
    vise = _a_soi(request, code, commentaire)
    operations.rouvrir_commentaire(vise, request.acces.auteur)
    return _retour(request, vise)


@require_POST
def deverrouiller(request: Requete, code: str, commentaire: int) -> HttpResponse:
    """Open its provision to the other party though the text is ready, or close it again (`ouvre` empty)."""
    vise = _commentaire(request, code, commentaire)
    operations.deverrouiller(vise, request.acces.auteur, ouvre=bool(request.POST.get("ouvre")))
    return _retour(request, vise)


def _commentaire(request: Requete, code: str, commentaire: int) -> Commentaire:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    return get_object_or_404(Commentaire, convention=convention, pk=commentaire)


def _a_soi(request: Requete, code: str, commentaire: int) -> Commentaire:
    """A comment of the person's own, or any for a pilot."""
    vise = _commentaire(request, code, commentaire)
    if vise.personne != request.user and Acte.CONDUIRE not in request.acces.actes:
        raise PermissionDenied(PAS_LE_VOTRE)
    return vise


def _retour(request: Requete, commentaire: Commentaire) -> HttpResponse:
    """The page it was asked from: the list of comments, or the provision."""
    convention, cle = commentaire.convention, commentaire.disposition
    if request.POST.get("suite") == "liste" or not convention.dispositions.filter(cle=cle).exists():
        adresse = reverse("conventions:commentaires", args=[convention.code]) + "?etat=tous"
    else:
        adresse = reverse("lecture:section", args=[convention.code, cle])
    return redirect(f"{adresse}#commentaire-{commentaire.pk}")
