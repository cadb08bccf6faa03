"""An annexe or an article quoted for something that another one holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.renvois import Citation, citations, rang_de
from convenir.relecture.sujets import mots_et_sujets, sujets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, Lignes

_BORNE = re.compile(r"[.;:!?](?=\s)|\b(?:annexes?|articles?)\s+(?:\d+|[A-H]\b)", re.IGNORECASE)
_PROCHES = 7  # words with a subject just before the reference: what it is quoted for
_POIDS_LOIN = 0.3
_POIDS_INTERTITRE = 0.4
_SCORE_MINIMAL = 0.85  # one near word of the title, or three far ones
_RAPPORT = 0.45  # the quoted provision must score under this share of the best


@dataclass(frozen=True, slots=True)
class _Fiche:
    """What a provision is about: its title, the headings under it, its text (articles only, they are short)."""

    disposition: Disposition
    titre: frozenset[str]
    intertitres: frozenset[str]
    texte: frozenset[str]


@regle("renvois-contenu", Famille.RENVOIS, Gravite.AVERTISSEMENT, "Renvoi vers la mauvaise disposition")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    fiches = _fiches(dossier)
    for citation in citations(dossier):
        memes = [f for f in fiches if f.disposition.type == citation.type]
        citees = [f for f in memes if rang_de(f.disposition) == citation.rang]
        if len(citees) != 1 or citation.morceau.passage.disposition == citees[0].disposition.cle:
            continue
        meilleure = _meilleure(_contexte(citation), citees[0], memes)
        if meilleure is not None:
            yield _trouvaille(citation, citees[0].disposition, meilleure.disposition)


def _fiches(dossier: Dossier) -> list[_Fiche]:
    intertitres: dict[str, set[str]] = {}
    textes: dict[str, set[str]] = {}
    for passage in dossier.passages:
        if passage.disposition.startswith("article"):
            textes.setdefault(passage.disposition, set()).update(sujets(passage.texte))
        if passage.nature in {Nature.TITRE, Nature.ENTETE}:
            intertitres.setdefault(passage.disposition, set()).update(sujets(passage.texte))
    return [
        _Fiche(
            d,
            frozenset(sujets(d.titre)),
            frozenset(intertitres.get(d.cle, ())),
            frozenset(textes.get(d.cle, ())),
        )
        for d in dossier.dispositions
        if d.type in {"article", "annexe"} and rang_de(d)
    ]


_Mots = dict[str, str]


def _contexte(citation: Citation) -> tuple[_Mots, _Mots]:
    """Words with their subjects: just before the reference (and after it, when the sentence opens on it), and in the rest of the sentence."""
    texte = citation.morceau.texte
    avant = _derniere_phrase(texte[: citation.debut])
    apres = re.split(r"[.;:!?]\s|\b(?:annexe|article)s?\s+\d", texte[citation.fin :], maxsplit=1)[0]
    dits = mots_et_sujets(avant)
    proches = dits[-_PROCHES:]
    if len(dits) < 2:  # noqa: PLR2004 -- the reference opens the sentence: its subject follows
        proches = [*dits, *mots_et_sujets(apres)[:_PROCHES]]
    return dict(proches), {mot: s for mot, s in dits if (mot, s) not in proches}


def _derniere_phrase(avant: str) -> str:
    """The sentence that leads to the reference. A stray point before a comma ends nothing."""
    debut = 0
    for borne in _BORNE.finditer(avant):
        debut = borne.end()
    return avant[debut:]


def _score(fiche: _Fiche, proches: _Mots, lointains: _Mots) -> float:
    total = 0.0
    for mots, poids in ((proches, 1.0), (lointains, _POIDS_LOIN)):
        for dit in mots.values():
            total += poids if dit in fiche.titre else 0.0
            total += poids * _POIDS_INTERTITRE if dit in fiche.intertitres - fiche.titre else 0.0
    return total


def _meilleure(contexte: tuple[_Mots, _Mots], citee: _Fiche, memes: list[_Fiche]) -> _Fiche | None:
    """The provision that is clearly meant, when the quoted one clearly is not; None otherwise."""
    proches, lointains = contexte
    if not citee.titre.isdisjoint(proches.values()) or not citee.titre:
        return None
    notees = sorted(((_score(f, proches, lointains), i) for i, f in enumerate(memes)), reverse=True)
    note, rang = notees[0]
    meilleure = memes[rang]
    visees = meilleure.titre.intersection(proches.values()) | meilleure.titre.intersection(lointains.values())
    if meilleure is citee or not visees or visees <= citee.texte:
        return None
    egales = len(notees) > 1 and notees[1][0] >= note
    claire = note >= _SCORE_MINIMAL and _score(citee, proches, lointains) <= _RAPPORT * note
    return meilleure if claire and not egales else None


def _trouvaille(citation: Citation, citee: Disposition, meilleure: Disposition) -> Trouvaille:
    texte = citation.morceau.texte
    phrase = f"{_derniere_phrase(texte[: citation.debut])[-110:]}{citation.texte}".strip()
    lignes: Lignes = citation.lignes
    return Trouvaille(
        lignes=lignes,
        message=f"Le renvoi à l’{citation.type} {citation.rang} semble viser l’{meilleure.type} {rang_de(meilleure)}.",
        preuve=f"« {phrase} » ; {citee.type} {rang_de(citee)} : « {citee.titre.strip()} » ; "
        f"{meilleure.type} {rang_de(meilleure)} : « {meilleure.titre.strip()} ».",
        suggestion=f"Écrivez « {citation.type} {rang_de(meilleure)} », ou vérifiez ce que contient l’{citee.type} {rang_de(citee)}.",
        extrait=citation.texte,
    )
