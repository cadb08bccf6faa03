"""The shipped types of services to families, and the type that a text or a table names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from convenir.socle.erreurs import Refus
from convenir.territoires.rules import cle as cle_de

if TYPE_CHECKING:
    from collections.abc import Mapping


#: themes that stand for several others
_COMPOSES = {"enfance_jeunesse": frozenset({"enfance", "jeunesse"})}
_LIEUX = "service"


@dataclass(frozen=True, slots=True)
class TypeEquipement:
    """A kind of service. `places`: a capacity has a sense; `compte`: what one of them is.

    `situable`: each has a name and a place; otherwise people or projects, known by their number alone.
    `themes` may be several: one service is still counted once. `codes` are those of Insee's BPE.
    """

    cle: str
    libelle: str
    themes: tuple[str, ...]
    places: bool
    sigle: str = ""
    situable: bool = True
    compte: str = _LIEUX
    codes: tuple[str, ...] = ()
    variantes: tuple[str, ...] = ()

    @property
    def nom(self) -> str:
        """The acronym that people say, else the whole name."""
        return self.sigle or self.libelle

    @property
    def est_un_lieu(self) -> bool:
        """Whether each one may have a record: neither people, nor projects."""
        return self.situable and self.compte == _LIEUX

    def porte_sur(self, theme: str) -> bool:
        """Whether it belongs to a theme (key); "" is every theme."""
        return not theme or bool(_COMPOSES.get(theme, {theme}) & {*self.themes})


@lru_cache(maxsize=1)
def types() -> Mapping[str, TypeEquipement]:
    """Every type by its key, in the order of the file."""
    contenu = (files("convenir.diagnostic") / "donnees" / "equipements.toml").read_text("utf-8")
    lus = tomllib.loads(contenu)
    return MappingProxyType({cle: TypeEquipement(cle, **_en_tuples(lu)) for cle, lu in lus.items()})


def _en_tuples(lu: dict[str, Any]) -> dict[str, Any]:
    return {champ: tuple(v) if isinstance(v, list) else v for champ, v in lu.items()}


def type_de_cle(cle: str) -> TypeEquipement:
    """The type of a key; one that left the catalogue keeps its key as its name."""
    return types().get(cle) or TypeEquipement(cle, cle, (), places=False)


def exiger_type(cle: str) -> TypeEquipement:
    """The type of a key. Raises `Refus` when the catalogue has none."""
    if cle not in types():
        raise Refus(f"« {cle[:40]} » n’est pas un type de service connu.")
    return types()[cle]


def types_du_theme(theme: str) -> tuple[TypeEquipement, ...]:
    """The types that belong to a theme (key); all of them for ""."""
    return tuple(t for t in types().values() if t.porte_sur(theme))


def reconnaitre(ecrit: str) -> TypeEquipement | None:
    """The type that a whole text names ("Centres sociaux", "RPE", "D502"), or None."""
    return _par_nom().get(cle_de(ecrit))


def reconnaitre_au_debut(ecrit: str) -> TypeEquipement | None:
    """The type that a text begins by naming, the longest name first: "Accueils périscolaires municipaux"."""
    mots = cle_de(ecrit).split()
    for fin in range(len(mots), 0, -1):
        if trouve := _par_nom().get(" ".join(mots[:fin])):
            return trouve
    return None


@cache
def _par_nom() -> Mapping[str, TypeEquipement]:
    return {
        cle_de(nom): type_
        for type_ in types().values()
        for nom in (*type_.variantes, *type_.codes, type_.cle, type_.sigle, type_.libelle)
        if nom
    }
