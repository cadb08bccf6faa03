"""The end of a convention and what follows it: procedures, disputes, renewal."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.enums import SCELLES, EtatDifferend
from convenir.conventions.fin import operations
from convenir.conventions.fin.effets import effets_de_la_fin
from convenir.conventions.fin.forms import (
    DifferendForm,
    FinForm,
    JourForm,
    MotifForm,
    ProcedureForm,
    RemedeForm,
    RenouvellementForm,
    SuiteDuDifferendForm,
)
from convenir.conventions.fin.lettres import FORMATS, composer_lettre
from convenir.conventions.fin.queries import Suivi, tribunal_de
from convenir.conventions.fin.rules import DELAIS_USUELS, Phase, phase
from convenir.conventions.fin.suite import renouveler as commencer_la_suite
from convenir.conventions.models import Convention, Differend, Procedure
from convenir.conventions.queries import a_la_date, conventions_de, dernier_terme, parties_en_vigueur
from convenir.conventions.rules.delais import ajouter_mois
from convenir.documents.sortie import rendre
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.forms import Form

    from convenir.conventions.acces import Requete

    F = TypeVar("F", bound=Form)

ANNEES_USUELLES = 5  # of a convention
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


@require_safe
def fin(request: Requete, code: str) -> HttpResponse:
    """Where the convention stands, how it may end, its disputes, what follows."""
    convention, jour = _convention(request, code), timezone.localdate()
    telle = a_la_date(convention, jour)
    contexte = {
        "convention": convention,
        "onglet": "fin",
        "telle": telle,
        "terme": dernier_terme(convention),
        "phase": phase(telle, jour),
        "reste": (telle.fin - jour).days if telle.fin and phase(telle, jour) is Phase.EN_VIGUEUR else None,
        "scellee": convention.statut in SCELLES,
        "suivis": [Suivi(p, jour) for p in convention.procedures.order_by("-ouverte_le", "-id")],
        "differends": convention.differends.order_by("-ouvert_le", "-id"),
        "tribunal": tribunal_de(convention),
        "suivante": _visible(request, getattr(convention, "suivante", None)),
        "precedente": _visible(request, convention.precedente),
        "conduit": Acte.CONDUIRE in request.acces.actes,
    }
    return render(request, "fin/fin.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def ouvrir(request: Requete, code: str) -> HttpResponse:
    """Prepare what may end the convention."""
    convention = _convention(request, code)
    formulaire = ProcedureForm(
        request.POST if request.method == "POST" else None,
        parties=parties_en_vigueur(convention, timezone.localdate()),
    )
    if formulaire.is_bound and formulaire.is_valid():
        saisie = dict(formulaire.cleaned_data)
        saisie["delai_mois"] = saisie["delai_mois"] or DELAIS_USUELS[saisie["nature"]]
        try:
            ouverte = operations.ouvrir_procedure(
                Procedure(convention=convention, **saisie), auteur=request.acces.auteur
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Procédure préparée : la lettre est prête à relire et à envoyer.")
            return redirect("fin:procedure", code, ouverte.pk)
    contexte = {"convention": convention, "onglet": "fin", "formulaire": formulaire}
    return render(request, "fin/ouvrir.html", contexte, status=422 if formulaire.errors else 200)


@require_safe
def procedure(request: Requete, code: str, procedure: int) -> HttpResponse:
    """A procedure: its letter, its clock, what may be done."""
    convention = _convention(request, code)
    suivi = Suivi(_procedure(convention, procedure), timezone.localdate())
    contexte = {
        "convention": convention,
        "onglet": "fin",
        "suivi": suivi,
        "formats": FORMATS,
        "aujourdhui": JourForm(initial={"jour": suivi.jour}),
        "remede": RemedeForm(initial={"jour": suivi.jour}),
        "abandon": MotifForm(),
        "conduit": Acte.CONDUIRE in request.acces.actes,
    }
    return render(request, "fin/procedure.html", contexte)


@require_POST
def envoyer(request: Requete, code: str, procedure: int) -> HttpResponse:
    """The letter was sent."""
    suivie = _procedure(_convention(request, code), procedure)
    jour = _lu(JourForm(request.POST)).cleaned_data["jour"]
    operations.envoyer_la_lettre(suivie, jour, auteur=request.acces.auteur)
    return _fait(request, code, procedure, "Envoi noté : le délai court.")


@require_POST
def recevoir(request: Requete, code: str, procedure: int) -> HttpResponse:
    """The letter was received."""
    suivie = _procedure(_convention(request, code), procedure)
    jour = _lu(JourForm(request.POST)).cleaned_data["jour"]
    operations.noter_la_reception(suivie, jour, auteur=request.acces.auteur)
    return _fait(request, code, procedure, "Avis de réception noté ; le délai court depuis l’envoi.")


@require_POST
def remedier(request: Requete, code: str, procedure: int) -> HttpResponse:
    """The breach was put right."""
    suivie = _procedure(_convention(request, code), procedure)
    saisie = _lu(RemedeForm(request.POST)).cleaned_data
    operations.remedier(suivie, saisie["jour"], saisie["remede"], auteur=request.acces.auteur)
    return _fait(request, code, procedure, "Noté : il a été remédié, la convention continue.")


@require_POST
def abandonner(request: Requete, code: str, procedure: int) -> HttpResponse:
    """The party gives the procedure up."""
    suivie = _procedure(_convention(request, code), procedure)
    motif = _lu(MotifForm(request.POST)).cleaned_data["motif"]
    operations.abandonner(suivie, motif, auteur=request.acces.auteur)
    return _fait(request, code, procedure, "Procédure abandonnée, la convention continue.")


@require_http_methods(["GET", "HEAD", "POST"])
def constater(request: Requete, code: str, procedure: int) -> HttpResponse:
    """Show what the end stops, then pronounce it."""
    convention = _convention(request, code)
    suivi = Suivi(_procedure(convention, procedure), timezone.localdate())
    jour = suivi.echeance.retenue if suivi.echeance else suivi.jour
    formulaire = FinForm(request.POST if request.method == "POST" else None, initial={"jour": jour})
    if formulaire.is_bound and formulaire.is_valid():
        choisi = formulaire.cleaned_data["jour"] or suivi.jour
        operations.constater_la_fin(suivi.procedure, choisi, auteur=request.acces.auteur)
        return _fait(request, code, procedure, "La convention a pris fin.")
    contexte = {
        "convention": convention,
        "onglet": "fin",
        "suivi": suivi,
        "jour": jour,
        "effets": effets_de_la_fin(convention, jour),
        "formulaire": formulaire,
    }
    return render(request, "fin/constater.html", contexte, status=422 if formulaire.errors else 200)


@require_safe
def lettre(request: Requete, code: str, procedure: int, extension: str) -> HttpResponse:
    """The letter to send, or the notice of the end."""
    convention = _convention(request, code)
    suivie = _procedure(convention, procedure)
    if extension not in FORMATS:
        raise Http404
    jour = suivie.prend_effet_le or timezone.localdate()
    octets = rendre(composer_lettre(suivie, effets_de_la_fin(convention, jour)), extension)
    entetes = {"Content-Disposition": f'attachment; filename="lettre-{code}-{procedure}.{extension}"'}
    return HttpResponse(octets, content_type=TYPES[extension], headers=entetes)


@require_http_methods(["GET", "HEAD", "POST"])
def ouvrir_un_differend(request: Requete, code: str) -> HttpResponse:
    """Register a dispute."""
    convention, jour = _convention(request, code), timezone.localdate()
    formulaire = DifferendForm(
        request.POST if request.method == "POST" else None,
        parties=parties_en_vigueur(convention, jour),
        initial={"ouvert_le": jour},
    )
    if formulaire.is_bound and formulaire.is_valid():
        nouveau = Differend(convention=convention, **formulaire.cleaned_data)
        try:
            operations.ouvrir_differend(nouveau, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Différend inscrit au registre.")
            return redirect("fin:fin", code)
    contexte = {"convention": convention, "onglet": "fin", "formulaire": formulaire}
    return render(request, "fin/differend.html", contexte, status=422 if formulaire.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def suivre_un_differend(request: Requete, code: str, differend: int, etat: str) -> HttpResponse:
    """Take a dispute to the court, settle it, note the judgment."""
    convention = _convention(request, code)
    suivi = get_object_or_404(convention.differends, pk=differend)
    if etat not in EtatDifferend.values:
        raise Http404
    initial = {"jour": timezone.localdate(), "juridiction": suivi.juridiction or tribunal_de(convention)}
    formulaire = SuiteDuDifferendForm(request.POST if request.method == "POST" else None, initial=initial)
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            operations.avancer_differend(
                suivi, EtatDifferend(etat), saisie.pop("jour"), **saisie, auteur=request.acces.auteur
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Registre des différends mis à jour.")
            return redirect("fin:fin", code)
    contexte = {
        "convention": convention,
        "onglet": "fin",
        "differend": suivi,
        "etat": EtatDifferend(etat),
        "formulaire": formulaire,
    }
    return render(request, "fin/differend.html", contexte, status=422 if formulaire.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def renouveler(request: Requete, code: str) -> HttpResponse:
    """Start the next convention from this one."""
    convention = _convention(request, code)
    formulaire = RenouvellementForm(
        request.POST if request.method == "POST" else None, initial=_annees_suivantes(convention)
    )
    if formulaire.is_bound and formulaire.is_valid():
        try:
            suivante = commencer_la_suite(convention, **formulaire.cleaned_data, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Brouillon de la convention suivante : à vous de le reprendre.")
            return redirect("lecture:texte", suivante.code)
    contexte = {"convention": convention, "onglet": "fin", "formulaire": formulaire}
    return render(request, "fin/renouveler.html", contexte, status=422 if formulaire.errors else 200)


def _annees_suivantes(convention: Convention) -> dict[str, datetime.date]:
    """The same length again, from the day after the term; five years when it is not known."""
    terme = dernier_terme(convention)
    if terme is None:
        return {}
    debut = terme + datetime.timedelta(days=1)
    return {"debut": debut, "fin": ajouter_mois(debut, 12 * ANNEES_USUELLES) - datetime.timedelta(days=1)}


def _convention(request: Requete, code: str) -> Convention:
    return get_object_or_404(conventions_de(request.user).select_related("precedente"), code=code)


def _procedure(convention: Convention, pk: int) -> Procedure:
    return get_object_or_404(convention.procedures, pk=pk)


def _visible(request: Requete, autre: Convention | None) -> Convention | None:
    """Another convention, when this person is a member of it too."""
    return autre if autre and conventions_de(request.user).filter(pk=autre.pk).exists() else None


def _lu(formulaire: F) -> F:
    if not formulaire.is_valid():
        raise Refus(" ".join(str(e) for erreurs in formulaire.errors.values() for e in erreurs))
    return formulaire


def _fait(request: Requete, code: str, pk: int, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("fin:procedure", code, pk)
