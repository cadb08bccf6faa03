"""Which text a page of signature is about, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from convenir.conventions.models import Signature
from convenir.conventions.queries import conventions_de
from convenir.conventions.signature.queries import dernier_circuit
from convenir.conventions.signature.textes import Texte
from convenir.documents.antivirus import examiner

if TYPE_CHECKING:
    from typing import Any

    from django.core.files.uploadedfile import UploadedFile

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Circuit


def texte_de(request: Requete, code: str, rang: int | None) -> Texte:
    """The convention of that code, or its avenant of that number, among those of this person."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if rang is None:
        return Texte(convention)
    avenant = get_object_or_404(convention.avenants.all(), numero=rang)
    avenant.convention = convention
    return Texte(convention, avenant)


def exiger_le_circuit(texte: Texte) -> Circuit:
    """The last round of a text; 404 when it never went out."""
    circuit = dernier_circuit(texte)
    if circuit is None:
        raise Http404
    return circuit


def signature_de(texte: Texte, pk: int) -> Signature:
    """A signature of this text, of any of its rounds."""
    signatures = Signature.objects.select_related(
        "circuit__version__convention", "circuit__version__avenant", "circuit__courant", "personne"
    )
    version = {"circuit__version__convention": texte.convention, "circuit__version__avenant": texte.avenant}
    return get_object_or_404(signatures, pk=pk, **version)


def contexte(texte: Texte, **suite: Any) -> dict[str, Any]:
    """What every page of signature shows around."""
    return {
        "convention": texte.convention,
        "texte": texte,
        "onglet": "avenants" if texte.avenant else "signature",
        "adresse_du_circuit": texte.adresse(),
        "adresse_de_l_exemplaire": texte.adresse("exemplaire"),
        **suite,
    }


def recevoir(fichier: UploadedFile[bytes]) -> tuple[str, bytes]:
    """The name and the bytes of a file given, once examined."""
    contenu = fichier.read()
    examiner(contenu)
    return fichier.name or "", contenu
