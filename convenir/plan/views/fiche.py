"""One fiche: all it says, what is still missing, each part written apart, its states, its past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.conventions.queries import conventions_de
from convenir.documents.queries import octets
from convenir.journal.livrables import historique
from convenir.journal.queries import evenements_de
from convenir.plan import operations
from convenir.plan.acces import exiger_la_fiche, exiger_le_theme, peut_ecrire_la_fiche
from convenir.plan.contenu import photographier
from convenir.plan.enums import Avancement, Redaction
from convenir.plan.forms.fiches import (
    AvancementForm,
    NouvelleForm,
    PieceForm,
    RedactionForm,
    VisibiliteForm,
    exiger,
)
from convenir.plan.forms.parties import PARTIES, Saisie
from convenir.plan.forms.strategie import VersionForm
from convenir.plan.livrables import decrire, en_mots
from convenir.plan.operations.fiches import FichePerimee, libelle
from convenir.plan.queries.fiches import fiches_visibles, lire_la_fiche, situer
from convenir.plan.queries.plan import numeros
from convenir.plan.rules import completude, manquants
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.acces import Requete
    from convenir.plan.models import FicheAction


def fiche_de(request: Requete, code: str, numero: int) -> FicheAction:
    """The fiche of that number, as this person may see it."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    visibles = situer(fiches_visibles(convention, request.acces), timezone.localdate())
    return get_object_or_404(lire_la_fiche(visibles, numero))


@require_safe
def fiche(request: Requete, code: str, numero: int) -> HttpResponse:
    """All that a fiche says, and the next thing worth saying."""
    lue = fiche_de(request, code, numero)
    contenu = photographier(lue)
    version = {"version": lue.version}
    contexte = _contexte(lue) | {
        "numero_objectif": numeros([lue.convention_id])[lue.objectif_id],
        "description": decrire(lue, timezone.localdate()),
        "ecrit": peut_ecrire_la_fiche(request.acces, lue),
        "completude": completude(contenu),
        "manquants": manquants(contenu),
        "avancement": AvancementForm(lue, initial=version, auto_id="avancement_%s"),
        "redaction": RedactionForm(lue, initial=version, auto_id="redaction_%s"),
        "nouvelle": NouvelleForm(),
        "piece": PieceForm(auto_id="piece_%s"),
        "visibilite": VisibiliteForm(
            lue.convention, initial={"organisations": lue.reserves.values_list("organisation", flat=True)}
        ),
        "versions": lue.versions.order_by("-numero").exclude(numero=lue.version)[:20],
        "lignes": historique(evenements_de(lue.objet)),
        "parties": {cle: titre for cle, (titre, _, _) in PARTIES.items()},
    }
    return render(request, "plan/fiche.html", contexte)


def _contexte(fiche: FicheAction) -> dict[str, Any]:
    return {"convention": fiche.convention, "onglet": "plan", "rubrique": "fiches", "fiche": fiche}


@dataclass(frozen=True, slots=True)
class Divergence:
    """A field that two people changed: what it is called, what one typed, what is recorded."""

    libelle: str
    propose: str
    actuel: str


@require_http_methods(["GET", "HEAD", "POST"])
def partie(request: Requete, code: str, numero: int, partie: str) -> HttpResponse:
    """Write one part; when somebody else wrote meanwhile, both versions are shown and nothing is lost."""
    if partie not in PARTIES:
        raise Http404
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    saisie = Saisie(
        partie, lue.convention, photographier(lue), request.POST if request.method == "POST" else None
    )
    version = request.POST.get("version", lue.version)
    divergences: list[Divergence] = []
    erreur = ""
    if request.method == "POST" and saisie.est_valide():
        try:
            contenu = saisie.contenu()
            if "objectif" in contenu:
                _exiger_l_objectif(request, lue, contenu["objectif"])
            operations.modifier(lue, contenu, _version(version), auteur=request.acces.auteur)
        except FichePerimee as refus:
            erreur, version = refus.message, refus.fiche.version
            divergences = _divergences(lue, refus)
        except Refus as refus:
            erreur = refus.message
        else:
            messages.success(request, f"« {saisie.titre} » : enregistré.")
            return redirect("plan:fiche", code, numero)
    contexte = _contexte(lue) | {
        "saisie": saisie,
        "version": version,
        "divergences": divergences,
        "erreur": erreur,
    }
    return render(request, "plan/partie.html", contexte, status=422 if request.method == "POST" else 200)


