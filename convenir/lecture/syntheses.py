"""The diagnostic of each theme: legend of services, titled blocks, issues raised by the communes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.lecture.balisage import PUCES
from convenir.lecture.dossier import Nature, Point, Synthese
from convenir.lecture.rubriques import est_rubrique_d_enjeux, nom_de_theme, theme_annonce
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.lecture.dossier import Passage, Plan

_CHIFFRES = re.compile(r"(?:les )?(?:chiffres|donnees|reperes|indicateurs)\b")
_LONGUEUR_DE_LEGENDE = 60  # characters
_LEGENDE, _CHIFFRES_CLES, _BLOCS, _ENJEUX = range(4)


@dataclass(slots=True)
class _Theme:
    """A theme being read. `partie` says which part of its page the walk is in."""

    thematique: str
    libelle: str
    partie: int = _LEGENDE
    legende: list[str] = field(default_factory=list)
    blocs: list[tuple[str, list[str], list[int]]] = field(default_factory=list)
    enjeux: list[str] = field(default_factory=list)
    lignes: list[int] = field(default_factory=list)

    def clore(self) -> Synthese:
        return Synthese(
            thematique=self.thematique,
            libelle=self.libelle,
            legende=tuple(self.legende),
            blocs=tuple(
                Point(titre, tuple(elements), tuple(lignes)) for titre, elements, lignes in self.blocs
            ),
            enjeux_communes=tuple(self.enjeux),
            lignes=tuple(self.lignes),
        )


def lire_syntheses(passages: tuple[Passage, ...], plans: tuple[Plan, ...]) -> tuple[Synthese, ...]:
    """The themes of the diagnostic, in the order of the text; the annexes of plans are no diagnostic."""
    plans_lus = {plan.disposition for plan in plans}
    # a document without any provision may be the annexe alone
    debut = "annexe" if any(p.disposition.startswith(("article", "annexe")) for p in passages) else ""
    themes: list[_Theme] = []
    courant: tuple[str, str] = ("", "")
    for passage in passages:
        if (
            not passage.disposition.startswith(debut)
            or passage.disposition in plans_lus
            or not passage.thematique
        ):
            continue
        if (passage.disposition, passage.thematique) != courant:
            courant = (passage.disposition, passage.thematique)
            themes.append(_Theme(passage.thematique, nom_de_theme(passage.texte)))
        themes[-1].lignes.extend(passage.lignes)
        _avancer(themes[-1], passage)
    return tuple(t.clore() for t in themes if t.legende or t.blocs or t.enjeux)


def _avancer(theme: _Theme, passage: Passage) -> None:
    if passage.nature is Nature.TITRE and _changer_de_partie(theme, passage):
        return
    if theme.partie == _LEGENDE:
        _lire_legende(theme, passage)
    elif theme.partie == _BLOCS:
        _lire_bloc(theme, passage)
    elif theme.partie == _ENJEUX:
        theme.enjeux.append(passage.texte.strip(" ;."))


def _changer_de_partie(theme: _Theme, passage: Passage) -> bool:
    """Whether the heading opens another part of the page of the theme."""
    texte = passage.texte
    if est_rubrique_d_enjeux(texte):
        theme.partie = _ENJEUX
    elif theme_annonce(passage):
        theme.partie = _BLOCS if "synthese" in normaliser(texte) else theme.partie
    elif _CHIFFRES.match(normaliser(texte)):
        theme.partie = _CHIFFRES_CLES
    elif theme.partie == _ENJEUX:
        theme.partie = _BLOCS
        return False
    else:
        return False
    return True


def _lire_legende(theme: _Theme, passage: Passage) -> None:
    """The services that the map shows: short names before the key figures."""
    if passage.cellules or passage.texte.endswith(":"):
        return
    for item in re.split(rf"[{PUCES}]|\s-\s", passage.texte):
        nom = item.strip(" ;,.")
        if nom and len(nom) <= _LONGUEUR_DE_LEGENDE and not re.search(r"\d", nom):
            theme.legende.append(nom)


def _lire_bloc(theme: _Theme, passage: Passage) -> None:
    if passage.nature is Nature.TITRE:
        theme.blocs.append((passage.texte, [], list(passage.lignes)))
    elif theme.blocs:
        _, elements, lignes = theme.blocs[-1]
        elements.append(passage.texte)
        lignes.extend(passage.lignes)
