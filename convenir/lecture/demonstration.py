"""The demonstration: a real convention told by its facts and figures, carried by the model text."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.adhesions.operations import demander, ouvrir
from convenir.adhesions.queries import adhesions_de
from convenir.conventions.demonstration import peupler
from convenir.conventions.models import Convention, Partie, Signataire
from convenir.conventions.operations import creer_depuis_modele
from convenir.diagnostic.ecart.demonstration import donner_l_exemple
from convenir.diagnostic.equipements.importation import importer as importer_les_services
from convenir.diagnostic.equipements.importation import reconnaitre_les_colonnes
from convenir.diagnostic.equipements.operations import reprendre
from convenir.diagnostic.importation.colonnes import Origine, livrees
from convenir.diagnostic.importation.importer import importer
from convenir.diagnostic.importation.tables import ouvrir as ouvrir_tableau
from convenir.diagnostic.operations import charger_catalogue
from convenir.diagnostic.synthese.operations import reprendre as reprendre_la_synthese
from convenir.documents.entree.tableur import lire_tableur
from convenir.lecture.dossier import Commune
from convenir.lecture.faits import depuis_donnees, en_donnees
from convenir.plan.demonstration import planifier
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping


@transaction.atomic
def charger_demonstration() -> str:
    """Record the demonstration convention, once. Returns one French sentence that says what was done."""
    donnees = tomllib.loads((files("convenir.lecture") / "donnees" / "demonstration.toml").read_text("utf-8"))
    code = donnees["code"]
    if Convention.objects.filter(code=code).exists():
        return f"Démonstration déjà en place : {code}."
    faits = replace(
        depuis_donnees(donnees["faits"]),
        communes=tuple(_communes(donnees["epci_siren"], donnees["adhesions"])),
    )
    convention = Convention(
        **{nom: donnees[nom] for nom in ("code", "territoire", "epci_siren", "debut", "fin")},
        lecture=en_donnees(faits),
    )
    creer_depuis_modele(convention, map(_partie, donnees["parties"]))
    peupler(convention)
    _ouvrir_le_registre(convention)
    _donner_les_chiffres(convention)
    reprendre_la_synthese(convention)
    _montrer_des_services(convention)
    donner_l_exemple(convention, convention.membres.filter(role=Role.PILOTAGE).order_by("pk")[0].personne)
    planifier(convention)
    return f"Démonstration chargée : {code} ({len(faits.communes)} communes)."


def _communes(epci: str, adhesions: Mapping[str, datetime.date]) -> Iterable[Commune]:
    """The members of an EPCI in alphabetical order, with the date of those whose vote is known."""
    for commune in communes_de_epci(epci):
        yield Commune(nom=commune.nom, date=adhesions.get(commune.insee))


def _ouvrir_le_registre(convention: Convention) -> None:
    """The register with the only vote that is known; to tell the states apart, half of the others asked."""
    ouvrir(convention)
    demander(adhesions_de(convention).order_by("insee")[::2], timezone.localdate())


def _donner_les_chiffres(convention: Convention) -> None:
    """The key figures of its annexe whose year is told, as its own: other sources may disagree."""
    charger_catalogue()
    origine = Origine(
        cle="annexe_1",
        titre=f"Annexe 1 de la convention {convention.debut:%Y}-{convention.fin:%Y}",
        producteur="Parties à la convention",
    )
    with as_file(files("convenir.lecture") / "donnees" / "diagnostic.csv") as chemin:
        importer(
            ouvrir_tableau(chemin), replace(livrees()["valeurs"], origine=origine), convention=convention
        )


def _montrer_des_services(convention: Convention) -> None:
    """The services its text counts, without a place; a few named ones, all fictional and marked so."""
    reprendre(convention)
    fichier = files("convenir.lecture") / "donnees" / "services.csv"
    rangs = lire_tableur(fichier.name, fichier.read_bytes())
    importer_les_services(convention, rangs, reconnaitre_les_colonnes(rangs[0]), source="Exemple fictif")


def _partie(donnees: dict[str, Any]) -> tuple[Partie, list[Signataire]]:
    signataires = [Signataire(**signataire) for signataire in donnees.pop("signataires")]
    return Partie(**donnees), signataires
