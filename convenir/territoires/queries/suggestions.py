"""The EPCI a person is looking for, as they type."""

from __future__ import annotations

from convenir.territoires.queries.epci import Epci, epcis
from convenir.territoires.queries.recherche import chercher
from convenir.territoires.rules import cle

LONGUEUR_UTILE = 2


def suggerer_epcis(texte: str, limite: int = 8) -> list[Epci]:
    """The EPCI whose name holds every word begun, then those of the communes so named; best first.

    Nothing is suggested before two letters. A SIREN finds its EPCI.
    """
    cherche = cle(texte)
    if len(cherche) < LONGUEUR_UTILE:
        return []
    par_siren = epcis().get("".join(texte.split()))
    trouves = {e.siren: e for e in ([par_siren] if par_siren else _par_nom(cherche))}
    for commune in chercher(texte, limite=limite):
        if commune.epci in epcis():
            trouves.setdefault(commune.epci, epcis()[commune.epci])
    return list(trouves.values())[:limite]


def _par_nom(cherche: str) -> list[Epci]:
    mots = [f" {mot}" for mot in cherche.split()]
    noms = [(f" {cle(e.nom_complet)}", e) for e in epcis().values()]
    trouves = [(nom, e) for nom, e in noms if all(mot in nom for mot in mots)]
    return [e for _, e in sorted(trouves, key=lambda paire: (len(paire[0]), paire[1].siren))]
