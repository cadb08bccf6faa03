"""Papers of a commune, annexe at a date, open tables, archive of all the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from convenir.adhesions import exports, livrables
from convenir.adhesions.forms import EtatAuForm
from convenir.adhesions.queries import Situation, registre
from convenir.adhesions.tasks import chemin
from convenir.adhesions.views.commune import adhesion_de
from convenir.conventions.queries import conventions_de
from convenir.documents.sortie import rendre
from convenir.socle.erreurs import Refus
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    import datetime

    from django.http.response import HttpResponseBase

    from convenir.conventions.acces import Requete

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
BOM = "\ufeff"  # by which a French spreadsheet knows UTF-8


def _fichier(octets: bytes, nom: str, extension: str) -> HttpResponse:
    entetes = {"Content-Disposition": f'attachment; filename="{nom}.{extension}"'}
    return HttpResponse(octets, content_type=TYPES[extension], headers=entetes)


@require_safe
def document(request: Requete, code: str, insee: str, document: str, extension: str) -> HttpResponse:
    """One paper of a commune."""
    adhesion = adhesion_de(request, code, insee)
    if document not in livrables.DOCUMENTS or extension not in livrables.FORMATS:
        raise Http404
    situation = Situation(adhesion, timezone.localdate())
    publication = livrables.composer(document, situation, livrables.valeurs_de(adhesion.convention))
    return _fichier(rendre(publication, extension), f"{document}-{insee}", extension)


@require_safe
def annexe(request: Requete, code: str) -> HttpResponse:
    """The annexe of the communes at a date, today by default."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = EtatAuForm(request.GET or None)
    jour = _jour(formulaire)
    tenu = registre(convention, jour)
    contexte = {
        "convention": convention,
        "onglet": "adhesions",
        "formulaire": formulaire,
        "jour": jour,
        "registre": tenu,
        "lignes": [(s, livrables.effet(s)) for s in tenu.situations],
    }
    return render(request, "adhesions/annexe.html", contexte)


def _jour(formulaire: EtatAuForm) -> datetime.date:
    """The date asked for; today when there is none, or none that can be read."""
    demande = formulaire.cleaned_data.get("au") if formulaire.is_valid() else None
    return demande or timezone.localdate()


@require_safe
def annexe_document(request: Requete, code: str, extension: str) -> HttpResponse:
    """The same, to print."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if extension not in livrables.FORMATS:
        raise Http404
    jour = _jour(EtatAuForm(request.GET or None))
    publication = livrables.annexe(convention, registre(convention, jour), jour)
    return _fichier(rendre(publication, extension), f"communes-{code}-{jour:%Y-%m-%d}", extension)


@require_safe
def exporter(request: Requete, code: str, table: str) -> HttpResponse:
    """The register as a plain table, or its votes in the national schema."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    tenu = registre(convention, timezone.localdate())
    if table == "registre":
        return _fichier((BOM + exports.en_csv(tenu)).encode(), f"adhesions-{code}", "csv")
    if table != "deliberations":
        raise Http404
    scdl = exports.en_scdl(tenu)
    if not scdl.lignes:
        raise Refus(
            "Aucune délibération ne peut encore être publiée : le schéma demande le numéro de l’acte, le "
            "SIRET de la commune et la matière. Complétez-les sur la page de chaque commune."
        )
    return _fichier(exports.ecrire_scdl(scdl).encode(), f"deliberations-{code}", "csv")


@require_POST
def archiver(request: Requete, code: str) -> HttpResponse:
    """Ask for the files of all the silent communes; followed on the page of its job."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    travail = lancer(
        "adhesions",
        libelle=f"Dossiers des communes, « {convention.nom} »"[:200],
        retour=reverse("adhesions:registre", args=[code]),
        demandeur=request.user.cle,
        objet=code,
    )
    return redirect(travail)


@require_safe
def archive(request: Requete, code: str) -> HttpResponseBase:
    """The archive, when it was made from the register as it is today; the register otherwise."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    fichier = chemin(convention, registre(convention, timezone.localdate()))
    if not fichier.exists():
        return redirect("adhesions:registre", code)
    return FileResponse(fichier.open("rb"), as_attachment=True, filename=f"dossiers-{code}.zip")
