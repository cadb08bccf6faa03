"""Services to families: an acronym and its full name are one thing."""

from __future__ import annotations

import re

from convenir.relecture.mots import plier

#: Acronym of the Cnaf, then beginnings of the full names that stand for it, folded.
SIGLES = {
    "rpe": ("relais petite enfance",),
    "laep": ("lieux d'accueil enfants", "lieu d'accueil enfants"),
    "eaje": ("etablissements d'accueil du jeune enfant", "etablissement d'accueil du jeune enfant"),
    "alsh": ("accueils de loisirs sans hebergement", "accueil de loisirs sans hebergement"),
    "mam": ("maisons d'assistants maternels", "maisons d'assistantes maternelles", "maison d'assistant"),
    "clas": ("contrats locaux d'accompagnement", "contrat local d'accompagnement"),
    "fjt": ("foyers de jeunes travailleurs", "foyer de jeunes travailleurs", "residences habitat jeunes", "foyers jeunes travailleurs", "foyer jeunes travailleurs"),
    "evs": ("espaces de vie sociale", "espace de vie sociale"),
    "reaap": ("reseaux d'ecoute", "reseau d'ecoute"),
}  # fmt: skip
_NOMS = {nom: sigle for sigle, noms in SIGLES.items() for nom in noms}
_SIGLE = re.compile(rf"\b(?:{'|'.join(SIGLES)})\b")


def sigles(texte: str) -> frozenset[str]:
    """The services a text names, by their acronym or in full."""
    pli = plier(texte)
    return frozenset(_SIGLE.findall(pli)) | {sigle for nom, sigle in _NOMS.items() if nom in pli}
