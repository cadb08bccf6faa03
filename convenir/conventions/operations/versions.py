"""Freezing the text: what is compared, sent to be signed, sealed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from convenir.conventions.models import Convention, Version
from convenir.conventions.queries import get_convention, numerotation

if TYPE_CHECKING:
    from convenir.conventions.models import Avenant


@transaction.atomic
def figer(convention: Convention, motif: str, avenant: Avenant | None = None) -> Version:
    """Keep the text as it is now, with its parties and dates. The same text is not kept twice in a row.

    With `avenant`, the text of that avenant. `motif` says in French why it was kept.
    """
    Convention.objects.select_for_update().get(pk=convention.pk)
    contenu = contenu_de(convention) if avenant is None else contenu_de_l_avenant(avenant)
    empreinte = hashlib.sha256(json.dumps(contenu, sort_keys=True).encode()).hexdigest()
    versions = Version.objects.filter(convention=convention)
    derniere = versions.filter(avenant=avenant).order_by("numero").last()
    if derniere is not None and derniere.empreinte == empreinte:
        return derniere
    numero = (versions.aggregate(dernier=Max("numero"))["dernier"] or 0) + 1
    return Version.objects.create(
        convention=convention,
        avenant=avenant,
        numero=numero,
        motif=motif,
        contenu=contenu,
        empreinte=empreinte,
    )


def contenu_de(convention: Convention) -> dict[str, Any]:
    """The text of a convention as plain values: opening, parties, visas, provisions with their numbers."""
    lue = get_convention(convention.code)
    numeros = numerotation(lue)
    return {
        "titre": lue.titre,
        "debut": lue.debut.isoformat() if lue.debut else None,
        "fin": lue.fin.isoformat() if lue.fin else None,
        "territoire": lue.territoire,
        "ouverture": lue.ouverture,
        "cloture": lue.cloture,
        "parties": [
            {
                "cle": partie.cle,
                "nom": partie.nom,
                "appellation": partie.appellation,
                "signataires": [{"nom": s.nom, "qualite": s.qualite} for s in partie.signataires.all()],
            }
            for partie in lue.parties.all()
        ],
        "visas": [visa.texte for visa in lue.visas.all()],
        "dispositions": [
            {"cle": d.cle, "type": d.type, "numero": numeros[d.cle], "titre": d.titre, "texte": d.texte}
            for d in lue.dispositions.all()
        ],
    }


def contenu_de_l_avenant(avenant: Avenant) -> dict[str, Any]:
    """The text of an avenant as plain values: what it does to each provision."""
    champs = ("cle", "nature", "type", "titre", "texte")
    return {
        "numero": avenant.numero,
        "objet": avenant.objet,
        "effet_le": avenant.effet_le.isoformat() if avenant.effet_le else None,
        "fin": avenant.fin.isoformat() if avenant.fin else None,
        "motif": avenant.motif,
        "ralliements": list(
            avenant.ralliements.order_by("id").values("nom", "siren", "signataire", "qualite")
        ),
        "modifications": list(avenant.modifications.order_by("id").values(*champs)),
    }
