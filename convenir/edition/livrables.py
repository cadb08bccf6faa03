"""The convention itself, in the formats people ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from convenir.documents.sortie import ecrire, rendre
from convenir.edition.avenant import composer_avenant
from convenir.edition.convention import publier
from convenir.lecture.livrables import Livrable, inscrire, inscrire_une_famille

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from convenir.conventions.models import Avenant, Convention
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
        faire = partial(_ecrire, extension)
        inscrire(
            Livrable(f"convention-{extension}", GROUPE, libelle, description, extension, faire, datable=True)
        )
    inscrire_une_famille(livrables_des_avenants)


def livrables_des_avenants(convention: Convention) -> Iterator[Livrable]:
    """Each avenant in each format."""
    for avenant in convention.avenants.order_by("numero"):
        for extension, libelle, description in _FORMATS:
            yield Livrable(
                cle=f"avenant-{avenant.numero}-{extension}",
                groupe=str(avenant),
                libelle=libelle,
                description=description,
                extension=extension,
                ecrire=partial(_ecrire_avenant, extension, avenant),
                variante=partial(_contenu, avenant),
            )


def _ecrire_avenant(
    extension: str, avenant: Avenant, _convention: Convention, _dossier: Dossier, sortie: Path
) -> None:
    ecrire(sortie, rendre(composer_avenant(avenant), extension))


def _contenu(avenant: Avenant, _convention: Convention) -> str:
    """What an avenant says, beside the convention it changes."""
    modifications = avenant.modifications.order_by("id").values_list("cle", "nature", "titre", "texte")
    rallies = avenant.ralliements.order_by("id").values_list("nom", "signataire", "qualite")
    termes = (avenant.objet, avenant.motif, avenant.effet_le, avenant.fin, avenant.statut)
    return repr((termes, list(modifications), list(rallies)))


def _ecrire(extension: str, _convention: Convention, dossier: Dossier, sortie: Path) -> None:
    publier(dossier, {extension: sortie})
