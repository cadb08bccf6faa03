"""What can be produced from a recorded convention: a registry that the rooms above fill in `ready()`.

edition registers the convention itself, relecture its report: neither knows the other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
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
    `variante` what it depends on beside the text (the findings that were accepted).
    """

    cle: str
    groupe: str
    libelle: str
    description: str
    extension: str
    ecrire: Callable[[Convention, Dossier, Path], None]
    existe_pour: Callable[[Convention], bool] = _toujours
    variante: Callable[[Convention], str] = _aucune


LIVRABLES: dict[str, Livrable] = {}


def inscrire(livrable: Livrable) -> None:
    """Register a deliverable; the order of registration is the order shown."""
    LIVRABLES[livrable.cle] = livrable


def livrables_de(convention: Convention) -> tuple[Livrable, ...]:
    """The deliverables this convention can have."""
    return tuple(livrable for livrable in LIVRABLES.values() if livrable.existe_pour(convention))


def empreinte(livrable: Livrable, convention: Convention, dossier: Dossier) -> str:
    """Names the file of a deliverable by what it is made from: same convention, same file."""
    graine = f"{__version__}\n{livrable.cle}\n{livrable.variante(convention)}\n{dossier!r}"
    return hashlib.sha256(graine.encode()).hexdigest()[:40]
