"""A text held against the items of the scheme; the duties of a commune by its population. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from convenir.diagnostic.petite_enfance.contenu import EXIGENCES
from convenir.socle.themes import normaliser, themes_dans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convenir.diagnostic.petite_enfance.contenu import Exigence

THEME = "petite_enfance"
#: CASF, art. L. 214-1-3, II: from more than so many inhabitants
SEUIL_DE_PLANIFICATION, SEUIL_DE_SCHEMA = 3_500, 10_000
_SUJET = re.compile(
    r"\b(?:petite enfance|jeunes? enfants?|tout petits?|moins de (?:3|trois) ans|0 (?:a )?[23] ans|creches?"
    r"|eaje|assistante?s? maternel(?:le)?s?|relais petite enfance|micro creches?|modes? d accueil du)\b"
)
_A_VENIR = re.compile(
    r"\b(?:a (?:definir|completer|preciser|determiner|etablir|renseigner)|restent? a|xx+|ulterieurement"
    r"|(?:sera|seront) (?:\w+ )?(?:defini|precise|etabli|elabore|arrete|fixe|complete|determine)\w*)\b"
)
_ABSENCE = re.compile(r"\b(?:aucune?|sans|absence d[eu]?|pas d[eu]?)\b")
_COMPETENT = re.compile(
    r"\b(?:autorites? organisatrices?|service public de la petite enfance"
    r"|transfer\w+ (?:\w+ ){0,3}competences?|competences? (?:\w+ ){0,3}transfer)"
)
_TITRE = re.compile(r"^\s*(?:#+\s+(?P<diese>.+)|\*\*(?P<gras>[^*]+)\*\*\s*:?)\s*$")
_BALISAGE = re.compile(r"<[^>]{1,40}>|\|[-\s|]*|\*+|(?m:^\s*[-•]\s+)")
_EXTRAIT = 220  # characters
_CITATIONS = 3


class Presence(StrEnum):
    """What a reading found of an item; a person decides."""

    TROUVE = "trouve"
    A_CONFIRMER = "a_confirmer"
    ABSENT = "absent"

    @property
    def libelle(self) -> str:
        return _PRESENCES[self]


_PRESENCES = {
    Presence.TROUVE: "Trouvé",
    Presence.A_CONFIRMER: "À confirmer",
    Presence.ABSENT: "Non trouvé",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a provision: its text, whether it is about early childhood."""

    disposition: str
    nom: str
    texte: str
    est_du_sujet: bool

    @property
    def extrait(self) -> str:
        """Its beginning, for a table."""
        plat = " ".join(_BALISAGE.sub(" ", self.texte).split())
        return plat if len(plat) <= _EXTRAIT else f"{plat[:_EXTRAIT].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True, slots=True)
class Point:
    """An item, what was found of it, where, and why it is not sure when it is not."""

    exigence: Exigence
    presence: Presence
    passages: tuple[Passage, ...] = ()
    raison: str = ""


def decouper(dispositions: Iterable[tuple[str, str, str, str]]) -> Iterator[Passage]:
    """The paragraphs of provisions given as (key, name, title, Markdown), headings left out.

    A paragraph is about early childhood when it says so, or when the nearest heading that names a theme does.
    """
    for cle, nom, titre, texte in dispositions:
        en_cours = _porte_sur(titre)
        for bloc in re.split(r"\n\s*\n|\n(?=\s*(?:[-*►•]|\d+[.)])\s)|\n(?=#)", texte):
            premiere, _, suite = bloc.strip().partition("\n")
            if titre_lu := _TITRE.match(premiere):
                intitule = titre_lu["diese"] or titre_lu["gras"]
                if themes_dans(intitule) or _SUJET.search(normaliser(intitule)):
                    en_cours = _porte_sur(intitule)
                premiere = ""
            entier = f"{premiere} {suite}".strip()
            if entier:
                yield Passage(cle, nom, entier, en_cours or bool(_SUJET.search(normaliser(entier))))


def _porte_sur(titre: str) -> bool:
    nomme = {theme.cle for theme in themes_dans(titre)}
    return THEME in nomme or bool(_SUJET.search(normaliser(titre)))


def controler(passages: Sequence[Passage], services: int = 0) -> tuple[Point, ...]:
    """Each item, found or not. `services`: how many of early childhood have a record, which is no text."""
    lus = [(passage, normaliser(passage.texte)) for passage in passages]
    points = [_chercher(exigence, lus) for exigence in EXIGENCES]
    if services and points[0].presence == Presence.ABSENT:
        mots = "un service a" if services == 1 else f"{services} services ont"
        raison = f"Le dossier le sait ({mots} une fiche) ; le texte ne le dit pas."
        points[0] = Point(points[0].exigence, Presence.A_CONFIRMER, raison=raison)
    return tuple(points)


