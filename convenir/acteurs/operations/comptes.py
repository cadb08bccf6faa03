"""The acts on accounts: opening one, closing one. What a person did stays when their account is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.acteurs.models import Personne
from convenir.acteurs.operations.personnes import trouver_ou_creer
from convenir.acteurs.operations.postes import occuper
from convenir.journal.operations import Auteur, consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Organisation

PAS_SOI = "Vous ne pouvez pas fermer votre propre compte : demandez-le à une autre personne qui administre."


@transaction.atomic
def ouvrir_compte(
    personne: Personne,
    organisation: Organisation,
    poste: str,
    *,
    installation: bool = False,
    auteur: str | Auteur = "",
) -> Personne:
    """Open an account for an unsaved person, or again for the one who had it, with a post of an organisation.

    `installation` makes them keep the installation. Raises `Refus` without an address, or when the address
    is that of somebody of another name.
    """
    if not personne.email:
        raise Refus("Un compte s’ouvre sous une adresse électronique : donnez-la.")
    connue = trouver_ou_creer(personne, auteur=auteur)
    ouverte: Personne = Personne.objects.select_for_update().get(pk=connue.pk)
    ouverte.is_active, ouverte.installation = True, ouverte.installation or installation
    ouverte.save(update_fields=["is_active", "installation"])
    occuper(ouverte, organisation, poste, auteur=auteur)
    _consigner(ouverte, "acteurs.compte_ouvert", "Compte ouvert.", auteur)
    return ouverte


@transaction.atomic
def fermer_compte(adresse: str, *, auteur: str | Auteur = "") -> Personne:
    """Close the account of an address: its sessions end, what it did stays.

    Raises `Refus` when there is none, or when it is that of the author: somebody must stay to open it again.
    """
    fermees = Personne.objects.select_for_update()
    personne: Personne | None = fermees.filter(email=adresse.strip().lower()).first()
    if personne is None:
        raise Refus(f"Aucun compte sous l’adresse « {adresse} » : « convenir compte lister » les montre.")
    if isinstance(auteur, Auteur) and auteur.cle == personne.cle:
        raise Refus(PAS_SOI)
    personne.is_active = False
    personne.save(update_fields=["is_active"])
    _consigner(personne, "acteurs.compte_ferme", "Compte fermé.", auteur)
    return personne


@transaction.atomic
def rouvrir_compte(personne: Personne, *, auteur: str | Auteur = "") -> Personne:
    """Open an account again as it was: same ways in, same posts. Raises `Refus` when it is open."""
    rouverte: Personne = Personne.objects.select_for_update().get(pk=personne.pk)
    if rouverte.is_active:
        raise Refus(f"Le compte de {rouverte} est déjà ouvert.")
    rouverte.is_active = True
    rouverte.save(update_fields=["is_active"])
    _consigner(rouverte, "acteurs.compte_ouvert", "Compte rouvert.", auteur)
    return rouverte


def _consigner(personne: Personne, type_: str, resume: str, auteur: str | Auteur) -> None:
    consigner(
        type_,
        objet=personne.cle,
        resume=resume,
        auteur=auteur,
        donnees={"installation": personne.installation},
        personnel={"personne": str(personne), "adresse": personne.email or ""},
    )
