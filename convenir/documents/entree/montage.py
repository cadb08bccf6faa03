"""Assembling what a reader of .docx, .odt, .html or .pdf meets, in order, into lines and blocs.

The styles of the file come first; where there are none, the wording tells headings, contents and
bullets, by the same rules as for a plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Bloc,
    Cellule,
    Contenu,
    DocumentLu,
    Figure,
    Fragment,
    Paragraphe,
    Place,
    Rang,
    Saut,
    Source,
    Tableau,
    Texte,
    Titre,
    texte_brut,
)
from convenir.documents.entree.enrichi import amputer, normaliser, sans_gras
from convenir.documents.entree.intitules import intitule, intitule_simple, lignes_de_sommaire
from convenir.documents.entree.puces import Amorce, Item, emboiter, numero, puce, suivant
from convenir.documents.entree.tableaux import dresser

if TYPE_CHECKING:
    from collections.abc import Sequence

_SANS_PLACE = Place()
PAGINATION = re.compile(r"(?:page|sur|de|of|[\W\d_])*+", re.IGNORECASE)
_PAGE = re.compile(r"\bpage\s*\d+(?:\s*(?:/|sur|de)\s*\d+)?|\b\d+\s*/\s*\d+$")
_TITRE_MAXIMUM = 300  # characters: a longer "heading" is a paragraph somebody styled


@dataclass(frozen=True, slots=True)
class Unite:
    """A leaf as it was met. `sorte`: titre, paragraphe, item, sommaire.

    `niveau` is that of the heading (from 1) or orders the items; `liste` tells numbered lists apart.
    """

    sorte: str
    contenu: Contenu
    niveau: int = 0
    ordonnee: bool = False
    liste: str = ""
    place: Place = _SANS_PLACE


@dataclass(slots=True)
class Montage:
    """Collects units in the order of the text, one line each, then `document()` builds the blocs."""

    lignes: list[str] = field(default_factory=list)
    _connues: set[str] = field(default_factory=set)
    _suite: list[Unite | Tableau | Figure | Saut] = field(default_factory=list)

    def titre(self, niveau: int, contenu: Contenu, *, page: int | None = None, repere: str = "") -> None:
        """Add a heading that the file styles as such; `niveau` from 1, brought back to 6 at most."""
        sorte = "titre" if len(texte_brut(contenu)) <= _TITRE_MAXIMUM else "paragraphe"
        self._ajouter(Unite(sorte, contenu, min(6, max(1, niveau))), page, repere)

    def paragraphe(
        self, contenu: Contenu, *, retrait: int = 0, page: int | None = None, repere: str = ""
    ) -> None:
        """Add a paragraph, perhaps a heading or an item by its wording; `retrait` nests typed bullets."""
        self._ajouter(Unite("paragraphe", contenu, retrait), page, repere)

    def sommaire(self, contenu: Contenu, *, page: int | None = None, repere: str = "") -> None:
        """Add an entry of the contents, kept as a plain paragraph."""
        self._ajouter(Unite("sommaire", contenu), page, repere)

    def item(self, unite: Unite, *, page: int | None = None, repere: str = "") -> None:
        """Add an item of a real list."""
        self._ajouter(unite, page, repere)

    def tableau(
        self,
        rangees: Sequence[Sequence[Cellule]],
        *,
        entetes: int = 0,
        page: int | None = None,
        reperes: Sequence[str] = (),
    ) -> None:
        """Add a table; `entetes` header rows are declared by the file, `reperes` go with the rows."""
        if not rangees:
            return
        rangs = [
            Rang(
                tuple(cellules), self._ligne("\t".join(texte_brut(c.contenu) for c in cellules), page, repere)
            )
            for cellules, repere in zip(rangees, reperes or [""] * len(rangees), strict=True)
        ]
        self._suite.append(dresser(rangs, min(entetes, len(rangs))))

    def figure(self, figure: Figure, *, page: int | None = None, repere: str = "") -> None:
        """Add an image; its alternative text is its line."""
        self._suite.append(replace(figure, place=self._ligne(figure.alternative, page, repere)))

    def saut(self, nature: str = "page") -> None:
        """Add a break, unless the text starts there or one was just added."""
        if self._suite and not isinstance(self._suite[-1], Saut):
            self._suite.append(Saut(nature))

    def marge(self, contenu: Contenu, *, page: int | None = None) -> None:
        """Add the text of a header or footer, once, when it is no page number and no line of the text."""
        if not self._connues:
            self._connues.update(map(_sans_page, self.lignes))
        chaine = _sans_page(texte_brut(contenu))
        if chaine not in self._connues and not PAGINATION.fullmatch(chaine):
            self._connues.add(chaine)
            runs = [
                replace(run, texte=run.texte.replace("\t", " ")) for run in contenu if isinstance(run, Texte)
            ]
            self._ajouter(Unite("sommaire", tuple(runs)), page, "")

    def en_ligne(self) -> Contenu:
        """Everything added so far as one content, a line each: what a cell holds."""
        runs: list[Fragment] = []
        for unite in self._suite:
            contenu = unite.contenu if isinstance(unite, Unite) else ()
            runs.extend([Texte("\n")] if runs and contenu else [])
            runs.extend(
                [Texte("• ")] if contenu and isinstance(unite, Unite) and unite.sorte == "item" else []
            )
            runs.extend(contenu)
        return normaliser([run for run in runs if isinstance(run, Texte)])

    def document(
        self, source: Source, *, titre: str = "", langue: str = "fr", avis: tuple[str, ...] = ()
    ) -> DocumentLu:
        """Build the document; `source` comes without its lines."""
        while self._suite and isinstance(self._suite[-1], Saut):
            self._suite.pop()
        blocs = tuple(_Assemblage(self._suite, lignes_de_sommaire(tuple(self.lignes))).blocs())
        titres = (texte_brut(bloc.contenu) for bloc in blocs if isinstance(bloc, Titre))
        source = replace(source, lignes=tuple(self.lignes), numerotee=False)
        return DocumentLu(source, blocs, titre=titre or next(titres, ""), langue=langue, avis=avis)

    def _ajouter(self, unite: Unite, page: int | None, repere: str) -> None:
        chaine = texte_brut(unite.contenu)
        if chaine.strip():
            self._suite.append(replace(unite, place=self._ligne(chaine, page, repere)))

    def _ligne(self, chaine: str, page: int | None, repere: str) -> Place:
        self.lignes.append(" ".join(chaine.splitlines()))
        return Place((len(self.lignes),), page, repere)


@dataclass(slots=True)
class _Assemblage:
    """The second pass, from left to right: `rang` is the index of the next unit."""

    suite: list[Unite | Tableau | Figure | Saut]
    sommaire: frozenset[int]
    rang: int = 0
    structure: bool = False

    def blocs(self) -> list[Bloc]:
        blocs: list[Bloc] = []
        while self.rang < len(self.suite):
            unite = self.suite[self.rang]
            blocs.append(self._bloc(unite) if isinstance(unite, Unite) else unite)
            self.rang += 1
        return blocs

    def _bloc(self, unite: Unite) -> Bloc:
        """The bloc that starts with this unit; leaves `rang` on the last unit it holds."""
        if unite.sorte == "item":
            return self._liste()
        if unite.sorte == "titre":
            self._noter(texte_brut(unite.contenu))
            return Titre(unite.niveau, sans_gras(unite.contenu), unite.place)
        if unite.sorte == "sommaire" or unite.place.lignes[0] - 1 in self.sommaire:
            return Paragraphe(unite.contenu, unite.place)
        return self._par_le_texte(unite)

    def _par_le_texte(self, unite: Unite) -> Bloc:
        chaine = texte_brut(unite.contenu)
        trouve = intitule(chaine)
        self._noter(chaine)
        if trouve:
            return Titre(trouve.niveau_apres(structure=self.structure), sans_gras(unite.contenu), unite.place)
        if puce(chaine):
            return self._liste_de_puces()
        if items := self._numerotes():
            self.rang += len(items) - 1
            return emboiter(items, ordonnee=True)
        if intitule_simple(chaine):
            return Titre(2, sans_gras(unite.contenu), unite.place)
        return Paragraphe(unite.contenu, unite.place)

    def _noter(self, chaine: str) -> None:
        trouve = intitule(chaine)
        self.structure = self.structure or bool(trouve and trouve.cle)

    def _liste(self) -> Bloc:
        """Gather the items that follow each other in one list."""
        premiere = self._unite(self.rang)
        items: list[Item] = []
        while (unite := self._unite(self.rang)) and unite.sorte == "item" and _meme_liste(premiere, unite):
            items.append(Item(unite.contenu, unite.niveau, unite.place))
            self.rang += 1
        self.rang -= 1
        return emboiter(items, ordonnee=premiere.ordonnee if premiere else False)

    def _liste_de_puces(self) -> Bloc:
        items: list[Item] = []
        while (unite := self._unite(self.rang)) and (amorce := self._amorce(unite)):
            items.append(_item(unite, amorce))
            self.rang += 1
        self.rang -= 1
        return emboiter(items)

    def _amorce(self, unite: Unite) -> Amorce | None:
        libre = unite.sorte == "paragraphe" and unite.place.lignes[0] - 1 not in self.sommaire
        return puce(texte_brut(unite.contenu)) if libre else None

    def _numerotes(self) -> list[Item]:
        """Items typed "1.", "2."…: at least two, from 1 (or a), without a gap; else nothing."""
        items: list[Item] = []
        premier = attendu = None
        rang = self.rang
        while (unite := self._unite(rang)) and unite.sorte == "paragraphe":
            amorce = numero(texte_brut(unite.contenu))
            attendu = attendu or (amorce.numero if amorce and amorce.numero in ("1", "a") else None)
            if not amorce or amorce.numero != attendu or (premier and amorce.signe != premier.signe):
                break
            premier = premier or amorce
            attendu = suivant(attendu)
            items.append(_item(unite, amorce))
            rang += 1
        return items if len(items) > 1 else []

    def _unite(self, rang: int) -> Unite | None:
        unite = self.suite[rang] if rang < len(self.suite) else None
        return unite if isinstance(unite, Unite) else None


def _sans_page(ligne: str) -> str:
    """What a line of margin has in common with those of the other pages."""
    return _PAGE.sub("#", " ".join(ligne.split()).casefold())


def _item(unite: Unite, amorce: Amorce) -> Item:
    chaine = texte_brut(unite.contenu)
    signe = "" if amorce.numero else amorce.signe
    return Item(amputer(unite.contenu, len(chaine) - len(amorce.suite)), unite.niveau, unite.place, signe)


def _meme_liste(premiere: Unite | None, unite: Unite) -> bool:
    """Tell whether an item goes on with the list of the first: under it, or beside it with the same marks."""
    if premiere is None or unite.niveau > premiere.niveau:
        return premiere is not None
    return unite.ordonnee == premiere.ordonnee and (not unite.ordonnee or unite.liste == premiere.liste)
