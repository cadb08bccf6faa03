"""The report of a proofreading and the annotated original, among the documents to download."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from convenir.documents.entree import lire_octets
from convenir.documents.queries import octets
from convenir.lecture.comprendre import comprendre
from convenir.lecture.livrables import Livrable, inscrire
from convenir.relecture.livrables import ecrire_commentaires, ecrire_rapport
from convenir.relecture.models import Acceptation
from convenir.relecture.registre import relire
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Dossier
    from convenir.relecture.registre import Constat

GROUPE = "La relecture"


def inscrire_les_livrables() -> None:
    """Called once the applications are ready."""
    rapport = (
        "Les points à revoir avec leur preuve, du plus grave au moins grave, à imprimer pour la réunion."
    )
    for extension, libelle in (("pdf", "Rapport de relecture, PDF"), ("docx", "Rapport de relecture, Word")):
        cle = f"rapport-{extension}"
        inscrire(Livrable(cle, GROUPE, libelle, rapport, extension, _rapport, variante=_acceptations))
    annote = "Votre fichier Word tel que vous l’avez déposé, chaque point en commentaire à sa place."
    inscrire(
        Livrable(
            *("original-annote", GROUPE, "Fichier d’origine annoté", annote, "docx", _annote),
            existe_pour=_vient_de_word,
            variante=_acceptations,
        )
    )


def _rapport(convention: Convention, dossier: Dossier, sortie: Path) -> None:
    ecrire_rapport(_ouverts(convention, dossier), dossier, Path(dossier.source.nom), sortie, annote=False)


def _annote(convention: Convention, _dossier: Dossier, sortie: Path) -> None:
    """The findings are those of the original file: its places are known only in it."""
    fichier = convention.fichier
    if fichier is None:
        raise Refus("Le fichier d’origine n’a pas été gardé : déposez-le de nouveau.")
    original = comprendre(lire_octets(fichier.nom, octets(fichier)))
    ecrire_commentaires(_ouverts(convention, original), original, Path(fichier.contenu.path), sortie)


def _ouverts(convention: Convention, dossier: Dossier) -> list[Constat]:
    acceptees = set(Acceptation.objects.filter(convention=convention).values_list("empreinte", flat=True))
    return [constat for constat in relire(dossier) if constat.empreinte not in acceptees]


def _acceptations(convention: Convention) -> str:
    """What was accepted changes what is reported."""
    empreintes = Acceptation.objects.filter(convention=convention).order_by("empreinte")
    return " ".join(empreintes.values_list("empreinte", flat=True))


def _vient_de_word(convention: Convention) -> bool:
    return convention.fichier is not None and convention.fichier.format == "docx"
