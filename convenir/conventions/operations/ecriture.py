"""What every act on the text shares: the lock and its guard, the check of the model, the event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from convenir.conventions.models import Convention
from convenir.conventions.queries.commentaires import est_deverrouillee
from convenir.conventions.rules.redaction import refus_de_rediger
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from convenir.journal.operations import Auteur


def verrouiller(convention: Convention) -> Convention:
    """The convention read again, held until the end of the transaction."""
    return Convention.objects.select_for_update().get(pk=convention.pk)


def verrouiller_le_texte(convention: Convention, *, disposition: str = "") -> Convention:
    """The convention under lock, when its text may be edited: a draft, or one provision (key) opened since.

    Raises `Refus`, saying what to do first.
    """
    actuelle = verrouiller(convention)
    ouverte = bool(disposition) and est_deverrouillee(actuelle, disposition)
    if refus := refus_de_rediger(actuelle.statut, deverrouillee=ouverte):
        raise Refus(refus)
    return actuelle


def verrouiller_a_la_version(convention: Convention, version: int) -> Convention:
    """The draft under lock, its version grown. Raises `Refus` when it is no draft, or `version` is stale."""
    actuelle = verrouiller_le_texte(convention)
    if actuelle.version != version:
        raise Refus("La convention a changé entre-temps : rechargez la page, puis refaites ce changement.")
    actuelle.version += 1
    actuelle.save(update_fields=["version"])
    return actuelle


def verifier(objet: Model, *, unicite: bool = False) -> None:
    """Raise `Refus`, in the words of the model, when a field or a constraint is not respected."""
    try:
        objet.full_clean(validate_unique=unicite)
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur


def consigner_l_acte(
    convention: Convention,
    acte: str,
    resume: str,
    auteur: str | Auteur,
    change: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
    **donnees: Any,
) -> None:
    """Tell the journal; `change` is what the act changed, before and after."""
    avant, apres = change or (None, None)
    consigner(
        f"convention.{acte}",
        objet=f"convention:{convention.code}",
        resume=resume,
        auteur=auteur,
        donnees=donnees,
        avant=avant,
        apres=apres,
    )
