"""The closed lists of the official geographic code."""

from __future__ import annotations

from enum import StrEnum


class TypeEpci(StrEnum):
    """The kinds of EPCI with their own tax, as the DGCL codes them."""

    COMMUNES = "CC"
    AGGLOMERATION = "CA"
    URBAINE = "CU"
    METROPOLE = "METRO"
    METROPOLE_DE_LYON = "MET69"

    @property
    def libelle(self) -> str:
        return _TYPES[self]


class Disparition(StrEnum):
    """Why a name or a code is no longer the one of a commune."""

    DELEGUEE = "deleguee"
    ASSOCIEE = "associee"
    FUSIONNEE = "fusionnee"
    RENOMMEE = "renommee"
    RECODEE = "recodee"
    ARRONDISSEMENT = "arrondissement"

    @property
    def libelle(self) -> str:
        return _DISPARITIONS[self]


_TYPES = {
    TypeEpci.COMMUNES: "communauté de communes",
    TypeEpci.AGGLOMERATION: "communauté d’agglomération",
    TypeEpci.URBAINE: "communauté urbaine",
    TypeEpci.METROPOLE: "métropole",
    TypeEpci.METROPOLE_DE_LYON: "métropole à statut de collectivité territoriale",
}
_DISPARITIONS = {
    Disparition.DELEGUEE: "commune déléguée",
    Disparition.ASSOCIEE: "commune associée",
    Disparition.FUSIONNEE: "commune fusionnée",
    Disparition.RENOMMEE: "ancien nom",
    Disparition.RECODEE: "ancien code",
    Disparition.ARRONDISSEMENT: "arrondissement municipal",
}
