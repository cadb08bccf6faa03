"""EPCI with their own tax: by SIREN, by name as people write it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from convenir.territoires.enums import TypeEpci
from convenir.territoires.queries.communes import communes_de_epci
from convenir.territoires.queries.communes import departement as lire_departement
from convenir.territoires.queries.fichiers import lignes
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPE = re.compile(
    r"\b(?:communaute (?:de communes|d agglomerations?|urbaine)|cc|ca|cu|epci|intercommunalite)\b"
)
_MOT = re.compile(r"\w+")
_VIDES = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux"])
_FIN_DU_NOM = re.compile(
    r"[,;:()«»\"\n]|\s[–—-]\s|\b(?:repr[ée]sent[ée]e?|dont|ayant|sise?|ci-apr[èe]s|d[ée]sign[ée]e?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Epci:
    """An EPCI with its own tax. `nom`: as the DGCL writes it, type abbreviated ("CA Nîmes Métropole")."""

    siren: str
    nom: str
    type: TypeEpci

    @property
    def nom_complet(self) -> str:
        """The name with its type spelled out: "Communauté d’agglomération Nîmes Métropole"."""
        abrege, _, suite = self.nom.partition(" ")
        return f"{self.type.libelle.capitalize()} {suite}" if abrege == self.type.value else self.nom

    @property
    def communes(self) -> tuple[str, ...]:
        """INSEE codes of its members."""
        return tuple(c.insee for c in communes_de_epci(self.siren))


def epci(siren: str) -> Epci | None:
    """The EPCI of a SIREN; None when no EPCI with its own tax bears it."""
    return epcis().get("".join(siren.split()))


@lru_cache(maxsize=1)
def epcis() -> Mapping[str, Epci]:
    """Every EPCI, by SIREN."""
    champs = (ligne.split("\t") for ligne in lignes("epci"))
    return MappingProxyType({siren: Epci(siren, nom, TypeEpci(type_)) for siren, type_, nom in champs})


def epci_par_nom(texte: str, departement: str | None = None) -> Epci | None:
    """The EPCI that a text names: "la Communauté d’Agglomération de Nîmes Métropole, représentée par…".

    Articles, linking words and the way the type is written do not count. When several bear the name, the
    type as written decides, then `departement` (code); None when doubt remains.
    """
    entier, debut = cle(texte), cle(_FIN_DU_NOM.split(texte.strip(), maxsplit=1)[0])
    candidats = _par_mots().get(_mots(entier)) or _par_mots().get(_mots(debut)) or _cites(texte)
    if len(candidats) > 1:
        candidats = [e for e in candidats if _meme_type(e, entier)] or candidats
    if len(candidats) > 1 and departement and (lieu := lire_departement(departement)):
        candidats = [e for e in candidats if lieu.code in {c.departement for c in communes_de_epci(e.siren)}]
    return candidats[0] if len(candidats) == 1 else None


def _cites(texte: str) -> list[Epci]:
    """The EPCI named right after a type ("la communauté de communes …"): the longest name found there.

    A name followed by a capitalised word goes on: it is then the name of another.
    """
    for segment in _FIN_DU_NOM.split(texte):
        ecrits = [mot for mot in _MOT.findall(segment) if cle(mot)]
        joints = " ".join(map(cle, ecrits))
        for trouve in _TYPE.finditer(joints):
            suite = [
                mot for mot in ecrits[joints.count(" ", 0, trouve.end()) + 1 :] if cle(mot) not in _VIDES
            ]
            for longueur in range(min(len(suite), _plus_long()), 0, -1):
                finit = longueur == len(suite) or suite[longueur].islower()
                if finit and (candidats := _par_mots().get(tuple(map(cle, suite[:longueur])))):
                    return candidats
    return []


def _mots(texte: str) -> tuple[str, ...]:
    return tuple(mot for mot in _TYPE.sub(" ", texte).split() if mot not in _VIDES)


def _meme_type(candidat: Epci, texte: str) -> bool:
    formes = (candidat.type.value.lower(), cle(candidat.type.libelle))
    return any(re.search(rf"\b{forme}\b", texte) for forme in formes)


@lru_cache(maxsize=1)
def _par_mots() -> dict[tuple[str, ...], list[Epci]]:
    par_mots = defaultdict(list)
    for candidat in epcis().values():
        par_mots[_mots(cle(candidat.nom))].append(candidat)
    return dict(par_mots)


@lru_cache(maxsize=1)
def _plus_long() -> int:
    return max(map(len, _par_mots()))
