"""The acts on an avenant while it is a draft, and on what joins the convention without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from convenir.conventions.enums import NatureModification, Statut, TypeDisposition
from convenir.conventions.models import Avenant, Convention, Modification
from convenir.conventions.operations.versions import figer
from convenir.conventions.queries import parties_en_vigueur, texte_en_vigueur
from convenir.conventions.rules.texte import code_libre, code_propose
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from django.db.models import Model

    from convenir.conventions.models import Complement, Ralliement, Version
    from convenir.journal.operations import Auteur

MOTIF_PRET = "Avenant dit prêt à signer"
SANS_TEXTE = frozenset({NatureModification.SUPPRIME, NatureModification.NULLITE})
NON_SCELLEE = (
    "Le texte n’est pas encore signé : il se modifie directement. Un avenant ne change qu’un texte scellé."
)


@transaction.atomic
def ouvrir_avenant(
    convention: Convention, objet: str, *, motif: str = "", auteur: str | Auteur = ""
) -> Avenant:
    """Start a draft avenant of a sealed convention, with the next number.

    Raises `Refus` when the convention is not sealed, or without an object.
    """
    actuelle = Convention.objects.select_for_update().get(pk=convention.pk)
    if actuelle.statut != Statut.SIGNEE:
        raise Refus(NON_SCELLEE)
    dernier = actuelle.avenants.aggregate(dernier=Max("numero"))["dernier"] or 0
    avenant = Avenant(convention=actuelle, numero=dernier + 1, objet=objet.strip(), motif=motif.strip())
    _verifier(avenant)
    avenant.save(force_insert=True)
    _consigner(avenant, "ouvert", f"Avenant n° {avenant.numero} ouvert : {avenant.objet}.", auteur)
    return avenant


@transaction.atomic
def decrire_avenant(
    avenant: Avenant,
    version: int,
    *,
    objet: str,
    motif: str,
    effet_le: datetime.date | None,
    fin: datetime.date | None = None,
    auteur: str | Auteur = "",
) -> Avenant:
    """Say what an avenant is for, from when, and until when the convention then runs, if that changes.

    Raises `Refus` on a stale version, an effect before the convention or a term before the effect.
    """
    actuel = _verrouiller(avenant, version)
    debut = actuel.convention.debut
    if effet_le and debut and effet_le < debut:
        raise Refus("Un avenant ne peut prendre effet avant le premier jour de la convention.")
    actuel.objet, actuel.motif, actuel.effet_le, actuel.fin = objet.strip(), motif.strip(), effet_le, fin
    _verifier(actuel)
    actuel.save()
    _consigner(actuel, "decrit", f"Avenant n° {actuel.numero} : objet ou date d’effet revus.", auteur)
    return actuel


@transaction.atomic
def modifier_clause(
    avenant: Avenant, modification: Modification, version: int, *, auteur: str | Auteur = ""
) -> Modification:
    """Write what an avenant does to a provision, in the place of what it did so far.

    Takes an unsaved `Modification` (cle, nature, titre, texte); its type is that of the provision. An added
    one has no key yet: it gets one. Raises `Refus` on a stale version, an unknown provision, a text missing.
    """
    actuel = _verrouiller(avenant, version)
    modification.avenant = actuel
    if modification.nature == NatureModification.AJOUTE:
        modification.cle = modification.cle or _cle_libre(actuel, modification.titre)
    else:
        modification.type = _type_de(actuel, modification.cle)
    if modification.nature in SANS_TEXTE:
        modification.titre = modification.texte = ""
    elif not modification.texte.strip():
        raise Refus("Écrivez le nouveau texte, ou choisissez de supprimer la disposition.")
    actuel.modifications.filter(cle=modification.cle).delete()
    _verifier(modification)
    modification.save(force_insert=True)
    _consigner(
        actuel,
        "modifie",
        f"Avenant n° {actuel.numero} : « {modification.cle} », {modification.get_nature_display().lower()}.",
        auteur,
    )
    return modification


@transaction.atomic
def retablir_clause(avenant: Avenant, cle: str, version: int, *, auteur: str | Auteur = "") -> None:
    """Leave a provision as it is in force: the change is dropped. Raises `Refus` on a stale version."""
    actuel = _verrouiller(avenant, version)
    actuel.modifications.filter(cle=cle).delete()
    _consigner(actuel, "retabli", f"Avenant n° {actuel.numero} : « {cle} » laissée telle quelle.", auteur)


@transaction.atomic
def rallier(avenant: Avenant, ralliement: Ralliement, version: int, *, auteur: str | Auteur = "") -> None:
    """A co-signatory joins by the avenant. Raises `Refus` on a stale version, or for a party."""
    actuel = _verrouiller(avenant, version)
    deja = parties_en_vigueur(actuel.convention, timezone.localdate())
    if ralliement.nom.casefold() in {nom.casefold() for nom in deja}:
        raise Refus(f"« {ralliement.nom} » est déjà signataire de la convention.")
    ralliement.avenant = actuel
    _verifier(ralliement)
    ralliement.save(force_insert=True)
    _consigner(
        actuel, "rallie", f"Avenant n° {actuel.numero} : {ralliement.nom} rejoint la convention.", auteur
    )


@transaction.atomic
def renoncer_au_ralliement(avenant: Avenant, pk: int, version: int, *, auteur: str | Auteur = "") -> None:
    """A co-signatory no longer joins. Raises `Refus` on a stale version."""
    actuel = _verrouiller(avenant, version)
    ralliement = actuel.ralliements.filter(pk=pk).first()
    if ralliement is None:
        raise Refus("Cette organisation ne rejoint pas la convention par cet avenant : rechargez la page.")
    ralliement.delete()
    _consigner(
        actuel,
        "renonce",
        f"Avenant n° {actuel.numero} : {ralliement.nom} ne rejoint plus la convention.",
        auteur,
    )


@transaction.atomic
def declarer_pret(avenant: Avenant, *, auteur: str | Auteur = "") -> Version:
    """Say an avenant ready to be signed, and freeze it as it is. Returns the version frozen.

    Raises `Refus` when it changes nothing, has no date of effect, or is no draft.
    """
    actuel = _relire(avenant)
    if actuel.statut != Statut.BROUILLON:
        raise Refus(
            f"Seul un avenant à l’état de brouillon peut être dit prêt : celui-ci est à l’état "
            f"« {actuel.get_statut_display()} »."
        )
    exiger_un_avenant_entier(actuel)
    version = figer(actuel.convention, MOTIF_PRET, actuel)
    actuel.statut = Statut.PRETE
    actuel.save(update_fields=["statut"])
    _consigner(actuel, "pret", f"Avenant n° {actuel.numero} dit prêt à signer.", auteur)
    return version


def exiger_un_avenant_entier(avenant: Avenant) -> None:
    """Raise `Refus` when an avenant changes nothing, or when nobody said from when it does."""
    if not (avenant.modifications.exists() or avenant.ralliements.exists() or avenant.fin):
        raise Refus(
            "Cet avenant ne change encore rien : cochez une disposition, fixez un nouveau terme ou ajoutez "
            "une organisation qui rejoint la convention."
        )
    if avenant.effet_le is None:
        raise Refus("Fixez d’abord la date à laquelle cet avenant prend effet.")


@transaction.atomic
def rouvrir_avenant(avenant: Avenant, motif: str, *, auteur: str | Auteur = "") -> None:
    """Make an avenant said ready a draft again. Raises `Refus` without a reason, or when it is not ready."""
    actuel = _relire(avenant)
    if actuel.statut != Statut.PRETE:
        raise Refus(f"L’avenant est à l’état « {actuel.get_statut_display()} » : il ne se rouvre pas.")
    if not motif.strip():
        raise Refus("Dites pourquoi rouvrir : le motif sera gardé et relu par d’autres.")
    actuel.statut = Statut.BROUILLON
    actuel.save(update_fields=["statut"])
    _consigner(actuel, "rouvert", f"Avenant n° {actuel.numero} rouvert : {motif.strip()}", auteur)


def _relire(avenant: Avenant) -> Avenant:
    """The avenant under the lock of its convention."""
    convention = Convention.objects.select_for_update().get(pk=avenant.convention_id)
    actuel = Avenant.objects.select_for_update().get(pk=avenant.pk)
    actuel.convention = convention
    return actuel


@transaction.atomic
def ajouter_complement(complement: Complement, *, auteur: str | Auteur = "") -> Complement:
    """Join a dated complement that a clause of the sealed text allows. Raises `Refus` when none does."""
    convention = complement.convention
    if convention.statut != Statut.SIGNEE:
        raise Refus("Un complément s’ajoute à un texte signé : celui-ci se modifie encore directement.")
    clauses = {clause.cle for clause in texte_en_vigueur(convention, complement.effet_le)}
    if complement.clause not in clauses:
        raise Refus("Choisissez la disposition de la convention qui permet ce complément sans avenant.")
    _verifier(complement)
    complement.save(force_insert=True)
    consigner(
        "convention.complement_ajoute",
        objet=f"convention:{convention.code}",
        resume=f"Complément : {complement.titre}.",
        auteur=auteur,
        donnees={"nature": complement.nature, "clause": complement.clause},
    )
    return complement


def _verrouiller(avenant: Avenant, version: int) -> Avenant:
    """The draft read again under lock, its version grown. Raises `Refus` when stale or no longer a draft."""
    actuel = Avenant.objects.select_for_update(of=("self",)).select_related("convention").get(pk=avenant.pk)
    if actuel.statut != Statut.BROUILLON:
        raise Refus(f"L’avenant n° {actuel.numero} n’est plus un brouillon : rouvrez-le avant de le changer.")
    if actuel.version != version:
        raise Refus("L’avenant a changé entre-temps : rechargez la page, puis refaites ce changement.")
    actuel.version += 1
    actuel.save(update_fields=["version"])
    return actuel


def _type_de(avenant: Avenant, cle: str) -> TypeDisposition:
    for clause in texte_en_vigueur(avenant.convention, timezone.localdate()):
        if clause.cle == cle:
            return clause.type
    raise Refus("Cette disposition n’existe pas dans le texte en vigueur : choisissez-en une autre.")


def _cle_libre(avenant: Avenant, titre: str) -> str:
    clauses = texte_en_vigueur(avenant.convention, timezone.localdate())
    prises = {clause.cle for clause in clauses} | set(avenant.modifications.values_list("cle", flat=True))
    return code_libre(code_propose(titre or "ajout"), prises)


def _verifier(objet: Model) -> None:
    try:
        objet.full_clean()
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur


def _consigner(avenant: Avenant, acte: str, resume: str, auteur: str | Auteur) -> None:
    consigner(
        f"avenant.{acte}",
        objet=f"convention:{avenant.convention.code}/avenant:{avenant.numero}",
        resume=resume,
        auteur=auteur,
    )
