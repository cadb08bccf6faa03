"""The list of services: which are open, where, what is to be looked at; the map; the numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.queries import conventions_de, texte_en_vigueur
from convenir.diagnostic.enums import EtatEquipement, PointDeVigilance
from convenir.diagnostic.equipements.acces import (
    exiger_de_decrire,
    exiger_de_tout_decrire,
    peut_decrire,
    peut_tout_decrire,
)
from convenir.diagnostic.equipements.cartes import carte
from convenir.diagnostic.equipements.catalogue import exiger_type, type_de_cle
from convenir.diagnostic.equipements.exports import en_csv, en_xlsx, nom_de_commune
from convenir.diagnostic.equipements.forms import SANS_COMMUNE, DenombrementForm, FiltreForm
from convenir.diagnostic.equipements.operations import compter, oublier, reprendre
from convenir.diagnostic.equipements.queries import dans_l_ordre, equipements_de, non_localises
from convenir.diagnostic.equipements.rules import etat, points_de_vigilance
from convenir.diagnostic.models import Denombrement
from convenir.documents.graphiques.telechargement import telechargement
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.equipements.catalogue import TypeEquipement
    from convenir.diagnostic.equipements.queries import NonLocalises
    from convenir.diagnostic.models import Equipement

PAR_PAGE = 100
_ECRITURES = {
    "csv": (en_csv, "text/csv; charset=utf-8"),
    "xlsx": (en_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class Ligne:
    """A service as the list tells it, on a day."""

    equipement: Equipement
    type: TypeEquipement
    commune: str
    etat: EtatEquipement
    points: tuple[PointDeVigilance, ...]
    ecrit: bool = False


def ligne(equipement: Equipement, au: datetime.date, acces: Any = None) -> Ligne:
    """A service with what is computed of it."""
    type_ = type_de_cle(equipement.type)
    return Ligne(
        equipement,
        type_,
        nom_de_commune(equipement.insee),
        etat(equipement.ouvert_le, equipement.ferme_le, au),
        points_de_vigilance(equipement, type_, au),
        acces is not None and peut_decrire(acces, type_, equipement.insee),
    )


@require_safe
def liste(request: Requete, code: str) -> HttpResponse:
    """The services retained by the filters, on the map and in a table; the numbers alone, apart."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    filtres = FiltreForm(request.GET, convention=convention)
    choix = filtres.cleaned_data if filtres.is_valid() else {}
    au = choix.get("au") or timezone.localdate()
    toutes = [ligne(e, au, request.acces) for e in dans_l_ordre(equipements_de(convention))]
    retenues = [vue for vue in toutes if _retenue(vue, choix)]
    dessin = carte(convention, [vue.equipement for vue in retenues if vue.etat != EtatEquipement.FERME], au)
    if fichier := telechargement(request, [dessin] if dessin else []):
        return fichier
    nombres = _nombres(convention, choix.get("theme", ""))
    sources = {compte.source for _, comptes in nombres for compte, _, _ in comptes}
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "equipements",
        "filtres": filtres,
        "filtre": any(choix.values()),
        "au": au,
        "connus": len(toutes),
        "nombre": len(retenues),
        "page": Paginator(retenues, PAR_PAGE).get_page(request.GET.get("page")),
        "points": _compter_les_points(retenues),
        "carte": dessin,
        "non_localises": nombres,
        "source_commune": sources.pop() if len(sources) == 1 else "",
        "ecrit": Acte.RENSEIGNER in request.acces.actes,
        "ecrit_tout": peut_tout_decrire(request.acces),
        "texte_lu": bool(convention.lecture),
    }
    return render(request, "equipements/liste.html", contexte)


def _nombres(
    convention: Convention, theme: str
) -> list[tuple[NonLocalises, list[tuple[Denombrement, str, str]]]]:
    """What is known by numbers alone, each with its commune and its provision in words."""
    clauses = {c.cle: c.nom for c in texte_en_vigueur(convention, timezone.localdate())}
    return [
        (n, [(c, nom_de_commune(c.insee), clauses.get(c.disposition, "")) for c in n.comptes])
        for n in non_localises(convention, theme)
    ]


def _retenue(ligne: Ligne, choix: dict[str, Any]) -> bool:
    equipement = ligne.equipement
    commune = choix.get("commune") or ""
    return (
        (not choix.get("type") or equipement.type == choix["type"])
        and ligne.type.porte_sur(choix.get("theme") or "")
        and (not commune or equipement.insee == ("" if commune == SANS_COMMUNE else commune))
        and (not choix.get("etat") or ligne.etat == choix["etat"])
        and (not choix.get("point") or choix["point"] in ligne.points)
    )


def _compter_les_points(lignes: list[Ligne]) -> list[tuple[PointDeVigilance, int]]:
    comptes = [(point, sum(point in vue.points for vue in lignes)) for point in PointDeVigilance]
    return [(point, nombre) for point, nombre in comptes if nombre]


@require_safe
def exporter(request: Requete, code: str, extension: str) -> HttpResponse:
    """Every service, as a table that comes back."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if extension not in _ECRITURES:
        raise Http404
    ecrire, nature = _ECRITURES[extension]
    octets = ecrire(dans_l_ordre(equipements_de(convention)))
    entetes = {"Content-Disposition": f'attachment; filename="services-{code}.{extension}"'}
    return HttpResponse(octets, content_type=nature, headers=entetes)


@require_POST
def reprendre_du_texte(request: Requete, code: str) -> HttpResponse:
    """Take over what the text read counts."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_de_tout_decrire(request.acces)
    messages.success(request, reprendre(convention, auteur=request.acces.auteur).phrase)
    return redirect("equipements:liste", code)


@require_http_methods(["GET", "HEAD", "POST"])
def denombrer(request: Requete, code: str) -> HttpResponse:
    """Give a number of services that are neither named nor placed."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = DenombrementForm(request.POST if request.method == "POST" else None, convention=convention)
    if formulaire.is_bound and formulaire.is_valid():
        compte = formulaire.save(commit=False)
        type_ = exiger_type(compte.type)
        exiger_de_decrire(request.acces, type_, compte.insee)
        compte.libelle = type_.libelle
        try:
            compter(compte, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"{type_.libelle} : {compte.nombre}, noté.")
            return redirect("equipements:liste", code)
    return _demander_un_nombre(request, convention, formulaire)


def _demander_un_nombre(
    request: Requete, convention: Convention, formulaire: DenombrementForm
) -> HttpResponse:
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "equipements",
        "formulaire": formulaire,
    }
    statut = 422 if formulaire.is_bound else 200
    return render(request, "equipements/denombrer.html", contexte, status=statut)


@require_POST
def oublier_un_nombre(request: Requete, code: str, denombrement: int) -> HttpResponse:
    """Remove a number that somebody typed."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    siens = Denombrement.objects.filter(convention=convention).select_related("convention")
    compte = get_object_or_404(siens, pk=denombrement)
    exiger_de_decrire(request.acces, type_de_cle(compte.type), compte.insee)
    oublier(compte, auteur=request.acces.auteur)
    messages.success(request, "Dénombrement retiré.")
    return redirect("equipements:liste", code)
