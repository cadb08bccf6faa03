"""The acts on the gap: choose, declare living areas, import journeys, declare effects, compute scenarios."""

from __future__ import annotations

from convenir.diagnostic.ecart.operations.effets import declarer_un_effet, retirer_un_effet
from convenir.diagnostic.ecart.operations.reglages import regler
from convenir.diagnostic.ecart.operations.scenarios import calculer_un_scenario, retirer_un_scenario
from convenir.diagnostic.ecart.operations.territoire import declarer_les_bassins, importer_des_trajets

__all__ = [
    "calculer_un_scenario",
    "declarer_les_bassins",
    "declarer_un_effet",
    "importer_des_trajets",
    "regler",
    "retirer_un_effet",
    "retirer_un_scenario",
]
