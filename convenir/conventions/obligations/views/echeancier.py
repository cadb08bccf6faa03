"""What a convention obliges to, and what is done about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import dans_la_portee, exiger_la_portee
from convenir.conventions.enums import Statut
from convenir.conventions.enums.echeances import Etat
from convenir.conventions.models import Accomplissement, Ecart, Rythme
from convenir.conventions.obligations import operations
from convenir.conventions.obligations.catalogue import OBLIGATIONS, Periodique
from convenir.conventions.obligations.forms import AccomplissementForm, EcartForm, RythmeForm
from convenir.conventions.obligations.frise import dessiner
from convenir.conventions.obligations.queries import actes_passes, echeancier
from convenir.conventions.queries import conventions_de
from convenir.documents.antivirus import examiner
from convenir.documents.operations import conserver
from convenir.documents.queries import octets

if TYPE_CHECKING:
    from django.forms import Form

    from convenir.conventions.acces import Acces, Requete
    from convenir.conventions.models import Convention
    from convenir.conventions.obligations.queries import Ligne
    from convenir.conventions.obligations.rules import Occurrence

FILTRES = (("", "Tout"), ("retard", "En retard ou à faire"), ("venir", "À venir"), ("fait", "Fait ou écarté"))
_ETATS = {
    "retard": (Etat.EN_RETARD, Etat.A_FAIRE),
    "venir": (Etat.A_VENIR,),
    "fait": (Etat.FAITE, Etat.ECARTEE, Etat.PASSEE),
}


@dataclass(frozen=True, slots=True)
class Groupe:
    """Due dates shown together; `suite` is folded."""

    nom: str
    titre: str
    lignes: tuple[Ligne, ...]
    suite: tuple[Ligne, ...] = ()


@require_safe
def page(request: Requete, code: str) -> HttpResponse:
    """What is late, what comes next, what is done; the life of the convention in one drawing."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    jour = timezone.localdate()
    echeances = echeancier(convention, jour)
    filtre = request.GET.get("etat", "")
    groupes = [
        _grouper(nom, titre, echeances.dans(*_ETATS[nom]))
        for nom, titre in FILTRES[1:]
        if filtre not in _ETATS or filtre == nom
    ]
    actes = actes_passes(convention, jour)
    contexte = {
        "convention": convention,
        "onglet": "echeances",
        "jour": jour,
        "echeances": echeances,
        "groupes": groupes,
        "filtres": FILTRES,
        "filtre": filtre if filtre in _ETATS else "",
        "actes": actes,
        "frise": dessiner(echeances.vie, actes, echeances.occurrences, jour) if echeances.vie else None,
        "signee": convention.statut == Statut.SIGNEE,
        "resiliee": convention.statut == Statut.RESILIEE,
        "peut_suivre": _peut(request.acces, Acte.SUIVRE),
        "peut_conduire": _peut(request.acces, Acte.CONDUIRE),
    }
    return render(request, "obligations/echeancier.html", contexte)


def _grouper(nom: str, titre: str, lignes: tuple[Ligne, ...]) -> Groupe:
    """What is only announced comes after what may be done, folded; what is done, the last first."""
    if nom == "fait":
        return Groupe(nom, titre, lignes[::-1])
    proches = tuple(ligne for ligne in lignes if ligne.est_attendue)
    return Groupe(nom, titre, proches, tuple(ligne for ligne in lignes if not ligne.est_attendue))


def _peut(acces: Acces, acte: Acte) -> bool:
    return acces.membre is not None and acte in acces.actes and dans_la_portee(acces.membre)


