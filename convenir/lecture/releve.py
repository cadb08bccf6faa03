"""Everything that the meaning of a recorded convention depends on, as values: what a `Dossier` is made from.

Two equal records give the same `Dossier`, and nothing else is read to make it: this is what lets it be kept
(`queries.get_dossier`) without ever giving a stale answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from itertools import groupby
from typing import TYPE_CHECKING

from convenir.adhesions.queries import tenir
from convenir.conventions.queries import a_la_date, ralliements, texte_en_vigueur
from convenir.lecture.dossier import Partie, Signataire

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from convenir.conventions import models
    from convenir.conventions.rules.en_vigueur import Clause


@dataclass(frozen=True, slots=True)
class SignataireReleve:
    """Who signs, in which capacity, by which authorisation."""

    nom: str
    qualite: str
    autorisation: str
    autorisation_date: datetime.date | None


@dataclass(frozen=True, slots=True)
class PartieRelevee:
    """A party of the text, by its key of citation."""

    cle: str
    nom: str
    appellation: str
    signataires: tuple[SignataireReleve, ...]


@dataclass(frozen=True, slots=True)
class ComplementReleve:
    """What joined the text without an avenant, from a day, by the clause of that key."""

    titre: str
    texte: str
    clause: str
    effet_le: datetime.date


@dataclass(frozen=True, slots=True)
class Releve:
    """A convention as its record stands on a day.

    `lecture` is the JSON of its facts; `votes` the rows of the register of adhesions, none before it is open;
    `rallies` those who joined by an avenant in effect. The day itself is not kept: it only acts through
    the clauses, the term, the votes and those who joined. `complements` are read only for the text in force
    on a day that was asked for.
    """

    code: str
    titre: str
    territoire: str
    statut: str
    debut: datetime.date | None
    fin: datetime.date | None
    ouverture: str
    cloture: str
    lecture: str
    parties: tuple[PartieRelevee, ...]
    visas: tuple[str, ...]
    clauses: tuple[Clause, ...]
    rallies: tuple[Partie, ...]
    votes: tuple[tuple[str, datetime.date | None], ...]
    complements: tuple[ComplementReleve, ...] = ()


def relever_au(convention: models.Convention, jour: datetime.date) -> Releve:
    """The record of a convention as it stands on that day."""
    return relever(a_la_date(convention, jour), jour)


def relever(
    convention: models.Convention, jour: datetime.date, clauses: Sequence[Clause] | None = None
) -> Releve:
    """The record of a convention whose term is already that of the day (`a_la_date`); four queries, or six.

    `clauses`: the provisions to read it with, those in force that day unless given.
    """
    return Releve(
        code=convention.code,
        titre=convention.titre,
        territoire=convention.territoire,
        statut=convention.statut,
        debut=convention.debut,
        fin=convention.fin,
        ouverture=convention.ouverture,
        cloture=convention.cloture,
        lecture=json.dumps(convention.lecture),
        parties=relever_les_parties(convention),
        visas=tuple(convention.visas.order_by("ordre").values_list("texte", flat=True)),
        clauses=tuple(texte_en_vigueur(convention, jour) if clauses is None else clauses),
        rallies=tuple(
            Partie(nom=r.nom, signataires=(Signataire(r.signataire, r.qualite),))
            for r in ralliements(convention, jour)
        ),
        votes=tenir(convention, jour).votes,
    )


def relever_les_parties(convention: models.Convention) -> tuple[PartieRelevee, ...]:
    """The parties of the text and who signs for each, in order, in one query."""
    lues = convention.parties.order_by("ordre", "signataires__ordre").values_list(
        *("cle", "nom", "appellation"),
        *(f"signataires__{champ.name}" for champ in fields(SignataireReleve)),
    )
    return tuple(
        PartieRelevee(
            cle, nom, appellation, tuple(SignataireReleve(*s) for _, _, _, *s in lignes if s[0] is not None)
        )
        for (cle, nom, appellation), lignes in groupby(lues, key=lambda ligne: ligne[:3])
    )


def relever_les_complements(
    convention: models.Convention, jour: datetime.date
) -> tuple[ComplementReleve, ...]:
    """What had joined the text by that day, the oldest first; one query."""
    joints = convention.complements.filter(effet_le__lte=jour).order_by("effet_le", "pk")
    champs = [champ.name for champ in fields(ComplementReleve)]
    return tuple(ComplementReleve(*valeurs) for valeurs in joints.values_list(*champs))
