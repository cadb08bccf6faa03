"""Who is a member of a convention, with which role, and what still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.forms.membres import MembreForm
from convenir.conventions.livrables import decrire, roles_en_mots
from convenir.conventions.operations import PlacePerimee, modifier_membre
from convenir.conventions.operations.membres import CHAMPS
from convenir.conventions.queries import conventions_de, invitations_en_attente, membres_de
from convenir.conventions.queries.demandes import demandes_en_attente
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention, Membre


@require_safe
def membres(request: Requete, code: str) -> HttpResponse:
    """The members, what each may do in words; to whoever pilots, what they lack and whom is invited."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    lignes = list(decrire(membres_de(convention)))
    pilote = Acte.INVITER in request.acces.actes
    contexte = {
        "convention": convention,
        "onglet": "membres",
        "lignes": [ligne for ligne in lignes if ligne.membre.parti_le is None],
        "partis": [ligne for ligne in lignes if ligne.membre.parti_le],
        "pilote": pilote,
        "voit_les_manques": pilote or Acte.AVISER in request.acces.actes,
        "invitations": invitations_en_attente(convention) if pilote else (),
        "demandes": demandes_en_attente(convention) if pilote else (),
        "roles": list(roles_en_mots()),
    }
    return render(request, "conventions/membres.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def membre(request: Requete, code: str, membre: int) -> HttpResponse:
    """The place of a member: changed here, unless someone else changed it while it was read."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    trouve = get_object_or_404(membres_de(convention).filter(parti_le=None), pk=membre)
    formulaire = _formulaire(request, convention, trouve, request.POST if request.method == "POST" else None)
    perimee = False
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            modifier_membre(trouve, saisie, saisie["version"], request.acces)
        except PlacePerimee as refus:
            formulaire, perimee = _formulaire(request, convention, refus.membre), True
            messages.error(request, refus.message)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"La place de {trouve.personne} est enregistrée.")
            return redirect("conventions:membres", code)
    contexte = {
        "convention": convention,
        "onglet": "membres",
        "ligne": next(iter(decrire([trouve]))),
        "formulaire": formulaire,
    }
    statut = 409 if perimee else 422 if formulaire.errors else 200
    return render(request, "conventions/membre.html", contexte, status=statut)


def _formulaire(request: Requete, convention: Convention, membre: Membre, donnees: Any = None) -> MembreForm:
    return MembreForm(
        donnees,
        actes=request.acces.actes,
        communes=communes_de_epci(convention.epci_siren),
        initial={champ: getattr(membre, champ) for champ in (*CHAMPS, "version")},
    )
