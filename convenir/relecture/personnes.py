"""The people a convention names: in its opening, in its signature block, in its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes
    from convenir.relecture.etendues import Morceau

_mot = r"[A-ZÀ-ÝŒ][\w’'.-]*"
_TITRE = re.compile(
    rf"\b(?:Madame|Monsieur|Mme|Mlle|M\.|Mr\.?)\s+(?P<nom>{_mot}(?:\s+(?:de\s|du\s|d['’])?{_mot}){{0,4}})"
)
_BLOC = re.compile(
    r"(?P<nom>[A-ZÀ-Ý][a-zà-ÿ]+(?:[- ][A-ZÀ-Ý][a-zà-ÿ]+)?\s+(?:[A-ZÀ-Ý]{2,}[A-ZÀ-Ý’'-]*\s?){1,3})"
)
_FONCTION = re.compile(
    r"(?:(?:vice-?)?presidente?|maire|adjointe?|direct(?:eur|rice)|prefete?|deleguee?|administrat(?:eur|rice)|"
    r"conseill(?:er|ere)|chargee?|responsable|cheffe?|secretaire|representante?|agissant|dument|habilitee?|"
    r"generale?|le|la|son|sa)$|l'"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named once: `prenom` may be empty, `nom` is as written."""

    prenom: str
    nom: str
    ecrit: str
    disposition: str
    lignes: Lignes

    @property
    def cle(self) -> tuple[str, str]:
        """First and last name without case, accents or hyphens."""
        return _aplatir(self.prenom), _aplatir(self.nom)


def _aplatir(nom: str) -> str:
    return re.sub(r"[^a-z]+", " ", plier(nom)).strip()


def mentions(dossier: Dossier) -> Iterator[Mention]:
    """Every person named, in order: after a title anywhere, without one in the signature block."""
    for morceau in morceaux(dossier):
        if morceau.passage.nature in HORS_TEXTE or morceau.passage.nature is Nature.TITRE:
            continue
        trouves = {m.start("nom"): m for m in _TITRE.finditer(morceau.texte)}
        if morceau.passage.disposition == "signatures":
            debuts = [range(m.start("nom"), m.end("nom")) for m in trouves.values()]
            trouves |= {
                m.start("nom"): m
                for m in _BLOC.finditer(morceau.texte)
                if not any(m.start("nom") in pris for pris in debuts)
            }
        for _, m in sorted(trouves.items()):
            mention = _mention(m, morceau)
            if mention is not None:
                yield mention


def _mention(m: re.Match[str], morceau: Morceau) -> Mention | None:
    garde: list[str] = []
    for mot in m["nom"].split():
        if _FONCTION.match(plier(mot)) or (
            garde and garde[-1].isupper() and not mot.isupper() and len(garde[-1]) > 1
        ):
            break
        garde.append(mot.strip(".,;"))
    if not garde or len(garde[0]) < 2:  # noqa: PLR2004 -- a lone initial names nobody
        return None
    capitales = [mot for mot in garde if mot.isupper() and len(mot) > 1]
    nom = capitales or garde[-1:]
    prenom = [mot for mot in garde if mot not in nom]
    fin = m.start("nom") + len(m["nom"])
    lignes = morceau.passage.lignes_de(morceau.decalage + m.start("nom"), morceau.decalage + fin)
    return Mention(
        " ".join(prenom), " ".join(nom), " ".join(garde), morceau.passage.disposition, lignes[:1] or lignes
    )