def _trouver(convention: Convention, echeance: str, pour_le: str) -> Occurrence:
    """The due date of an address; 404 when there is none (any more)."""
    try:
        jour = datetime.date.fromisoformat(pour_le)
    except ValueError as erreur:
        raise Http404 from erreur
    for occurrence in echeancier(convention, timezone.localdate()).occurrences:
        if (occurrence.cle, occurrence.echeance.echeance) == (echeance, jour):
            return occurrence
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def noter(request: Requete, code: str, echeance: str, pour_le: str) -> HttpResponse:
    """Say that something was done, on paper or elsewhere."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    occurrence = _trouver(convention, echeance, pour_le)
    exiger_la_portee(request.acces, convention)
    envoye = request.method == "POST"
    formulaire = AccomplissementForm(request.POST if envoye else None, request.FILES if envoye else None)
    if not (formulaire.is_bound and formulaire.is_valid()):
        return _demander(request, convention, formulaire, "noter", occurrence=occurrence)
    saisie = formulaire.cleaned_data
    fichier = saisie["fichier"]
    donnees = fichier.read() if fichier else b""
    if fichier:
        examiner(donnees)
    operations.noter(
        Accomplissement(
            convention=convention,
            obligation=occurrence.obligation.cle,
            sujet=occurrence.sujet,
            fait_le=saisie["fait_le"],
            attestation=saisie["attestation"],
            fichier=conserver(fichier.name, donnees) if fichier else None,
            personne=request.acces.personne,
        ),
        auteur=request.acces.auteur,
    )
    messages.success(request, f"Noté : {occurrence.libelle}.")
    return redirect("obligations:echeancier", code)


@require_http_methods(["GET", "HEAD", "POST"])
def ecarter(request: Requete, code: str, echeance: str, pour_le: str) -> HttpResponse:
    """Set a due date aside, for a reason."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    occurrence = _trouver(convention, echeance, pour_le)
    exiger_la_portee(request.acces, convention)
    formulaire = EcartForm(request.POST if request.method == "POST" else None)
    if not (formulaire.is_bound and formulaire.is_valid()):
        return _demander(request, convention, formulaire, "ecarter", occurrence=occurrence)
    operations.ecarter(
        Ecart(
            convention=convention,
            obligation=occurrence.obligation.cle,
            sujet=occurrence.sujet,
            pour_le=occurrence.echeance.echeance,
            motif=formulaire.cleaned_data["motif"],
            personne=request.acces.personne,
        ),
        auteur=request.acces.auteur,
    )
    messages.success(request, "Échéance écartée ; vous pouvez la reprendre.")
    return redirect("obligations:echeancier", code)


@require_POST
def reprendre(request: Requete, code: str, echeance: str, pour_le: str) -> HttpResponse:
    """Take back a due date set aside."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    occurrence = _trouver(convention, echeance, pour_le)
    exiger_la_portee(request.acces, convention)
    cle, sujet = occurrence.obligation.cle, occurrence.sujet
    operations.reprendre(convention, cle, sujet, occurrence.echeance.echeance, auteur=request.acces.auteur)
    messages.success(request, "Échéance reprise.")
    return redirect("obligations:echeancier", code)


@require_POST
def effacer(request: Requete, code: str, note: int) -> HttpResponse:
    """Take back what was noted as done by mistake."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    notee = get_object_or_404(Accomplissement, convention=convention, pk=note)
    exiger_la_portee(request.acces, convention)
    operations.effacer(notee, auteur=request.acces.auteur)
    messages.success(request, "Retiré : ce n’est plus noté comme fait.")
    return redirect("obligations:echeancier", code)


@require_safe
def document(request: Requete, code: str, note: int) -> HttpResponse:
    """The paper that shows it, as it was given."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    notee = get_object_or_404(Accomplissement, convention=convention, pk=note, fichier__isnull=False)
    if notee.fichier is None:
        raise Http404
    entetes = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(notee.fichier.nom)}"}
    return HttpResponse(octets(notee.fichier), content_type="application/octet-stream", headers=entetes)


@require_http_methods(["GET", "HEAD", "POST"])
def rythme(request: Requete, code: str, obligation: str) -> HttpResponse:
    """Note how often the parties chose to do what the text gives no rhythm to."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    visee = OBLIGATIONS.get(obligation)
    if visee is None or not isinstance(visee.cadence, Periodique):
        raise Http404
    formulaire = RythmeForm(request.POST if request.method == "POST" else None)
    if not (formulaire.is_bound and formulaire.is_valid()):
        return _demander(request, convention, formulaire, "rythme", obligation=visee)
    operations.choisir_rythme(
        Rythme(
            convention=convention,
            obligation=visee.cle,
            personne=request.acces.personne,
            **formulaire.cleaned_data,
        ),
        auteur=request.acces.auteur,
    )
    messages.success(request, f"Rythme noté : {visee.libelle}.")
    return redirect("obligations:echeancier", code)


def _demander(
    request: Requete, convention: Convention, formulaire: Form, acte: str, **objet: object
) -> HttpResponse:
    """The form of an act, with its errors when it was sent."""
    contexte = {"convention": convention, "onglet": "echeances", "formulaire": formulaire, **objet}
    statut = 422 if formulaire.is_bound else 200
    return render(request, f"obligations/{acte}.html", contexte, status=statut)
