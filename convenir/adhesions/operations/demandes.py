"""Asking the communes to vote, and reminding those that stay silent."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.reponses.operations import emettre
from convenir.adhesions.enums import EtatAdhesion
from convenir.adhesions.operations.corrections import rouvrir
from convenir.adhesions.operations.ecriture import ecrire, passer, photographier, verrouiller
from convenir.adhesions.queries import contacts
from convenir.notifications import operations as notifications
from convenir.notifications.operations import Destinataire
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.adhesions.models import Adhesion
    from convenir.journal.operations import Auteur

MOTIF = "adhesion"
#: The act that the link of a reminder does.
REPONSE = "adhesions.reponse"
#: A vote is awaited in these states.
ATTENDUS = frozenset({EtatAdhesion.NON_DEMANDEE, EtatAdhesion.DEMANDEE})
#: at least this long between two mails to the same person about the same commune
RELANCE = datetime.timedelta(days=14)


@transaction.atomic
def demander(
    adhesions: Iterable[Adhesion], jour: datetime.date, *, auteur: str | Auteur = ""
) -> list[Adhesion]:
    """Note that communes were asked to vote, that day. Those already asked, or that voted, are left alone.

    Returns those that were not asked yet. Raises `Refus` for a day to come.
    """
    if jour > timezone.localdate():
        raise Refus(f"Le {ecrire_date(jour)} est à venir : notez la demande une fois faite.")
    return [d for adhesion in adhesions if (d := _demander(adhesion, jour, auteur)) is not None]


def _demander(adhesion: Adhesion, jour: datetime.date, auteur: str | Auteur) -> Adhesion | None:
    actuelle = verrouiller(adhesion)
    if actuelle.statut in {EtatAdhesion.DEMANDEE, EtatAdhesion.VOTEE}:
        return None
    actuelle = rouvrir(actuelle, auteur=auteur)
    avant = photographier(actuelle)
    passer(actuelle, EtatAdhesion.DEMANDEE)
    actuelle.demandee_le = jour
    resume = f"Adhésion demandée à {actuelle.nom} le {ecrire_date(jour)}."
    return ecrire(actuelle, avant, "demandee", resume, auteur)


@transaction.atomic
def relancer(adhesion: Adhesion, *, auteur: Auteur) -> int:
    """Write to the members who answer for the commune; a commune not asked yet is asked by this very mail.

    Returns how many were written to. Raises `Refus` when nobody is known there, when the commune has
    already decided, or before the delay between two mails.
    """
    actuelle = verrouiller(adhesion)
    if actuelle.statut not in ATTENDUS:
        raise Refus(f"{actuelle.nom} a déjà délibéré : il n’y a rien à lui rappeler.")
    destinataires = contacts(actuelle.convention, actuelle.insee)
    if not destinataires:
        raise Refus(
            f"Personne n’est connu à {actuelle.nom} : invitez un membre de cette commune, "
            "ou adressez-lui le courrier préparé ici."
        )
    _demander(actuelle, timezone.localdate(), auteur)
    for membre in destinataires:
        _ecrire(
            actuelle,
            Destinataire(membre.personne.cle, str(membre.personne), membre.personne.email or ""),
            auteur,
        )
    return len(destinataires)


def _ecrire(adhesion: Adhesion, destinataire: Destinataire, auteur: Auteur) -> None:
    notifications.relancer(
        destinataire,
        "adhesions/courriel_demande.txt",
        {
            "auteur": f"{auteur.nom}, {auteur.organisation_nom}".strip(", "),
            "commune": adhesion.nom,
            "convention": adhesion.convention.nom,
            "conseil": ecrire_date(adhesion.conseil_le) if adhesion.conseil_le else "",
            "lien": reverse(
                "reponses:repondre", args=[emettre(REPONSE, f"adhesion:{adhesion.pk}", destinataire)]
            ),
            "page": settings.ADRESSE_DU_SITE
            + reverse("adhesions:commune", args=[adhesion.convention.code, adhesion.insee]),
        },
        motif=MOTIF,
        sujet=adhesion.objet,
        delai=RELANCE,
    )
