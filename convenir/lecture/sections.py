"""The convention cut into what a person opens one at a time: opening, préambule, articles, annexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.blocs import Titre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, Passage

OUVERTURE = "ouverture"
SIGNATURES = "signatures"
_NOMS = {"preambule": "Préambule", "article": "Article", "annexe": "Annexe"}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text: `nom` is short ("Article 7"), `titre` may be empty.

    `absente` marks a number that the sequence skips: it has no passage.
    """

    cle: str
    nom: str
    titre: str = ""
    passages: tuple[Passage, ...] = ()
    absente: bool = False

    @property
    def titree(self) -> bool:
        """Whether its first passage is its own heading."""
        return self.cle not in {OUVERTURE, SIGNATURES}

    @property
    def lignes(self) -> frozenset[int]:
        return frozenset(ligne for passage in self.passages for ligne in passage.lignes)


def sections(dossier: Dossier) -> tuple[Section, ...]:
    """Every passage in exactly one section, in the order of the text, missing numbers at their place."""
    par_cle = {d.cle: d for d in dossier.dispositions}
    contenus: dict[str, list[Passage]] = {}
    for passage in dossier.passages:
        deja = not par_cle.keys().isdisjoint(contenus)
        contenus.setdefault(_cle(passage, par_cle, deja=deja), []).append(passage)
    trouvees = [
        Section(cle, *_intitule(par_cle.get(cle), cle), passages=tuple(passages))
        for cle, passages in contenus.items()
    ]
    return tuple(_avec_absentes(trouvees, par_cle))


def _cle(passage: Passage, par_cle: dict[str, Disposition], *, deja: bool) -> str:
    """The provision of a passage; outside any, what precedes the first is the opening."""
    if passage.disposition in par_cle:
        return passage.disposition
    return SIGNATURES if deja or passage.disposition == SIGNATURES else OUVERTURE


def _intitule(disposition: Disposition | None, cle: str) -> tuple[str, str]:
    if disposition is None:
        return ("Signatures", "") if cle == SIGNATURES else ("Ouverture", "Parties, visas et sommaire")
    nom = _NOMS.get(disposition.type, disposition.type.capitalize())
    if disposition.numero is not None:
        return f"{nom} {disposition.numero}", disposition.titre
    return nom, "" if disposition.titre.casefold() == nom.casefold() else disposition.titre


def _avec_absentes(trouvees: list[Section], par_cle: dict[str, Disposition]) -> Iterator[Section]:
    """Insert the numbers that a sequence of articles or annexes skips."""
    dernier: dict[str, int] = {}
    for section in trouvees:
        disposition = par_cle.get(section.cle)
        if disposition is not None and disposition.numero is not None:
            attendu = dernier.get(disposition.type, 0) + 1
            for numero in range(attendu, min(disposition.numero, attendu + 20)):
                nom = f"{_NOMS.get(disposition.type, disposition.type.capitalize())} {numero}"
                yield Section(f"absent-{disposition.type}-{numero}", nom, absente=True)
            dernier[disposition.type] = max(disposition.numero, dernier.get(disposition.type, 0))
        yield section


def cles_enregistrees(dossier: Dossier) -> dict[str, str]:
    """The key that the record gives each provision, by its key in the dossier; nothing for a file."""
    entetes = {d.cle: d.blocs[0] for d in dossier.dispositions if d.blocs}
    return {cle: bloc.ancre for cle, bloc in entetes.items() if isinstance(bloc, Titre) and bloc.ancre}


def voisines(presentes: list[Section], section: Section) -> tuple[Section | None, Section | None]:
    """The sections before and after one, None at the ends."""
    rang = presentes.index(section)
    avant = presentes[rang - 1] if rang else None
    return avant, presentes[rang + 1] if rang + 1 < len(presentes) else None
