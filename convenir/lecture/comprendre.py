"""Blocs → Dossier: the one door of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.communes import lire_communes
from convenir.lecture.couverture import mesurer
from convenir.lecture.dossier import Dossier
from convenir.lecture.duree import lire_delais, lire_duree
from convenir.lecture.estampille import lire_acte
from convenir.lecture.indicateurs import lire_indicateurs
from convenir.lecture.indicateurs.contexte import territoire_principal
from convenir.lecture.instances import lire_instances
from convenir.lecture.intitule import intituler
from convenir.lecture.parties import lire_parties, lire_visas
from convenir.lecture.passages import decouper
from convenir.lecture.plans import lire_enjeux, lire_plans
from convenir.lecture.prestations import lire_prestations, lire_subventions
from convenir.lecture.rubriques import situer
from convenir.lecture.structure import structurer
from convenir.lecture.syntheses import lire_syntheses
from convenir.lecture.tables import marquer_entetes

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu


def comprendre(document: DocumentLu) -> Dossier:
    """Give its meaning to a document that was read. Never fails: what is not understood stays as text."""
    structure = structurer(document, marquer_entetes(decouper(document)))
    passages = tuple(situer(structure.passages))
    dispositions = tuple(structure.dispositions)
    parties, signataires = lire_parties(passages)
    instances, imprimees = lire_instances(passages)
    prestations, total = lire_prestations(passages)
    subventions = lire_subventions(passages)
    plans = lire_plans(passages, dispositions, document.source.lignes)
    communes = lire_communes(passages, dispositions)
    ailleurs = _lignes_lues_ailleurs(prestations, total, subventions, plans, communes, imprimees)
    recolte = lire_indicateurs(passages, territoire_principal(parties), ailleurs)
    return Dossier(
        document=document,
        passages=passages,
        couverture=mesurer(document.source, passages, recolte.orphelines),
        titre=intituler(document, passages),
        sommaire=tuple(structure.sommaire),
        dispositions=dispositions,
        parties=parties,
        visas=lire_visas(passages),
        signataires_imprimes=signataires,
        duree=lire_duree(passages, dispositions),
        delais=tuple(lire_delais(passages)),
        syntheses=lire_syntheses(passages, plans),
        indicateurs=recolte.indicateurs,
        prestations=prestations,
        total_prestations=total,
        subventions=subventions,
        enjeux=lire_enjeux(passages, dispositions),
        plans=plans,
        instances=instances,
        instances_imprimees=imprimees,
        communes=communes,
        acte=lire_acte(passages),
    )


def _lignes_lues_ailleurs(*lus: object) -> frozenset[int]:
    """Lines whose figures already have a meaning (money, objectives, communes, bodies)."""
    lignes: set[int] = set()
    for lu in lus:
        if isinstance(lu, tuple):
            lignes |= _lignes_lues_ailleurs(*lu)
        else:
            lignes.update(getattr(lu, "lignes", ()))
    return frozenset(lignes)
