"""Leaving a convention: a place ends, what it held goes to others, nothing written is lost."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Acte
from convenir.acteurs.operations.ecriture import verifier
from convenir.conventions.departs import charges_de
from convenir.conventions.models import Membre
from convenir.conventions.operations.membres import (
    PlacePerimee,
    consigner_le_changement,
    exiger_le_droit,
    verrouiller_membre,
)
from convenir.conventions.queries import repreneurs_de
from convenir.conventions.rules.membres import SEUL_UN_PILOTE
from convenir.journal.operations import consigner
from convenir.notifications.operations import Destinataire, ecrire
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.conventions.acces import Acces
    from convenir.conventions.departs import Charge

SANS_FACTEUR = "Ajoutez d’abord une seconde preuve d’identité à votre compte : votre rôle la demande."


@transaction.atomic
def faire_partir(membre: Membre, version: int, acces: Acces, successeur: Membre | None = None) -> Membre:
    """End the place of a member, or one's own; `successeur` takes over what can be handed to somebody.

    Raises `PlacePerimee` when the place changed since `version` was shown; `Refus` when the one who asks may
    not, when somebody must take over and nobody is given, or when the successor has left meanwhile.
    """
    actuel = verrouiller_membre(membre)
    if actuel.version != version:
        raise PlacePerimee(actuel)
    exiger_de_pouvoir_partir(actuel, acces)
    charges = charges_de(actuel, acces)
    _transmettre(actuel, charges, acces, successeur)
    actuel.parti_le = max(timezone.localdate(), actuel.depuis)
    actuel.version += 1
    verifier(actuel)
    actuel.save()
    _consigner(actuel, acces, successeur)
    if actuel.personne_id != acces.personne.pk:
        _ecrire(actuel, "conventions/courriels/depart.txt", acces)
    return actuel


def exiger_de_pouvoir_partir(membre: Membre, acces: Acces) -> None:
    """Raise `Refus` unless it is one's own place, or one that this person may take away."""
    if acces.second_facteur_manque:
        raise Refus(SANS_FACTEUR)
    if membre.personne_id == acces.personne.pk:
        return
    if Acte.INVITER not in acces.actes:
        raise Refus(SEUL_UN_PILOTE)
    exiger_le_droit(acces, membre, None)


def _transmettre(membre: Membre, charges: Sequence[Charge], acces: Acces, successeur: Membre | None) -> None:
    """Hand over what can be. Raises `Refus` when somebody must take over and nobody does."""
    transmises = [charge for charge in charges if charge.transmettre]
    if successeur is None:
        if raison := next((charge.obligatoire for charge in transmises if charge.obligatoire), ""):
            raise Refus(raison)
        return
    repreneur = repreneurs_de(membre, acces.personne).filter(pk=successeur.pk).first()
    if repreneur is None:
        raise Refus("La personne choisie ne peut pas prendre la suite : choisissez-en une autre.")
    if not transmises:
        return
    avant = copy(repreneur)
    for charge in transmises:
        if charge.transmettre:
            charge.transmettre(repreneur)
    repreneur.version += 1
    verifier(repreneur)
    repreneur.save()
    consigner_le_changement(avant, repreneur, acces)
    _ecrire(repreneur, "conventions/courriels/releve.txt", acces, partant=str(membre.personne))


def _consigner(parti: Membre, acces: Acces, successeur: Membre | None) -> None:
    consigner(
        "convention.membre_parti",
        objet=parti.cle,
        resume=f"Fin d’une participation pour {parti.organisation.nom}.",
        auteur=acces.auteur,
        donnees={
            "membre": parti.pk,
            "personne": parti.personne.cle,
            "successeur": successeur.pk if successeur else None,
        },
        personnel={"membre": str(parti.personne), "successeur": str(successeur.personne)}
        if successeur
        else {"membre": str(parti.personne)},
    )


def _ecrire(membre: Membre, gabarit: str, acces: Acces, **contexte: str) -> None:
    personne = membre.personne
    if not personne.email:
        return
    convention = membre.convention
    encore = Membre.objects.filter(convention=convention, personne=personne, parti_le=None).exists()
    ecrire(
        Destinataire(personne.cle, str(personne), personne.email),
        gabarit,
        {
            "auteur": f"{acces.personne}, {acces.organisation}",
            "lien": reverse("conventions:membres", args=[convention.code]) if encore else "",
            "convention": convention.nom,
            "organisation": membre.organisation.nom,
            **contexte,
        },
        motif="depart",
        sujet=f"convention:{convention.code}",
    )
