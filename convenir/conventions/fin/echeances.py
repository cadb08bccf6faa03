"""The clocks of the procedures that may end a convention, among its due dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.conventions.enums import EtatProcedure
from convenir.conventions.fin.rules import echeance_de
from convenir.conventions.obligations.catalogue import Obligation, ParObjet, inscrire
from convenir.conventions.obligations.registres import SOURCES, Du
from convenir.conventions.obligations.rules import Fait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention

CLE = "fin-du-delai"


def inscrire_les_echeances() -> None:
    """Called once the applications are ready."""
    inscrire(
        Obligation(
            CLE,
            "Remédier, renoncer ou constater la fin",
            "Les deux parties",
            "Clause sur la fin (article 13 du modèle)",
            ParObjet(),
            re.compile(r"\bmise en demeure\b|\bresili\w+|\bdenonc\w+|\bprevenance\b|\bpreavis\b"),
            inconnu="Le texte ne dit pas toujours si le délai est reporté quand il finit un jour chômé : les "
            "deux dates sont données, et la première compte sauf s’il le dit.",
        )
    )
    SOURCES.append(_delais)


def _delais(convention: Convention) -> Iterator[Du]:
    """Each procedure whose letter was sent, until it is cured."""
    en_cours = convention.procedures.filter(etat__in=[EtatProcedure.ENVOYEE, EtatProcedure.REMEDIEE])
    for procedure in en_cours.order_by("envoyee_le", "pk"):
        echeance = echeance_de(procedure)
        if echeance is not None:
            page = reverse("fin:procedure", args=[convention.code, procedure.pk])
            fait = Fait(procedure.remediee_le, adresse=page) if procedure.remediee_le else None
            yield Du(CLE, str(procedure.pk), str(procedure), echeance.retenue, fait=fait, adresse=page)
