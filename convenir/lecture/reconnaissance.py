"""Is it a convention at all? Asked before showing the reading of a file to a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.socle.erreurs import Refus
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier

_VOCABULAIRE = re.compile(
    r"\b(?:ctg|c t g|convention territoriale globale|avenant|caisses? d allocations familiales|caf|msa|"
    r"schema departemental|petite enfance|parentalite|plans? d actions?|diagnostic|allocataires?|"
    r"comite de pilotage|chargee? de cooperation|signataires?|bonus territoire|conseil communautaire|"
    r"animation de la vie sociale|acces aux droits)\b"
)
_INDICES_SUFFISANTS = 3  # different words of the field in a document without any provision


def verifier_convention(dossier: Dossier) -> None:
    """Refuse a document in which nothing of a convention is recognised.

    Lenient: an avenant, a bare diagnostic, an action plan alone are accepted. Raises `Refus`.
    """
    if dossier.parties or dossier.dispositions or dossier.plans:
        return
    mots = {mot for p in dossier.passages for mot in _VOCABULAIRE.findall(normaliser(p.texte))}
    if len(mots) < _INDICES_SUFFISANTS:
        raise Refus(
            f"Le document « {dossier.source.nom} » ne ressemble pas à une convention (aucun article, aucune "
            "partie) : choisissez le fichier de la convention, de son avenant ou d’une de ses annexes."
        )
