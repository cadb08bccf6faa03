"""The people of the demonstration: one account for each role, entered in demonstration mode only."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.acteurs.models import Mandat, Organisation, Personne
from convenir.acteurs.operations import creer_personne, mandater, occuper
from convenir.conventions.models import Membre
from convenir.conventions.operations import ajouter_membre

if TYPE_CHECKING:
    from convenir.conventions.models import Convention

#: A domain that can receive no mail (RFC 2606).
DOMAINE = "demonstration.invalid"


@transaction.atomic
def peupler(convention: Convention) -> None:
    """Give the demonstration convention its members, once."""
    if Personne.objects.filter(demonstration=True).exists():
        return
    fichier = files("convenir.conventions") / "donnees" / "demonstration.toml"
    donnees = tomllib.loads(fichier.read_text("utf-8"))
    organisations = {
        champs.pop("cle"): Organisation.objects.get_or_create(**champs)[0]
        for champs in donnees["organisations"]
    }
    for compte in donnees["comptes"]:
        _ouvrir(compte, organisations[compte.pop("organisation")], convention)


def _ouvrir(compte: dict[str, Any], organisation: Organisation, convention: Convention) -> None:
    prenom, nom = compte.pop("prenom"), compte.pop("nom")
    personne = creer_personne(
        Personne(prenom=prenom, nom=nom, email=f"{prenom.lower()}@{DOMAINE}", demonstration=True)
    )
    if qualite := compte.pop("mandat", ""):
        debut = timezone.localdate()
        mandater(Mandat(personne=personne, organisation=organisation, qualite=qualite, debut=debut))
    else:
        occuper(personne, organisation, compte.pop("poste"))
    if "role" in compte:
        ajouter_membre(Membre(convention=convention, personne=personne, organisation=organisation, **compte))
