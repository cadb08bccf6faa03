"""What the columns of a table mean: which holds the code, the year, and each indicator."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.models import Correspondance
from convenir.socle.erreurs import Refus
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Origine:
    """The data set that a kind of table comes from; `arrondi`: the step its counts are rounded to."""

    cle: str
    titre: str
    producteur: str
    url: str = ""
    licence: str = ""
    arrondi: int | None = None
    geographie: int | None = None


@dataclass(frozen=True, slots=True)
class Colonnes:
    """How to read a kind of table. Columns are named by their header, whatever its case and accents.

    Wide: `indicateurs` gives the key of each column of figures, followed by "@2015" when that column
    alone is of another year. Long: `cle` holds the key, `valeur` the
    figure. `annee` is a column, or `millesime` the year of the whole table. `secret` is a column that is
    not zero where the row is withheld. `niveau` may be a column too (`colonne_niveau`).

    Where a producer has codes of its own: `designations` says which indicator each code of the column
    `cle` is, `niveaux` which level each word of `colonne_niveau`, `filtres` what a column must hold for
    its row to be read. Rows that none of them names are left aside, and counted.
    """

    origine: Origine
    code: str
    niveau: str = ""
    colonne_niveau: str = ""
    annee: str = ""
    millesime: int | None = None
    population: str = ""
    secret: str = ""
    indicateurs: Mapping[str, str] = field(default_factory=dict)
    cle: str = ""
    valeur: str = ""
    designations: Mapping[str, str] = field(default_factory=dict)
    niveaux: Mapping[str, str] = field(default_factory=dict)
    filtres: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if bool(self.indicateurs) == bool(self.cle and self.valeur):
            raise Refus(
                "Dites quelle colonne porte quel indicateur (COLONNE=clé), ou lesquelles portent la clé et "
                "la valeur : l’un ou l’autre."
            )
        if not self.annee and self.millesime is None:
            raise Refus("Dites de quelle année sont les chiffres : une colonne, ou l’année elle-même.")
        if not self.colonne_niveau and self.niveau not in Niveau.values:
            raise Refus(f"Dites quel territoire décrit une ligne : {', '.join(Niveau.values)}.")

    def requises(self) -> tuple[str, ...]:
        """The headers without which nothing can be read."""
        toutes = (
            self.code,
            self.colonne_niveau,
            self.annee,
            self.secret,
            self.cle,
            self.valeur,
            *self.filtres,
        )
        return tuple(filter(None, toutes))

    def en_donnees(self) -> dict[str, Any]:
        return asdict(self)


def lire(donnees: Mapping[str, Any]) -> Colonnes:
    """The columns kept as JSON or TOML. Raises `Refus` when they do not make sense."""
    connus = {f.name for f in fields(Colonnes)}
    if inconnus := donnees.keys() - connus:
        raise Refus(f"La correspondance de colonnes ne se comprend pas : {', '.join(sorted(inconnus))}.")
    return Colonnes(**{**donnees, "origine": Origine(**donnees["origine"])})


@lru_cache(maxsize=1)
def livrees() -> Mapping[str, Colonnes]:
    """Those that come with the software, by name."""
    contenu = (files("convenir.diagnostic") / "donnees" / "colonnes.toml").read_text("utf-8")
    return {nom: lire(donnees) for nom, donnees in tomllib.loads(contenu).items()}


def connues(convention: Convention | None = None) -> dict[str, Colonnes]:
    """All of them, with those of a convention; one saved under the name of a shipped one replaces it."""
    siennes = Correspondance.objects.filter(Q(convention=None) | Q(convention=convention))
    gardees = siennes.order_by(F("convention").asc(nulls_first=True), "nom")
    return dict(livrees()) | {c.nom: lire(c.colonnes) for c in gardees}


def trouver(nom: str) -> Colonnes:
    """The columns of a name. Raises `Refus` listing the names there are."""
    toutes = connues()
    if nom not in toutes:
        raise Refus(f"Aucune correspondance ne s’appelle « {nom} ». Il y a : {', '.join(sorted(toutes))}.")
    return toutes[nom]


def reconnaitre(entete: Sequence[str], convention: Convention | None = None) -> tuple[str, Colonnes] | None:
    """The known columns that understand most of a header; None when none does."""
    return next(iter(possibles(entete, convention)), None)


def possibles(entete: Sequence[str], convention: Convention | None = None) -> list[tuple[str, Colonnes]]:
    """The known columns that understand a header, the one that understands most of it first."""
    titres = {cle(titre) for titre in entete}
    candidates = [
        (sum(cle(c) in titres for c in (*colonnes.requises(), *colonnes.indicateurs)), nom, colonnes)
        for nom, colonnes in connues(convention).items()
        if _convient(colonnes, titres)
    ]
    return [c[1:] for c in sorted(candidates, key=lambda c: c[:2], reverse=True)]


def _convient(colonnes: Colonnes, titres: set[str]) -> bool:
    if any(cle(requise) not in titres for requise in colonnes.requises()):
        return False
    return not colonnes.indicateurs or any(cle(c) in titres for c in colonnes.indicateurs)


@dataclass(frozen=True, slots=True)
class Places:
    """Where each thing is in a row. `indicateurs`: (rank, key, own year) of the columns of figures."""

    code: int
    niveau: int | None
    annee: int | None
    population: int | None
    secret: int | None
    cle: int | None
    valeur: int | None
    indicateurs: tuple[tuple[int, str, int | None], ...]
    filtres: tuple[tuple[int, str], ...]
    ignorees: tuple[str, ...]

    @property
    def largeur(self) -> int:
        """How many cells a row must have for all this to be in it."""
        seules = (self.code, self.niveau, self.annee, self.population, self.secret, self.cle, self.valeur)
        portees = [portee[0] for portee in self.indicateurs] + [filtre[0] for filtre in self.filtres]
        return 1 + max(place for place in (*seules, *portees) if place is not None)


def placer(colonnes: Colonnes, entete: Sequence[str]) -> Places:
    """Find the columns in a header. Raises `Refus` naming the one that is missing."""
    rangs = {cle(titre): rang for rang, titre in reversed(list(enumerate(entete)))}

    def rang(titre: str) -> int | None:
        if not titre:
            return None
        if cle(titre) not in rangs:
            raise Refus(f"La colonne « {titre} » manque. L’en-tête a : {', '.join(filter(None, entete))}.")
        return rangs[cle(titre)]

    portees = tuple(
        (rangs[cle(c)], *_designation(i)) for c, i in colonnes.indicateurs.items() if cle(c) in rangs
    )
    if colonnes.indicateurs and not portees:
        raise Refus(f"Aucune colonne de chiffres n’est là, parmi : {', '.join(colonnes.indicateurs)}.")
    lues = {*map(cle, colonnes.requises()), *map(cle, colonnes.indicateurs), cle(colonnes.population)}
    return Places(
        code=rang(colonnes.code) or 0,
        niveau=rang(colonnes.colonne_niveau),
        annee=rang(colonnes.annee),
        population=rangs.get(cle(colonnes.population)) if colonnes.population else None,
        secret=rang(colonnes.secret),
        cle=rang(colonnes.cle),
        valeur=rang(colonnes.valeur),
        indicateurs=portees,
        filtres=tuple((rang(titre) or 0, voulu) for titre, voulu in colonnes.filtres.items()),
        ignorees=tuple(titre for titre in entete if titre and cle(titre) not in lues),
    )


def _designation(ecrite: str) -> tuple[str, int | None]:
    """The key and the year of "naissances@2022"."""
    nom, _, annee = ecrite.partition("@")
    return nom, int(annee) if annee.isdecimal() else None
