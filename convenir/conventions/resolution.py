"""Live citations and references of a convention's text: `{{duree.debut}}`, `[[article/duree]]`.

A citation whose value is not known stays empty, so that it is published as a visible "à compléter";
a reference to a provision that does not exist says so in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.models import Partie
from convenir.conventions.rules.en_vigueur import Clause
from convenir.documents.blocs import (
    Cellule,
    Champ,
    Contenu,
    Element,
    Liste,
    Paragraphe,
    Rang,
    Renvoi,
    Tableau,
    Titre,
)
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convenir.documents.blocs import Bloc, Fragment

NOMBRES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


@dataclass(frozen=True, slots=True)
class Contexte:
    """What the text may quote: `valeurs` by key of citation, `renvois` by target ("article/duree")."""

    valeurs: Mapping[str, str] = field(default_factory=dict)
    renvois: Mapping[str, str] = field(default_factory=dict)


class Citee(Protocol):
    """What the text quotes of its convention."""

    @property
    def territoire(self) -> str: ...
    @property
    def debut(self) -> date | None: ...
    @property
    def fin(self) -> date | None: ...


class PartieCitee(Protocol):
    """What the text quotes of a party."""

    @property
    def cle(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def appellation(self) -> str: ...


def contexte(
    convention: Citee,
    parties: Iterable[PartieCitee],
    clauses: Iterable[Clause],
    valeurs: Mapping[str, str] | None = None,
) -> Contexte:
    """Everything the record of a convention lets its text quote; `clauses` are what it may refer to.

    `valeurs` adds what other rooms know (a figure, a count), by key.
    """
    connues = {**_valeurs_duree(convention.debut, convention.fin), "territoire": convention.territoire}
    for partie in parties:
        connues |= _valeurs_partie(partie)
    return Contexte({**connues, **(valeurs or {})}, _renvois(clauses))


def contexte_fige(contenu: Mapping[str, Any]) -> Contexte:
    """What a frozen text may quote: all that its version keeps (`operations.versions.contenu_de`)."""
    bornes = (contenu["debut"], contenu["fin"])
    debut, fin = (date.fromisoformat(borne) if borne else None for borne in bornes)
    valeurs = _valeurs_duree(debut, fin) | {"territoire": contenu.get("territoire", "")}
    for partie in contenu["parties"]:
        appellation = partie.get("appellation", "")
        valeurs |= _valeurs_partie(Partie(cle=partie["cle"], nom=partie["nom"], appellation=appellation))
    clauses = (
        Clause(d["cle"], TypeDisposition(d["type"]), d["numero"], d["titre"], d["texte"])
        for d in contenu["dispositions"]
    )
    return Contexte(valeurs, _renvois(clauses))


def _valeurs_duree(debut: date | None, fin: date | None) -> dict[str, str]:
    valeurs: dict[str, str] = {}
    if debut:
        valeurs |= {"duree.debut": ecrire_date(debut), "duree.annee_debut": str(debut.year)}
    if fin:
        valeurs |= {"duree.fin": ecrire_date(fin), "duree.annee_fin": str(fin.year)}
    if debut and fin and (annees := _annees_entieres(debut, fin)):
        unite = "an" if annees == 1 else "ans"
        valeurs["duree.annees"] = f"{NOMBRES[annees] if annees < len(NOMBRES) else annees} {unite}"
    return valeurs


def _annees_entieres(debut: date, fin: date) -> int | None:
    """Whole years between the first and the last day, both included; None when it is not a whole number."""
    lendemain = fin.fromordinal(fin.toordinal() + 1)
    exact = (lendemain.month, lendemain.day) == (debut.month, debut.day)
    return lendemain.year - debut.year if exact else None


def _valeurs_partie(partie: PartieCitee) -> dict[str, str]:
    return {f"parties.{partie.cle}": partie.nom, f"parties.{partie.cle}.appellation": partie.appellation}


def _renvois(clauses: Iterable[Clause]) -> dict[str, str]:
    return {f"{clause.type}/{clause.cle}": clause.nom.lower() for clause in clauses}


def resoudre(blocs: Iterable[Bloc], contexte: Contexte) -> tuple[Bloc, ...]:
    """The same blocs with every citation and reference given its text."""
    return tuple(_bloc(bloc, contexte) for bloc in blocs)


def _bloc(bloc: Bloc, contexte: Contexte) -> Bloc:
    match bloc:
        case Titre() | Paragraphe():
            return replace(bloc, contenu=_contenu(bloc.contenu, contexte))
        case Liste():
            return replace(bloc, elements=tuple(_element(e, contexte) for e in bloc.elements))
        case Tableau():
            return replace(
                bloc,
                entetes=tuple(_rang(r, contexte) for r in bloc.entetes),
                rangs=tuple(_rang(r, contexte) for r in bloc.rangs),
            )
    return bloc


def _element(element: Element, contexte: Contexte) -> Element:
    return replace(
        element,
        contenu=_contenu(element.contenu, contexte),
        sous=tuple(_element(e, contexte) for e in element.sous),
    )


def _rang(rang: Rang, contexte: Contexte) -> Rang:
    cellules: tuple[Cellule, ...] = tuple(
        replace(c, contenu=_contenu(c.contenu, contexte)) for c in rang.cellules
    )
    return replace(rang, cellules=cellules)


def _contenu(contenu: Contenu, contexte: Contexte) -> Contenu:
    return tuple(_fragment(f, contexte) for f in contenu)


def _fragment(fragment: Fragment, contexte: Contexte) -> Fragment:
    match fragment:
        case Champ():
            return replace(fragment, valeur=contexte.valeurs.get(fragment.cle, ""))
        case Renvoi():
            absent = f"[renvoi à une disposition absente : {fragment.cible}]"
            return replace(fragment, texte=contexte.renvois.get(fragment.cible, absent))
    return fragment
