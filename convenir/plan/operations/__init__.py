"""The acts on the plan: each locks, checks the rule, writes, and tells the journal."""

from convenir.plan.operations.etats import avancer, passer_en
from convenir.plan.operations.fiches import (
    FichePerimee,
    creer,
    deplacer,
    donner_des_nouvelles,
    dupliquer,
    joindre,
    modifier,
    partager,
    reserver,
    restaurer,
    retirer,
)
from convenir.plan.operations.reprise import reprendre
from convenir.plan.operations.strategie import (
    ajouter_enjeu,
    ajouter_objectif,
    ecarter,
    modifier_enjeu,
    modifier_objectif,
    monter,
    retenir,
    retirer_objectif,
)

__all__ = [
    "FichePerimee",
    "ajouter_enjeu",
    "ajouter_objectif",
    "avancer",
    "creer",
    "deplacer",
    "donner_des_nouvelles",
    "dupliquer",
    "ecarter",
    "joindre",
    "modifier",
    "modifier_enjeu",
    "modifier_objectif",
    "monter",
    "partager",
    "passer_en",
    "reprendre",
    "reserver",
    "restaurer",
    "retenir",
    "retirer",
    "retirer_objectif",
]
