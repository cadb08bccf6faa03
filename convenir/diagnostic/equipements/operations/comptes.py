"""Services known by a number: typed, forgotten, taken over from what was read of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from convenir.conventions.models import Convention
from convenir.diagnostic.enums import OrigineDenombrement
from convenir.diagnostic.equipements.catalogue import exiger_type
from convenir.diagnostic.equipements.lus import comptes_lus
from convenir.diagnostic.models import Denombrement
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur


@dataclass(frozen=True, slots=True)
class Bilan:
    """What taking over the text changed."""

    ajoutes: int
    oublies: int

    @property
    def phrase(self) -> str:
        parts = [
            f"{nombre} {mots if nombre == 1 else pluriel}"
            for nombre, mots, pluriel in (
                (self.ajoutes, "nombre repris", "nombres repris"),
                (self.oublies, "nombre disparu du texte", "nombres disparus du texte"),
            )
            if nombre
        ]
        return f"Services comptés par le texte : {', '.join(parts) or 'rien n’a changé'}."


@transaction.atomic
def reprendre(convention: Convention, *, auteur: str | Auteur = "") -> Bilan:
    """Take over the services that the text read counts or announces; what it no longer says is forgotten.

    What people typed stays. The reading itself is kept as it is.
    """
    tenue = Convention.objects.select_for_update().get(pk=convention.pk)
    lus = {_cle(d): d for d in comptes_lus(tenue)}
    deja = Denombrement.objects.filter(convention=tenue, origine=OrigineDenombrement.TEXTE)
    connus = {_cle(d): d for d in deja.order_by("pk")}
    nouveaux = [d for cle, d in lus.items() if cle not in connus]
    disparus = [d.pk for cle, d in connus.items() if cle not in lus]
    Denombrement.objects.filter(pk__in=disparus).delete()
    Denombrement.objects.bulk_create(nouveaux)
    bilan = Bilan(len(nouveaux), len(disparus))
    if nouveaux or disparus:
        consigner(
            "equipement.comptes_repris",
            objet=f"convention:{tenue.code}/equipements",
            resume=bilan.phrase,
            auteur=auteur,
            donnees={"types": sorted({d.type for d in nouveaux})},
        )
    return bilan


def _cle(compte: Denombrement) -> tuple[object, ...]:
    return (
        *(compte.type, compte.libelle, compte.insee, compte.disposition, compte.source),
        *(compte.nombre, compte.annee),
    )


@transaction.atomic
def compter(compte: Denombrement, *, auteur: str | Auteur = "") -> Denombrement:
    """Record a number that somebody gives. Raises `Refus` when it makes no sense."""
    type_ = exiger_type(compte.type)
    if compte.insee and ((lieu := commune(compte.insee)) is None or lieu.insee != compte.insee):
        raise Refus(f"Aucune commune ne porte aujourd’hui le code « {compte.insee} ».")
    compte.origine = OrigineDenombrement.SAISIE
    try:
        compte.full_clean()
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur
    compte.save()
    consigner(
        "equipement.compte",
        objet=f"convention:{compte.convention.code}/equipements",
        resume=f"{type_.nom} : {compte.nombre} ({compte.libelle}).",
        auteur=auteur,
        donnees={"type": compte.type, "nombre": compte.nombre, "insee": compte.insee},
    )
    return compte


@transaction.atomic
def oublier(compte: Denombrement, *, auteur: str | Auteur = "") -> None:
    """Remove a number that somebody typed. Raises `Refus` for one read in the text: that goes with it."""
    if compte.origine != OrigineDenombrement.SAISIE:
        raise Refus("Ce nombre est lu dans le texte : il partira quand le texte ne le dira plus.")
    consigner(
        "equipement.compte_oublie",
        objet=f"convention:{compte.convention.code}/equipements",
        resume=f"Dénombrement retiré : {compte.libelle}, {compte.nombre}.",
        auteur=auteur,
        donnees={"type": compte.type, "nombre": compte.nombre, "insee": compte.insee},
    )
    compte.delete()
