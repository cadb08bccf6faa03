"""The fields a CTG may cover: stable keys stored, French labels shown, spellings recognised. An open list.

The ten first fields are those national circulars and models of CTG name; an unknown field keeps the
name the text gives it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache


@dataclass(frozen=True, slots=True)
class Theme:
    """A field: `cle` is stored, `libelle` shown, `variantes` are other spellings of it."""

    cle: str
    libelle: str
    variantes: tuple[str, ...] = ()


THEMES = (
    Theme(
        "petite_enfance",
        "Petite enfance",
        ("accueil du jeune enfant", "petite enfance 0 3 ans", "petite enfance 0 6 ans"),
    ),
    Theme("enfance", "Enfance", ("enfance 3 11 ans", "enfance 3 12 ans")),
    Theme("jeunesse", "Jeunesse", ("adolescence", "jeunes", "jeunesse 12 25 ans", "jeunesse 11 17 ans")),
    Theme(
        "enfance_jeunesse",
        "Enfance et jeunesse",
        ("enfance jeunesse", "jeunesse et enfance", "enfance/jeunesse", "enfance et de la jeunesse"),
    ),
    Theme(
        "parentalite",
        "Parentalité",
        (
            "soutien a la parentalite",
            "accompagnement a la parentalite",
            "parentalite et soutien aux familles",
        ),
    ),
    Theme(
        "acces_aux_droits",
        "Accès aux droits et aux services",
        (
            "acces aux droits",
            "acces au droit",
            "acces aux services",
            "acces aux droits et services",
            "acces aux services et aux droits",
        ),
    ),
    Theme("inclusion_numerique", "Inclusion numérique", ("numerique", "inclusion par le numerique")),
    Theme(
        "animation_vie_sociale",
        "Animation de la vie sociale",
        ("animation vie sociale", "avs", "vie sociale"),
    ),
    Theme(
        "logement",
        "Logement",
        ("logement et cadre de vie", "habitat", "logement et habitat", "habitat et logement", "cadre de vie"),
    ),
    Theme(
        "handicap", "Handicap", ("inclusion et handicap", "handicap et inclusion", "situation de handicap")
    ),
    Theme(
        "accompagnement_social",
        "Accompagnement social",
        ("accompagnement social des familles", "action sociale", "insertion sociale"),
    ),
)

#: what is neither a letter, a digit, a slash nor an accent split from its letter
_SIGNES = re.compile(r"[^a-z0-9/\u0300-\u036f]+")


@lru_cache(maxsize=8192)
def normaliser(chaine: str) -> str:
    """Lower case, without accents, hyphens nor punctuation, one space between words; "&" reads "et"."""
    decompose = unicodedata.normalize("NFKD", chaine.casefold().replace("&", " et ").replace("œ", "oe"))
    return " ".join(_SIGNES.sub(" ", decompose).encode("ascii", "ignore").decode().split())


@cache
def _cles() -> dict[str, Theme]:
    return {
        nom: theme
        for theme in THEMES
        for nom in (normaliser(theme.libelle), *map(normaliser, theme.variantes))
    }


def theme_de(chaine: str) -> Theme | None:
    """The theme a whole text names ("PETITE-ENFANCE", "La parentalité :"), or None."""
    nom = normaliser(chaine)
    return _cles().get(nom) or _cles().get(
        re.sub(r"^(?:(?:la|le|les|l|de|du|thematique|theme|volet|axe) )+", "", nom)
    )


@cache
def _motif() -> re.Pattern[str]:
    noms = sorted(_cles(), key=len, reverse=True)
    return re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, noms)) + r")(?![a-z])")


def themes_dans(chaine: str) -> tuple[Theme, ...]:
    """The themes a sentence names, in its order, each once; the longest name wins over one inside it."""
    morceaux = map(normaliser, re.split(r"[,;:.()\n]", chaine))
    trouves = (_cles()[nom] for morceau in morceaux for nom in _motif().findall(morceau))
    return tuple(dict.fromkeys(trouves))
