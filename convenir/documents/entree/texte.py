"""Plain text, as typed or as extracted from a PDF with traces of markup: lines → blocs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Bloc,
    Contenu,
    DocumentLu,
    Figure,
    Paragraphe,
    Place,
    Saut,
    Source,
    Titre,
    feuilles,
    texte_brut,
)
from convenir.documents.entree.enrichi import enrichir, sans_gras
from convenir.documents.entree.intitules import intitule, intitule_simple, lignes_de_sommaire
from convenir.documents.entree.lignes import decouper, largeur_de_coupe, suite_evidente
from convenir.documents.entree.pages import sans_marges
from convenir.documents.entree.puces import Amorce, Item, emboiter, numero, puce, suivant
from convenir.documents.entree.tableaux import tableau

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TABULATIONS_MAXIMUM = 200  # in one line: beyond, they part no columns
_TITRE_SOULIGNE = 120  # characters at most
_TRAIT = 3  # characters at least
_FILET = re.compile(r"\s*(?:(?:-\s?){3,}|(?:\*\s?){3,}|={3,})\s*")
_DIESES = re.compile(r"\s{0,3}(?P<niveau>#{1,6})\s+(?P<titre>\S.*)")
_IMAGE = re.compile(r"\s*!\[(?P<alternative>[^\[\]]{0,500})\]\([^()]{0,1000}\)\s*")
_RANG_MARKDOWN = re.compile(r"\s*\|.*\|\s*")
_RANG_TYPE = re.compile(r"[^|]*\S[ ]\|[ ]\S[^|]*(?:\|[^|]*)*")  # typed by hand: no bar at the ends
_LIBELLE = re.compile(
    r"\s*[A-ZÀ-Ý][a-zà-ÿ]{3,20}(?:\s[a-zà-ÿ]{2,15})?\s:\s\S"
)  # "Pilote : …", "Échéance : …"
_SEPARATEUR_MARKDOWN = re.compile(r"[\s|:-]+")


def lire(nom: str, chaine: str, *, sha256: str, taille: int) -> DocumentLu:
    """Read plain text; line numbers are those of the file."""
    lignes = decouper(chaine)
    source = Source(nom=nom, format="txt", lignes=lignes, numerotee=True, sha256=sha256, taille=taille)
    blocs = composer_pages(lignes)
    return DocumentLu(source=source, blocs=blocs, titre=premier_titre(blocs))


def premier_titre(blocs: tuple[Bloc, ...]) -> str:
    """Plain text of the first heading, or nothing."""
    return next((texte_brut(bloc.contenu) for bloc in blocs if isinstance(bloc, Titre)), "")


def composer_pages(lignes: tuple[str, ...]) -> tuple[Bloc, ...]:
    """Turn the lines of a whole file into blocs, each margin of page as a break between two of them."""
    pages = sans_marges(lignes)
    blocs = composer(pages.lignes, numeros=pages.numeros, coutures=pages.coutures)
    sauts = [Saut("marge", Place(marge)) for marge in pages.marges]
    return tuple(_intercaler(blocs, sauts))


def _intercaler(blocs: tuple[Bloc, ...], sauts: list[Saut]) -> Iterator[Bloc]:
    """The blocs with each margin before the first one that begins after it."""
    restants = iter(sauts)
    saut = next(restants, None)
    for bloc in blocs:
        debut = min((n for feuille in feuilles((bloc,)) for n in feuille.place.lignes), default=0)
        while saut is not None and saut.place.lignes[0] < debut:
            yield saut
            saut = next(restants, None)
        yield bloc
    if saut is not None:
        yield saut
        yield from restants


def composer(
    lignes: tuple[str, ...],
    *,
    numeros: Sequence[int] | None = None,
    coutures: frozenset[int] = frozenset(),
    sommaire: frozenset[int] | None = None,
    structure: bool = False,
) -> tuple[Bloc, ...]:
    """Turn lines into blocs; every non-blank line goes in the place of exactly one leaf.

    `numeros` are the numbers of these lines in the file, from 1 unless said; `coutures` the indexes of those
    that go on with the line before, whatever they look like; `sommaire` the indexes of the entries of a table
    of contents, when already known; `structure` tells that a first article or préambule was met before.
    """
    sommaire = lignes_de_sommaire(lignes) if sommaire is None else sommaire
    numeros = range(1, len(lignes) + 1) if numeros is None else numeros
    lecture = _Lecture(lignes, largeur_de_coupe(lignes), sommaire, numeros, coutures, structure=structure)
    while lecture.rang < len(lignes):
        _avancer(lecture)
    return tuple(lecture.blocs)


@dataclass(slots=True)
class _Lecture:
    """Where the reading stands: `rang` is the index of the next line to place."""

    lignes: tuple[str, ...]
    largeur: int | None
    sommaire: frozenset[int]
    numeros: Sequence[int]
    coutures: frozenset[int] = frozenset()
    rang: int = 0
    structure: bool = False  # a first structural heading (article, préambule…) was met
    blocs: list[Bloc] = field(default_factory=list)

    def ligne(self, rang: int) -> str:
        return self.lignes[rang] if rang < len(self.lignes) else ""

    def apres_blancs(self, rang: int) -> int:
        """Index of the first non-blank line from `rang`, a page break being none."""
        while rang < len(self.lignes) and not self.lignes[rang].strip() and "\f" not in self.lignes[rang]:
            rang += 1
        return rang

    def place(self, debut: int, fin: int) -> Place:
        """Place of the lines of index `debut` (included) to `fin` (excluded)."""
        return Place(tuple(self.numeros[debut:fin]))

    def apres(self, place: Place) -> int:
        """Index of the line that follows the last one of a place."""
        return bisect_right(self.numeros, place.lignes[-1])


def _avancer(lecture: _Lecture) -> None:
    """Place the next line or group of lines."""
    ligne = lecture.ligne(lecture.rang)
    if not ligne.strip():
        if "\f" in ligne:
            lecture.blocs.append(Saut("page"))
        lecture.rang += 1
        return
    if ligne.startswith("\f"):
        lecture.blocs.append(Saut("page"))
    for essayer in (_sommaire, _filet, _figure, _titre, _tableau, _liste, _liste_numerotee):
        if essayer(lecture, ligne):
            return
    _paragraphe(lecture, ligne)


def _poser(lecture: _Lecture, bloc: Bloc, nombre: int = 1) -> bool:
    lecture.blocs.append(bloc)
    lecture.rang += nombre
    return True


def _place(lecture: _Lecture, nombre: int = 1) -> Place:
    return lecture.place(lecture.rang, lecture.rang + nombre)


def _sommaire(lecture: _Lecture, ligne: str) -> bool:
    """Keep an entry of the contents as it is written, tabs included."""
    if lecture.rang not in lecture.sommaire:
        return False
    return _poser(lecture, Paragraphe(enrichir(ligne), _place(lecture)))


def _filet(lecture: _Lecture, ligne: str) -> bool:
    return bool(_FILET.fullmatch(ligne)) and _poser(lecture, Saut("section", _place(lecture)))


def _figure(lecture: _Lecture, ligne: str) -> bool:
    image = _IMAGE.fullmatch(ligne)
    return bool(image) and _poser(
        lecture, Figure(image["alternative"] if image else "", place=_place(lecture))
    )


def _titre(lecture: _Lecture, ligne: str) -> bool:
    dieses = _DIESES.fullmatch(ligne.rstrip())
    if dieses:
        return _poser(
            lecture, Titre(len(dieses["niveau"]), enrichir(dieses["titre"].rstrip("# ")), _place(lecture))
        )
    if _en_rangs(ligne):
        return False
    contenu = enrichir(ligne)
    niveau = _niveau(lecture, texte_brut(contenu))
    if niveau is None:
        return False
    return _poser(lecture, Titre(niveau, sans_gras(contenu), _place(lecture)))


def _niveau(lecture: _Lecture, chaine: str) -> int | None:
    """Level of a line that words a heading, or None."""
    suivante = lecture.ligne(lecture.rang + 1)
    trouve = intitule(chaine)
    if trouve and trouve.cle:
        lecture.structure = True
    if trouve:
        return trouve.niveau_apres(structure=lecture.structure)
    if chaine and intitule_simple(chaine) and not suivante.strip() and not _serie(lecture):
        return 2
    return None


def _serie(lecture: _Lecture) -> bool:
    """Tell whether the numbered line here belongs to a run of numbered items."""
    suivante = numero(lecture.ligne(lecture.apres_blancs(lecture.rang + 1)))
    courante = numero(lecture.ligne(lecture.rang))
    return bool(courante and suivante and suivante.numero == suivant(courante.numero))


def _en_rangs(ligne: str) -> bool:
    r"""Tell whether a line has at least two cells separated by tabs; `-\ttext` and `1.\ttext` have one."""
    return sum(1 for cellule in _cellules(ligne) if cellule.strip()) > 1


def _cellules(ligne: str) -> list[str]:
    amorce = puce(ligne) or numero(ligne)
    return (amorce.suite if amorce else ligne).rstrip("\n\f ").split("\t")


def _tableau(lecture: _Lecture, ligne: str) -> bool:
    for rang in (_RANG_MARKDOWN, _RANG_TYPE):
        if rang.fullmatch(ligne) and (
            rang is _RANG_MARKDOWN or rang.fullmatch(lecture.ligne(lecture.rang + 1))
        ):
            return _tableau_a_barres(lecture, rang)
    if not 0 < ligne.count("\t") <= _TABULATIONS_MAXIMUM or puce(ligne):
        return False
    fin = lecture.rang
    while (
        0 < lecture.ligne(fin).count("\t") <= _TABULATIONS_MAXIMUM
        and fin not in lecture.sommaire
        and not puce(lecture.ligne(fin))
    ):
        fin += 1
    rangees = lecture.lignes[lecture.rang : fin]
    if not any(_en_rangs(rangee) for rangee in rangees):
        return False
    contenus = [[enrichir(cellule) for cellule in rangee.strip("\f").split("\t")] for rangee in rangees]
    places = [lecture.place(rang, rang + 1) for rang in range(lecture.rang, fin)]
    return _poser(lecture, tableau(_sans_colonnes_vides(contenus), places), len(rangees))


def _sans_colonnes_vides(contenus: list[list[Contenu]]) -> list[list[Contenu]]:
    """Rows without the empty columns that a trailing tab on every row would add."""
    largeur = max(
        (rang + 1 for rangee in contenus for rang, cellule in enumerate(rangee) if cellule), default=1
    )
    return [rangee[:largeur] for rangee in contenus]


def _tableau_a_barres(lecture: _Lecture, motif: re.Pattern[str]) -> bool:
    """A pipe table in a plain text; its line of dashes belongs to the row above."""
    contenus: list[list[Contenu]] = []
    places: list[Place] = []
    rang = lecture.rang
    while motif.fullmatch(lecture.ligne(rang)) or (places and _filets(lecture.ligne(rang))):
        ligne = lecture.ligne(rang).strip()
        rang += 1
        if places and _filets(ligne):
            places[-1] = Place((*places[-1].lignes, lecture.numeros[rang - 1]))
            continue
        contenus.append([enrichir(cellule) for cellule in _entre_barres(ligne).split("|")])
        places.append(lecture.place(rang - 1, rang))
    return _poser(lecture, tableau(contenus, places), rang - lecture.rang)


def _filets(ligne: str) -> bool:
    return "|" in ligne and "-" in ligne and bool(_SEPARATEUR_MARKDOWN.fullmatch(ligne.strip()))


def _entre_barres(ligne: str) -> str:
    return ligne.removeprefix("|").removesuffix("|")


def _liste(lecture: _Lecture, ligne: str) -> bool:
    if not puce(ligne):
        return False
    items: list[Item] = []
    rang = lecture.rang
    while (amorce := puce(lecture.ligne(rang))) and rang not in lecture.sommaire:
        item, rang = _item(lecture, amorce, rang)
        items.append(item)
        rang = _prochaine_puce(lecture, rang, items)
    lecture.blocs.append(emboiter(items))
    lecture.rang = lecture.apres(items[-1].place)
    return True


def _prochaine_puce(lecture: _Lecture, rang: int, items: list[Item]) -> int:
    """Index of the next item beyond blank lines when it bears a sign of this list, else `rang`."""
    prochain = lecture.apres_blancs(rang)
    amorce = puce(lecture.ligne(prochain))
    return prochain if amorce and any(amorce.signe == item.signe for item in items[-50:]) else rang


def _item(lecture: _Lecture, amorce: Amorce, rang: int, retrait: int | None = None) -> tuple[Item, int]:
    """The item opened at `rang`, with the lines that evidently go on with it; and the next index."""
    fin = _fin_de_suite(lecture, rang)
    morceaux = [amorce.suite, *lecture.lignes[rang + 1 : fin]]
    place = lecture.place(rang, fin)
    retrait = amorce.retrait if retrait is None else retrait
    return Item(_rejoindre(morceaux), retrait, place, amorce.signe), fin


def _liste_numerotee(lecture: _Lecture, ligne: str) -> bool:
    """An ordered list, only when its numbers run from 1 (or a) without a gap: else they are text."""
    amorce = numero(ligne)
    if not amorce or amorce.numero not in ("1", "a"):
        return False
    items: list[Item] = []
    rang, premier, signe = lecture.rang, amorce.numero, amorce.signe
    attendu = premier
    while (
        amorce := numero(lecture.ligne(rang)) or puce(lecture.ligne(rang))
    ) and rang not in lecture.sommaire:
        if amorce.numero and (amorce.numero, amorce.signe) != (attendu, signe):
            break
        attendu = suivant(attendu) if amorce.numero else attendu
        item, rang = _item(lecture, amorce, rang, retrait=0 if amorce.numero else amorce.retrait + 1)
        items.append(item)
        rang = _prochain_item(lecture, rang)
    if attendu == suivant(premier):
        return False
    fin = lecture.apres(items[-1].place)
    lecture.blocs.append(emboiter(items, ordonnee=True))
    lecture.rang = fin
    return True


def _prochain_item(lecture: _Lecture, rang: int) -> int:
    """Index of the next numbered item beyond blank lines, else `rang`."""
    prochain = lecture.apres_blancs(rang)
    return prochain if numero(lecture.ligne(prochain)) else rang


def _paragraphe(lecture: _Lecture, ligne: str) -> None:
    fin = _fin_de_suite(lecture, lecture.rang)
    souligne = lecture.ligne(fin)
    if fin == lecture.rang + 1 and _soulignement(ligne, souligne):
        contenu, niveau = enrichir(ligne), 1 if "=" in souligne else 2
        _poser(lecture, Titre(niveau, contenu, _place(lecture, 2)), 2)
        return
    nombre = fin - lecture.rang
    contenu = _rejoindre(lecture.lignes[lecture.rang : fin])
    _poser(lecture, Paragraphe(contenu, _place(lecture, nombre)), nombre)


def _soulignement(ligne: str, souligne: str) -> bool:
    """Tell whether a heading is underlined by a line of = or -, as Markdown and typists do."""
    trait = souligne.strip()
    return (
        len(ligne.strip()) <= _TITRE_SOULIGNE
        and len(trait) >= _TRAIT
        and trait in ("=" * len(trait), "-" * len(trait))
    )


def _fin_de_suite(lecture: _Lecture, rang: int) -> int:
    """Index after the last line that evidently continues the paragraph of line `rang`."""
    rang += 1
    while rang < len(lecture.lignes) and _continue(lecture, rang):
        rang += 1
    return rang


def _continue(lecture: _Lecture, rang: int) -> bool:
    ligne = lecture.lignes[rang]
    precedente = lecture.lignes[rang - 1]
    if rang not in lecture.coutures and not suite_evidente(precedente, ligne, lecture.largeur):
        return False
    if rang in lecture.sommaire or rang - 1 in lecture.sommaire or "\t" in ligne or ligne.startswith("\f"):
        return False
    return not (
        puce(ligne) or numero(ligne) or _LIBELLE.match(ligne) or _DIESES.match(ligne) or intitule(ligne)
    )


def _rejoindre(morceaux: list[str] | tuple[str, ...]) -> Contenu:
    """Inline content of lines rejoined by one space."""
    return enrichir(" ".join(morceau.strip() for morceau in morceaux))
