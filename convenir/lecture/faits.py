"""What was read and whose room does not exist yet, kept as JSON beside the text of a convention."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from convenir.lecture import dossier as noms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.lecture.dossier import (
        Acte,
        Commune,
        Dossier,
        Indicateur,
        Instance,
        Montant,
        Plan,
        Point,
        Subvention,
        Synthese,
    )


@dataclass(frozen=True, slots=True)
class Faits:
    """The facts of a convention that its text cites (`{{cle}}`) or shows (`{{{instances}}}`).

    `thematiques` are keys of `socle.themes`, or labels as written; `priorites` the authorities' own, each
    with what it covers; `seminaires` sentences in their order; `valeurs` what the text quotes, by key of
    citation. `source` says where the figures come from, when one document gives them all.
    """

    indicateurs: tuple[Indicateur, ...] = ()
    prestations: tuple[Montant, ...] = ()
    total_prestations: Montant | None = None
    subventions: tuple[Subvention, ...] = ()
    syntheses: tuple[Synthese, ...] = ()
    plans: tuple[Plan, ...] = ()
    instances: tuple[Instance, ...] = ()
    communes: tuple[Commune, ...] = ()
    acte: Acte | None = None
    thematiques: tuple[str, ...] = ()
    priorites: tuple[Point, ...] = ()
    seminaires: tuple[str, ...] = ()
    valeurs: tuple[tuple[str, str], ...] = ()
    source: str = ""


#: Families that a `Dossier` holds under the same name.
FAMILLES = (
    *("indicateurs", "prestations", "total_prestations", "subventions", "syntheses"),
    *("plans", "instances", "communes", "acte"),
)


def faits_de(dossier: Dossier) -> Faits:
    """The facts that were read in a document."""
    return Faits(**{famille: getattr(dossier, famille) for famille in FAMILLES})


def en_donnees(faits: Faits) -> dict[str, Any]:
    """The facts as JSON, with the lines they were read on; what is empty is left out."""
    donnees: dict[str, Any] = _ecrire(faits)
    return donnees


def depuis_donnees(donnees: Mapping[str, Any]) -> Faits:
    """The facts kept by `en_donnees`, or written by hand in TOML. Lines they were read on are dropped."""
    faits: Faits = _lire(Faits, donnees)
    return faits


def _ecrire(valeur: Any) -> Any:
    if is_dataclass(valeur):
        champs = {f.name: getattr(valeur, f.name) for f in fields(valeur)}
        return {nom: _ecrire(v) for nom, v in champs.items() if not _est_vide(v)}
    if isinstance(valeur, tuple):
        return [_ecrire(v) for v in valeur]
    if isinstance(valeur, datetime.date):
        return valeur.isoformat()
    return str(valeur) if isinstance(valeur, Decimal) else valeur


def _est_vide(valeur: Any) -> bool:
    """A zero is not empty."""
    return valeur is None or valeur is False or valeur in ("", ())


def _lire(type_: Any, valeur: Any) -> Any:
    """The value of that type: dataclasses, tuples, dates and decimals are built again."""
    origine = get_origin(type_)
    if origine in (Union, UnionType):
        (type_,) = (t for t in get_args(type_) if t is not NoneType)
        return None if valeur is None else _lire(type_, valeur)
    if origine is tuple:
        return _lire_tuple(get_args(type_), valeur)
    if is_dataclass(type_):
        return _lire_objet(type_, valeur)
    if type_ is datetime.date:
        return valeur if isinstance(valeur, datetime.date) else datetime.date.fromisoformat(valeur)
    return Decimal(str(valeur)) if type_ is Decimal else valeur


def _lire_tuple(types: tuple[Any, ...], valeur: Any) -> tuple[Any, ...]:
    if types[-1] is Ellipsis:
        return tuple(_lire(types[0], v) for v in valeur)
    return tuple(_lire(t, v) for t, v in zip_longest(types, valeur))


def _lire_objet(type_: Any, valeur: Mapping[str, Any]) -> Any:
    """A mandatory field that was left out, because it was empty, is empty again."""
    types = _types(type_)
    lus = {nom: _lire(types[nom], v) for nom, v in valeur.items() if nom in types and nom != "lignes"}
    manquants = [f.name for f in fields(type_) if f.name not in lus and f.default is f.default_factory]
    return type_(**lus, **{nom: _VIDES.get(types[nom]) for nom in manquants})


@cache
def _types(type_: Any) -> dict[str, Any]:
    return get_type_hints(type_, localns={**vars(noms), "datetime": datetime, "Decimal": Decimal})


_VIDES: dict[Any, Any] = {str: "", tuple[str, ...]: (), Decimal: Decimal(0)}
