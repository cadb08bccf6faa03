"""The acts on the record of an organisation: writing it once, and correcting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.forms.models import model_to_dict

from convenir.acteurs.models import Organisation
from convenir.acteurs.operations.ecriture import verifier
from convenir.acteurs.queries import doublons_probables, organisations, proposition_du_siren
from convenir.acteurs.rules import cle_du_nom, siren_valide
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur

SIREN_FAUX = (
    "Ce numéro SIREN n’existe pas : neuf chiffres, dont le dernier contrôle les autres. Vérifiez-le, "
    "ou laissez-le vide."
)
DECRITS = ("type", "nom", "siren", "insee")


class DoublonProbable(Refus):
    """The organisation is probably recorded already: `candidates` are those to choose from instead."""

    def __init__(self, candidates: tuple[Organisation, ...]) -> None:
        noms = ", ".join(f"« {candidate} »" for candidate in candidates)
        super().__init__(f"Cette organisation semble déjà enregistrée : {noms}.")
        self.candidates = candidates


@transaction.atomic
def enregistrer_organisation(
    organisation: Organisation, *, auteur: str | Auteur = "", malgre_les_doublons: bool = False
) -> Organisation:
    """Record an unsaved organisation, once.

    Raises `DoublonProbable` when one of the same SIREN, INSEE code, or name and type is known, unless
    `malgre_les_doublons` tells that it is another; `Refus` when a rule of the record is broken.
    """
    _mettre_au_net(organisation)
    candidates = doublons_probables(organisation)
    if candidates and not malgre_les_doublons:
        raise DoublonProbable(candidates)
    verifier(organisation)
    organisation.save(force_insert=True)
    consigner(
        "acteurs.organisation_creee",
        objet=organisation.cle,
        resume=f"Organisation enregistrée : {organisation.nom}.",
        auteur=auteur,
        donnees=decrire(organisation),
    )
    return organisation


def organisation_designee(texte: str, type_: str | None = None, *, auteur: str | Auteur = "") -> Organisation:
    """The organisation of a SIREN or a name, recorded when the geographic code knows it, or given its type.

    Raises `Refus` when nothing bears it, or when several bear the name: then its SIREN decides.
    """
    siren = "".join(texte.split())
    nom = cle_du_nom(texte)
    connues = [o for o in organisations() if o.siren == siren or cle_du_nom(o.nom) == nom]
    if len(connues) == 1:
        return connues[0]
    if connues:
        raise Refus(f"Plusieurs organisations s’appellent « {texte} » : désignez la vôtre par son SIREN.")
    if proposee := proposition_du_siren(siren):
        return enregistrer_organisation(proposee.organisation(), auteur=auteur)
    if type_ is None or siren.isdigit():
        raise Refus(
            f"Aucune organisation « {texte} » : donnez le SIREN d’une commune ou d’une intercommunalité, "
            "ou le nom de l’organisation avec son type (--type caf, association…)."
        )
    return enregistrer_organisation(Organisation(type=type_, nom=texte), auteur=auteur)


@transaction.atomic
def modifier_organisation(
    organisation: Organisation, champs: dict[str, str], *, auteur: str | Auteur = ""
) -> Organisation:
    """Correct the type, name, SIREN or INSEE code of an organisation. Raises `Refus` as when recording it."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    avant = decrire(organisation)
    for nom, valeur in champs.items():
        setattr(organisation, nom, valeur)
    _mettre_au_net(organisation)
    verifier(organisation)
    organisation.save(update_fields=DECRITS)
    if decrire(organisation) != avant:
        consigner(
            "acteurs.organisation_modifiee",
            objet=organisation.cle,
            resume=f"Organisation corrigée : {organisation.nom}.",
            auteur=auteur,
            avant=avant,
            apres=decrire(organisation),
        )
    return organisation


def decrire(organisation: Organisation) -> dict[str, Any]:
    """What the journal keeps of the record."""
    return model_to_dict(organisation, DECRITS)


def _mettre_au_net(organisation: Organisation) -> None:
    organisation.nom = " ".join(organisation.nom.split())
    organisation.siren = "".join(organisation.siren.split())
    organisation.insee = organisation.insee.strip().upper()
    if organisation.siren and not siren_valide(organisation.siren):
        raise Refus(SIREN_FAUX)
