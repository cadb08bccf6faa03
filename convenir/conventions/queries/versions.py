"""Reads of the frozen texts of a convention, avenants apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.conventions.comparaison import noms_changes
from convenir.conventions.models import Version

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class LigneVersion:
    """A version as listed; `changees` names the parts that differ from the one before, None for the first."""

    version: Version
    changees: tuple[str, ...] | None


def versions_de(convention: Convention) -> QuerySet[Version]:
    """The frozen texts of the convention itself, oldest first."""
    return Version.objects.filter(convention=convention, avenant=None).order_by("numero")


def lister_les_versions(convention: Convention) -> tuple[LigneVersion, ...]:
    """The versions with what each changed, the newest first. One query."""
    lues = list(versions_de(convention))
    suivantes = [
        LigneVersion(apres, noms_changes(avant.contenu, apres.contenu)) for avant, apres in pairwise(lues)
    ]
    return tuple(reversed([*(LigneVersion(v, None) for v in lues[:1]), *suivantes]))
