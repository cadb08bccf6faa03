"""Communes and départements, by code, by SIREN, by territory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from convenir.territoires.enums import Disparition
from convenir.territoires.queries.fichiers import lignes

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGUEUR_INSEE = 5


@dataclass(frozen=True, slots=True)
class Ancienne:
    """The name or code that was asked for and that a commune no longer bears.

    `annee`: first year without it, None when the source does not tell.
    """

    insee: str
    nom: str
    disparition: Disparition
    annee: int | None


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the present geographic code.

    `siren`: empty where it has none (overseas collectivities); `epci`: SIREN of its EPCI, empty for the
    few that belong to none; `population`: municipal population of the year `millesime`, None when unknown;
    `ancienne`: what was asked for, when that was a commune since merged, renamed or recoded.
    """

    insee: str
    nom: str
    siren: str
    departement: str
    epci: str
    population: int | None
    millesime: int | None
    codes_postaux: tuple[str, ...]
    ancienne: Ancienne | None = None

    @property
    def avertissement(self) -> str:
        """One sentence saying that another commune now answers for the one asked for; empty otherwise."""
        if self.ancienne is None:
            return ""
        depuis = f" depuis {self.ancienne.annee}" if self.ancienne.annee else ""
        return (
            f"{self.ancienne.nom} ({self.ancienne.insee}, {self.ancienne.disparition.libelle}){depuis} : "
            f"voir {self.nom} ({self.insee})."
        )


@dataclass(frozen=True, slots=True)
class Departement:
    """A département, or an overseas collectivity ("975"…). `chef_lieu`: INSEE code, or empty."""

    code: str
    nom: str
    chef_lieu: str
    region: str
    nom_region: str


def commune(insee: str) -> Commune | None:
    """The commune of an INSEE code; a former code gives its successor, which says so (`ancienne`)."""
    code = insee.strip().upper()
    if ligne := _par_code().get(code):
        return lire_commune(ligne)
    return rattacher(ancienne) if (ancienne := _anciens_codes().get(code)) else None


def commune_par_siren(siren: str) -> Commune | None:
    """The commune that bears a SIREN, or bore it before it merged (`ancienne` then says so).

    The SIREN comes from the table: the usual formula (21 + département + commune + check digit) fails for
    about one commune in six.
    """
    chiffres = "".join(siren.split())
    if code := _par_siren().get(chiffres):
        return commune(code)
    return rattacher(ligne) if (ligne := _anciens_sirens().get(chiffres)) else None


def communes_de_epci(siren: str) -> list[Commune]:
    """The members of an EPCI, in the order of their codes; empty when it is unknown."""
    chiffres = "".join(siren.split())
    return [commune for ligne in _lignes_avec(chiffres) if (commune := lire_commune(ligne)).epci == chiffres]


def communes_du_departement(code: str) -> list[Commune]:
    """The communes of a département, in the order of their codes; empty when it is unknown."""
    trouve = departement(code)
    if trouve is None:
        return []
    lues = map(lire_commune, _lignes_avec(trouve.code))
    return [commune for commune in lues if commune.departement == trouve.code]


def departement(code: str) -> Departement | None:
    """A département by its code: "59", "2A", "974", or as the acts write it, "059" and "02A"."""
    net = code.strip().upper()
    return departements().get(net) or departements().get(net.removeprefix("0"))


@lru_cache(maxsize=1)
def departements() -> Mapping[str, Departement]:
    """Every département and overseas collectivity, by code."""
    champs = (ligne.split("\t") for ligne in lignes("departements"))
    return MappingProxyType({code: Departement(code, *suite) for code, *suite in champs})


# --- rows of the files ---


@lru_cache(maxsize=1)
def lignes_communes() -> list[str]:
    """The rows of communes.tsv, in the order of codes."""
    return lignes("communes")


@lru_cache(maxsize=1)
def lignes_anciennes() -> list[str]:
    """The rows of anciennes.tsv: names and codes that communes no longer bear."""
    return lignes("anciennes")


@lru_cache(maxsize=4096)
def lire_commune(ligne: str) -> Commune:
    """The commune of a row of communes.tsv."""
    insee, siren, departement_, epci, habitants, annee, postaux, nom, _cle = ligne.split("\t")
    return Commune(
        insee=insee,
        nom=nom,
        siren=siren,
        departement=departement_,
        epci=epci,
        population=int(habitants) if habitants else None,
        millesime=int(annee) if annee else None,
        codes_postaux=tuple(postaux.split()),
    )


def rattacher(ligne_ancienne: str) -> Commune:
    """The present commune of a row of anciennes.tsv, carrying what was asked for."""
    insee, nom, disparition, presente, annee, _sirens, _cle = ligne_ancienne.split("\t")
    ancienne = Ancienne(insee, nom, Disparition(disparition), int(annee) if annee else None)
    return replace(lire_commune(_par_code()[presente]), ancienne=ancienne)


@lru_cache(maxsize=512)
def _lignes_avec(champ: str) -> list[str]:
    cherche = f"\t{champ}\t"
    return [ligne for ligne in lignes_communes() if cherche in ligne]


@lru_cache(maxsize=1)
def _par_code() -> dict[str, str]:
    return {ligne[:LONGUEUR_INSEE]: ligne for ligne in lignes_communes()}


@lru_cache(maxsize=1)
def _par_siren() -> dict[str, str]:
    sirens = {ligne[6:15]: ligne[:LONGUEUR_INSEE] for ligne in lignes_communes()}
    return {siren: code for siren, code in sirens.items() if siren.isdigit()}


@lru_cache(maxsize=1)
def _anciens_codes() -> dict[str, str]:
    return {ligne[:LONGUEUR_INSEE]: ligne for ligne in lignes_anciennes()}


@lru_cache(maxsize=1)
def _anciens_sirens() -> dict[str, str]:
    return {siren: ligne for ligne in lignes_anciennes() for siren in ligne.split("\t")[5].split()}
