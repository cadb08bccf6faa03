"""Asking to join a convention without learning whether it exists; accepting, declining.

One function changes the state of a request. What the site answers to whoever asks never depends on what was
found: every request is kept and counted alike, and only the pilots of a convention hear of theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Acte
from convenir.acteurs.models import Personne
from convenir.acteurs.operations.ecriture import verifier
from convenir.acteurs.queries import personnes_dites
from convenir.acteurs.roles import ROLES
from convenir.conventions.enums import EtatDemande
from convenir.conventions.enums.demandes import TRANSITIONS
from convenir.conventions.models import Convention, Demande, Membre
from convenir.conventions.operations.membres import CHAMPS, ajouter_membre, exiger_le_droit
from convenir.conventions.queries.demandes import (
    convention_cherchee,
    envoyees_depuis_hier,
    vient_d_etre_declinee,
)
from convenir.conventions.rules.membres import DEMANDES_PAR_JOUR, SILENCE
from convenir.journal.operations import consigner
from convenir.notifications.operations import Destinataire, ecrire
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from convenir.conventions.acces import Acces

TROP = (
    f"Vous avez déjà envoyé {DEMANDES_PAR_JOUR} demandes depuis hier : attendez demain, ou demandez une "
    "invitation à une personne qui pilote la convention."
)
DEJA_DECIDEE = "Une autre personne a déjà répondu à cette demande."
DEJA_MEMBRE = "Vous êtes déjà membre de cette convention : elle est sur votre page d’accueil."


@transaction.atomic
def demander_a_rejoindre(recherche: str, message: str, acces: Acces) -> Demande:
    """Keep a request, and write to the pilots of the convention it names, if there is one.

    Raises `Refus` when the person acts for no organisation, asked too often, or is a member already.
    """
    organisation = acces.exiger_une_organisation()
    personne = acces.personne
    Personne.objects.select_for_update().get(pk=personne.pk)  # one request at a time
    Demande.objects.filter(convention=None, envoyee_le__lt=timezone.now() - SILENCE).delete()
    if envoyees_depuis_hier(personne) >= DEMANDES_PAR_JOUR:
        raise Refus(TROP)
    trouvee = convention_cherchee(recherche)
    if trouvee and Membre.objects.filter(convention=trouvee, personne=personne, parti_le=None).exists():
        raise Refus(DEJA_MEMBRE)
    demande = Demande(
        recherche=" ".join(recherche.split()),
        message=message.strip(),
        personne=personne,
        organisation=organisation,
        convention=trouvee if trouvee and _est_recevable(trouvee, personne) else None,
    )
    verifier(demande)
    demande.save(force_insert=True)
    if demande.convention:
        _consigner(demande, "demandee", f"Demande à rejoindre pour {organisation.nom}.", acces)
        _prevenir(demande, acces)
    return demande


def _est_recevable(convention: Convention, personne: Personne) -> bool:
    """Whether the pilots are to hear of it: not twice while it waits, not again soon after they declined."""
    en_attente = Demande.objects.filter(convention=convention, personne=personne, etat=EtatDemande.ENVOYEE)
    return not en_attente.exists() and not vient_d_etre_declinee(convention, personne)


def _prevenir(demande: Demande, acces: Acces) -> None:
    roles = [role for role, actes in ROLES.items() if Acte.INVITER in actes]
    convention = demande.convention
    pilotes = Membre.objects.filter(convention=convention, parti_le=None, role__in=roles)
    connus = pilotes.exclude(personne__email=None).filter(personne__is_active=True)
    par_personne = {m.personne_id: m.personne for m in connus.select_related("personne").order_by("pk")}
    for pilote in par_personne.values():
        _ecrire(demande, pilote, "demande", acces, reverse("conventions:demande", args=_adresse(demande)))


def _adresse(demande: Demande) -> tuple[str, int]:
    return (demande.convention.code if demande.convention else "", demande.pk)


@transaction.atomic
def accepter_demande(demande: Demande, place: Mapping[str, Any], acces: Acces) -> Membre:
    """Make whoever asked a member, with that place. Raises `Refus` when decided already, or too much."""
    attendue, convention = _verrouiller(demande)
    membre = Membre(
        convention=convention,
        personne=attendue.personne,
        organisation=attendue.organisation,
        **{champ: place[champ] for champ in CHAMPS if champ in place},
    )
    exiger_le_droit(acces, None, membre)
    attendue.membre = ajouter_membre(membre, auteur=acces.auteur)
    _passer(attendue, EtatDemande.ACCEPTEE)
    _consigner(attendue, "demande_acceptee", f"Demande acceptée pour {attendue.organisation.nom}.", acces)
    lien = reverse("lecture:texte", args=[convention.code])
    _ecrire(attendue, attendue.personne, "demande_acceptee", acces, lien)
    return membre


@transaction.atomic
def decliner_demande(demande: Demande, motif: str, acces: Acces) -> Demande:
    """Say no, and why. Raises `Refus` without a reason, or when it is decided already."""
    attendue, _ = _verrouiller(demande)
    if not motif.strip():
        raise Refus("Dites pourquoi : la personne recevra ce motif.")
    attendue.motif = motif.strip()
    _passer(attendue, EtatDemande.DECLINEE)
    _consigner(attendue, "demande_declinee", f"Demande déclinée pour {attendue.organisation.nom}.", acces)
    _ecrire(attendue, attendue.personne, "demande_declinee", acces)
    return attendue


def _verrouiller(demande: Demande) -> tuple[Demande, Convention]:
    convention = Convention.objects.select_for_update().get(demandes=demande)
    attendues = Demande.objects.select_for_update(of=("self",)).select_related("personne", "organisation")
    attendue = attendues.get(pk=demande.pk)
    attendue.convention = convention
    return attendue, convention


def _passer(demande: Demande, etat: EtatDemande) -> None:
    """The one writer of the state. Raises `Refus` when the table does not allow it."""
    if etat not in TRANSITIONS[EtatDemande(demande.etat)]:
        raise Refus(DEJA_DECIDEE)
    demande.etat, demande.decidee_le = etat, timezone.now()
    verifier(demande)
    demande.save()


def _consigner(demande: Demande, acte: str, resume: str, acces: Acces) -> None:
    consigner(
        f"convention.{acte}",
        objet=f"convention:{_adresse(demande)[0]}",
        resume=resume,
        auteur=acces.auteur,
        donnees={"demande": demande.pk, "personne": demande.personne.cle},
        personnel={"demandeur": str(demande.personne)},
    )


def _ecrire(demande: Demande, a: Personne, gabarit: str, acces: Acces, lien: str = "") -> None:
    if not a.email:
        return
    ecrire(
        Destinataire(a.cle, str(a), a.email),
        f"conventions/courriels/{gabarit}.txt",
        {"auteur": f"{acces.personne}, {acces.organisation}", "lien": lien, "demande": demande},
        motif=gabarit,
        sujet=f"convention:{_adresse(demande)[0]}",
    )


@transaction.atomic
def effacer_demandes(personne: str, motif: str) -> int:
    """Empty what whoever bears this name or address wrote when asking. Returns how many."""
    siennes = Demande.objects.filter(personne__in=personnes_dites(personne)).exclude(message="")
    for demande in (effacees := list(siennes.order_by("pk"))):
        demande.message = ""
        demande.save(update_fields=["message"])
        consigner(
            "convention.demande_effacee",
            objet=f"demande:{demande.pk}",
            resume="Message d’une demande effacé.",
            donnees={"motif": motif},
        )
    return len(effacees)
