"""Findings shown in the text: the words concerned marked where they stand, with a call to their card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from convenir.lecture.affichage import LigneAffichee, bornes_des_cellules
from convenir.socle.templatetags.typographie import fines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from convenir.lecture.dossier import Passage
    from convenir.lecture.sections import Section
    from convenir.relecture.queries import ConstatSuivi


@dataclass(frozen=True, slots=True)
class _Marque:
    debut: int
    fin: int
    suivis: tuple[ConstatSuivi, ...]


def surligner(section: Section, suivis: tuple[ConstatSuivi, ...]) -> tuple[LigneAffichee, ...]:
    """The passages of a section as HTML: plain text escaped, words marked, calls numbered.

    The first call of a finding carries the id `m-<empreinte>`, every call leads to `#c-<empreinte>`.
    """
    ancres: set[str] = set()
    ouverts = [s for s in suivis if s.est_ouvert]
    return tuple(_ligne(passage, ouverts, ancres) for passage in section.passages)


def _ligne(passage: Passage, suivis: list[ConstatSuivi], ancres: set[str]) -> LigneAffichee:
    situes: dict[tuple[int, int], list[ConstatSuivi]] = {}
    ailleurs: list[ConstatSuivi] = []
    for suivi in suivis:
        if set(suivi.constat.lignes).isdisjoint(passage.lignes):
            continue
        place = _situer(passage, suivi)
        if place is None:
            ailleurs.append(suivi)
        else:
            situes.setdefault(place, []).append(suivi)
    marques = tuple(_sans_chevauchement(situes))
    morceaux = [
        _morceau(passage.texte, debut, fin, marques, ancres) for debut, fin in bornes_des_cellules(passage)
    ]
    if ailleurs:
        appels = format_html_join("", "{}", ((_appel(suivi, ancres),) for suivi in ailleurs))
        morceaux[-1] = format_html("{}{}", morceaux[-1], appels)
    return LigneAffichee(passage, tuple(morceaux))


def _morceau(texte: str, debut: int, fin: int, marques: tuple[_Marque, ...], ancres: set[str]) -> SafeString:
    """The characters `debut` to `fin` of a passage, with the marks that begin there."""
    pieces: list[SafeString] = []
    curseur = debut
    for marque in marques:
        if debut <= marque.debut < fin:
            pieces.append(fines(texte[curseur : marque.debut]))
            curseur = min(marque.fin, fin)
            pieces.append(_marque(texte[marque.debut : curseur], marque.suivis, ancres))
    pieces.append(fines(texte[curseur:fin]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _situer(passage: Passage, suivi: ConstatSuivi) -> tuple[int, int] | None:
    """Bounds of the excerpt in the passage, on a line of the finding; spaces and quotes may differ."""
    extrait = suivi.constat.extrait.strip()
    if not extrait:
        return None
    motif = r"\s+".join(re.escape(mot).replace("’", "['’]").replace("'", "['’]") for mot in extrait.split())
    lignes = set(suivi.constat.lignes)
    for trouve in re.finditer(motif, passage.texte):
        if lignes & set(passage.lignes_de(trouve.start(), trouve.end())):
            return trouve.span()
    return None


def _sans_chevauchement(situes: dict[tuple[int, int], list[ConstatSuivi]]) -> Iterator[_Marque]:
    """Marks in order; one that overlaps the previous is merged into it."""
    en_cours: _Marque | None = None
    for (debut, fin), suivis in sorted(situes.items()):
        if en_cours is not None and debut < en_cours.fin:
            en_cours = _Marque(en_cours.debut, max(en_cours.fin, fin), (*en_cours.suivis, *suivis))
            continue
        if en_cours is not None:
            yield en_cours
        en_cours = _Marque(debut, fin, tuple(suivis))
    if en_cours is not None:
        yield en_cours


def _marque(mots: str, suivis: tuple[ConstatSuivi, ...], ancres: set[str]) -> SafeString:
    pire = min(suivis, key=lambda s: s.constat.rang_gravite)
    appels = format_html_join("", "{}", ((_appel(suivi, ancres),) for suivi in suivis))
    return format_html('<mark class="{}">{}{}</mark>', pire.constat.gravite, fines(mots), appels)


def _appel(suivi: ConstatSuivi, ancres: set[str]) -> SafeString:
    """The number that leads to the card; the first of a finding is where the card leads back."""
    empreinte = suivi.constat.empreinte
    ancre = "" if empreinte in ancres else format_html(' id="m-{}"', empreinte)
    ancres.add(empreinte)
    return format_html(
        '<a class="appel {}" href="#c-{}"{}><span class="hors-ecran">Constat </span>{}</a>',
        suivi.constat.gravite,
        empreinte,
        ancre,
        suivi.numero,
    )
