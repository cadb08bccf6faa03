"""One service: recorded, changed, verified, removed. The journal tells each."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from convenir.diagnostic.equipements.catalogue import exiger_type
from convenir.diagnostic.models import Equipement
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.journal.operations import Auteur

#: what a history tells of a change; a contact may be somebody, so it stays out
SUIVIS = (
    *("type", "nom", "identifiant", "insee", "adresse", "lon", "lat", "gestionnaire_id", "places"),
    *("horaires", "horaires_particuliers", "avip", "handicap", "ouvert_le", "ferme_le", "verifie_le"),
    *("source",),
)
CONTACTS = ("gestionnaire_libelle", "telephone", "courriel")
#: what a person or a file may change
CHAMPS = (*(champ for champ in SUIVIS if champ != "gestionnaire_id"), "gestionnaire", *CONTACTS)


@transaction.atomic
def inscrire(equipement: Equipement, *, auteur: str | Auteur = "") -> Equipement:
    """Record a service. Raises `Refus` when its type, commune, dates or places make no sense."""
    _sauver(equipement)
    consigner(
        "equipement.inscrit",
        objet=equipement.objet,
        resume=f"{_nommer(equipement)} inscrit.",
        auteur=auteur,
        apres={champ: v for champ, v in photographier(equipement).items() if v not in (None, "")},
    )
    return equipement


@transaction.atomic
def modifier(
    equipement: Equipement,
    champs: Mapping[str, Any],
    *,
    version: int | None = None,
    auteur: str | Auteur = "",
) -> bool:
    """Change these fields of a service (`CHAMPS`). Returns whether anything changed.

    Raises `Refus` when `version` is not that of the record any more, or when a rule is broken.
    """
    actuel = _verrouiller(equipement, version)
    avant, contacts = photographier(actuel), [getattr(actuel, champ) for champ in CONTACTS]
    for champ, valeur in champs.items():
        setattr(actuel, champ, valeur)
    apres = photographier(actuel)
    changes = [champ for champ in SUIVIS if avant[champ] != apres[champ]]
    contact_change = contacts != [getattr(actuel, champ) for champ in CONTACTS]
    if not changes and not contact_change:
        return False
    _ecrire(actuel)
    consigner(
        "equipement.modifie",
        objet=actuel.objet,
        resume=f"{_nommer(actuel)} modifié{' (contact)' if contact_change else ''}.",
        auteur=auteur,
        avant={champ: avant[champ] for champ in changes},
        apres={champ: apres[champ] for champ in changes},
    )
    return True


@transaction.atomic
def verifier(equipement: Equipement, *, auteur: str | Auteur = "") -> Equipement:
    """Say that what is known of a service was checked today."""
    actuel = _verrouiller(equipement, None)
    avant, jour = actuel.verifie_le, timezone.localdate()
    actuel.verifie_le = jour
    _ecrire(actuel)
    consigner(
        "equipement.verifie",
        objet=actuel.objet,
        resume=f"{_nommer(actuel)} vérifié.",
        auteur=auteur,
        avant={"verifie_le": _en_json(avant)},
        apres={"verifie_le": jour.isoformat()},
    )
    return actuel


@transaction.atomic
def retirer(equipement: Equipement, *, auteur: str | Auteur = "") -> None:
    """Remove a service recorded by mistake: one that closes gets its date of closing instead."""
    actuel = _verrouiller(equipement, None)
    consigner(
        "equipement.retire",
        objet=actuel.objet,
        resume=f"{_nommer(actuel)} retiré de la liste.",
        auteur=auteur,
        avant={champ: v for champ, v in photographier(actuel).items() if v not in (None, "")},
    )
    actuel.delete()


def photographier(equipement: Equipement) -> dict[str, Any]:
    """The values followed by the history, as JSON."""
    return {champ: _en_json(getattr(equipement, champ)) for champ in SUIVIS}


def _en_json(valeur: Any) -> Any:
    if isinstance(valeur, Decimal):
        return str(valeur.normalize())
    return valeur.isoformat() if isinstance(valeur, datetime.date) else valeur


def _nommer(equipement: Equipement) -> str:
    return f"{exiger_type(equipement.type).nom} « {equipement.nom} »"


def _verrouiller(equipement: Equipement, version: int | None) -> Equipement:
    actuel = Equipement.objects.select_for_update().filter(pk=equipement.pk).first()
    if actuel is None:
        raise Refus("Ce service vient d’être retiré de la liste : revenez à la liste.")
    actuel.convention = equipement.convention  # already read
    if version is not None and actuel.version != version:
        raise Refus(
            f"« {actuel.nom} » a changé entre-temps : rechargez la page, regardez ce qui a été noté, "
            "puis refaites votre changement s’il reste utile."
        )
    return actuel


def _ecrire(equipement: Equipement) -> None:
    equipement.version += 1
    _sauver(equipement)


def _sauver(equipement: Equipement) -> None:
    """Write a record that the catalogue, the geographic code and the database accept, else raise `Refus`."""
    exiger_coherent(equipement)
    try:
        equipement.full_clean()
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur
    equipement.save()


def exiger_coherent(equipement: Equipement) -> None:
    """What the database cannot know: the catalogue, the communes there are, today.

    Raises `Refus`.
    """
    type_ = exiger_type(equipement.type)
    if not type_.situable:
        raise Refus(
            f"« {type_.libelle} » : ce type se compte sans être nommé ni situé. Ajoutez un dénombrement."
        )
    if equipement.places is not None and not type_.places:
        raise Refus(f"« {type_.libelle} » : ce type n’a pas de places. Laissez leur nombre vide.")
    lieu = commune(equipement.insee) if equipement.insee else None
    if equipement.insee and (lieu is None or lieu.insee != equipement.insee):
        raise Refus(f"Aucune commune ne porte aujourd’hui le code « {equipement.insee} ».")
    if equipement.verifie_le and equipement.verifie_le > timezone.localdate():
        raise Refus("Une vérification ne peut être à venir : donnez la date où elle a été faite.")
