"""What every act does: take the record under lock, pass to a state, write, tell the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from convenir.adhesions.enums import TRANSITIONS, EtatAdhesion
from convenir.adhesions.models import Adhesion
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from convenir.journal.operations import Auteur, Lot

#: what a history tells of a change
SUIVIS = (
    *("statut", "conseil_le", "demandee_le", "deliberee_le", "numero", "identifiant", "recue_le"),
    *("publiee_le", "publication", "retiree_le", "siret", "matiere_code", "matiere_nom", "sortie_le"),
)


def verrouiller(adhesion: Adhesion, version: int | None = None) -> Adhesion:
    """The record read again under lock. Raises `Refus` when `version` is not that of the record any more."""
    actuelle = Adhesion.objects.select_for_update().get(pk=adhesion.pk)
    actuelle.convention = adhesion.convention  # already read
    exiger_la_version(actuelle, version)
    return actuelle


def exiger_la_version(adhesion: Adhesion, version: int | None) -> None:
    """Raises `Refus` when `version` is not that of the record any more."""
    if version is not None and adhesion.version != version:
        raise Refus(
            f"{adhesion.nom} : cette adhésion a changé entre-temps. Rechargez la page, "
            "regardez ce qui a été noté, puis complétez si besoin."
        )


def passer(adhesion: Adhesion, statut: EtatAdhesion) -> None:
    """Give a record its new state, in memory. Raises `Refus`, saying where it stands, when it may not."""
    if statut not in TRANSITIONS[EtatAdhesion(adhesion.statut)]:
        raise Refus(
            f"{adhesion.nom} : l’adhésion est déjà « {adhesion.get_statut_display().lower()} », "
            f"elle ne peut devenir « {statut.label.lower()} »."
        )
    adhesion.statut = statut


def photographier(adhesion: Adhesion) -> dict[str, Any]:
    """The values followed by the history, as JSON."""
    return {champ: _en_json(getattr(adhesion, champ)) for champ in SUIVIS}


def _en_json(valeur: datetime.date | str | None) -> str | None:
    return valeur if valeur is None or isinstance(valeur, str) else valeur.isoformat()


def _sauver(adhesion: Adhesion) -> None:
    """Write a record that the database itself accepts: its constraints are asked once, by writing.

    The transaction is that of the act, which a refusal undoes.
    """
    try:
        adhesion.clean_fields(exclude=["convention", "copie"])
        adhesion.save()
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur
    except IntegrityError as erreur:
        for contrainte in Adhesion._meta.constraints:  # noqa: SLF001 -- Django's documented API
            if contrainte.name in str(erreur):
                raise Refus(str(contrainte.violation_error_message)) from erreur
        raise


def ecrire(
    adhesion: Adhesion,
    avant: dict[str, Any],
    acte: str,
    resume: str,
    auteur: str | Auteur,
    lot: Lot | None = None,
) -> Adhesion:
    """Check a record against its own rules, write it, tell what changed, with others when a `lot` is given.

    Raises `Refus`, in the words of the model, when a rule is broken.
    """
    adhesion.version += 1
    _sauver(adhesion)
    apres = photographier(adhesion)
    changes = [champ for champ in SUIVIS if avant.get(champ) != apres[champ]]
    (lot.consigner if lot else consigner)(
        f"adhesion.{acte}",
        objet=adhesion.objet,
        resume=resume,
        auteur=auteur,
        donnees={"insee": adhesion.insee},
        avant={champ: avant[champ] for champ in changes if champ in avant},
        apres={champ: apres[champ] for champ in changes},
        personnel={"attestation": adhesion.attestation} if acte == "votee" else None,
    )
    return adhesion