def _exiger_l_objectif(request: Requete, fiche: FicheAction, pk: int) -> None:
    """Who is limited to a theme does not move a fiche out of it."""
    if pk != fiche.objectif_id:
        exiger_le_theme(request.acces, get_object_or_404(fiche.convention.objectifs, pk=pk).theme)


def _version(dite: str | int) -> int:
    if isinstance(dite, str) and not (dite.isascii() and dite.isdigit()):
        raise Refus("Ce formulaire est incomplet : rechargez la page, puis refaites ce changement.")
    return int(dite)


def _divergences(fiche: FicheAction, refus: FichePerimee) -> list[Divergence]:
    return [
        Divergence(
            libelle(cle),
            en_mots(fiche.convention, cle, valeur),
            en_mots(fiche.convention, cle, refus.actuel[cle]),
        )
        for cle, valeur in refus.propose.items()
        if valeur != refus.actuel[cle]
    ]


@require_POST
def avancer(request: Requete, code: str, numero: int) -> HttpResponse:
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    saisie = exiger(AvancementForm(lue, request.POST))
    avancement = Avancement(saisie.pop("avancement"))
    operations.avancer(lue, avancement, **saisie, auteur=request.acces.auteur)
    return _retour(request, lue, f"Avancement noté : {avancement.label.lower()}.")


@require_POST
def rediger(request: Requete, code: str, numero: int) -> HttpResponse:
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    saisie = exiger(RedactionForm(lue, request.POST))
    redaction = Redaction(saisie.pop("redaction"))
    operations.passer_en(lue, redaction, **saisie, auteur=request.acces.auteur)
    return _retour(request, lue, f"Rédaction : {redaction.label.lower()}.")


@require_POST
def nouvelles(request: Requete, code: str, numero: int) -> HttpResponse:
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    operations.donner_des_nouvelles(lue, **exiger(NouvelleForm(request.POST)), auteur=request.acces.auteur)
    return _retour(request, lue, "Nouvelles enregistrées.")


@require_POST
def joindre(request: Requete, code: str, numero: int) -> HttpResponse:
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    saisie = exiger(PieceForm(request.POST, request.FILES))
    donne = saisie["fichier"]
    operations.joindre(lue, donne.name, donne.read(), saisie["titre"], auteur=request.acces.auteur)
    return _retour(request, lue, "Document joint.")


@require_safe
def piece(request: Requete, code: str, numero: int, jointe: int) -> HttpResponse:
    """A joined document, as it was given."""
    lue = fiche_de(request, code, numero)
    fichier = get_object_or_404(lue.pieces.select_related("fichier"), pk=jointe).fichier
    entetes = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(fichier.nom)}"}
    return HttpResponse(octets(fichier), content_type="application/octet-stream", headers=entetes)


@require_POST
def montrer_a(request: Requete, code: str, numero: int) -> HttpResponse:
    """Share a fiche with everybody, or keep it for some organisations, one's own among them."""
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    choisies = list(exiger(VisibiliteForm(lue.convention, request.POST))["organisations"])
    if not choisies:
        operations.partager(lue, auteur=request.acces.auteur)
        return _retour(request, lue, "Fiche partagée avec tous les membres.")
    if request.acces.organisation not in choisies:
        raise Refus(
            "Gardez votre organisation parmi celles qui voient la fiche : sinon vous la perdriez de vue."
        )
    operations.reserver(lue, choisies, auteur=request.acces.auteur)
    return _retour(request, lue, "Fiche réservée à ces organisations.")


@require_POST
def dupliquer(request: Requete, code: str, numero: int) -> HttpResponse:
    lue = fiche_de(request, code, numero)
    exiger_le_theme(request.acces, lue.objectif.theme)
    return _retour(request, operations.dupliquer(lue, auteur=request.acces.auteur), "Copie créée.")


@require_POST
def retirer(request: Requete, code: str, numero: int) -> HttpResponse:
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    operations.retirer(lue, **exiger(VersionForm(request.POST)), auteur=request.acces.auteur)
    messages.success(request, f"{lue.nom} retirée du plan.")
    return redirect("plan:fiches", code)


@require_POST
def restaurer(request: Requete, code: str, numero: int, ancienne: int) -> HttpResponse:
    """Give a fiche back what it said at a former version."""
    lue = fiche_de(request, code, numero)
    exiger_la_fiche(request.acces, lue)
    version = exiger(VersionForm(request.POST))["version"]
    operations.restaurer(lue, ancienne, version, auteur=request.acces.auteur)
    return _retour(request, lue, f"Contenu de la version {ancienne} rétabli.")


def _retour(request: Requete, fiche: FicheAction, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("plan:fiche", fiche.convention.code, fiche.numero)
