"""The two lives of a fiche: how far its writing has come, and how far the action has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.plan.enums import Avancement, Redaction
from convenir.plan.enums.avancement import TRANSITIONS as AVANCEMENTS
from convenir.plan.enums.redaction import TRANSITIONS as REDACTIONS
from convenir.plan.operations.ecriture import raconter, sauver, verrouiller, verrouiller_la_convention
from convenir.plan.operations.effets import declarer_les_effets
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime

    from convenir.journal.operations import Auteur, Lot
    from convenir.plan.models import FicheAction


@transaction.atomic
def passer_en(
    fiche: FicheAction,
    redaction: Redaction,
    version: int | None = None,
    *,
    validee_le: datetime.date | None = None,
    validee_par: str = "",
    auteur: str | Auteur = "",
    lot: Lot | None = None,
) -> FicheAction:
    """Move the writing of a fiche to another phase; circulated once a body validated it, that day.

    Raises `Refus` on a stale `version`, for a phase that does not follow, for a validation to come.
    """
    actuelle = verrouiller(fiche, version)
    avant = Redaction(actuelle.redaction)
    if redaction not in REDACTIONS[avant]:
        raise Refus(
            f"{actuelle.nom} est « {avant.label.lower()} » : elle ne peut devenir "
            f"« {redaction.label.lower()} »."
        )
    if redaction == Redaction.DIFFUSEE and (not validee_le or not validee_par.strip()):
        raise Refus("Avant d’être diffusée, une fiche est validée : dites quand, et par quelle instance.")
    if validee_le and validee_le > timezone.localdate():
        raise Refus(f"Le {ecrire_date(validee_le)} est à venir : notez la validation une fois faite.")
    actuelle.redaction = redaction
    diffusee = redaction == Redaction.DIFFUSEE
    actuelle.validee_le, actuelle.validee_par = (validee_le, validee_par.strip()) if diffusee else (None, "")
    actuelle.version += 1
    sauver(actuelle)
    resume = f"{actuelle.nom} : {redaction.label.lower()}."
    raconter(actuelle, redaction.value, resume, auteur, {"redaction": avant}, {"redaction": redaction}, lot)
    return actuelle


@transaction.atomic
def avancer(
    fiche: FicheAction,
    avancement: Avancement,
    version: int | None = None,
    *,
    motif: str = "",
    le: datetime.date | None = None,
    auteur: str | Auteur = "",
    lot: Lot | None = None,
) -> FicheAction:
    """Say where an action stands: `motif` is what blocks it or why it is given up, `le` when it ended.

    Raises `Refus` on a stale `version`, for a state that does not follow, without the reason it asks for,
    for an end to come.
    """
    verrouiller_la_convention(fiche.convention)  # before the fiche, as everywhere
    actuelle = verrouiller(fiche, version)
    avant = Avancement(actuelle.avancement)
    if avancement not in AVANCEMENTS[avant]:
        raise Refus(
            f"{actuelle.nom} est « {avant.label.lower()} » : elle ne peut devenir "
            f"« {avancement.label.lower()} »."
        )
    aujourdhui = timezone.localdate()
    if le and le > aujourdhui:
        raise Refus(f"Le {ecrire_date(le)} est à venir : notez la fin de l’action une fois faite.")
    actuelle.avancement = avancement
    actuelle.bloquee_par = motif.strip() if avancement == Avancement.BLOQUEE else ""
    actuelle.abandon = motif.strip() if avancement == Avancement.ABANDONNEE else ""
    actuelle.terminee_le = (le or aujourdhui) if avancement == Avancement.TERMINEE else None
    actuelle.nouvelles_le = aujourdhui
    actuelle.version += 1
    sauver(actuelle)
    if Avancement.ABANDONNEE in {avant, avancement}:
        declarer_les_effets(actuelle, 0, auteur=auteur)
    raison = f" {motif.strip()}" if actuelle.bloquee_par or actuelle.abandon else ""
    resume = f"{actuelle.nom} : {avancement.label.lower()}.{raison}"
    raconter(
        actuelle, avancement.value, resume, auteur, {"avancement": avant}, {"avancement": avancement}, lot
    )
    return actuelle
