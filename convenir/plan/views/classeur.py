"""The fiches as a workbook: given out, then taken back after its report was read."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from convenir.conventions.queries import conventions_de
from convenir.documents.entree.classeur import Feuille, Rang, lire_classeur
from convenir.plan.forms.classeur import ClasseurForm, CorrespondanceForm
from convenir.plan.queries.fiches import fiches_visibles
from convenir.plan.tableur.exports import exporter as exporter_les_fiches
from convenir.plan.tableur.importation import colonnes_de
from convenir.plan.tableur.importation import importer as importer_les_fiches
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: a workbook unfolded may not be larger, in bytes
_AU_PLUS = 60_000_000
INCOMPLET = "Ce formulaire est incomplet : choisissez de nouveau le classeur."


@require_safe
def exporter(request: Requete, code: str) -> HttpResponse:
    """The workbook of the fiches that this person sees."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    octets = exporter_les_fiches(convention, fiches_visibles(convention, request.acces))
    entetes = {"Content-Disposition": f'attachment; filename="plan-{code}.xlsx"'}
    return HttpResponse(octets, content_type=_XLSX, headers=entetes)


@require_http_methods(["GET", "HEAD", "POST"])
def importer(request: Requete, code: str) -> HttpResponse:
    """A workbook read and told, its columns settled, then written: each time from the same rows."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if request.method != "POST":
        return _montrer(request, convention, {})
    formulaire = ClasseurForm(request.POST, request.FILES)
    if "classeur" not in request.POST and not formulaire.is_valid():
        return _montrer(request, convention, {"formulaire": formulaire}, 422)
    try:
        feuilles = _lire(request, formulaire)
        return _conter(request, convention, feuilles)
    except Refus as refus:
        formulaire.add_error("fichier", refus.message)
        return _montrer(request, convention, {"formulaire": formulaire}, 422)


def _conter(request: Requete, convention: Convention, feuilles: tuple[Feuille, ...]) -> HttpResponse:
    _, reconnues, entete = colonnes_de(feuilles)
    donnees = request.POST if "classeur" in request.POST else None
    choix = CorrespondanceForm(entete, reconnues, donnees)
    correspondance = choix.correspondance() if donnees is not None else reconnues
    ecrire = "enregistrer" in request.POST
    rapport = importer_les_fiches(
        convention, feuilles, request.acces, correspondance=correspondance, a_blanc=not ecrire
    )
    if rapport.ecrit:
        messages.success(request, f"Classeur enregistré. {rapport.phrase}")
        return redirect("plan:fiches", convention.code)
    suite = {"rapport": rapport, "choix": choix, "classeur": _plier(feuilles)}
    return _montrer(request, convention, suite, 422 if ecrire else 200)


def _montrer(
    request: Requete, convention: Convention, suite: dict[str, Any], statut: int = 200
) -> HttpResponse:
    contexte = {
        "convention": convention,
        "onglet": "plan",
        "rubrique": "fiches",
        "formulaire": ClasseurForm(),
        "rapport": None,
    }
    return render(request, "plan/import.html", contexte | suite, status=statut)


def _lire(request: Requete, formulaire: ClasseurForm) -> tuple[Feuille, ...]:
    if "classeur" in request.POST:
        formulaire.full_clean()
        return _deplier(request.POST["classeur"])
    donne = formulaire.cleaned_data["fichier"]
    return lire_classeur(donne.name, donne.read())


def _plier(feuilles: tuple[Feuille, ...]) -> str:
    """The rows in a hidden field, so that what is written is what was told."""
    dites = [
        [f.nom, [[r.numero, r.cellules, sorted(r.formules), r.fusionne] for r in f.rangs]] for f in feuilles
    ]
    return base64.b64encode(zlib.compress(json.dumps(dites).encode())).decode()


def _deplier(plie: str) -> tuple[Feuille, ...]:
    """Raises `Refus` for what `_plier` did not write."""
    try:
        lecteur = zlib.decompressobj()
        octets = lecteur.decompress(base64.b64decode(plie, validate=True), _AU_PLUS)
        return tuple(
            Feuille(
                str(nom),
                tuple(
                    Rang(
                        int(numero), tuple(map(str, cellules)), frozenset(map(int, formules)), bool(fusionne)
                    )
                    for numero, cellules, formules, fusionne in rangs
                ),
            )
            for nom, rangs in json.loads(octets)
        )
    except (binascii.Error, zlib.error, ValueError, TypeError) as erreur:
        raise Refus(INCOMPLET) from erreur
