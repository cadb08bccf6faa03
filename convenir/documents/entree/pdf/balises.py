"""A tagged PDF → headings, paragraphs, lists and tables exactly as its author's software declared them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Figure, Texte, texte_brut
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.entree.montage import Montage, Unite
from convenir.documents.entree.pdf.arbre import Marque, Noeud
from convenir.documents.entree.pdf.extraction import ARTEFACT, en_runs
from convenir.documents.entree.pdf.marges import en_marge
from convenir.documents.entree.pdf.mots_coupes import recoller
from convenir.documents.entree.puces import numero, suivant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convenir.documents.blocs import Contenu
    from convenir.documents.entree.pdf.extraction import Ligne, Mot, Page

_TITRE = re.compile(r"H([1-6]?)")
_EN_LIGNE = frozenset(
    (
        *("Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Sub", "Annot", "Lbl", "LBody"),
        *("BibEntry", "Formula", "Form", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "NonStruct"),
    )
)
_APRES = frozenset(("Note", "FENote", "Figure"))  # read after the paragraph that holds them
_A_PART = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "Table", "TOC", "TOCI"))
_ESPACE = 0.5  # × size
_QUI_STRUCTURENT = _A_PART - {"TOC", "TOCI"}


def lire_les_balises(arbre: Noeud, pages: list[Page], composes: frozenset[str]) -> Montage | None:
    """What the tags say; None when they say too little, or leave out words that the pages show.

    `composes` are the words written with a hyphen, as `recoller` asks for them. The decoration of the
    pages (headers, footers) is kept once, after the text.
    """
    if not any(noeud.sorte in _QUI_STRUCTURENT for noeud in _tous(arbre)):
        return None
    dites = frozenset(arbre.marques())
    tues = _tues(pages, dites)
    if tues is None:
        return None
    lecture = _Lecture(_mots_par_marque(pages), composes)
    lecture.poser(arbre)
    for ligne in tues:
        lecture.montage.marge(lecture.contenu_des_mots(ligne.mots), page=ligne.page)
    return lecture.montage


def _tous(noeud: Noeud) -> Iterator[Noeud]:
    yield noeud
    for enfant in noeud.noeuds():
        yield from _tous(enfant)


def _mots_par_marque(pages: list[Page]) -> dict[Marque, list[Mot]]:
    mots: dict[Marque, list[Mot]] = defaultdict(list)
    for page in pages:
        for ligne in page.lignes:
            for mot in ligne.mots:
                mots[Marque(page.numero, mot.marque)].append(mot)
    return mots


def _tues(pages: list[Page], dites: frozenset[Marque]) -> list[Ligne] | None:
    """What the tree does not hold, line by line; None when some of it belongs to the text."""
    marges = en_marge(pages)
    tues: list[Ligne] = []
    for page in pages:
        for ligne in page.lignes:
            mots = tuple(mot for mot in ligne.mots if Marque(page.numero, mot.marque) not in dites)
            if any(mot.marque != ARTEFACT and _dit(mot) for mot in mots) and id(ligne) not in marges:
                return None
            if any(map(_dit, mots)):
                tues.append(replace(ligne, mots=mots))
    return tues


def _dit(mot: Mot) -> bool:
    """Tell a word from leader dots."""
    return any(caractere.isalnum() for caractere in mot.texte)


@dataclass(slots=True)
class _Lecture:
    """`mots` are the words of each piece of marked content, in the order of the text layer.

    `marge` is the right edge, in points, of the column that is read; 0 when it is not known.
    """

    mots: dict[Marque, list[Mot]]
    composes: frozenset[str]
    montage: Montage = field(default_factory=Montage)
    marge: float = 0.0
    listes: int = 0

    def poser(self, noeud: Noeud) -> None:
        """Read an element whatever it is."""
        titre = _TITRE.fullmatch(noeud.sorte)
        marques = list(noeud.marques())
        if titre:
            self.montage.titre(int(titre[1] or 1), self._contenu(marques), page=_page(marques))
        elif noeud.sorte == "L":
            self._liste(noeud, 0)
        elif noeud.sorte == "Table":
            self._tableau(noeud)
        elif noeud.sorte == "TOCI":
            self._entree(noeud)
        elif noeud.sorte == "Figure" and noeud.alternative:
            self.montage.figure(Figure(noeud.alternative), page=_page(marques))
            self.suite(noeud)
        else:
            self.suite(noeud)

    def suite(self, noeud: Noeud) -> None:
        """Read what flows in an element: paragraphs, and what stands apart."""
        for morceau in _morceaux(noeud):
            if isinstance(morceau, Noeud):
                self.poser(morceau)
            else:
                self.montage.paragraphe(self._contenu(morceau), page=_page(morceau))

    def _entree(self, entree: Noeud) -> None:
        """Read an entry of the contents, then the entries under it."""
        sous = [enfant for enfant in entree.noeuds() if enfant.sorte in ("TOC", "TOCI")]
        marques = [
            m
            for e in entree.enfants
            if e not in sous
            for m in ([e] if isinstance(e, Marque) else e.marques())
        ]
        self.montage.sommaire(self._contenu(marques), page=_page(marques))
        for enfant in sous:
            self.poser(enfant)

    def _liste(self, liste: Noeud, niveau: int) -> None:
        self.listes += 1
        cle = str(self.listes)
        items = [enfant for enfant in liste.noeuds() if enfant.sorte == "LI"]
        etiquettes = [self._etiquette(item) for item in items]
        ordonnee = _se_suivent(etiquettes)
        restantes = iter(etiquettes)
        for enfant in liste.noeuds():
            if enfant.sorte == "L":
                self._liste(enfant, niveau + 1)
            elif enfant.sorte == "LI":
                etiquette = next(restantes)
                if not ordonnee and any(c.isalnum() for c in etiquette):
                    self._item_ecrit(enfant)
                else:
                    self._item(enfant, Unite("item", (), niveau, ordonnee=ordonnee, liste=cle))
            else:
                self.poser(enfant)

    def _etiquette(self, item: Noeud) -> str:
        marques = [m for enfant in item.noeuds() if enfant.sorte == "Lbl" for m in enfant.marques()]
        return texte_brut(self._contenu(marques))

    def _item(self, item: Noeud, unite: Unite) -> None:
        """Read an item: its first paragraph is its own, the others follow it."""
        corps = Noeud("LBody", tuple(e for e in item.enfants if isinstance(e, Marque) or e.sorte != "Lbl"))
        attendu = True
        for morceau in _morceaux(corps):
            if isinstance(morceau, Noeud) and morceau.sorte == "L":
                self._liste(morceau, unite.niveau + 1)
            elif isinstance(morceau, Noeud):
                self.poser(morceau)
            elif attendu:
                self.montage.item(replace(unite, contenu=self._contenu(morceau)), page=_page(morceau))
            else:
                self.montage.paragraphe(self._contenu(morceau), page=_page(morceau))
            attendu = attendu and isinstance(morceau, Noeud)

    def _item_ecrit(self, item: Noeud) -> None:
        """Read an item whose number is part of the text ("Article 3 -", "1.2")."""
        etiquette = [m for enfant in item.noeuds() if enfant.sorte == "Lbl" for m in enfant.marques()]
        corps = Noeud("LBody", tuple(e for e in item.enfants if isinstance(e, Marque) or e.sorte != "Lbl"))
        premier, *suite = [*_morceaux(corps)] or [[]]
        if isinstance(premier, Noeud):
            premier, suite = [], [premier, *suite]
        marques = [*etiquette, *premier]
        self.montage.paragraphe(self._contenu(marques), page=_page(marques))
        self.suite(Noeud("Div", tuple(m if isinstance(m, Noeud) else Noeud("P", tuple(m)) for m in suite)))

    def _tableau(self, tableau: Noeud) -> None:
        """Read a table; one column only is a frame around ordinary blocks."""
        rangs = list(_rangs(tableau))
        grilles = [[c for c in rang.noeuds() if c.sorte in ("TH", "TD")] for rang, _ in rangs]
        if max(map(len, grilles), default=0) <= 1:
            self.suite(replace(tableau, sorte="Div"))
            return
        for legende in (enfant for enfant in tableau.noeuds() if enfant.sorte == "Caption"):
            self.suite(legende)
        tetes = [tete or all(c.sorte == "TH" for c in g) for (_, tete), g in zip(rangs, grilles, strict=True)]
        marges = self._marges(grilles)
        self.montage.tableau(
            [
                [
                    Cellule(self._cellule(c, marge), c.colonnes, c.rangs)
                    for c, marge in zip(grille, marges, strict=False)
                ]
                for grille in grilles
                if grille
            ],
            entetes=(*tetes, False).index(False),
            page=_page(list(tableau.marques())),
        )

    def _cellule(self, cellule: Noeud, marge: float) -> Contenu:
        lecture = _Lecture(self.mots, self.composes, marge=marge)
        lecture.suite(_sans_tableau(cellule))
        return lecture.montage.en_ligne()

    def _marges(self, grilles: list[list[Noeud]]) -> list[float]:
        """How far to the right the words of each column go, in points, told by the rows without a merge."""
        colonnes = max(map(len, grilles))
        marges = [0.0] * colonnes
        for grille in grilles:
            if len(grille) == colonnes and all(cellule.colonnes == 1 for cellule in grille):
                for n, cellule in enumerate(grille):
                    marges[n] = max(marges[n], *(m.x1 for m in self._mots(cellule.marques())), 0.0)
        return marges

    def _mots(self, marques: Iterable[Marque]) -> list[Mot]:
        return [mot for marque in marques for mot in self.mots.get(marque, ())]

    def _contenu(self, marques: Iterable[Marque]) -> Contenu:
        return self.contenu_des_mots(self._mots(marques))

    def contenu_des_mots(self, mots: Sequence[Mot]) -> Contenu:
        """These words as runs: those cut at the end of a line mended, forced line breaks kept."""
        runs: list[Texte] = []
        for lignes in _a_la_ligne(mots, self.marge):
            runs.extend([Texte("\n")] if runs else [])
            runs.extend(en_runs(lignes))
        return tuple(
            replace(run, texte=recoller(run.texte, self.composes))
            for run in normaliser(runs)
            if isinstance(run, Texte)
        )


def _morceaux(noeud: Noeud) -> Iterator[list[Marque] | Noeud]:
    """What flows in an element, in order: the pieces of content of each paragraph, and what stands apart."""
    courant: list[Marque] = []
    apres: list[Noeud] = []
    for enfant in noeud.enfants:
        if isinstance(enfant, Marque):
            courant.append(enfant)
        elif enfant.sorte in _APRES:
            apres.append(enfant)
        elif _coule(enfant):
            courant.extend(enfant.marques())
        else:
            yield from ([courant] if courant else [])
            courant = []
            yield from ([enfant] if enfant.sorte in _A_PART else _morceaux(enfant))
    yield from ([courant] if courant else [])
    yield from apres


def _a_la_ligne(mots: Sequence[Mot], marge: float) -> Iterator[list[Mot]]:
    """Words parted at the forced line breaks: there, what opens the next line would have fitted.

    Two words and a space more are asked for, as no-break spaces bind some words to the next.
    """
    marge = max(marge, max((mot.x1 for mot in mots), default=0.0))
    debut = 0
    for n, (mot, apres) in enumerate(pairwise(mots), 1):
        if apres.base > mot.base + mot.taille and not apres.colle:
            suite = [m for m in mots[n : n + 2] if m.base == apres.base]
            if mot.x1 + suite[-1].x1 - suite[0].x0 + 2 * _ESPACE * mot.taille < marge:
                yield list(mots[debut:n])
                debut = n
    yield list(mots[debut:])


def _coule(noeud: Noeud) -> bool:
    """Tell an element that belongs to the line it stands in."""
    return noeud.sorte in _EN_LIGNE and not noeud.en_bloc and all(_coule(e) for e in noeud.noeuds())


def _page(marques: list[Marque]) -> int | None:
    return marques[0].page if marques else None


def _rangs(noeud: Noeud, *, tete: bool = False) -> Iterator[tuple[Noeud, bool]]:
    """Rows of a table, each with whether it stands in its head."""
    for enfant in noeud.noeuds():
        if enfant.sorte == "TR":
            yield enfant, tete
        elif enfant.sorte not in ("Caption", "Table"):
            yield from _rangs(enfant, tete=tete or enfant.sorte == "THead")


def _sans_tableau(noeud: Noeud) -> Noeud:
    """The same element, the tables inside it turned into paragraphs, one a row."""
    if noeud.sorte == "TR":
        return Noeud("P", tuple(noeud.marques()))
    enfants = tuple(_sans_tableau(e) if isinstance(e, Noeud) else e for e in noeud.enfants)
    return replace(noeud, sorte="Div" if noeud.sorte == "Table" else noeud.sorte, enfants=enfants)


def _se_suivent(etiquettes: list[str]) -> bool:
    """Tell whether these labels are numbers or letters in a row, from the first one."""
    amorces = [numero(f"{etiquette} x") for etiquette in etiquettes]
    if not amorces or amorces[0] is None or amorces[0].numero not in ("1", "a"):
        return False
    return all(a and b and b.numero == suivant(a.numero) for a, b in pairwise(amorces))
