"""The themes whose gap is measured, read from the shipped file: which need, which offer, which criteria."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from convenir.diagnostic.ecart.rules.priorites import Critere
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Mapping

INVENTAIRE = "inventaire"
_PLACES = "places"
_DECIMALES_DES_SERVICES = 2


@dataclass(frozen=True, slots=True)
class Volet:
    """A theme and how its gap is measured. `theme`: its key.

    `besoins`: indicators of need, the first one by default; `besoin`: what it counts, in words. `pour`: the
    coverage is told for so many. `compte`: what the offer is counted in, "places" or "services". `types`:
    kinds of services counted; `offres`: indicators that may stand for them. `rayon`: catchment, km.
    """

    theme: str
    titre: str
    besoins: tuple[str, ...]
    besoin: str
    pour: int
    compte: str
    types: tuple[str, ...]
    offres: tuple[str, ...]
    rayon: int
    modules: tuple[int, ...]
    methode: str
    criteres: tuple[Critere, ...]
    indicateurs: Mapping[str, str]

    @property
    def libelle(self) -> str:
        """The name of its theme."""
        return next(t.libelle for t in THEMES if t.cle == self.theme)

    @property
    def en_places(self) -> bool:
        return self.compte == _PLACES

    @property
    def decimales(self) -> int:
        """With how many decimals what is missing is told: a place is whole, part of a service is told."""
        return 0 if self.en_places else _DECIMALES_DES_SERVICES

    @property
    def unite(self) -> str:
        """That of its coverage."""
        return f"{self.compte} pour {self.pour}"


@lru_cache(maxsize=1)
def volets() -> Mapping[str, Volet]:
    """Each theme by its key, in the order of the file."""
    contenu = (files("convenir.diagnostic") / "donnees" / "ecart.toml").read_text("utf-8")
    return MappingProxyType({lu["theme"]: _volet(lu) for lu in tomllib.loads(contenu)["volet"]})


def _volet(lu: dict[str, Any]) -> Volet:
    criteres = lu.pop("critere")
    champs: dict[str, Any] = {champ: tuple(v) if isinstance(v, list) else v for champ, v in lu.items()}
    return Volet(
        **champs,
        criteres=tuple(Critere(c["cle"], c["libelle"], monte=c["sens"] == "hausse") for c in criteres),
        indicateurs={c["cle"]: c["indicateur"] for c in criteres if "indicateur" in c},
    )
