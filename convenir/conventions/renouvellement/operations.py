"""What somebody answers about a mandate after a vote: told on the person and on the convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.acteurs.operations import ignorer_la_suite, reconduire, remplacer
from convenir.journal.operations import consigner

if TYPE_CHECKING:
    import datetime

    from convenir.acteurs.models import Mandat, Personne
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur


@transaction.atomic
def confirmer(
    convention: Convention,
    mandat: Mandat,
    personne: Personne,
    debut: datetime.date,
    *,
    auteur: str | Auteur = "",
    confirme: bool = False,
) -> Mandat:
    """Say who holds a mandate since that day, the same person or another. Returns the new mandate.

    `confirme`: whether its organisation itself says so.
    The former one ends the day before; both stay. Raises `Refus` when somebody answered meanwhile.
    """
    if personne == mandat.personne:
        suite, phrase = reconduire(mandat, debut, auteur=auteur), "Mandat reconduit"
    else:
        suite, phrase = (
            remplacer(mandat, personne, debut, auteur=auteur, confirme=confirme),
            "Mandat repris par quelqu’un d’autre",
        )
    _consigner(convention, mandat, phrase, auteur, {"suite": suite.pk})
    return suite


@transaction.atomic
def ne_pas_savoir(
    convention: Convention, mandat: Mandat, jour: datetime.date, *, auteur: str | Auteur = ""
) -> None:
    """Keep that the question was asked on that day, and that the answer is not known yet."""
    ignorer_la_suite(mandat, jour, auteur=auteur)
    _consigner(convention, mandat, "Suite d’un mandat encore inconnue", auteur, {})


def _consigner(
    convention: Convention, mandat: Mandat, phrase: str, auteur: str | Auteur, donnees: dict[str, int]
) -> None:
    consigner(
        "convention.mandat_confirme",
        objet=f"convention:{convention.code}",
        resume=f"{phrase} : {mandat.get_qualite_display()}, {mandat.organisation.nom}.",
        auteur=auteur,
        donnees={"mandat": mandat.pk} | donnees,
        personnel={"personne": str(mandat.personne)},
    )