def _chercher(exigence: Exigence, lus: Sequence[tuple[Passage, str]]) -> Point:
    motifs = [re.compile(rf"\b(?:{groupe})") for groupe in exigence.groupes]
    disent = [(p, t) for p, t in lus if all(motif.search(t) for motif in motifs)]
    par_reserve: dict[str, list[Passage]] = {reserve: [] for reserve in _RESERVES}
    for passage, texte in disent:
        par_reserve[_reserve(passage, texte, motifs[0])].append(passage)
    for reserve, passages in par_reserve.items():
        if passages:
            presence = Presence.A_CONFIRMER if reserve else Presence.TROUVE
            return Point(exigence, presence, tuple(passages[:_CITATIONS]), reserve)
    return Point(exigence, Presence.ABSENT)


_ANNONCE = "Le texte l’annonce sans le donner, ou dit qu’il n’y en a pas."
_ATTRIBUTION = "Ce passage dit qui est compétent, pas ce qui est prévu."
_AUTRE_SUJET = "Ce passage ne parle pas de la petite enfance : à lire."
#: from no reservation to the widest
_RESERVES = ("", _ANNONCE, _ATTRIBUTION, _AUTRE_SUJET)


def _reserve(passage: Passage, texte: str, motif: re.Pattern[str]) -> str:
    """Why a passage that has the words of an item does not prove it; "" when it does."""
    if not passage.est_du_sujet:
        return _AUTRE_SUJET
    if _COMPETENT.search(texte):
        return _ATTRIBUTION
    return _ANNONCE if _A_VENIR.search(texte) or _nie(texte, motif) else ""


def _nie(texte: str, motif: re.Pattern[str]) -> bool:
    """Whether the passage says that there is none: « sans calendrier », « aucun indicateur »."""
    return any(motif.match(texte, absence.end() + 1) for absence in _ABSENCE.finditer(texte))


class Competence(Enum):
    """The four competences of the organising authority (CASF, art. L. 214-1-3, I), in order."""

    RECENSER = "recenser"
    INFORMER = "informer"
    PLANIFIER = "planifier"
    SOUTENIR = "soutenir"

    @property
    def libelle(self) -> str:
        return _COMPETENCES[self]


_COMPETENCES = {
    Competence.RECENSER: "Recenser les besoins et l’offre",
    Competence.INFORMER: "Informer et accompagner les familles",
    Competence.PLANIFIER: "Planifier le développement de l’accueil",
    Competence.SOUTENIR: "Soutenir la qualité de l’accueil",
}
_POUR_TOUTES = frozenset({Competence.RECENSER, Competence.INFORMER})


@dataclass(frozen=True, slots=True)
class Devoir:
    """What an authority must do for a competence: None when the population is not known."""

    competence: Competence
    obligatoire: bool | None
    transferee: bool = False


@dataclass(frozen=True, slots=True)
class Devoirs:
    """The duties of an authority. `schema`, `relais`: due or not, None when the population is not known."""

    nom: str
    population: int | None
    devoirs: tuple[Devoir, ...]
    schema: bool | None
    relais: bool | None


def devoirs(nom: str, population: int | None, transferees: frozenset[Competence] = frozenset()) -> Devoirs:
    """What a commune owes by itself: the four competences, the scheme, the relais petite enfance.

    All communes count needs and inform; above 3 500 inhabitants they plan and support quality; above 10 000
    they make a scheme (planning) and, from 2026, open a relais (informing, supporting). What was transferred
    is the EPCI's (CASF, art. L. 214-1-3, II and III).
    """
    grande = None if population is None else population > SEUIL_DE_SCHEMA
    listes = tuple(
        Devoir(competence, exigible(competence, population), competence in transferees)
        for competence in Competence
    )
    relais_garde = not {Competence.INFORMER, Competence.SOUTENIR} <= transferees
    return Devoirs(
        nom,
        population,
        listes,
        schema=False if Competence.PLANIFIER in transferees else grande,
        relais=grande if relais_garde else False,
    )


def exigible(competence: Competence, population: int | None) -> bool | None:
    """Whether a competence must be exercised for so many inhabitants; None when that is not known."""
    if competence in _POUR_TOUTES:
        return True
    return None if population is None else population > SEUIL_DE_PLANIFICATION


def devoirs_de_l_epci(nom: str, population: int | None, transferees: frozenset[Competence]) -> Devoirs | None:
    """What the EPCI owes for what it received; None when it received nothing.

    Thresholds apply to the population of all the communes that transferred (art. L. 214-1-3, III).
    """
    if not transferees:
        return None
    grande = None if population is None else population > SEUIL_DE_SCHEMA
    recues = tuple(Devoir(c, exigible(c, population)) for c in Competence if c in transferees)
    relais = bool({Competence.INFORMER, Competence.SOUTENIR} & transferees)
    return Devoirs(
        nom,
        population,
        recues,
        schema=grande if Competence.PLANIFIER in transferees else False,
        relais=grande if relais else False,
    )
