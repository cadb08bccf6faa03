"""Markdown → blocs, each with its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Bloc,
    Cellule,
    Contenu,
    Element,
    Figure,
    Fragment,
    Insertion,
    Liste,
    Paragraphe,
    Place,
    Rang,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte_brut,
)
from convenir.documents.entree.enrichi import enrichir, normaliser
from convenir.documents.entree.lignes import decouper
from convenir.documents.entree.puces import NIVEAUX_MAXIMUM
from convenir.documents.markdown.ecriture import SAUT_DE_PAGE
from convenir.documents.markdown.fragments import contenu_de_jetons, decouper_signes
from convenir.documents.markdown.rattachement import rattacher
from convenir.documents.markdown.syntaxe import ANCRE, INSERTION, analyseur

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.token import Token

_TABLEAU_HTML = re.compile(r"\s*<table\b", re.IGNORECASE)


def lire_markdown(chaine: str) -> tuple[Bloc, ...]:
    """Read the Markdown of a provision (see the package for the syntax)."""
    return lire_lignes(decouper(chaine))


def lire_lignes(
    lignes: tuple[str, ...], deviner: Callable[[int, int, Contenu], list[Bloc] | None] | None = None
) -> tuple[Bloc, ...]:
    """Read lines of Markdown; every non-blank line goes in the place of exactly one leaf.

    `deviner` may take a paragraph of lines debut (included) to fin (excluded), 0-based, and give
    other blocs for it.
    """
    jetons = analyseur().parse("\n".join(ligne.replace("\f", " ") for ligne in lignes))
    lecture = _Lecture(lignes, jetons, deviner)
    return rattacher(lecture.blocs(), lignes)


@dataclass(slots=True)
class _Lecture:
    """Where the reading stands: `rang` is the index of the next token."""

    lignes: tuple[str, ...]
    jetons: list[Token]
    deviner: Callable[[int, int, Contenu], list[Bloc] | None] | None
    rang: int = 0
    prises: set[int] = field(default_factory=set)

    def blocs(self) -> list[Bloc]:
        blocs: list[Bloc] = []
        while self.rang < len(self.jetons):
            self.rang += 1
            blocs.extend(self._bloc(self.jetons[self.rang - 1]))
        return blocs

    def _bloc(self, jeton: Token) -> list[Bloc]:
        """The blocs that this token opens; none for the tokens that only wrap others."""
        match jeton.type:
            case "heading_open":
                blocs: list[Bloc] = [self._titre(jeton)]
            case "paragraph_open":
                blocs = self._paragraphe(jeton)
            case "bullet_list_open" | "ordered_list_open":
                blocs = self._liste(jeton)
            case "table_open":
                blocs = [self._tableau()]
            case "hr":
                blocs = [Saut("section", self._place(jeton))]
            case "html_block":
                blocs = self._html(jeton)
            case "fence":
                blocs = self._brut(jeton)
            case _:
                blocs = []
        return blocs

    def _liste(self, jeton: Token) -> list[Bloc]:
        elements = self._elements(jeton.type.replace("open", "close"), 1)
        ordonnee = jeton.type == "ordered_list_open"
        return [Liste(elements, ordonnee=ordonnee, place=_union(elements))] if elements else []

    def _place(self, jeton: Token, de_plus: int = 0) -> Place:
        """Non-blank lines of a token, and `de_plus` after it, that no leaf owns yet."""
        debut, fin = jeton.map or (0, 0)
        return self._prendre(debut, fin + de_plus)

    def _prendre(self, debut: int, fin: int) -> Place:
        fin = min(fin, len(self.lignes))
        candidates = (n for n in range(debut + 1, fin + 1) if self.lignes[n - 1].strip())
        lignes = tuple(n for n in candidates if n not in self.prises)
        self.prises.update(lignes)
        return Place(lignes)

    def _inline(self) -> Token:
        """The inline token of a block, its closing token consumed."""
        jeton = self.jetons[self.rang]
        self.rang += 2
        return jeton

    def _titre(self, jeton: Token) -> Titre:
        inline = self._inline()
        ancre = ANCRE.search(inline.content)
        contenu = contenu_de_jetons(inline.children)
        if ancre and isinstance(contenu[-1], Texte):
            contenu = normaliser((*contenu[:-1], Texte(ANCRE.sub("", contenu[-1].texte))))
        return Titre(int(jeton.tag[1]), contenu, self._place(jeton), ancre[1] if ancre else "")

    def _paragraphe(self, jeton: Token) -> list[Bloc]:
        inline = self._inline()
        enfants = inline.children or []
        if insertion := INSERTION.fullmatch(inline.content.strip()):
            return [Insertion(insertion[1], self._place(jeton))]
        if len(enfants) == 1 and enfants[0].type == "image":
            return [Figure(_alternative(enfants[0]), place=self._place(jeton))]
        contenu = contenu_de_jetons(enfants)
        debut, fin = jeton.map or (0, 0)
        if self.deviner and not jeton.level and (devines := self.deviner(debut, fin, contenu)) is not None:
            self.prises.update(range(debut + 1, fin + 1))
            return devines
        return [Paragraphe(contenu, self._place(jeton))] if contenu else []

    def _elements(self, fin: str, niveau: int) -> tuple[Element, ...]:
        elements: list[Element] = []
        while (jeton := self.jetons[self.rang]).type != fin:
            self.rang += 1
            if jeton.type == "list_item_open":
                elements.extend(self._element(jeton, niveau))
        self.rang += 1
        return tuple(elements)

    def _element(self, ouverture: Token, niveau: int) -> list[Element]:
        """The item opened by this token; past the last level, the items under it are put beside it."""
        contenu: list[Fragment] = []
        sous: list[Element] = []
        lignes: list[int] = []
        while (jeton := self.jetons[self.rang]).type != "list_item_close":
            self.rang += 1
            if jeton.type in ("bullet_list_open", "ordered_list_open"):
                sous.extend(self._elements(jeton.type.replace("open", "close"), niveau + 1))
                continue
            for bloc in self._bloc(jeton):
                contenu.extend([Texte("\n")] if contenu else [])
                contenu.extend(_a_plat(bloc))
                lignes.extend(bloc.place.lignes)
        self.rang += 1
        lignes.extend(self._place(ouverture).lignes[:1] if not lignes else ())
        a_plat = niveau >= NIVEAUX_MAXIMUM
        element = Element(normaliser(contenu), () if a_plat else tuple(sous), Place(tuple(lignes)))
        return [element, *sous] if a_plat else [element]

    def _tableau(self) -> Tableau:
        entetes: list[Rang] = []
        rangs: list[Rang] = []
        cible = entetes
        while (jeton := self.jetons[self.rang]).type != "table_close":
            self.rang += 1
            if jeton.type == "tbody_open":
                cible = rangs
            elif jeton.type == "tr_open":
                cible.append(self._rang(jeton, entete=cible is entetes))
        self.rang += 1
        if rangs and not any(c.contenu for c in entetes[0].cellules):
            lignes = (*entetes.pop().place.lignes, *rangs[0].place.lignes)
            rangs[0] = Rang(rangs[0].cellules, Place(lignes))
        return Tableau(tuple(rangs), tuple(entetes), place=_union((*entetes, *rangs)))

    def _rang(self, ouverture: Token, *, entete: bool) -> Rang:
        """A row; the line of dashes goes with the header."""
        cellules: list[Cellule] = []
        while (jeton := self.jetons[self.rang]).type != "tr_close":
            self.rang += 1
            if jeton.type == "inline":
                cellules.append(Cellule(contenu_de_jetons(jeton.children)))
        self.rang += 1
        return Rang(tuple(cellules), self._place(ouverture, 1 if entete else 0))

    def _html(self, jeton: Token) -> list[Bloc]:
        if jeton.content.strip() == SAUT_DE_PAGE:
            return [Saut("page", self._place(jeton))]
        if _TABLEAU_HTML.match(jeton.content) and (tableau := self._tableau_html(jeton)):
            return [tableau]
        return self._brut(jeton)

    def _brut(self, jeton: Token) -> list[Bloc]:
        """A block kept line for line."""
        place = self._place(jeton)
        runs: list[Fragment] = []
        for numero in place.lignes:
            runs.extend([Texte("\n"), *enrichir(self.lignes[numero - 1].strip())])
        contenu = normaliser(runs)
        return [Paragraphe(contenu, place)] if contenu else []

    def _tableau_html(self, jeton: Token) -> Tableau | None:
        from convenir.documents.markdown.tableau_html import lire_tableau  # noqa: PLC0415 -- rare, and needs lxml

        lu = lire_tableau(jeton.content)
        if lu is None:
            return None
        debut = (jeton.map or [0])[0]
        fins = [*(debut + ligne - 1 for _, ligne, _ in lu.rangs[1:]), (jeton.map or (0, 0))[1]]
        entetes: list[Rang] = []
        rangs: list[Rang] = []
        for (cellules, _, entete), fin in zip(lu.rangs, fins, strict=True):
            lues = tuple(Cellule(decouper_signes(c.contenu), c.colonnes, c.rangs) for c in cellules)
            rang = Rang(lues, self._prendre(debut, fin))
            debut = max(debut, fin)
            (entetes if entete and not rangs else rangs).append(rang)
        return Tableau(tuple(rangs), tuple(entetes), lu.legende, _union((*entetes, *rangs)))


def _alternative(image: Token) -> str:
    chaine = "".join(jeton.content for jeton in image.children or ())
    return " ".join(chaine.split())


def _union(feuilles: Iterable[Element | Rang]) -> Place:
    """Place of a list or a table: the lines of all its leaves."""
    lignes: list[int] = []
    for feuille in feuilles:
        lignes.extend(feuille.place.lignes)
        if isinstance(feuille, Element):
            lignes.extend(_union(feuille.sous).lignes)
    return Place(tuple(lignes))


def _a_plat(bloc: Bloc) -> Contenu:
    """A bloc as the content of an item, when it is not one that an item can hold."""
    if isinstance(bloc, (Titre, Paragraphe)):
        return bloc.contenu
    rangs = (*bloc.entetes, *bloc.rangs) if isinstance(bloc, Tableau) else ()
    textes = ("\t".join(texte_brut(cellule.contenu) for cellule in rang.cellules) for rang in rangs)
    alternative = bloc.alternative if isinstance(bloc, Figure) else ""
    return normaliser([Texte("\n".join(textes) or alternative)])
