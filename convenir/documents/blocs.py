"""The spine of Convenir: a document as a small immutable tree of blocs.

Every reader (`documents.entree`) produces blocs, every rule walks them, every renderer
(`documents.sortie`) consumes them. A bloc knows its place in the text that was read; a bloc
that was composed by the software has no place (`Place()`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bloc stands in the text read.

    `lignes`: 1-based numbers into `Source.lignes`; `page`: 1-based page of a paginated input;
    `repere`: the reader's own anchor in the original file (a DOCX body paragraph index, …), used
    to write comments back at the right spot.
    """

    lignes: tuple[int, ...] = ()
    page: int | None = None
    repere: str = ""


@dataclass(frozen=True, slots=True)
class Texte:
    """A run of characters with its emphasis. A newline in `texte` is a forced line break."""

    texte: str
    gras: bool = False
    italique: bool = False
    souligne: bool = False
    exposant: bool = False
    lien: str = ""


@dataclass(frozen=True, slots=True)
class Champ:
    """A live citation of a value that the record knows, e.g. `population` or `duree.debut`.

    `valeur` is what is printed once resolved; empty means missing and is published as a visible,
    counted "à compléter".
    """

    cle: str
    valeur: str = ""


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A live reference to a provision (`article/duree`, `annexe/instances`), its number computed.

    `texte` is what is printed once resolved ("article 11").
    """

    cible: str
    texte: str = ""


Fragment = Texte | Champ | Renvoi
Contenu = tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading; `niveau` 1 to 6. `ancre` is the stable target of links and contents entries.

    `numero` is the number printed apart ("Article 5"), when `contenu` does not already hold it.
    """

    niveau: int
    contenu: Contenu
    place: Place = Place()
    ancre: str = ""
    numero: str = ""


@dataclass(frozen=True, slots=True)
class Paragraphe:
    contenu: Contenu
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Element:
    """One item of a list, with the items under it."""

    contenu: Contenu
    sous: tuple[Element, ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Liste:
    elements: tuple[Element, ...]
    ordonnee: bool = False
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Cellule:
    """A table cell; `colonnes` and `rangs` are its spans."""

    contenu: Contenu
    colonnes: int = 1
    rangs: int = 1


@dataclass(frozen=True, slots=True)
class Rang:
    """A row of a table."""

    cellules: tuple[Cellule, ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Tableau:
    """A real table. `entetes`: the header rows (possibly none); `rangs`: the body rows."""

    rangs: tuple[Rang, ...]
    entetes: tuple[Rang, ...] = ()
    legende: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Figure:
    """An image. `alternative` is mandatory to publish; `octets` may be empty when only a trace was read."""

    alternative: str
    octets: bytes = b""
    format: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Insertion:
    """A live block (`instances`, `plans`, `chiffres`, `communes`, `signatures`…) composed at publication."""

    cle: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Saut:
    """A break; `nature` is `page`, `section`, or `marge`: what an extraction left of a page margin."""

    nature: str = "page"
    place: Place = Place()


Bloc = Titre | Paragraphe | Liste | Tableau | Figure | Insertion | Saut


@dataclass(frozen=True, slots=True)
class Source:
    """The text that was read, line by line.

    For .txt and .md, `lignes` are the lines of the file itself and `numerotee` is true. For the
    other formats they are the lines the reader laid out (one per paragraph, cell row or heading),
    good to point at internally but not to show as line numbers of the file.
    """

    nom: str
    format: str
    lignes: tuple[str, ...]
    numerotee: bool
    sha256: str = ""
    taille: int = 0
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentLu:
    """What a reader gives: the source and its blocs.

    Every non-blank line is in the place of exactly one leaf.
    """

    source: Source
    blocs: tuple[Bloc, ...]
    titre: str = ""
    langue: str = "fr"
    avis: tuple[str, ...] = field(default_factory=tuple)


Feuille = Titre | Paragraphe | Element | Rang | Figure | Insertion | Saut


def feuilles(blocs: Iterable[Bloc]) -> Iterator[Feuille]:
    """The leaves that own the lines, in the order of the text: items and rows instead of lists and tables."""
    for bloc in blocs:
        if isinstance(bloc, Liste):
            yield from _items(bloc.elements)
        elif isinstance(bloc, Tableau):
            yield from (*bloc.entetes, *bloc.rangs)
        else:
            yield bloc


def _items(elements: tuple[Element, ...]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _items(element.sous)


def texte_brut(contenu: Contenu) -> str:
    """Plain characters of inline content, as a reader would see them."""
    return "".join(f.texte if isinstance(f, (Texte, Renvoi)) else f.valeur for f in contenu)


def texte(chaine: str) -> Contenu:
    """Inline content made of one plain run."""
    return (Texte(chaine),) if chaine else ()
