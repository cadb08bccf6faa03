"""What is handed to every renderer: one immutable document, ready to be printed.

`edition` and `relecture` compose a `Publication`; each `documents.sortie.<format>.rendre` writes it.
A renderer knows nothing of conventions: only blocs, a cover and a few options.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from convenir.documents.blocs import Champ, Titre

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.documents.blocs import Bloc, Contenu

#: keys of the Champ that a renderer computes itself
PAGES = "document.pages"
ANNEXES = "document.annexes"
CALCULES = (PAGES, ANNEXES)
_PAR_RANGEE = 3  # places for signing side by side


@dataclass(frozen=True, slots=True)
class Encadre:
    """Blocs set apart. `genre` says why, and each renderer gives it a look.

    `partie`, `visas`, `acte`: parts of a convention; `citation`: the words of another text; `bloquant`,
    `avertissement`, `information`: a finding by severity; `preuve`: its evidence; `suite`: an empty box to
    write in by hand.
    """

    genre: str
    blocs: tuple[BlocPublie, ...]


@dataclass(frozen=True, slots=True)
class Emplacement:
    """Where one person signs: for whom, in which capacity, under which name. Empty strings are left blank."""

    organisation: str
    qualite: str
    nom: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature block: one column per signatory, never cut by a page break."""

    emplacements: tuple[Emplacement, ...]

    @property
    def rangees(self) -> Iterator[tuple[Emplacement, ...]]:
        """The places side by side, three at most."""
        for debut in range(0, len(self.emplacements), _PAR_RANGEE):
            yield self.emplacements[debut : debut + _PAR_RANGEE]


if TYPE_CHECKING:
    BlocPublie = Bloc | Encadre | Signatures


@dataclass(frozen=True, slots=True)
class Couverture:
    """The first page: what is written above the title, under it, and who commits themselves."""

    surtitre: str = ""
    periode: str = ""
    parties: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    contenu: tuple[BlocPublie, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A document to print.

    `titre` is the title of the file and of the cover; `courant` the short title repeated on each page.
    `sommaire` prints computed contents down to `profondeur` levels; `paraphes` are the labels of the
    boxes for initials at the foot of each page (none: no boxes); `verification` the address of the page that
    proves the file, printed by the PDF as a QR code at the foot of each page and in clear on the first;
    `filigrane` a word printed at the top of each page of a document that is not final ("projet").
    """

    titre: str
    blocs: tuple[BlocPublie, ...]
    couverture: Couverture | None = None
    courant: str = ""
    sommaire: bool = False
    titre_sommaire: str = "Table des matières"
    apres_sommaire: tuple[BlocPublie, ...] = ()
    profondeur: int = 1
    paraphes: tuple[str, ...] = ()
    verification: str = ""
    filigrane: str = ""
    langue: str = "fr"
    auteur: str = ""
    sujet: str = ""
    date: datetime.date | None = None
    annexes: int = 0
    mots_cles: tuple[str, ...] = field(default=())

    @property
    def manques(self) -> int:
        """How many values are printed "à compléter"."""
        return sum(1 for noeud in parcourir(self.blocs) if est_manquant(noeud))

    @property
    def phrase_manques(self) -> str:
        """The count said in words ("12 valeurs à compléter"), or nothing when all is known."""
        nombre = self.manques
        return f"{nombre} valeur{'s' if nombre > 1 else ''} à compléter" if nombre else ""


def est_manquant(noeud: object) -> bool:
    """Whether a node is a value that nobody knows yet."""
    return isinstance(noeud, Champ) and not noeud.valeur and noeud.cle not in CALCULES


def parcourir(noeud: object) -> Iterator[Any]:
    """Every dataclass node under a tree of blocs, in reading order."""
    pile = [noeud]
    while pile:
        courant = pile.pop()
        if isinstance(courant, tuple):
            pile.extend(reversed(courant))
        elif attributs := _attributs(type(courant)):  # type: ignore[arg-type] # a class is hashable
            yield courant
            enfants = [getattr(courant, nom) for nom in attributs]
            pile.extend(enfant for enfant in reversed(enfants) if enfant and isinstance(enfant, tuple))


@cache
def _attributs(genre: type[Any]) -> tuple[str, ...]:
    """Names of the fields of a node; none for what is not a node."""
    return tuple(attribut.name for attribut in fields(genre)) if is_dataclass(genre) else ()


def titres(publication: Publication) -> tuple[Titre, ...]:
    """The headings of a publication, in order: they make contents and bookmarks."""
    return tuple(noeud for noeud in parcourir(publication.blocs) if isinstance(noeud, Titre))


def contenu_vide(contenu: Contenu) -> bool:
    """Whether inline content prints nothing at all."""
    return not any(getattr(f, "texte", "").strip() or isinstance(f, Champ) for f in contenu)
