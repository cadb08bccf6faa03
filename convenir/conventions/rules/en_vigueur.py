"""The text in force at a date: the sealed provisions, then what each signed avenant did to them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.conventions.enums import NatureModification, TypeDisposition

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Changement:
    """What an avenant of that number does to one provision, from `effet_le` on."""

    cle: str
    nature: NatureModification
    type: TypeDisposition
    titre: str
    texte: str
    avenant: int
    effet_le: datetime.date


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision at a date. `numero` is printed (None: the préambule), `intitule_ecrit` the heading read.

    `changement` is the last that touched it, None while it stands as it was sealed.
    """

    cle: str
    type: TypeDisposition
    numero: int | None
    titre: str
    texte: str
    intitule_ecrit: str = ""
    changement: Changement | None = None

    @property
    def est_supprimee(self) -> bool:
        """Taken out by an avenant: its number stays, so that no other one changes."""
        return self.changement is not None and self.changement.nature == NatureModification.SUPPRIME

    @property
    def est_nulle(self) -> bool:
        """Held void: its text is still read, and no longer obeyed."""
        return self.changement is not None and self.changement.nature == NatureModification.NULLITE

    @property
    def nom(self) -> str:
        """« Article 7 », « Annexe 2 », « Préambule »."""
        return self.type.label if self.numero is None else f"{self.type.label} {self.numero}"


def appliquer(clauses: Sequence[Clause], changements: Iterable[Changement]) -> tuple[Clause, ...]:
    """The clauses once the changes are made, in the order they take effect, then that of the avenants.

    An added provision comes last of its type and takes the next number; nothing is renumbered. A change of
    a provision that does not exist then changes nothing.
    """
    texte = list(clauses)
    for changement in sorted(changements, key=lambda c: (c.effet_le, c.avenant)):
        rang = next((i for i, clause in enumerate(texte) if clause.cle == changement.cle), None)
        if rang is not None:
            texte[rang] = _changer(texte[rang], changement)
        elif changement.nature == NatureModification.AJOUTE:
            _ajouter(texte, changement)
    return tuple(texte)


def _changer(clause: Clause, changement: Changement) -> Clause:
    if changement.nature == NatureModification.NULLITE:
        return replace(clause, changement=changement)
    if changement.nature == NatureModification.SUPPRIME:
        return replace(clause, texte="", changement=changement)
    garde = clause.intitule_ecrit if changement.titre == clause.titre else ""
    return replace(
        clause,
        titre=changement.titre,
        texte=changement.texte,
        intitule_ecrit=garde,
        changement=changement,
    )


def _ajouter(texte: list[Clause], changement: Changement) -> None:
    semblables = [i for i, clause in enumerate(texte) if clause.type == changement.type]
    numeros = [texte[i].numero or 0 for i in semblables]
    nouvelle = Clause(
        cle=changement.cle,
        type=changement.type,
        numero=max(numeros, default=0) + 1,
        titre=changement.titre,
        texte=changement.texte,
        changement=changement,
    )
    texte.insert(semblables[-1] + 1 if semblables else len(texte), nouvelle)
