"""The shipped catalogue of indicators, read from its file without a database."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from convenir.diagnostic.formules import cles_de
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping

_DE_FAMILLE = ("producteur", "licence", "methode")


@lru_cache(maxsize=1)
def catalogue() -> tuple[dict[str, Any], ...]:
    """Each indicator with the fields of its model, in the order of the file.

    Raises `Refus` when a formula uses a key that is not there, or itself.
    """
    contenu = tomllib.loads(
        (files("convenir.diagnostic") / "donnees" / "indicateurs.toml").read_text("utf-8")
    )
    lus = tuple(
        {champ: famille.get(champ, "") for champ in _DE_FAMILLE} | indicateur
        for famille in contenu["famille"]
        for indicateur in famille["indicateur"]
    )
    verifier({lu["cle"]: lu.get("formule", "") for lu in lus})
    return lus


@lru_cache(maxsize=1)
def decompositions() -> Mapping[str, tuple[str, ...]]:
    """What each indicator adds up, by their keys: a total and its parts in one territory."""
    contenu = tomllib.loads(
        (files("convenir.diagnostic") / "donnees" / "decompositions.toml").read_text("utf-8")
    )
    return {total: tuple(parties) for total, parties in contenu["decompositions"].items()}


def verifier(formules: Mapping[str, str]) -> None:
    """Formulas by key ("" when not derived). Raises `Refus` for a key unknown, or leading to itself."""
    for cle in formules:
        _suivre(cle, formules, ())


def _suivre(cle: str, formules: Mapping[str, str], chemin: tuple[str, ...]) -> None:
    if cle in chemin:
        raise Refus(f"L’indicateur « {cle} » se calcule à partir de lui-même : {' → '.join((*chemin, cle))}.")
    for terme in cles_de(formules[cle]) if formules[cle] else ():
        if terme not in formules:
            raise Refus(f"La formule de « {cle} » cite « {terme} », qui n’est pas au catalogue.")
        _suivre(terme, formules, (*chemin, cle))
