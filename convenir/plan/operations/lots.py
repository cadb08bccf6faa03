"""One field of many fiches, all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenir.journal.operations import Lot
from convenir.plan.acces import exiger_la_fiche, exiger_le_theme
from convenir.plan.enums import Avancement
from convenir.plan.models import FicheAction, Objectif
from convenir.plan.operations.ecriture import verrouiller_la_convention
from convenir.plan.operations.etats import avancer
from convenir.plan.operations.fiches import modifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Convention


@transaction.atomic
def changer(
    convention: Convention, fiches: Iterable[FicheAction], champ: str, saisie: Mapping[str, Any], acces: Acces
) -> int:
    """Give a field (`avancement`, `priorite`, `fin` or `objectif`) its value in each fiche.

    `saisie` has `valeur`, and `motif` for a progress that asks for one. Returns how many changed. Raises
    `Refus`, and changes none, when one may not: out of the scope of the person, or out of a rule.
    """
    verrouiller_la_convention(convention)
    lues = FicheAction.objects.filter(pk__in=[f.pk for f in fiches]).order_by("numero")
    lues = lues.select_related("objectif", "convention").prefetch_related(
        "intervenants", "communes_concernees"
    )
    if champ == "objectif":
        exiger_le_theme(acces, Objectif.objects.get(convention=convention, pk=int(saisie["valeur"])).theme)
    lot, nombre = Lot(), 0
    for fiche in lues:
        exiger_la_fiche(acces, fiche)
        nombre += _changer(fiche, champ, saisie, acces, lot)
    lot.ecrire()
    return nombre


def _changer(fiche: FicheAction, champ: str, saisie: Mapping[str, Any], acces: Acces, lot: Lot) -> bool:
    valeur = saisie["valeur"]
    if champ != "avancement":
        valeur = int(valeur) if champ == "objectif" else valeur
        return bool(modifier(fiche, {champ: valeur}, auteur=acces.auteur, lot=lot))
    if fiche.avancement == valeur:
        return False
    avancer(fiche, Avancement(valeur), motif=saisie.get("motif", ""), auteur=acces.auteur, lot=lot)
    return True
