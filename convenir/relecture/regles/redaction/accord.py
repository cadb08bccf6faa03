"""Agreements that are wrong beyond doubt: the document itself writes the right form elsewhere, or the pattern cannot be right."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.equipements import SIGLES
from convenir.relecture.etendues import Morceau, morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_L = "a-zà-öø-ÿœ"
_FEMININS = r"offre|action|convention|commune|structure|démarche|instance|réunion|enquête|équipe|association|population|famille|thématique|crèche|réponse|priorité|décision|mission"
_MASCULINS = r"enjeu|comité|diagnostic|projet|service|plan|objectif|accueil|dispositif|partenariat|besoin|réseau|bilan|territoire|équipement|financement|accompagnement|pilotage|séminaire"
_ADVERBES = rf"(?:(?:[{_L}]+ment|pas|déjà|aussi|ainsi|donc|bien|toujours|encore|également)\s+)*"
_ADJ = r"(?:ale|elle|ive|ique)"
_FEM = rf"[{_L}]+{_ADJ}"


class _Faute(NamedTuple):
    morceau: Morceau
    trouve: re.Match[str]
    juste: str


class _Vocabulaire(NamedTuple):
    """What the document writes elsewhere: its words, and its pairs of words in a row."""

    mots: frozenset[str]
    paires: frozenset[str]


_GENRE = re.compile(rf"\b([Uu]n)\s+((?:{_FEMININS}))\b|\b([Uu]ne)\s+((?:{_MASCULINS}))\b")
_PARTICIPE = re.compile(
    rf"\b(?:sont|seront|étaient|soient|ont été|auront été)\s+{_ADVERBES}([{_L}]{{3,}}ée?)\b(?![-'’])"
)
_PAS_PARTICIPES = re.compile(
    r"(?:ité|santé|été|côté|moitié|année|journée|durée|employé|arrivée|entrée|comité|idée)$"
)
_SEUL = re.compile(
    r"\b([Ss]eule?)\s+(\*\*)?(?:[2-9]|\d\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b(?!\s*(?:e|ème|ans?|mois))"
)
_COORDONNES = re.compile(rf"\b((?:{_FEM},?\s+)?({_FEM})\s+(?:et|ou)\s+({_FEM}s))\b")
_LEUR = re.compile(rf"\bleur\s+([{_L}]{{3,}}s)\b")
_DES = re.compile(
    rf"\b(?:des|ces|plusieurs|quelques|(?:de|pour|avec|dans|sur|entre|par|et|à|chez|sous|tous|toutes)\s+les|(?:[Ll]es|[Cc]es)\s+(?:deux|trois|quatre|cinq|six))\s+([{_L}]{{4,}}[^sxz\W\d_])\b(?![-'’])"
)
_NOM_ADJECTIF = re.compile(rf"(?<![-'’])\b([{_L}]{{3,}}s)\s+({_FEM}|[{_L}]+aire)\b(?![-'’])")
_SINGULIER_PLURIEL = re.compile(
    rf"\b((?:[Vv]ie|[{_L}]{{3,}}[^sxz\W\d_]))\s+([{_L}A-Z][{_L}]*{_ADJ}s)\b",
)
_MOT = re.compile(rf"[{_L}]+")


@regle("redaction-accord", Famille.REDACTION, Gravite.INFORMATION, "Faute d’accord")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    pieces = list(morceaux(dossier))
    vocabulaire = _vocabulaire(pieces)
    for morceau in pieces:
        fautes = sorted(
            {f.trouve.span(): f for f in _fautes(morceau, vocabulaire)}.values(),
            key=lambda f: f.trouve.start(),
        )
        if fautes:
            yield _trouvaille(morceau, fautes)


def _trouvaille(morceau: Morceau, fautes: list[_Faute]) -> Trouvaille:
    """The faults of one sentence make one finding."""
    ecrits = [f"« {f.trouve.group()} »" for f in fautes]
    return Trouvaille(
        lignes=tuple(n for f in fautes for n in morceau.lignes_de(f.trouve)),
        message=f"{' et '.join(ecrits)} : l’accord n’est pas fait.",
        preuve=" ; ".join(dict.fromkeys(morceau.autour(f.trouve) for f in fautes)),
        suggestion="Écrivez " + " et ".join(f"« {f.juste} »" for f in fautes) + ".",
        extrait=fautes[0].trouve.group(),
    )


def _vocabulaire(pieces: list[Morceau]) -> _Vocabulaire:
    mots: set[str] = set()
    paires: set[str] = set()
    for morceau in pieces:
        suite = _MOT.findall(morceau.texte.lower())
        mots.update(suite)
        paires.update(f"{a} {b}" for a, b in pairwise(suite))
    return _Vocabulaire(frozenset(mots), frozenset(paires))


def _fautes(morceau: Morceau, vocabulaire: _Vocabulaire) -> Iterator[_Faute]:
    for chercher in (
        _genre,
        _participe,
        _seul,
        _coordonnes,
        _leur,
        _des,
        _adjectif_singulier,
        _adjectif_pluriel,
    ):
        for trouve, juste in chercher(morceau.texte, vocabulaire):
            yield _Faute(morceau, trouve, juste)


def _genre(texte: str, _: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    for t in _GENRE.finditer(texte):
        article, nom = (f"{t.group(1)}e", t.group(2)) if t.group(1) else (t.group(3)[:2], t.group(4))
        yield t, f"{article} {nom}"


def _participe(texte: str, _: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    for t in _PARTICIPE.finditer(texte):
        if not _PAS_PARTICIPES.search(t.group(1)):
            yield t, f"{t.group()}s"


def _seul(texte: str, _: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    for t in _SEUL.finditer(texte):
        yield t, t.group().replace(t.group(1), f"{t.group(1)}s", 1)


def _coordonnes(texte: str, vocabulaire: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    """Both adjectives hang on one singular noun: "vie sociale et professionnelles"."""
    for t in _COORDONNES.finditer(texte):
        if t.group(3)[:-1] in vocabulaire.mots:
            yield t, t.group()[:-1]


def _leur(texte: str, vocabulaire: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    for t in _LEUR.finditer(texte):
        nom = t.group(1)
        if nom[:-1] in vocabulaire.mots and {f"les {nom}", f"des {nom}"} & vocabulaire.paires:
            yield t, f"leurs {nom}"


def _des(texte: str, vocabulaire: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    for t in _DES.finditer(texte):
        pluriel = f"{t.group(1)}s"
        if {f"les {pluriel}", f"des {pluriel}"} & vocabulaire.paires:
            yield t, f"{t.group()}s"


def _adjectif_singulier(texte: str, vocabulaire: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    """Wrong where the document writes the plural too: "familles monoparentale"."""
    for t in _NOM_ADJECTIF.finditer(texte):
        if f"{t.group(1)} {t.group(2)}s" in vocabulaire.paires and t.group(1)[:-1] in vocabulaire.mots:
            yield t, f"{t.group()}s"


def _adjectif_pluriel(texte: str, vocabulaire: _Vocabulaire) -> Iterator[tuple[re.Match[str], str]]:
    """Wrong where the document writes the singular too: "vie sociales"."""
    for t in _SINGULIER_PLURIEL.finditer(texte):
        paire = f"{t.group(1)} {t.group(2)}".lower()
        if paire[:-1] in vocabulaire.paires and not _dans_un_nom(paire[:-1]):
            yield t, t.group()[:-1]


def _dans_un_nom(paire: str) -> bool:
    """Part of the name of a service ("espace de vie sociale"): how names are written is told elsewhere."""
    return any(paire in nom for noms in SIGLES.values() for nom in noms)
