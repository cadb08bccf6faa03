"""The files already produced, found by what they were made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from convenir.lecture.livrables import empreinte, livrables_de
from convenir.socle.enums import EtatTravail
from convenir.socle.models import Travail

if TYPE_CHECKING:
    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Dossier
    from convenir.lecture.livrables import Livrable


@dataclass(frozen=True, slots=True)
class Sortie:
    """A deliverable and where it stands: `taille` in bytes once produced, `travail` while it is being."""

    livrable: Livrable
    taille: int | None
    travail: Travail | None


def chemin(livrable: Livrable, convention: Convention, dossier: Dossier) -> Path:
    """Where the file of a deliverable is, or will be."""
    dossier_des_editions = Path(settings.MEDIA_ROOT) / "editions"
    return dossier_des_editions / f"{empreinte(livrable, convention, dossier)}.{livrable.extension}"


def get_sorties(convention: Convention, dossier: Dossier) -> tuple[Sortie, ...]:
    """Every deliverable of a convention with its state; those of a day, when the dossier is that of a day."""
    en_cours = Travail.objects.filter(
        nature="edition", objet=convention.code, etat__in=[EtatTravail.EN_ATTENTE, EtatTravail.EN_COURS]
    ).order_by("cree_le", "id")
    au = dossier.au.isoformat() if dossier.au else ""
    travaux = {t.donnees["livrable"]: t for t in en_cours if t.donnees.get("au", "") == au}
    return tuple(
        Sortie(livrable, _taille(chemin(livrable, convention, dossier)), travaux.get(livrable.cle))
        for livrable in livrables_de(convention)
        if livrable.datable or not au
    )


def _taille(fichier: Path) -> int | None:
    return fichier.stat().st_size if fichier.exists() else None
