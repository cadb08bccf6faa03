"""Writing the comparison of two texts outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.conventions.operations.versions import contenu_de
from convenir.conventions.queries.versions import versions_de
from convenir.conventions.rapport_de_comparaison import chemin_du_rapport, composer
from convenir.documents.operations import dossier_prive
from convenir.documents.sortie import ecrire, rendre
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from typing import Any

    from convenir.socle.models import Travail

ETAPES = ("Comparaison des deux textes", "Composition du document")


def contenu(convention: Convention, numero: int | None) -> dict[str, Any]:
    """The content of a version; of the text as it is now, without a number."""
    if numero is None:
        return contenu_de(convention)
    return dict(versions_de(convention).get(numero=numero).contenu)


def nommer(numero: int | None) -> str:
    """« version 2 », « texte actuel »."""
    return "texte actuel" if numero is None else f"version {numero}"


def preparer(travail: Travail) -> str:
    """Write the PDF a person asked for, unless the same one exists already."""
    avancer(travail, ETAPES[0], 10)
    convention = Convention.objects.get(code=travail.objet)
    de, a = travail.donnees["de"], travail.donnees["a"]
    avant, apres = contenu(convention, de), contenu(convention, a)
    sortie = chemin_du_rapport(avant, apres)
    if not sortie.exists():
        avancer(travail, ETAPES[1], 40)
        dossier_prive(sortie.parent)
        publication = composer(convention.nom, (nommer(de), nommer(a)), avant, apres)
        ecrire(sortie, rendre(publication, "pdf"))
    requete = urlencode({"de": de or "", "a": a or ""})
    return f"{reverse('conventions:comparer', args=[convention.code])}?{requete}#pdf"
