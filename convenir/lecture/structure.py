"""Passages → provisions: contents told from body, préambule, articles, annexes.

Every passage receives the key of its provision; what opens a provision becomes a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.lecture import titres
from convenir.lecture.dossier import HORS_TEXTE, Disposition, EntreeSommaire, Nature
from convenir.lecture.estampille import est_estampille

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.blocs import Bloc, DocumentLu
    from convenir.lecture.dossier import Passage
    from convenir.lecture.titres import EnTete

PARTIES, VISAS, SOMMAIRE, SIGNATURES = "parties", "visas", "sommaire", "signatures"
_SUFFIXES = ("", "-bis", "-ter", "-quater", "-quinquies", "-sexies")
_ENTRE = re.compile(
    r"(?:.{0,80}\b)?entre(?:\s+les?\s+(?:soussign|parties|signataires)\w*)?\s*,?\s*(?:d['’]une\s+part\s*,?)?\s*:?"
    r"|entre\s+(?:la|le|les|l['’])\s*\S.{3,}",
    re.IGNORECASE,
)
_VU = re.compile(r"(?:Vu|VU)\b(?!\s+que\b)|(?:Considérant|CONSID[EÉ]RANT)\b")
_FAIT = re.compile(
    r"(?:Fait|FAIT)\s*(?:(?:à|A|en|le|EN|LE)\b|,)|(?i:(?:les\s+)?signatures?(?:\s+des\s+parties)?)\s*:?$"
)
_LONGUEUR_SANS_PAGE = 160  # characters of such a line without a page
_LONGUEUR_ENTREE = 200  # characters of a line of the contents
_SUITE_MINIMALE = 3  # headings in a row that make a contents without a title


@dataclass(slots=True)
class Structure:
    """What the walk through the passages gives."""

    passages: list[Passage]
    sommaire: list[EntreeSommaire] = field(default_factory=list)
    dispositions: list[Disposition] = field(default_factory=list)


def structurer(document: DocumentLu, passages: list[Passage]) -> Structure:
    """Give each passage its provision, and the list of provisions and of what the contents announce."""
    passages = [_marquer_estampille(p) for p in passages]
    entrees = _sommaire(passages)
    annonces = _annonces(passages, entrees)
    entetes = _entetes(passages, entrees, annonces)
    marche = _Marche(passages, entetes, entrees)
    marche.parcourir()
    dispositions = _dispositions(document, marche)
    return Structure(marche.passages, list(entrees.values()), dispositions)


def _marquer_estampille(passage: Passage) -> Passage:
    if est_estampille(passage.texte):
        return replace(passage, nature=Nature.ESTAMPILLE)
    return passage


# ------------------------------------------------------------------ contents


def _sommaire(passages: list[Passage]) -> dict[int, EntreeSommaire]:
    """Entries of the contents by index of their passage."""
    debut = next((i for i, p in enumerate(passages) if titres.est_sommaire(p.texte)), None)
    if debut is not None:
        return _entrees_apres(passages, debut + 1)
    suites = _suites(i for i, p in enumerate(passages) if _entree(p, titree=False) is not None)
    suite = max(suites, key=len, default=[])
    if len(suite) < _SUITE_MINIMALE:
        return {}
    return {i: entree for i in suite if (entree := _entree(passages[i], titree=False)) is not None}


def _suites(indices: Iterable[int]) -> list[list[int]]:
    """Runs of consecutive numbers."""
    suites: list[list[int]] = []
    for i in indices:
        if suites and suites[-1][-1] == i - 1:
            suites[-1].append(i)
        else:
            suites.append([i])
    return suites


def _entrees_apres(passages: list[Passage], debut: int) -> dict[int, EntreeSommaire]:
    """The lines of the contents under its title: up to prose, or to a heading it has already announced."""
    entrees: dict[int, EntreeSommaire] = {}
    vus: set[tuple[str, int | None, str]] = set()
    for i in range(debut, len(passages)):
        if passages[i].nature in HORS_TEXTE:
            continue
        entree = _entree(passages[i], titree=True)
        if entree is None:
            if _est_item(passages, i, entrees):
                entrees[i] = EntreeSommaire("autre", None, passages[i].texte, None, passages[i].lignes)
            elif not _est_coupee(passages, i):
                break
            continue
        cle = (entree.type, entree.numero, entree.titre if entree.type == "autre" else "")
        if cle in vus and entree.page is None and passages[i].nature is not Nature.ELEMENT:
            break
        vus.add(cle)
        entrees[i] = entree
    return entrees


def _entree(passage: Passage, *, titree: bool) -> EntreeSommaire | None:
    """A line of the contents: a heading with a page, or (under its title) any line with one."""
    texte = passage.texte
    if len(texte) > _LONGUEUR_ENTREE:
        return None
    entete = titres.reconnaitre(texte, au_sommaire=titree)
    if entete is not None:
        if entete.page is None and not titree:
            return None
        return EntreeSommaire(entete.type, entete.numero, entete.titre, entete.page, passage.lignes)
    titre, page = titres.separer_page(texte, nue=titree)
    if page is None or not titree or not titre or passage.nature in HORS_TEXTE:
        return None
    return EntreeSommaire("autre", None, titre, page, passage.lignes)


def _est_coupee(passages: list[Passage], i: int) -> bool:
    """A short line without a page, between two entries: a title that was wrapped, or a grouping title."""
    suivante = passages[i + 1] if i + 1 < len(passages) else None
    if suivante is None or len(passages[i].texte) > _LONGUEUR_ENTREE:
        return False
    entree = _entree(suivante, titree=True)
    return entree is not None and entree.page is not None


def _est_item(passages: list[Passage], i: int, entrees: dict[int, EntreeSommaire]) -> bool:
    """A short item of a contents set as a list, as on a web page, without page numbers."""
    precedente = next(reversed(entrees), i)
    items = passages[i].nature is passages[precedente].nature is Nature.ELEMENT
    return items and len(passages[i].texte) <= _LONGUEUR_SANS_PAGE


# ------------------------------------------------------------------ headings


def _annonces(passages: list[Passage], entrees: dict[int, EntreeSommaire]) -> set[int]:
    """Indices of headings that open nothing ("Liste des annexes : Annexe 1 : …, Annexe 2 : …").

    A heading of annexe right beside another, whose number opens a provision further on, is an announcement.
    """
    candidats = {
        i: entete.rang
        for i, p in enumerate(passages)
        if i not in entrees and (entete := _candidat(p)) is not None and entete.type == "annexe"
    }
    dernier = {rang: i for i, rang in candidats.items()}
    return {
        i for i, rang in candidats.items() if dernier[rang] > i and (i - 1 in candidats or i + 1 in candidats)
    }


def _candidat(passage: Passage) -> EnTete | None:
    if passage.nature not in {Nature.TITRE, Nature.PARAGRAPHE}:
        return None
    return titres.reconnaitre(passage.texte)


def _entetes(
    passages: list[Passage], entrees: dict[int, EntreeSommaire], exclus: set[int]
) -> dict[int, EnTete]:
    """The headings of the body by index. Articles of an act copied in an annexe stay in that annexe."""
    entetes: dict[int, EnTete] = {}
    articles: set[int | None] = set()
    dans_annexe = False
    for i, passage in enumerate(passages):
        entete = None if i in entrees or i in exclus else _candidat(passage)
        if entete is None or (dans_annexe and entete.type == "preambule"):
            continue
        if entete.type == "article":
            if dans_annexe and entete.numero in articles:
                continue
            articles.add(entete.numero)
        dans_annexe = dans_annexe or entete.type == "annexe"
        entetes[i] = entete
    if not articles:
        entetes |= _articles_sans_le_mot(passages, entrees, entetes)
    return dict(sorted(entetes.items()))


def _articles_sans_le_mot(
    passages: list[Passage], entrees: dict[int, EntreeSommaire], entetes: dict[int, EnTete]
) -> dict[int, EnTete]:
    """Headings "1 - Objet", "2 - Durée"… of a text without the word article: three or more, rising from 1."""
    fin = next((i for i, entete in entetes.items() if entete.type == "annexe"), len(passages))
    suite: dict[int, EnTete] = {}
    for i in range(fin):
        passage = passages[i]
        if i in entrees or i in entetes or passage.nature not in {Nature.TITRE, Nature.PARAGRAPHE}:
            continue
        entete = titres.numerote(passage.texte)
        if entete is not None and entete.numero and _suit(entete.numero, suite):
            suite[i] = entete
    return suite if len(suite) >= _SUITE_MINIMALE else {}


def _suit(numero: int, suite: dict[int, EnTete]) -> bool:
    """Whether a heading goes on with those read; after three of them, one misnumbered by one still does."""
    dernier = max((e.numero or 0 for e in suite.values()), default=0)
    attendu = dernier + 1
    return numero == attendu or (len(suite) >= _SUITE_MINIMALE and numero in {dernier, attendu + 1})


# ------------------------------------------------------------------ the walk


class _Marche:
    """One walk down the text, remembering the provision it is in."""

    def __init__(
        self, passages: list[Passage], entetes: dict[int, EnTete], entrees: dict[int, EntreeSommaire]
    ) -> None:
        self.passages = passages
        self.entetes = entetes
        self.entrees = entrees
        self.ouvertes: dict[str, EnTete] = {}
        self.courante = ""

    def parcourir(self) -> None:
        fin_sommaire = max(self.entrees, default=-1)
        for i, passage in enumerate(self.passages):
            if passage.nature in HORS_TEXTE:
                continue
            if (
                i in self.entrees
                or titres.est_sommaire(passage.texte)
                or self._est_suite_du_sommaire(i, fin_sommaire)
            ):
                self.passages[i] = replace(passage, nature=Nature.SOMMAIRE, disposition=SOMMAIRE)
            elif i in self.entetes:
                self._ouvrir(i)
            else:
                self._poursuivre(i)

    def _est_suite_du_sommaire(self, i: int, fin: int) -> bool:
        return i < fin and i - 1 >= 0 and self.passages[i - 1].disposition == SOMMAIRE

    def _ouvrir(self, i: int) -> None:
        entete = self.entetes[i]
        self.courante = _cle(entete, self.ouvertes)
        self.ouvertes[self.courante] = entete
        passage = self.passages[i]
        nature = Nature.TITRE if len(passage.texte) <= titres.TITRE_MAXIMAL + 20 else passage.nature
        self.passages[i] = replace(passage, nature=nature, disposition=self.courante)
        if not entete.titre and entete.type != "preambule":
            self._prendre_titre(i + 1)

    def _prendre_titre(self, i: int) -> None:
        """The title printed on the line under a bare "ARTICLE 5"."""
        if i >= len(self.passages) or i in self.entetes or i in self.entrees:
            return
        suivant = self.passages[i]
        court = len(suivant.texte) <= titres.TITRE_MAXIMAL and not suivant.texte.endswith((".", ";", ","))
        if (
            not court
            or suivant.nature not in {Nature.TITRE, Nature.PARAGRAPHE}
            or not suivant.texte[:1].isupper()
        ):
            return
        entete = self.ouvertes[self.courante]
        self.ouvertes[self.courante] = replace(entete, titre=suivant.texte.rstrip(" :"))
        self.passages[i] = replace(suivant, nature=Nature.TITRE)

    def _poursuivre(self, i: int) -> None:
        passage = self.passages[i]
        avant_le_corps = not self.ouvertes
        if avant_le_corps and _VU.match(passage.texte):
            self.courante = VISAS
        elif avant_le_corps and passage.nature is not Nature.RANG and _ENTRE.fullmatch(passage.texte):
            self.courante = PARTIES
        elif self.ouvertes and not self.courante.startswith("annexe") and _FAIT.match(passage.texte):
            self.courante = SIGNATURES
        self.passages[i] = replace(passage, disposition=self.courante)


def _cle(entete: EnTete, ouvertes: dict[str, EnTete]) -> str:
    """A key that no other provision has: "article-5", "annexe-a", "article-5-bis" for a second one."""
    rang = str(entete.numero) if entete.numero is not None else entete.rang.casefold()
    base = f"{entete.type}-{rang}" if rang else entete.type
    candidates = (base + suffixe for suffixe in _SUFFIXES)
    libre = next((cle for cle in candidates if cle not in ouvertes), None)
    return libre or f"{base}-{len(ouvertes) + 1}"


def _dispositions(document: DocumentLu, marche: _Marche) -> list[Disposition]:
    lignes: dict[str, list[int]] = {cle: [] for cle in marche.ouvertes}
    for passage in marche.passages:
        if passage.disposition in lignes:
            lignes[passage.disposition].extend(passage.lignes)
    blocs = _blocs_par_disposition(document.blocs, lignes)
    return [
        Disposition(entete.type, entete.numero, entete.titre, cle, tuple(lignes[cle]), tuple(blocs[cle]))
        for cle, entete in marche.ouvertes.items()
    ]


def _blocs_par_disposition(blocs: tuple[Bloc, ...], lignes: dict[str, list[int]]) -> dict[str, list[Bloc]]:
    """Blocs of each provision: the one that holds the first line of the bloc."""
    de_la_ligne = {numero: cle for cle, numeros in lignes.items() for numero in numeros}
    par_cle: dict[str, list[Bloc]] = {cle: [] for cle in lignes}
    for bloc in blocs:
        cle = next((de_la_ligne[n] for n in bloc.place.lignes if n in de_la_ligne), None)
        if cle is not None:
            par_cle[cle].append(bloc)
    return par_cle
