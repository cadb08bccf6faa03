"""Filing a closed record, taking away an act recorded by mistake, completing what is known of a commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.adhesions.enums import EtatAdhesion
from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations.ecriture import ecrire, passer, photographier, verrouiller
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime

    from convenir.journal.operations import Auteur

CLOSES = frozenset({EtatAdhesion.REFUSEE, EtatAdhesion.RETIREE})


def rouvrir(adhesion: Adhesion, *, auteur: str | Auteur = "") -> Adhesion:
    """The record to write on: itself, or a new one when a refusal or a withdrawal closed it.

    Called under the lock and in the transaction of the act that needs it. Raises `Refus` when somebody
    filed it meanwhile.
    """
    if adhesion.archivee_le is not None:
        raise Refus(f"{adhesion.nom} : cette adhésion est classée. Rechargez la page de la commune.")
    if adhesion.statut not in CLOSES:
        return adhesion
    avant = photographier(adhesion)
    adhesion.archivee_le = timezone.localdate()
    ecrire(adhesion, avant, "classee", f"{adhesion.nom} : adhésion précédente classée.", auteur)
    return Adhesion.objects.create(
        convention=adhesion.convention, insee=adhesion.insee, nom=adhesion.nom, siret=adhesion.siret
    )


@transaction.atomic
def annuler(
    adhesion: Adhesion, motif: str, *, version: int | None = None, auteur: str | Auteur = ""
) -> Adhesion:
    """Take away the last act of a record, made by mistake: a withdrawal, a vote, or a request.

    `motif` says in French why, and stays in the journal. Raises `Refus` without it, when there is nothing to
    take away, on a stale `version`.
    """
    if not motif.strip():
        raise Refus("Dites pourquoi cet enregistrement est annulé : le motif reste à l’historique.")
    actuelle = verrouiller(adhesion, version)
    avant = photographier(actuelle)
    quoi = actuelle.get_statut_display().lower()
    _revenir(actuelle)
    resume = f"{actuelle.nom} : enregistrement « {quoi} » annulé. Motif : {motif.strip()}"
    return ecrire(actuelle, avant, "annulee", resume, auteur)


def _revenir(adhesion: Adhesion) -> None:
    statut = EtatAdhesion(adhesion.statut)
    if statut is EtatAdhesion.RETIREE:
        passer(adhesion, EtatAdhesion.VOTEE)
        adhesion.retiree_le = None
    elif statut is EtatAdhesion.DEMANDEE:
        passer(adhesion, EtatAdhesion.NON_DEMANDEE)
        adhesion.demandee_le = None
    else:
        passer(adhesion, EtatAdhesion.DEMANDEE if adhesion.demandee_le else EtatAdhesion.NON_DEMANDEE)
        adhesion.deliberee_le = adhesion.recue_le = adhesion.publiee_le = adhesion.copie = None
        adhesion.numero = adhesion.identifiant = adhesion.publication = ""
        adhesion.source = adhesion.attestation = ""


@transaction.atomic
def annoncer_conseil(
    adhesion: Adhesion,
    conseil_le: datetime.date | None,
    *,
    version: int | None = None,
    auteur: str | Auteur = "",
) -> Adhesion:
    """Note the council at which the commune should vote; None when it is not known any more.

    Raises `Refus` for a day already past, on a stale `version`.
    """
    actuelle = verrouiller(adhesion, version)
    if conseil_le is not None and conseil_le < timezone.localdate():
        raise Refus(f"Le {ecrire_date(conseil_le)} est passé : donnez la date du prochain conseil.")
    avant = photographier(actuelle)
    actuelle.conseil_le = conseil_le
    quand = f"annoncé le {ecrire_date(conseil_le)}" if conseil_le else "sans date annoncée"
    return ecrire(actuelle, avant, "conseil_annonce", f"{actuelle.nom} : conseil {quand}.", auteur)


@transaction.atomic
def classer(
    adhesion: Adhesion,
    *,
    siret: str,
    matiere_code: str,
    matiere_nom: str,
    version: int | None = None,
    auteur: str | Auteur = "",
) -> Adhesion:
    """Note what open data asks of the act: SIRET of the commune, code and name of its subject.

    Raises `Refus`, in the words of the model, for a value of another form; on a stale `version`.
    """
    actuelle = verrouiller(adhesion, version)
    avant = photographier(actuelle)
    actuelle.siret, actuelle.matiere_code, actuelle.matiere_nom = siret, matiere_code, matiere_nom
    return ecrire(actuelle, avant, "classement", f"{actuelle.nom} : références complétées.", auteur)
