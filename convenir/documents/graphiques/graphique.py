"""What a chart or a map is made from and what it gives: measures, cartouche, drawing with its table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Figure, Paragraphe, Rang, Tableau, texte
from convenir.socle.formats import FINE, MOINS, ecrire_avec_unite, ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from convenir.documents.blocs import Bloc

    Nombre = Decimal | float

_FORMULE = ("=", "+", "@", "\t", "\r")


class Absence(StrEnum):
    """Why there is no number to draw."""

    SECRETE = "secrete"  # noqa: S105 -- of statistics
    INCONNUE = "inconnue"
    DISPUTEE = "disputee"

    @property
    def libelle(self) -> str:
        return _ABSENCES[self]


_ABSENCES = {
    Absence.SECRETE: "secret statistique",
    Absence.INCONNUE: "valeur non connue",
    Absence.DISPUTEE: "valeurs en désaccord",
}


@dataclass(frozen=True, slots=True)
class Mesure:
    """One number to draw: of what, how much; `valeur` None says why by `absence`.

    `mention` goes beside it in the table ("2022, arrondie"); `en_avant`: the one the reader looks for.
    """

    nom: str
    valeur: Nombre | None
    absence: Absence = Absence.INCONNUE
    mention: str = ""
    en_avant: bool = False

    @property
    def nombre(self) -> float:
        """The number, for drawing; asked of known ones only."""
        return float(self.valeur or 0)


@dataclass(frozen=True, slots=True)
class Cartouche:
    """What is written around a drawing, as in the corner of a map.

    `cle` names its files and its parts: letters, digits, dashes, unique in a page. `entite`: what a row of
    its table is ("Commune"); `quoi`: what its number is.
    """

    cle: str
    titre: str
    source: str
    millesime: str = ""
    unite: str = ""
    decimales: int | None = None
    entite: str = "Territoire"
    quoi: str = "Valeur"
    notes: tuple[str, ...] = ()

    def ecrire(self, valeur: Nombre) -> str:
        """A number with its unit, the French way."""
        return ecrire_avec_unite(valeur, self.unite, self.decimales)

    def dire(self, mesure: Mesure) -> str:
        """What a measure says: its number with its unit, or why there is none."""
        return mesure.absence.libelle if mesure.valeur is None else self.ecrire(mesure.valeur)

    def situer(self, mesure: Mesure) -> str:
        """The same, and whose it is."""
        return f"{self.dire(mesure)} ({mesure.nom})"

    def chiffrer(self, mesure: Mesure) -> str:
        """The same without unit, for a column whose heading has it."""
        if mesure.valeur is None:
            return mesure.absence.libelle
        return ecrire_nombre(mesure.valeur, self.decimales)

    @property
    def colonne(self) -> str:
        """The heading of the numbers."""
        return f"{self.quoi} ({self.unite})" if self.unite else self.quoi


@dataclass(frozen=True, slots=True)
class Graphique:
    """A drawing and all it must not go without. `resume`: in a sentence or two, what one would see.

    `entetes` and `lignes`: its table. `svg`: one `<svg>` element, that stands as well in a page as in a file.
    """

    cartouche: Cartouche
    resume: str
    svg: str
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def cle(self) -> str:
        return self.cartouche.cle

    @property
    def titre(self) -> str:
        return self.cartouche.titre

    @property
    def provenance(self) -> str:
        """The line under it: its source, and its year when one holds for all."""
        source, millesime = self.cartouche.source, self.cartouche.millesime
        return f"{source}, {millesime}" if source and millesime else source or millesime

    @property
    def fichier(self) -> bytes:
        """The drawing as a file of its own."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.svg}\n'.encode()

    @property
    def tableau_html(self) -> str:
        """Its table for a page, escaped. Written here: hundreds of cells would cost a template dearly."""
        premier, *autres = self.entetes
        titres = f'<th scope="col">{escape(premier)}</th>' + _cellules("th", autres, ' scope="col"')
        rangs = "".join(
            f'<tr><th scope="row">{escape(nom)}</th>{_cellules("td", suite)}</tr>'
            for nom, *suite in self.lignes
        )
        return (
            f'<table><caption class="hors-ecran">{escape(self.titre)}</caption>'
            f"<thead><tr>{titres}</tr></thead><tbody>{rangs}</tbody></table>"
        )

    @property
    def figure(self) -> Figure:
        """The drawing as a bloc, described to who does not see it."""
        return Figure(f"{self.titre}. {self.resume}", self.fichier, "svg")

    @property
    def tableau(self) -> Tableau:
        """Its table as a bloc."""
        return Tableau(_rangs(self.lignes), _rangs([self.entetes]), self.titre)

    def blocs(self, *, avec_tableau: bool = True) -> tuple[Bloc, ...]:
        """What a publication prints: the drawing, its table, its source and its notes."""
        pied = " ".join([f"Source : {self.provenance}.", *self.notes] if self.provenance else self.notes)
        tableau = (self.tableau,) if avec_tableau else ()
        return (self.figure, *tableau, *((Paragraphe(texte(pied)),) if pied else ()))

    def csv(self) -> bytes:
        """Its table as a spreadsheet opens it in France: semicolons, decimal commas, UTF-8 with its mark."""
        sortie = io.StringIO()
        ecriture = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
        for ligne in (self.entetes, *self.lignes):
            ecriture.writerow([_nue(cellule) for cellule in ligne])
        ecriture.writerow([])
        for pied in (self.titre, f"Source : {self.provenance}", *self.notes):
            ecriture.writerow([_nue(pied)])
        return sortie.getvalue().encode("utf-8-sig")


def tableau_des_mesures(
    cartouche: Cartouche, mesures: Sequence[Mesure]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """(headings, rows) of measures, one a row; their mentions when there are some."""
    mentions = any(m.mention for m in mesures)
    entetes = (cartouche.entite, cartouche.colonne, *(("Précision",) if mentions else ()))
    lignes = tuple((m.nom, cartouche.chiffrer(m), *((m.mention,) if mentions else ())) for m in mesures)
    return entetes, lignes


def _cellules(balise: str, cellules: Sequence[str], attribut: str = "") -> str:
    return "".join(f'<{balise}{attribut} class="n">{escape(c)}</{balise}>' for c in cellules)


def _rangs(lignes: Sequence[Sequence[str]]) -> tuple[Rang, ...]:
    return tuple(Rang(tuple(Cellule(texte(cellule)) for cellule in ligne)) for ligne in lignes)


def _nue(cellule: str) -> str:
    """A cell that a spreadsheet reads as a number when it is one, and never as a formula."""
    nue = cellule.replace(FINE, " ").replace(MOINS, "-")
    compacte = nue.replace(" ", "")
    if compacte.removeprefix("-").replace(",", "", 1).isdecimal():
        return compacte
    return f"'{nue}" if nue.startswith((*_FORMULE, "-")) else nue
