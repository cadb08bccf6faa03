"""What a session remembers of the provider: someone gone there, come from there, asked for a proof."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages

from convenir.acteurs.federation.fournisseur import Depart, adresse_de_fin
from convenir.acteurs.federation.operations import rattacher
from convenir.acteurs.queries import CLE_DE_SESSION, organisations_de
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpRequest

    from convenir.acteurs.federation.fournisseur import Fournisseur, Identite
    from convenir.acteurs.models import Personne

DEPART = "federation_depart"
VENUE = "federation_venue"
PREUVE = "federation_preuve"
FIN = "federation_fin"
PERIMEE = "Cette connexion a été commencée il y a trop longtemps, ou dans une autre fenêtre : recommencez."
REFUSEE = "Vous n’avez pas été au bout de la connexion chez {nom} : rien n’a été fait."


def noter_le_depart(request: HttpRequest, suite: str) -> Depart:
    """Someone leaves for the provider; a departure not come back from is forgotten."""
    depart = Depart(suite)
    request.session[DEPART] = asdict(depart)
    return depart


def reprendre_le_depart(request: HttpRequest, nom: str) -> Depart:
    """The departure that this return answers, which serves once.

    Raises `Refus` when there is none, when it is too late, or when the person or the provider said no.
    """
    note = request.session.pop(DEPART, None)
    depart = Depart(**note) if note else None
    if depart is None or not depart.attend(request.GET.get("state", "")):
        raise Refus(PERIMEE)
    if not request.GET.get("code"):
        raise Refus(REFUSEE.format(nom=nom))
    return depart


def noter_la_venue(
    request: HttpRequest, personne: Personne, identite: Identite, fournisseur: Fournisseur, id_token: str
) -> None:
    """Kept on the server until the person signs out: what ends the session at the provider too."""
    request.session[VENUE] = {
        "personne": personne.pk,
        "siren": identite.siren,
        "fournisseur": fournisseur.federation.nom,
        "fin_de_session": fournisseur.fin_de_session,
        "id_token": id_token,
    }


def demander_une_preuve(request: HttpRequest, personne: Personne, identite: Identite, nom: str) -> None:
    """Remember, for this session, which identity to attach once this person has opened their account."""
    request.session[PREUVE] = {
        "personne": personne.pk,
        "emetteur": identite.emetteur,
        "sub": identite.sub,
        "fournisseur": nom,
    }


def a_la_connexion(request: HttpRequest, user: Personne, **_: object) -> None:
    """Receiver, once every proof was given: attach the identity that waited, choose the organisation."""
    preuve = request.session.pop(PREUVE, None)
    if preuve and preuve.pop("personne") == user.pk:
        _rattacher(request, user, preuve)
    venue = request.session.get(VENUE)
    if venue and venue["personne"] != user.pk:
        del request.session[VENUE]
    elif venue:
        _choisir_l_organisation(request, user, venue["siren"], venue["fournisseur"])


def adresse_pour_finir(request: HttpRequest, etat: str, retour: str) -> str | None:
    """Where to end the session at the provider; None when it was not opened there, or cannot be ended.

    Also for whoever gives up at the second factor: the provider has already let them in.
    """
    venue: dict[str, Any] = request.session.pop(VENUE, {})
    if not venue.get("fin_de_session"):
        return None
    return adresse_de_fin(venue["fin_de_session"], venue["id_token"], etat, retour)


def _rattacher(request: HttpRequest, personne: Personne, preuve: dict[str, str]) -> None:
    try:
        rattacher(personne, **preuve)
    except Refus as refus:
        messages.error(request, refus.message)
    else:
        messages.success(request, f"Vous pourrez désormais vous connecter avec {preuve['fournisseur']}.")


def _choisir_l_organisation(request: HttpRequest, personne: Personne, siren: str, nom: str) -> None:
    """Act for the employer the provider names when the person already does; else say so, grant nothing."""
    organisations = list(organisations_de(personne))
    employeur = next((o for o in organisations if siren and o.siren == siren), None)
    if employeur:
        request.session[CLE_DE_SESSION] = employeur.pk
    if employeur and len(organisations) > 1:
        messages.info(request, f"Vous agissez pour {employeur.nom}, que {nom} donne comme votre employeur.")
    elif siren and organisations and not employeur:
        messages.warning(
            request,
            f"{nom} donne comme votre employeur le SIREN {siren}, que ne porte aucune des organisations pour "
            "lesquelles vous agissez ici. Si vous en avez changé, dites-le à qui pilote votre convention.",
        )
    elif not organisations:
        messages.warning(
            request,
            "Vous n’agissez ici pour aucune organisation : demandez à qui pilote la convention de votre "
            "territoire de vous inviter.",
        )
