"""The acts that a link may do: a registry that upper rooms fill in `AppConfig.ready()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms

    from convenir.journal.operations import Auteur


@dataclass(frozen=True, slots=True)
class Question:
    """What the page of a link says: what is asked, why, and on whose behalf."""

    titre: str
    explication: str


@dataclass(frozen=True, slots=True)
class ActeParLien:
    """One act: what to show of a subject (None: nothing to answer any more), the form, the operation.

    `faire` takes the subject, the values of the form and who answers; it returns the sentence that thanks,
    or raises `Refus`, and the link then still works.
    """

    montrer: Callable[[str], Question | None]
    formulaire: type[forms.Form]
    faire: Callable[[str, Mapping[str, Any], Auteur], str]


ACTES: dict[str, ActeParLien] = {}


def inscrire(cle: str, acte: ActeParLien) -> None:
    """Register an act under a stable key ("adhesions.conseil")."""
    ACTES[cle] = acte
