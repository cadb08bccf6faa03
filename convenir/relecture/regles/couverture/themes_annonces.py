"""The fields that the convention says it covers, against the plans it holds. No rule here: two rules read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.mots import racines
from convenir.socle.themes import theme_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Passage

_ANNONCE = re.compile(
    r"\b(?:domaines?|champs?|th[ée]matiques?|th[èe]mes?|politiques)\b[^:.;]{0,80}:\s*(?P<liste>.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: The same without the word "domaines": "La Ctg porte sur la petite enfance, …".
_ANNONCE_DIRECTE = re.compile(
    r"\b(?:ctg|c\.t\.g\.?|convention(?:\s+territoriale\s+globale)?(?:\s+\([^()]{2,10}\))?|elle)\s+"
    r"(?:porte(?:ra)?\s+sur|couvre|concerne|traite\s+de|s['’]articule\s+autour\s+de)\s*:?\s*(?P<liste>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_COUVRE = re.compile(
    r"\b(?:ctg|c\.t\.g|convention|signataires|parties|partenaires|elle)\b[^:]{0,120}\b(?:couvre|porte|intervien\w+|concerne|traite|vise|retien\w+|retenu\w*|s['’]articule|concern\w+)\b",
    re.IGNORECASE,
)
_FIN = re.compile(
    r"[.]|\bqui\b|\bconformément\b|\bcorrespond\w*|\bainsi\s+que\s+toute\b|\bet\s+(?:toute?|plus)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:l['’]|la|le|les|de|du|des|d['’]|aux?|à)\s*", re.IGNORECASE)
_APRES_LE_NOM = re.compile(r"\s*[:;,(.–—]|\s-\s")
_VIRGULE = re.compile(r"\s*[,;]\s*")
_ET = re.compile(r"\s+(?:et|ou)\s+")
_ET_INITIAL = re.compile(r"^(?:et|ou)\s+")
_THEMES_MINIMAUX = 3
#: One plan that covers two fields.
_COMPOSES = {"enfance_jeunesse": ("enfance", "jeunesse")}


@dataclass(frozen=True, slots=True)
class Champ:
    """A field announced, as written, with the key of its theme when it is a known one."""

    nom: str
    cle: str


@dataclass(frozen=True, slots=True)
class Annonce:
    champs: tuple[Champ, ...]
    lignes: Lignes


def annonce(dossier: Dossier) -> Annonce | None:
    """The list of fields given in the préambule (or the first article) as those of the convention."""
    for rang, passage in enumerate(dossier.passages):
        if passage.disposition not in {"preambule", "article-1", ""} or passage.nature is Nature.SOMMAIRE:
            continue
        trouve = _annoncee(passage.texte)
        if trouve is None:
            continue
        if trouve["liste"].strip():
            champs, lignes = _dans_la_phrase(dossier, rang, trouve)
        else:
            champs, lignes = _dans_la_liste(dossier.passages[rang + 1 :])
        if sum(bool(c.cle) for c in champs) >= _THEMES_MINIMAUX:
            return Annonce(champs, lignes)
    return None


def _annoncee(texte: str) -> re.Match[str] | None:
    trouve = _ANNONCE.search(texte)
    return trouve if trouve and _COUVRE.search(texte) else _ANNONCE_DIRECTE.search(texte)


def _dans_la_phrase(dossier: Dossier, rang: int, trouve: re.Match[str]) -> tuple[tuple[Champ, ...], Lignes]:
    """The fields of a sentence, its second half included when a page break cut it in two."""
    passage = dossier.passages[rang]
    lignes = passage.lignes_de(trouve.start(), trouve.end())
    liste = trouve["liste"]
    suite = dossier.passages[rang + 1] if rang + 1 < len(dossier.passages) else None
    if (
        suite is not None
        and suite.nature is Nature.PARAGRAPHE
        and suite.texte[:1].islower()
        and not liste.rstrip().endswith(".")
    ):
        liste, lignes = f"{liste} {suite.texte}", (*lignes, *suite.lignes[:1])
    fin = _FIN.search(liste)
    return tuple(_champs(liste[: fin.start()] if fin else liste)), lignes


def _dans_la_liste(passages: tuple[Passage, ...]) -> tuple[tuple[Champ, ...], Lignes]:
    champs: list[Champ] = []
    lignes: list[int] = []
    for passage in passages:
        if passage.nature is not Nature.ELEMENT:
            break
        nom = _APRES_LE_NOM.split(passage.texte, maxsplit=1)[0]
        champs.extend(_champs(nom) if theme_de(nom) is None else [_champ(nom)])
        lignes.extend(passage.lignes[:1])
    return tuple(champs), tuple(lignes)


def _champs(liste: str) -> Iterator[Champ]:
    """Cut a list of names, keeping whole a name that holds "et" ("accès aux droits et aux services")."""
    for morceau in _VIRGULE.split(liste):
        if not morceau.strip():
            continue
        if theme_de(_nom(morceau)) is not None:
            yield _champ(morceau)
            continue
        yield from (_champ(n) for n in _ET.split(_ET_INITIAL.sub("", morceau)) if n.strip())


def _champ(nom: str) -> Champ:
    nom = _nom(nom)
    theme = theme_de(nom)
    return Champ(nom, theme.cle if theme else "")


def _nom(brut: str) -> str:
    nom = _ET_INITIAL.sub("", brut.strip(" .:;\n")).strip()
    return _ARTICLE.sub("", nom)


def cles(nom: str) -> frozenset[str]:
    """Keys of the fields that the title of a plan names: "Enfance & Jeunesse" names three."""
    theme = theme_de(nom)
    if theme is None:
        return frozenset()
    return frozenset({theme.cle, *_COMPOSES.get(theme.cle, ())})


def couvre(titre: str, champ: Champ) -> bool:
    """Whether a plan of that title is about a field."""
    if champ.cle and champ.cle in cles(titre):
        return True
    dits = racines(champ.nom)
    return bool(dits) and dits <= racines(titre)
