"""Blocs → Dossier: the one door of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.communes import lire_communes
from convenir.lecture.couverture import mesurer
from convenir.lecture.dossier import Dossier
from convenir.lecture.estampille import lire_acte
from convenir.lecture.instances import lire_instances
from convenir.lecture.passages import decouper
from convenir.lecture.plans import lire_enjeux, lire_plans
from convenir.lecture.prestations import lire_prestations, lire_subventions
from convenir.lecture.rubriques import situer
from convenir.lecture.structure import structurer
from convenir.lecture.tables import marquer_entetes

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu


def comprendre(document: DocumentLu) -> Dossier:
    """Give its meaning to a document that was read. Never fails: what is not understood stays as text."""
    structure = structurer(document, marquer_entetes(decouper(document)))
    passages = tuple(situer(structure.passages))
    dispositions = tuple(structure.dispositions)
    instances, imprimees = lire_instances(passages)
    prestations, total = lire_prestations(passages)
    return Dossier(
        document=document,
        passages=passages,
        couverture=mesurer(document.source, passages),
        titre=document.titre or next((p.texte for p in passages), ""),
        sommaire=tuple(structure.sommaire),
        dispositions=dispositions,
        prestations=prestations,
        total_prestations=total,
        subventions=lire_subventions(passages),
        enjeux=lire_enjeux(passages, dispositions),
        plans=lire_plans(passages, dispositions, document.source.lignes),
        instances=instances,
        instances_imprimees=imprimees,
        communes=lire_communes(passages, dispositions),
        acte=lire_acte(passages),
    )
