"""The services that a text counts or announces, found in what was read of it (`Convention.lecture`).

Three places tell them: the table of subsidies ("15 centres sociaux"), the figures ("23 RPE"), the legends of
the maps ("LAEP", without a number).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from convenir.diagnostic.equipements.catalogue import reconnaitre, reconnaitre_au_debut
from convenir.diagnostic.models import DERNIERE_ANNEE, PREMIERE_ANNEE, Denombrement
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from convenir.conventions.models import Convention
    from convenir.diagnostic.equipements.catalogue import TypeEquipement

_PAR_DEFAUT = "Texte de la convention"
#: words before the name of a type: "Collectifs de CLAS", "Nombre de RPE"
_AVANT = frozenset(
    {"nombre", "total", "collectifs", "projets", "actions", "de", "d", "du", "des", "les", "le"}
)
#: a figure about these is no number of services
_AUTRES_UNITES = frozenset(
    {"%", "€", "communes", "territoires", "enfants", "familles", "jeunes", "habitants", "places", "heures"}
)
#: a part of a number already told
_PARTIE = "parmi"


def comptes_lus(convention: Convention) -> Iterator[Denombrement]:
    """What the text says, each once: a legend only when no number says it."""
    lecture = convention.lecture
    source = str(lecture.get("source") or _PAR_DEFAUT)[:200]
    textes = [(d.cle, f" {cle(d.texte)} ") for d in convention.dispositions.order_by("ordre")]
    lus = [*_des_subventions(lecture), *_des_indicateurs(lecture)]
    dits = {type_.cle for type_, _, nombre, *_ in lus if nombre is not None}
    lus += [lu for lu in _des_legendes(lecture) if lu[0].cle not in dits]
    vus: set[tuple[object, ...]] = set()
    for type_, libelle, nombre, annee, disposition in lus:
        if nombre is None and type_.cle in dits:
            continue
        compte = Denombrement(
            convention=convention,
            type=type_.cle,
            libelle=libelle[:200] if nombre is not None else type_.libelle,
            nombre=nombre,
            annee=annee,
            disposition=disposition or _ou(textes, nombre, libelle),
            source=source,
        )
        unique = (compte.type, compte.libelle, compte.nombre, compte.disposition)
        if unique not in vus and not (nombre is None and _deja_annonce(vus, compte)):
            vus.add(unique)
            yield compte


_Lu = tuple["TypeEquipement", str, int | None, int | None, str]


def _deja_annonce(vus: set[tuple[object, ...]], compte: Denombrement) -> bool:
    return any(type_ == compte.type and nombre is None for type_, _, nombre, _ in vus)


def _des_subventions(lecture: Mapping[str, Any]) -> Iterator[_Lu]:
    for subvention in lecture.get("subventions", ()):
        for libelle, *suite in subvention.get("equipements", ()):
            if type_ := _type(libelle):
                nombre = suite[0] if suite else None
                yield type_, libelle, None if nombre is None else int(nombre), None, ""


def _des_indicateurs(lecture: Mapping[str, Any]) -> Iterator[_Lu]:
    for lu in lecture.get("indicateurs", ()):
        libelle, unite = str(lu.get("libelle", "")), str(lu.get("unite", "")).lower()
        nombre = Decimal(str(lu.get("valeur", "0")))
        type_ = _type(libelle)
        if type_ is None or unite in _AUTRES_UNITES or _PARTIE in cle(libelle).split():
            continue
        if nombre == nombre.to_integral_value() and nombre > 0:
            yield type_, libelle, int(nombre), _annee(lu.get("millesime", "")), lu.get("disposition", "")


def _des_legendes(lecture: Mapping[str, Any]) -> Iterator[_Lu]:
    for synthese in lecture.get("syntheses", ()):
        for libelle in synthese.get("legende", ()):
            if type_ := _type(libelle):
                yield type_, libelle, None, None, ""


def _type(libelle: str) -> TypeEquipement | None:
    """The type that a label names, alone or at its beginning, or between brackets at its end."""
    mots = cle(libelle).split()
    while mots and mots[0] in _AVANT:
        mots = mots[1:]
    entier = " ".join(mots)
    return reconnaitre(libelle) or reconnaitre_au_debut(entier) or _entre_parentheses(libelle)


def _entre_parentheses(libelle: str) -> TypeEquipement | None:
    _, ouvrante, suite = libelle.partition("(")
    return reconnaitre(suite.partition(")")[0]) if ouvrante else None


def _annee(ecrite: str) -> int | None:
    annee = int(ecrite) if ecrite.isdecimal() else 0
    return annee if PREMIERE_ANNEE <= annee <= DERNIERE_ANNEE else None


def _ou(textes: list[tuple[str, str]], nombre: int | None, libelle: str) -> str:
    """The first provision that says this number and these words together; empty when none does."""
    cherche = f" {cle(libelle)} " if nombre is None else f" {nombre} {cle(libelle)} "
    return next((disposition for disposition, texte in textes if cherche in texte), "")
