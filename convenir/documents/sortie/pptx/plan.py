"""Which slides a publication makes: one idea each, nothing that overflows, every title its own.

A heading gives the title of what follows; a drawing has its slide, the text that follows it beside it; a
table or a list too long for one slide goes on to the next.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import Figure, Liste, Paragraphe, Tableau, Titre, texte_brut
from convenir.documents.publication import Encadre, Signatures
from convenir.documents.sortie.grille import grille, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convenir.documents.blocs import Element
    from convenir.documents.publication import BlocPublie, Publication

#: inches of the slide, and of what holds the content
LARGEUR, HAUTEUR = 13.333, 7.5
MARGE, HAUT = 0.6, 1.55
PLEINE = LARGEUR - 2 * MARGE
UTILE = HAUTEUR - HAUT - 0.45
_PAR_POUCE = 9.5  # characters of a table in an inch: 14 points
INTERLIGNE, RESERVE = 0.25, 0.16  # inches of a line of a table, and of the margins of a row
_PAR_LIGNE = 88  # characters of a line of text over the whole width: 20 points
_LIGNES = 11  # lines of text on a slide
_A_COTE = 700  # characters of text beside a drawing


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of text; `niveau` is its depth in a list, `intertitre` says that it names what follows it."""

    texte: str
    niveau: int = 0
    intertitre: bool = False


@dataclass(frozen=True, slots=True)
class Diapositive:
    """A slide: its title, then lines, a table or a drawing with lines beside it; `notes` are for who speaks.

    `section`: the heading that opens a part, on a slide of its own.
    """

    titre: str
    lignes: tuple[Ligne, ...] = ()
    tableau: Tableau | None = None
    figure: Figure | None = None
    notes: str = ""
    section: bool = False


@dataclass(slots=True)
class _Plan:
    """The slides made so far, the headings in force, the lines and the drawing that wait for their slide."""

    partie: str = ""
    sujet: str = ""
    faites: list[Diapositive] = field(default_factory=list)
    lignes: list[Ligne] = field(default_factory=list)
    figure: Figure | None = None
    nom: str = ""

    @property
    def titre(self) -> str:
        return " : ".join(filter(None, (self.partie, self.sujet)))

    def dessiner(self, figure: Figure) -> None:
        """A drawing waits for its slide, under the heading just before it when there is one."""
        nomme = self.lignes.pop().texte if self.lignes and self.lignes[-1].intertitre else ""
        self.poser()
        self.figure, self.nom = figure, nomme

    def poser(self) -> None:
        """Make the slides of what waits."""
        if self.figure is not None:
            notes = "\n".join([self.figure.alternative, *(ligne.texte for ligne in self.lignes)])
            a_cote = tuple(_tenir(self.lignes))
            titre = " : ".join(filter(None, (self.partie, self.nom or self.sujet)))
            self.faites.append(Diapositive(titre, a_cote, figure=self.figure, notes=notes))
        else:
            self.faites += [Diapositive(self.titre, lot) for lot in _lots(self.lignes)]
        self.figure, self.lignes, self.nom = None, [], ""


def planifier(publication: Publication) -> tuple[Diapositive, ...]:
    """The slides of a publication, after its cover."""
    plan = _Plan()
    for bloc in _a_plat(publication.blocs):
        _placer(plan, bloc, publication.titre)
    plan.poser()
    return tuple(_sans_doublon(plan.faites))


def _a_plat(blocs: Iterable[BlocPublie]) -> Iterator[BlocPublie]:
    for bloc in blocs:
        if isinstance(bloc, Encadre):
            yield from _a_plat(bloc.blocs)
        else:
            yield bloc


def _placer(plan: _Plan, bloc: BlocPublie, document: str) -> None:
    match bloc:
        case Titre(niveau=1):
            plan.poser()
            plan.partie, plan.sujet = _titre(bloc), ""
            plan.faites.append(Diapositive(plan.partie, section=True))
        case Titre(niveau=2):
            plan.poser()
            plan.sujet = _titre(bloc)
        case Titre():
            plan.lignes.append(Ligne(_titre(bloc), intertitre=True))
        case Tableau():
            plan.poser()
            titre = plan.titre or document
            plan.faites += [Diapositive(titre, tableau=t, notes=bloc.legende) for t in _pages(bloc)]
        case Figure():
            plan.dessiner(bloc)
        case Paragraphe():
            plan.lignes.append(Ligne(_dit(texte_brut(bloc.contenu))))
        case Liste():
            plan.lignes += _elements(bloc.elements, 0)
        case Signatures():
            pass  # nobody signs a slide
    if not plan.partie and not plan.sujet:
        plan.sujet = document if plan.lignes else ""


