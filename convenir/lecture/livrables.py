"""What can be produced from a recorded convention: a registry that the rooms above fill in `ready()`.

edition registers the convention itself, relecture its report: neither knows the other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Dossier


def _toujours(_convention: Convention) -> bool:
    return True


def _aucune(_convention: Convention) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Livrable:
    """A file a person may ask for. `cle` is stable ("convention-pdf"); `ecrire` writes it at a path.

    `existe_pour` says whether this convention can have it (an annotated .docx needs a .docx);
    `variante` what it depends on beside the text (the findings that were accepted); `datable` whether it can
    be asked for as the text stood, or will stand, on another day.
    """

    cle: str
    groupe: str
    libelle: str
    description: str
    extension: str
    ecrire: Callable[[Convention, Dossier, Path], None]
    existe_pour: Callable[[Convention], bool] = _toujours
    variante: Callable[[Convention], str] = _aucune
    datable: bool = False


LIVRABLES: dict[str, Livrable] = {}
#: What gives a convention deliverables of its own, one per avenant for instance.
FAMILLES: list[Callable[[Convention], Iterable[Livrable]]] = []


def inscrire(livrable: Livrable) -> None:
    """Register a deliverable; the order of registration is the order shown."""
    LIVRABLES[livrable.cle] = livrable


def inscrire_une_famille(famille: Callable[[Convention], Iterable[Livrable]]) -> None:
    """Register deliverables whose number depends on the convention; they are shown after the others."""
    FAMILLES.append(famille)


def livrables_de(convention: Convention) -> tuple[Livrable, ...]:
    """The deliverables this convention can have."""
    propres = (livrable for famille in FAMILLES for livrable in famille(convention))
    return tuple(livrable for livrable in (*LIVRABLES.values(), *propres) if livrable.existe_pour(convention))


def livrable_de(convention: Convention, cle: str) -> Livrable | None:
    """The deliverable of that key, when this convention can have it."""
    return next((livrable for livrable in livrables_de(convention) if livrable.cle == cle), None)


def empreinte(livrable: Livrable, convention: Convention, dossier: Dossier) -> str:
    """Names the file of a deliverable by what it is made from: same convention, same file."""
    graine = f"{__version__}\n{livrable.cle}\n{livrable.variante(convention)}\n{dossier!r}"
    return hashlib.sha256(graine.encode()).hexdigest()[:40]
