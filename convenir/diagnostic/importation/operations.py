"""The acts on a table that a pilot gave: received, described, checked, loaded. It has no other writer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.diagnostic.importation.colonnes import lire, placer
from convenir.diagnostic.importation.importer import importer
from convenir.diagnostic.importation.tables import ouvrir
from convenir.diagnostic.models import TableauRecu
from convenir.diagnostic.operations import enregistrer_correspondance
from convenir.documents.antivirus import examiner
from convenir.documents.operations import conserver
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention
    from convenir.diagnostic.importation.colonnes import Colonnes
    from convenir.diagnostic.importation.importer import Rapport
    from convenir.diagnostic.importation.tables import Tableau
    from convenir.journal.operations import Auteur


def ouvrir_recu(recu: TableauRecu) -> Tableau:
    """The table itself. Raises `Refus`."""
    return ouvrir(Path(recu.fichier.contenu.path), recu.nom)


def recevoir(
    convention: Convention, nom: str, octets: bytes, *, par: Personne, auteur: str | Auteur = ""
) -> TableauRecu:
    """Keep a table. Raises `Refus` when it is refused by the antivirus, empty, or no table."""
    examiner(octets)
    fichier = conserver(nom, octets)
    with transaction.atomic():
        recu = TableauRecu(convention=convention, nom=nom[-255:], fichier=fichier, recu_par=par)
        ouvrir_recu(recu)
        recu.save()
        consigner(
            "diagnostic.tableau_recu",
            objet=f"convention:{convention.code}/diagnostic",
            resume=f"Tableau « {recu.nom} » reçu.",
            auteur=auteur,
            donnees={"sha256": fichier.sha256},
        )
    return recu


@transaction.atomic
def decrire(recu: TableauRecu, colonnes: Colonnes, garder: str = "", auteur: str | Auteur = "") -> None:
    """Say how to read a table; what it was found to do before does not hold any more.

    `garder`: a name under which the convention keeps this description. Raises `Refus` when a column is not
    there, for a bad name, for a table already loaded.
    """
    if recu.charge_le is not None:
        raise Refus("Ce tableau est déjà chargé : déposez-le de nouveau pour le lire autrement.")
    placer(colonnes, ouvrir_recu(recu).entete)
    if garder:
        enregistrer_correspondance(garder, colonnes.en_donnees(), recu.convention, auteur)
    recu.colonnes, recu.rapport = colonnes.en_donnees(), None
    recu.save(update_fields=["colonnes", "rapport"])


def controler(recu: TableauRecu, avancer: Callable[[float], None] | None = None) -> Rapport:
    """Tell what a table would do, without writing any value."""
    rapport = importer(
        ouvrir_recu(recu), _colonnes(recu), convention=recu.convention, essai=True, avancer=avancer
    )
    TableauRecu.objects.filter(pk=recu.pk, charge_le=None).update(rapport=_en_donnees(rapport))
    return rapport


def charger(
    recu: TableauRecu,
    *,
    partiel: bool,
    avancer: Callable[[float], None] | None = None,
    auteur: str | Auteur = "",
) -> Rapport:
    """Load a table; `partiel`: without its wrong lines. Raises `Refus` when they hold all back."""
    rapport = importer(
        ouvrir_recu(recu),
        _colonnes(recu),
        convention=recu.convention,
        partiel=partiel,
        avancer=avancer,
        auteur=auteur,
    )
    if not rapport.ecrit:
        raise Refus("Des lignes sont refusées : rien n’a été écrit. Corrigez-les, ou chargez sans elles.")
    TableauRecu.objects.filter(pk=recu.pk).update(rapport=_en_donnees(rapport), charge_le=timezone.now())
    return rapport


def _colonnes(recu: TableauRecu) -> Colonnes:
    if recu.colonnes is None:
        raise Refus("Dites d’abord comment lire les colonnes de ce tableau.")
    return lire(recu.colonnes)


def _en_donnees(rapport: Rapport) -> dict[str, Any]:
    """What the page and the file of a report say."""
    constats = rapport.constats
    return {
        "phrase": rapport.phrase,
        "lues": rapport.lues,
        "refusees": constats.nombre_de_fautes,
        "fautes": constats.fautes,
        "disparues": list(constats.disparues.values()),
        "millesimes": {str(an): nombre for an, nombre in sorted(constats.millesimes.items())},
        "ignorees": rapport.ignorees,
    }
