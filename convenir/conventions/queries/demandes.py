"""Reads of the requests to join."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from convenir.conventions.enums import EtatDemande
from convenir.conventions.models import Convention, Demande
from convenir.conventions.rules.membres import SILENCE
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenir.acteurs.models import Personne


def convention_cherchee(recherche: str) -> Convention | None:
    """The convention of that code, else the latest of that territory, accents and case aside."""
    cherche = normaliser(recherche).strip()
    if not cherche:
        return None
    noms = Convention.objects.order_by("-debut", "-pk").values_list("pk", "code", "territoire")
    codes = [pk for pk, code, _ in noms if normaliser(code).strip() == cherche]
    territoires = [pk for pk, _, territoire in noms if normaliser(territoire).strip() == cherche]
    return Convention.objects.filter(pk__in=[*codes, *territoires][:1]).first()


def envoyees_depuis_hier(personne: Personne) -> int:
    """How many requests somebody sent within a day, whatever they reached."""
    depuis = timezone.now() - datetime.timedelta(days=1)
    return Demande.objects.filter(personne=personne, envoyee_le__gt=depuis).count()


def vient_d_etre_declinee(convention: Convention, personne: Personne) -> bool:
    """Whether the pilots of a convention declined this person lately."""
    declinees = Demande.objects.filter(convention=convention, personne=personne, etat=EtatDemande.DECLINEE)
    return declinees.filter(decidee_le__gt=timezone.now() - SILENCE).exists()


def demandes_de(personne: Personne) -> QuerySet[Demande]:
    """What somebody asked lately, or was answered to."""
    recentes = Q(envoyee_le__gt=timezone.now() - SILENCE)
    return Demande.objects.filter(recentes, personne=personne).order_by("-envoyee_le", "pk")


def demandes_en_attente(convention: Convention) -> QuerySet[Demande]:
    """The requests that the pilots of a convention have not answered yet, the oldest first."""
    attendues = Demande.objects.filter(convention=convention, etat=EtatDemande.ENVOYEE)
    return attendues.select_related("personne", "organisation", "convention").order_by("envoyee_le", "pk")