def _titre(titre: Titre) -> str:
    return _dit(" ".join(filter(None, (titre.numero, texte_brut(titre.contenu)))))


def _dit(chaine: str) -> str:
    return " ".join(chaine.replace("\n", " ").split(" "))


def _elements(elements: Sequence[Element], niveau: int) -> Iterator[Ligne]:
    for element in elements:
        yield Ligne(_dit(texte_brut(element.contenu)), niveau)
        yield from _elements(element.sous, niveau + 1)


def _lots(lignes: Sequence[Ligne]) -> Iterator[tuple[Ligne, ...]]:
    """Lines by slides; one too long for a slide is alone on it."""
    lot: list[Ligne] = []
    prises = 0
    for ligne in lignes:
        hauteur = math.ceil(len(ligne.texte) / _PAR_LIGNE) or 1
        if lot and prises + hauteur > _LIGNES:
            reporte = [lot.pop()] if lot[-1].intertitre and len(lot) > 1 else []
            yield tuple(lot)
            lot, prises = reporte, len(reporte)
        lot.append(ligne)
        prises += hauteur
    if lot:
        yield tuple(lot)


def _tenir(lignes: Iterable[Ligne]) -> Iterator[Ligne]:
    """The lines that fit beside a drawing; the notes have them all."""
    reste = _A_COTE
    for ligne in lignes:
        if len(ligne.texte) > reste:
            return
        reste -= len(ligne.texte)
        yield ligne


def _pages(tableau: Tableau) -> Iterator[Tableau]:
    """A table by slides, its header on each; merged cells keep it whole."""
    if any(c.rangs > 1 for rang in tableau.rangs for c in rang.cellules):
        yield tableau
        return
    hauteurs = hauteurs_de(tableau)
    entete = sum(hauteurs[: len(tableau.entetes)])
    debut, prise = 0, entete
    for n, hauteur in enumerate(hauteurs[len(tableau.entetes) :]):
        if n > debut and prise + hauteur > UTILE:
            yield replace(tableau, rangs=tableau.rangs[debut:n])
            debut, prise = n, entete
        prise += hauteur
    yield replace(tableau, rangs=tableau.rangs[debut:])


def hauteurs_de(tableau: Tableau) -> list[float]:
    """The height of each row in inches, header included, from the longest of its cells."""
    rangs = (*tableau.entetes, *tableau.rangs)
    parts = largeurs_de(tableau)
    lignes = [1] * len(rangs)
    for rang, colonne, cellule in places(rangs):
        largeur = sum(parts[colonne : colonne + cellule.colonnes]) * _PAR_POUCE - 2
        mots = sum(
            math.ceil(len(ligne) / max(largeur, 1)) for ligne in texte_brut(cellule.contenu).split("\n")
        )
        lignes[rang] = max(lignes[rang], mots)
    return [n * INTERLIGNE + RESERVE for n in lignes]


def largeurs_de(tableau: Tableau) -> list[float]:
    """The width of each column in inches."""
    parts = grille(tableau).parts
    total = sum(parts) or 1
    return [PLEINE * part / total for part in parts]


def _sans_doublon(faites: Sequence[Diapositive]) -> Iterator[Diapositive]:
    """Titles told apart: "Petite enfance : chiffres clés (2 sur 3)"."""
    combien = Counter(d.titre for d in faites if not d.section)
    rangs: Counter[str] = Counter()
    for diapositive in faites:
        titre = diapositive.titre
        if diapositive.section or combien[titre] == 1:
            yield diapositive
            continue
        rangs[titre] += 1
        yield replace(diapositive, titre=f"{titre} ({rangs[titre]} sur {combien[titre]})")
