"""Lines of a PDF → headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, DocumentLu, Source, Texte, texte
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.entree.intitules import (
    intitule,
    ouvre_sommaire,
    page_apres_tabulation,
    points_de_conduite,
    titre_de_l_entree,
)
from convenir.documents.entree.montage import Montage
from convenir.documents.entree.pdf.arbre import lire_arbre
from convenir.documents.entree.pdf.balises import lire_les_balises
from convenir.documents.entree.pdf.extraction import Ligne, Page, extraire
from convenir.documents.entree.pdf.grilles import Grille, trouver
from convenir.documents.entree.pdf.marges import en_marge
from convenir.documents.entree.pdf.mots_coupes import mots_composes, recoller
from convenir.documents.entree.puces import numero, puce
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.blocs import Contenu

_CONDUITE = re.compile(r"\s*(?:[.…·_][ \t\u00a0\u202f]*){6,}")
_TITRE_PLUS_GRAND = 1.12  # × the size of the body
_TITRE_MAXIMUM = 200  # characters
_INTERLIGNE_DEFAUT = 1.4  # × size
_TOLERANCE = 1.2  # × the usual distance between two lines of a paragraph
_NIVEAUX_PAR_LA_TAILLE = 3
_MOTS_D_UN_NUMERO = 3  # "ARTICLE 1 –"
_ESPACE = 0.2  # × size: the narrowest space
_PONCTUATION_HAUTE = frozenset(";:!?»%€")  # never alone at the head of a line
_RETRAIT = 6  # points: the step between two levels of a list
_LETTRES_PAR_PAGE = 15  # fewer than that on average: no text layer


def lire(nom: str, octets: bytes, *, sha256: str, taille: int) -> DocumentLu:
    """Read the bytes of a PDF; `place.page` is the page of each bloc.

    Raises `Refus` for a damaged or protected file, and for a scan without text layer.
    """
    pages, metadonnees, balise = extraire(nom, octets)
    _refuser_un_scan(nom, pages)
    composes = mots_composes(pages)
    arbre = lire_arbre(octets) if balise else None
    montage = lire_les_balises(arbre, pages, composes) if arbre else None
    if montage is None:
        montage = _lire_la_mise_en_page(octets, pages, composes)
    source = Source(nom, "pdf", (), numerotee=False, sha256=sha256, taille=taille, pages=len(pages))
    titre = " ".join(metadonnees.get("Title", "").split())
    return montage.document(source, titre=titre, avis=_avis(pages))


def _lire_la_mise_en_page(octets: bytes, pages: list[Page], composes: frozenset[str]) -> Montage:
    """What sizes, places and rules tell, where no tags do."""
    grilles = trouver(octets, pages, lambda chaine: recoller(chaine, composes))
    lecture = _Lecture(pages, grilles, composes)
    lecture.monter()
    return lecture.montage


def _refuser_un_scan(nom: str, pages: list[Page]) -> None:
    lettres = sum(1 for page in pages for ligne in page.lignes for c in ligne.texte if c.isalnum())
    if lettres < _LETTRES_PAR_PAGE * len(pages) and any(page.images for page in pages):
        raise Refus(
            f"Le fichier « {nom} » est un scan sans couche de texte : passez-le à la reconnaissance de "
            "caractères (OCR), ou donnez le document d’origine."
        )


def _avis(pages: list[Page]) -> tuple[str, ...]:
    """Pages that show an image and no text: what they say was not read."""
    muettes = [str(page.numero) for page in pages if page.images and not page.lignes]
    if not muettes:
        return ()
    return (f"Sans couche de texte, donc non lues : pages {', '.join(muettes)}.",)


@dataclass(slots=True)
class _Lecture:
    """The measures of the document, then the paragraph being gathered."""

    pages: list[Page]
    grilles: dict[int, list[Grille]]
    composes: frozenset[str]
    montage: Montage = field(default_factory=Montage)
    corps: float = 0.0
    interligne: float = _INTERLIGNE_DEFAUT
    tailles: list[float] = field(default_factory=list)
    marges_droites: dict[int, float] = field(default_factory=dict)
    paragraphe: list[Ligne] = field(default_factory=list)
    rangees: list[tuple[Ligne, list[Cellule]]] = field(default_factory=list)
    grille_ouverte: list[tuple[Cellule, ...]] = field(default_factory=list)
    page_de_grille: int = 0

    def monter(self) -> None:
        """Read every page, then its headers and footers, once."""
        marges = en_marge(self.pages)
        corps = [[ligne for ligne in page.lignes if id(ligne) not in marges] for page in self.pages]
        self._mesurer(corps)
        for page, lignes in zip(self.pages, corps, strict=True):
            self._page(page, lignes)
        self._clore()
        self._clore_colonnes()
        self._clore_grille()
        for page in self.pages:
            for ligne in page.lignes:
                if id(ligne) in marges:
                    self.montage.marge(self._contenu([ligne]), page=page.numero)

    def _mesurer(self, pages: list[list[Ligne]]) -> None:
        """Size of the body, usual line spacing, sizes of headings from the largest, right margins."""
        tailles: Counter[float] = Counter()
        ecarts: Counter[float] = Counter()
        for lignes in pages:
            for ligne in lignes:
                tailles[ligne.taille] += len(ligne.texte)
            for ligne, suivante in pairwise(lignes):
                if ligne.taille == suivante.taille > 0 and suivante.base > ligne.fin:
                    ecarts[round((suivante.base - ligne.fin) / ligne.taille, 1)] += 1
        self.corps = tailles.most_common(1)[0][0] if tailles else 0.0
        plausibles = [(nombre, -ecart) for ecart, nombre in ecarts.items() if ecart <= 2]  # noqa: PLR2004 -- double spacing
        self.interligne = -max(plausibles)[1] if plausibles else _INTERLIGNE_DEFAUT
        self.tailles = sorted({t for t in tailles if t > self.corps * _TITRE_PLUS_GRAND}, reverse=True)
        self.marges_droites = {
            lignes[0].page: max(ligne.x1 for ligne in lignes) for lignes in pages if lignes
        }

    def _page(self, page: Page, lignes: list[Ligne]) -> None:
        posees: set[int] = set()
        grilles = self.grilles.get(page.numero, [])
        for ligne in lignes:
            rang = next((rang for rang, grille in enumerate(grilles) if grille.contient(ligne)), None)
            if rang is None:
                self._clore_grille()
                self._ligne(ligne)
            elif rang not in posees:
                posees.add(rang)
                self._clore()
                self._clore_colonnes()
                self._grille(grilles[rang], page.numero)

    def _grille(self, grille: Grille, page: int) -> None:
        """Add a ruled table; one that goes on from the page before is the same table."""
        if (
            self.grille_ouverte
            and len(self.grille_ouverte[0]) == len(grille.rangees[0])
            and page > self.page_de_grille
        ):
            debut = 1 if grille.rangees[0] == self.grille_ouverte[0] else 0
            self.grille_ouverte.extend(grille.rangees[debut:])
        else:
            self._clore_grille()
            self.grille_ouverte = list(grille.rangees)
        self.page_de_grille = page

    def _clore_grille(self) -> None:
        if self.grille_ouverte:
            largeur = max(map(len, self.grille_ouverte))
            rangees = [(*rangee, *[Cellule(())] * (largeur - len(rangee))) for rangee in self.grille_ouverte]
            self.montage.tableau(rangees, page=self.page_de_grille)
            self.grille_ouverte = []

    def _ligne(self, ligne: Ligne) -> None:
        """Add a line to the paragraph it goes on with, or start another."""
        if self.paragraphe and self._suit(self.paragraphe[-1], ligne):
            self.paragraphe.append(ligne)
            return
        self._clore()
        self.paragraphe = [ligne]

    def _suit(self, ligne: Ligne, suivante: Ligne) -> bool:
        """Tell whether `suivante` goes on with the paragraph, the item or the heading of `ligne`."""
        if puce(suivante.texte) or numero(suivante.texte) or _en_colonnes(ligne) or _en_colonnes(suivante):
            return False
        if points_de_conduite(ligne.texte) or points_de_conduite(suivante.texte):
            return _entree_coupee(ligne, suivante)
        if self._titre_suit(ligne, suivante):
            return True
        if suivante.taille != ligne.taille or not self._pleine(ligne, suivante):
            return False
        if suivante.page != ligne.page:
            return not self._niveau(ligne) and _phrase_ouverte(ligne, suivante)
        return self._proche(ligne, suivante) and _meme_nature(ligne, suivante)

    def _titre_suit(self, ligne: Ligne, suivante: Ligne) -> bool:
        """Tell whether two close lines are one heading, perhaps its number then its words."""
        if (
            suivante.page != ligne.page
            or not self._niveau(suivante)
            or _intitule_de_structure(suivante.texte)
        ):
            return False
        nombre_seul = _intitule_de_structure(ligne.texte) and len(ligne.mots) <= _MOTS_D_UN_NUMERO
        jumelles = suivante.taille == ligne.taille and suivante.mots[0].gras == ligne.mots[-1].gras
        return bool(nombre_seul or jumelles) and self._proche(ligne, suivante)

    def _proche(self, ligne: Ligne, suivante: Ligne) -> bool:
        """Tell whether no more than the usual spacing parts two lines of a page."""
        taille = max(ligne.taille, suivante.taille)
        return suivante.base - ligne.fin <= _TOLERANCE * self.interligne * taille

    def _pleine(self, ligne: Ligne, suivante: Ligne) -> bool:
        """Tell whether the first word of the next line did not fit at the end of this one."""
        premier, *apres = suivante.mots[:2]
        liee = bool(apres) and apres[0].texte in _PONCTUATION_HAUTE
        largeur = (apres[0] if liee else premier).x1 - premier.x0
        return ligne.x1 + largeur + _ESPACE * ligne.taille > self.marges_droites[ligne.page] - 1

    def _niveau(self, ligne: Ligne) -> int:
        """Rank of a size larger than the body, from 1; 0 for the body."""
        if ligne.taille not in self.tailles:
            return 0
        return min(_NIVEAUX_PAR_LA_TAILLE, self.tailles.index(ligne.taille) + 1)

    def _clore(self) -> None:
        """End the paragraph."""
        lignes, self.paragraphe = self.paragraphe, []
        if not lignes:
            return
        page = lignes[0].page
        if len(lignes) == 1 and _en_colonnes(lignes[0]) and not page_apres_tabulation(lignes[0].texte):
            self._colonnes(lignes[0])
            return
        self._clore_colonnes()
        contenu = self._contenu(lignes)
        if points_de_conduite(lignes[-1].texte):
            contenu = conduite_courte(contenu)
        chaine = "".join(f.texte for f in contenu if isinstance(f, Texte))
        niveau = self._niveau(lignes[0])
        if niveau and len(chaine) <= _TITRE_MAXIMUM and not intitule(chaine) and not puce(chaine):
            self.montage.titre(niveau, contenu, page=page)
        else:
            self.montage.paragraphe(contenu, retrait=round(lignes[0].x0 / _RETRAIT), page=page)

    def _contenu(self, lignes: Iterable[Ligne]) -> Contenu:
        """Runs of the lines rejoined by one space, words cut between two lines mended."""
        runs: list[Texte] = []
        for ligne in lignes:
            suite = ligne.runs()
            if runs:
                meme = replace(runs[-1], texte="") == replace(suite[0], texte="")
                runs.append(replace(runs[-1], texte=" ") if meme else Texte(" "))
            runs.extend(suite)
        return normaliser([replace(run, texte=recoller(run.texte, self.composes)) for run in runs])

    def _colonnes(self, ligne: Ligne) -> None:
        """Keep a line set in columns: with its neighbours, it may be a table without rules."""
        cellules = [Cellule(texte(cellule.strip())) for cellule in ligne.texte.split("\t")]
        if self.rangees and len(self.rangees[-1][1]) != len(cellules):
            self._clore_colonnes()
        self.rangees.append((ligne, cellules))

    def _clore_colonnes(self) -> None:
        rangees, self.rangees = self.rangees, []
        if len(rangees) > 1:
            self.montage.tableau([cellules for _, cellules in rangees], page=rangees[0][0].page)
            return
        for ligne, _ in rangees:
            self.montage.paragraphe(self._contenu([ligne]), page=ligne.page)


def conduite_courte(contenu: Contenu) -> Contenu:
    """An entry of the contents, its leader dots shortened: a line of them says no more than five."""
    return tuple(
        replace(run, texte=_CONDUITE.sub(" ..... ", run.texte)) if isinstance(run, Texte) else run
        for run in contenu
    )


def _phrase_ouverte(ligne: Ligne, suivante: Ligne) -> bool:
    """Tell whether a sentence goes on over the page."""
    if intitule(ligne.texte) is not None:
        return False
    return suivante.mots[0].texte[:1].islower() or ligne.texte.rstrip()[-1:] not in ".;:!?»"


def _entree_coupee(ligne: Ligne, suivante: Ligne) -> bool:
    """Tell whether an entry of the contents was too long for one line."""
    if points_de_conduite(ligne.texte) or ouvre_sommaire(ligne.texte) or suivante.page != ligne.page:
        return False
    autre = _intitule_de_structure(titre_de_l_entree(suivante.texte))
    return _intitule_de_structure(ligne.texte) and not autre


def _meme_nature(ligne: Ligne, suivante: Ligne) -> bool:
    """Tell two lines of one paragraph, or of one heading in capitals, from a heading and its text."""
    if intitule(ligne.texte) is not None:
        return ligne.texte.isupper() and suivante.texte.isupper()
    return not _intitule_de_structure(suivante.texte)


def _intitule_de_structure(chaine: str) -> bool:
    """Tell whether a line words a heading of the structure: an article, an annexe, the préambule."""
    trouve = intitule(chaine)
    return trouve is not None and bool(trouve.cle)


def _en_colonnes(ligne: Ligne) -> bool:
    """Tell whether wide blanks part the line, the one after a bullet or a number put aside."""
    amorce = puce(ligne.texte) or numero(ligne.texte)
    return "\t" in (amorce.suite if amorce else ligne.texte)
