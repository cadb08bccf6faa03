"""The plan of the demonstration: its enjeux and objectives are facts, its fiches are invented and say so."""

from __future__ import annotations

import datetime
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.acteurs.models import Organisation
from convenir.journal.operations import Auteur
from convenir.plan.contenu import FAMILLES
from convenir.plan.enums import Avancement, Redaction
from convenir.plan.operations import avancer, creer, donner_des_nouvelles, passer_en, reprendre

if TYPE_CHECKING:
    from convenir.conventions.models import Convention

_ETATS = ("avancement", "redaction", "motif", "nouvelles")
_JOURS = frozenset({"debut", "fin", "echeance", "faite_le", "a_partir_de", "jour"})


@transaction.atomic
def planifier(convention: Convention) -> None:
    """Take over the plan of the text, and add invented fiches to it, dated around today."""
    reprendre(convention)
    donnees = tomllib.loads((files("convenir.plan") / "donnees" / "demonstration.toml").read_text("utf-8"))
    for dite in donnees["fiches"]:
        objectif = convention.objectifs.filter(theme=dite.pop("theme")).order_by("ordre", "pk")[
            dite.pop("objectif") - 1
        ]
        _inventer(convention, {"objectif": objectif.pk} | dite)


def _inventer(convention: Convention, dite: dict[str, Any]) -> None:
    etats = {cle: dite.pop(cle) for cle in _ETATS if cle in dite}
    siennes = {
        str(o.type): o
        for o in Organisation.objects.filter(participations__convention=convention).order_by("-pk")
    }
    for intervenant in dite.get("intervenants", []):
        if cle := intervenant.pop("cle", ""):
            intervenant["organisation"] = siennes[cle].pk
    fiche = creer(convention, _dater(dite), fictif=True)
    if "avancement" in etats:
        avancer(fiche, Avancement(etats["avancement"]), motif=etats.get("motif", ""))
    if etats.get("redaction") == Redaction.DIFFUSEE:
        passer_en(fiche, Redaction.FORMALISEE)
        jour = timezone.localdate()
        passer_en(fiche, Redaction.DIFFUSEE, validee_le=jour, validee_par="comité technique (exemple)")
    if "nouvelles" in etats:
        donner_des_nouvelles(fiche, etats["nouvelles"], auteur=Auteur())


def _dater(dite: dict[str, Any]) -> dict[str, Any]:
    """The same with days counted from today as dates, and years from this one."""
    familles = {famille.nom for famille in FAMILLES} | {"mesures"}
    datee: dict[str, Any] = {}
    for cle, valeur in dite.items():
        if cle in familles:
            datee[cle] = [_dater(ligne) for ligne in valeur]
        elif cle in _JOURS:
            datee[cle] = timezone.localdate() + datetime.timedelta(days=valeur)
        else:
            datee[cle] = timezone.localdate().year + valeur if cle == "annee" else valeur
    return datee
