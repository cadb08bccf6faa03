"""What adhesions tell of the due dates and of the life of a convention."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.adhesions.enums import EtatAdhesion
from convenir.adhesions.rules import effet_le, executoire_le
from convenir.conventions.enums.echeances import Nature
from convenir.conventions.obligations.catalogue import Obligation, ParObjet, inscrire
from convenir.conventions.obligations.registres import PASSES, SOURCES, ActePasse, Du
from convenir.conventions.obligations.rules import Fait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.adhesions.models import Adhesion
    from convenir.conventions.models import Convention

CLE = "adhesion-executoire"
#: advised to transmit and publish a délibération (see `conventions.rules.conseil`)
UNE_SEMAINE = datetime.timedelta(days=7)


def inscrire_les_echeances() -> None:
    """Called once the applications are ready."""
    inscrire(
        Obligation(
            CLE,
            "Rendre exécutoire le vote d’adhésion",
            "La commune",
            "Loi, et clause sur les engagements (article 6 du modèle)",
            ParObjet(),
            loi="CGCT, art. L.2131-1",
            nature=Nature.CONSEIL,
            inconnu="La loi ne fixe pas de délai pour transmettre et publier une délibération ; une semaine "
            "est conseillée, celle de la liste des délibérations (CGCT, art. L.2121-25).",
        )
    )
    SOURCES.append(_votes)
    PASSES.append(_adhesions)


def _votees(convention: Convention) -> Iterator[Adhesion]:
    for adhesion in convention.adhesions.filter(statut=EtatAdhesion.VOTEE, archivee_le=None).order_by("nom"):
        adhesion.convention = convention
        yield adhesion


def _votes(convention: Convention) -> Iterator[Du]:
    """Each vote in favour, until it is transmitted and published."""
    for adhesion in _votees(convention):
        page = reverse("adhesions:commune", args=[convention.code, adhesion.insee])
        executoire = executoire_le(adhesion)
        if adhesion.deliberee_le:
            yield Du(
                CLE,
                adhesion.insee.lower(),
                adhesion.nom,
                adhesion.deliberee_le + UNE_SEMAINE,
                fait=Fait(executoire, adresse=page) if executoire else None,
                adresse=page,
            )


def _adhesions(convention: Convention) -> Iterator[ActePasse]:
    """How many communes joined, day by day."""
    page = reverse("adhesions:registre", args=[convention.code])
    jours = Counter(jour for adhesion in _votees(convention) if (jour := effet_le(adhesion)))
    for jour, nombre in jours.items():
        quoi = "Adhésion d’une commune" if nombre == 1 else f"Adhésion de {nombre} communes"
        yield ActePasse(jour, quoi, "Adhésion", page)
