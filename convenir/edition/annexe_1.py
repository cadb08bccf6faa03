"""Annexe 1, the shared diagnostic, in the formats people ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from convenir.diagnostic.synthese.livrables.annexe import composer
from convenir.diagnostic.synthese.queries import etat_du_diagnostic
from convenir.documents.sortie import DIAPOSITIVES, ecrire, rendre
from convenir.lecture.livrables import Livrable, inscrire

if TYPE_CHECKING:
    from pathlib import Path

    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Dossier

GROUPE = "Annexe 1 : le diagnostic partagé"
_FORMATS = (
    ("pdf", "PDF accessible", "Chiffres, cartes, synthèse, enjeux et services, thématique par thématique."),
    ("docx", "Word", "Le même document, pour le compléter : vrais styles, tableaux et cartes décrites."),
    ("odt", "LibreOffice", "Le même document au format ouvert."),
    ("html", "Page web", "Une seule page, lisible partout, à publier telle quelle."),
    (
        DIAPOSITIVES,
        "Diapositives",
        "Pour une réunion : tableaux modifiables, cartes décrites, notes de l’orateur.",
    ),
)


def inscrire_l_annexe_1() -> None:
    """Called once the applications are ready."""
    for extension, libelle, description in _FORMATS:
        inscrire(
            Livrable(
                cle=f"annexe-1-{extension}",
                groupe=GROUPE,
                libelle=libelle,
                description=description,
                extension=extension,
                ecrire=partial(_ecrire, extension),
                variante=etat_du_diagnostic,
            )
        )


def _ecrire(extension: str, convention: Convention, _dossier: Dossier, sortie: Path) -> None:
    ecrire(sortie, rendre(composer(convention), extension))
