"""The convention itself, in the formats people ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from convenir.edition.convention import publier
from convenir.lecture.livrables import Livrable, inscrire

if TYPE_CHECKING:
    from pathlib import Path

    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Dossier

GROUPE = "La convention"
_FORMATS = (
    (
        "pdf",
        "PDF accessible",
        "Pour voter, signer et publier : balisé, conforme PDF/UA et PDF/A.",
    ),
    ("docx", "Word", "Pour continuer à écrire : vrais styles, sommaire, en-têtes de tableaux répétés."),
    ("odt", "LibreOffice", "Le même document au format ouvert."),
    ("html", "Page web", "Une seule page, lisible partout, à publier telle quelle."),
)


def inscrire_les_livrables() -> None:
    """Called once the applications are ready."""
    for extension, libelle, description in _FORMATS:
        ecrire = partial(_ecrire, extension)
        inscrire(Livrable(f"convention-{extension}", GROUPE, libelle, description, extension, ecrire))


def _ecrire(extension: str, _convention: Convention, dossier: Dossier, sortie: Path) -> None:
    publier(dossier, {extension: sortie})
