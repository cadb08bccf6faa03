"""What this room itself tells: the acts of the record, and the délibérations that authorise to sign."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.conventions.enums import Statut
from convenir.conventions.models import Accomplissement, Signataire
from convenir.conventions.obligations.catalogue import OBLIGATIONS
from convenir.conventions.obligations.queries import signee_le
from convenir.conventions.obligations.registres import PASSES, SOURCES, ActePasse, Du
from convenir.territoires.queries import commune_par_siren, epci

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention

#: advised to transmit and publish a délibération (see `rules.conseil`)
UNE_SEMAINE = datetime.timedelta(days=7)


def inscrire_les_registres() -> None:
    """Called once the applications are ready."""
    PASSES.extend((_vie, _textes, _fins, _notes))
    SOURCES.append(_autorisations)


def _vie(convention: Convention) -> Iterator[ActePasse]:
    if convention.debut:
        yield ActePasse(convention.debut, "Premier jour de la convention", "Convention")
    if jour := signee_le(convention):
        yield ActePasse(jour, "Signature de la convention", "Signature")


def _textes(convention: Convention) -> Iterator[ActePasse]:
    """The avenants in effect, and what joined without one."""
    for avenant in convention.avenants.filter(statut=Statut.SIGNEE).order_by("numero"):
        page = reverse("conventions:avenant", args=[convention.code, avenant.numero])
        if avenant.effet_le:
            yield ActePasse(avenant.effet_le, f"{avenant} : {avenant.objet}", "Avenant", page)
    page = reverse("conventions:avenants", args=[convention.code])
    for complement in convention.complements.order_by("effet_le", "pk"):
        yield ActePasse(complement.effet_le, f"Complément : {complement.titre}", "Complément", page)


def _fins(convention: Convention) -> Iterator[ActePasse]:
    """What was started to end it early, and the end when it came."""
    page = reverse("fin:fin", args=[convention.code])
    for procedure in convention.procedures.order_by("ouverte_le", "pk"):
        for jour, libelle in (
            (procedure.envoyee_le, f"Lettre envoyée : {procedure}"),
            (procedure.remediee_le, "Il a été remédié dans le délai"),
            (procedure.prend_effet_le, "Fin de la convention avant son terme"),
        ):
            if jour is not None:
                yield ActePasse(jour, libelle, "Fin", page)


def _notes(convention: Convention) -> Iterator[ActePasse]:
    """What was done and noted by hand."""
    for note in Accomplissement.objects.filter(convention=convention).order_by("fait_le", "pk"):
        obligation = OBLIGATIONS.get(note.obligation)
        if obligation is not None:
            yield ActePasse(note.fait_le, obligation.libelle, "Fait et noté")


def _autorisations(convention: Convention) -> Iterator[Du]:
    """The délibérations that authorise an authority to sign; a Caf's board is not transmitted to a préfet."""
    signataires = Signataire.objects.filter(partie__convention=convention, autorisation_date__isnull=False)
    vues = set()
    for signataire in signataires.select_related("partie").order_by("partie__ordre", "ordre"):
        partie, jour = signataire.partie, signataire.autorisation_date
        if jour is None or (partie.cle, jour) in vues or not _est_une_collectivite(partie.siren):
            continue
        vues.add((partie.cle, jour))
        yield Du("acte-de-signature", partie.cle, partie.nom, jour + UNE_SEMAINE)


def _est_une_collectivite(siren: str) -> bool:
    return bool(siren) and (epci(siren) is not None or commune_par_siren(siren) is not None)
