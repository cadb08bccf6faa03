"""What every act on the plan does: take the record under lock, check it, write it, tell the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from convenir.conventions.models import Convention
from convenir.journal.operations import consigner
from convenir.plan.contenu import NOMINATIFS, photographier
from convenir.plan.controles import en_phrases
from convenir.plan.models import FicheAction, VersionDeFiche
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from convenir.journal.operations import Auteur, Lot

DISPARUE = "Cette fiche vient d’être retirée du plan : revenez à la liste."
PERIMEE = "a changé entre-temps : rechargez la page, regardez ce qui a été noté, puis recommencez si besoin."


def verrouiller_la_convention(convention: Convention) -> Convention:
    """The convention held until the end of the transaction: one writer at a time of its plan."""
    return Convention.objects.select_for_update().get(pk=convention.pk)


def verrouiller(fiche: FicheAction, version: int | None = None) -> FicheAction:
    """The fiche read again under lock. Raises `Refus` when it is gone or when `version` is stale."""
    actuelle = FicheAction.objects.select_for_update().filter(pk=fiche.pk).first()
    if actuelle is None:
        raise Refus(DISPARUE)
    actuelle.convention = fiche.convention  # already read
    if version is not None and actuelle.version != version:
        raise Refus(f"{actuelle.nom} {PERIMEE}")
    return actuelle


def verifier(objet: Model, **exclusions: Any) -> None:
    """Raise `Refus`, in the words of the model, when a field or a constraint is not respected."""
    try:
        objet.full_clean(**exclusions)
    except ValidationError as erreur:
        raise Refus(en_phrases(objet, erreur)) from erreur


def sauver(fiche: FicheAction, contenu: Mapping[str, Any] | None = None) -> None:
    """Write a fiche and keep what it holds as a version.

    `contenu`: the whole content when it is known already.
    """
    verifier(fiche, exclude=["convention"])
    fiche.save()
    garde = photographier(fiche) if contenu is None else contenu
    VersionDeFiche.objects.update_or_create(
        fiche=fiche, numero=fiche.version, defaults={"contenu": dict(garde)}
    )


def raconter(
    fiche: FicheAction,
    acte: str,
    resume: str,
    auteur: str | Auteur,
    avant: Mapping[str, Any] | None = None,
    apres: Mapping[str, Any] | None = None,
    lot: Lot | None = None,
) -> None:
    """Tell the journal, with what changed: never who leads a fiche, nothing that a reserved one says."""
    tus = {*(avant or {}), *(apres or {})} if fiche.reservee else NOMINATIFS
    (lot.consigner if lot else consigner)(
        f"fiche.{acte}",
        objet=fiche.objet,
        resume=resume,
        auteur=auteur,
        donnees={"numero": fiche.numero, "version": fiche.version},
        avant={cle: valeur for cle, valeur in (avant or {}).items() if cle not in tus},
        apres={cle: valeur for cle, valeur in (apres or {}).items() if cle not in tus},
    )
