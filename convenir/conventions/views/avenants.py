"""What changes a sealed convention: its avenants, ticked on its own recap, and its dated complements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import exiger_la_portee
from convenir.conventions.enums import SCELLES, NatureModification, Statut
from convenir.conventions.forms.avenants import (
    AjoutForm,
    AvenantForm,
    ComplementForm,
    ModificationForm,
    OuvertureForm,
    RalliementForm,
)
from convenir.conventions.forms.texte import MotifForm
from convenir.conventions.models import Complement, Modification, Ralliement
from convenir.conventions.operations import avenants as operations
from convenir.conventions.operations.avenants import (
    ajouter_complement,
    decrire_avenant,
    modifier_clause,
    ouvrir_avenant,
    renoncer_au_ralliement,
    retablir_clause,
)
from convenir.conventions.operations.avenants import rallier as rallier_a
from convenir.conventions.queries import conventions_de, get_convention, texte_en_vigueur
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpResponse, QueryDict

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Avenant, Convention
    from convenir.conventions.rules.en_vigueur import Clause

LONGUEUR_VERSION = 10  # digits of the largest number the database keeps there
ENREGISTRE = "Enregistré dans l’avenant. Le texte en vigueur ne change qu’une fois l’avenant signé."


@dataclass(frozen=True, slots=True)
class Ligne:
    """A provision of the recap, and what the avenant does to it."""

    clause: Clause
    modification: Modification | None


@require_safe
def avenants(request: Requete, code: str) -> HttpResponse:
    """The avenants and complements, and how to open one."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    contexte = {
        "convention": convention,
        "onglet": "avenants",
        "scellee": convention.statut in SCELLES,
        "avenants": convention.avenants.order_by("numero"),
        "complements": convention.complements.select_related("fichier").order_by("-effet_le", "-id"),
        "ouverture": OuvertureForm(),
        "visee": _visee(convention, request.GET.get("disposition", "")),
        "peut_rediger": _peut_rediger(request, convention),
    }
    return render(request, "conventions/avenants.html", contexte)


def _visee(convention: Convention, cle: str) -> tuple[str, str]:
    """The provision that somebody wanted to change, (key, name); empty strings without one."""
    for clause in texte_en_vigueur(get_convention(convention.code), timezone.localdate()) if cle else ():
        if clause.cle == cle:
            return cle, clause.nom
    return "", ""


@require_POST
def ouvrir(request: Requete, code: str) -> HttpResponse:
    """A new draft avenant."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    formulaire = OuvertureForm(request.POST)
    if not formulaire.is_valid():
        raise Refus(" ".join(str(e) for erreurs in formulaire.errors.values() for e in erreurs))
    nouvel = ouvrir_avenant(convention, formulaire.cleaned_data["objet"], auteur=request.acces.auteur)
    messages.success(request, f"Avenant n° {nouvel.numero} ouvert : cochez ce qu’il change.")
    cle, _ = _visee(convention, request.POST.get("disposition", ""))
    if cle:
        return redirect("conventions:clause", code, nouvel.numero, cle)
    return redirect("conventions:avenant", code, nouvel.numero)


@require_safe
def avenant(request: Requete, code: str, rang: int) -> HttpResponse:
    """The recap of the convention, each provision ticked when the avenant changes it."""
    convention, ouvert = _avenant(request, code, rang)
    modifications = {m.cle: m for m in ouvert.modifications.all()}
    clauses = texte_en_vigueur(get_convention(code), timezone.localdate())
    connues = {clause.cle for clause in clauses}
    contexte = {
        "convention": convention,
        "onglet": "avenants",
        "avenant": ouvert,
        "lignes": [Ligne(clause, modifications.get(clause.cle)) for clause in clauses],
        "ajouts": [m for m in modifications.values() if m.cle not in connues],
        "ralliements": ouvert.ralliements.order_by("id"),
        "formulaire": AvenantForm(initial=_decrit(ouvert)),
        "modifiable": ouvert.statut == Statut.BROUILLON and _peut_rediger(request, convention),
    }
    return render(request, "conventions/avenant.html", contexte)


@require_POST
def decrire(request: Requete, code: str, rang: int) -> HttpResponse:
    """Object, reason, effect."""
    convention, ouvert = _avenant(request, code, rang)
    exiger_la_portee(request.acces, convention)
    formulaire = AvenantForm(request.POST)
    if not formulaire.is_valid():
        raise Refus(" ".join(str(e) for erreurs in formulaire.errors.values() for e in erreurs))
    saisie = dict(formulaire.cleaned_data)
    decrire_avenant(ouvert, saisie.pop("version"), **saisie, auteur=request.acces.auteur)
    messages.success(request, "Objet, motif et date d’effet enregistrés.")
    return redirect("conventions:avenant", code, rang)


@require_POST
def declarer_pret(request: Requete, code: str, rang: int) -> HttpResponse:
    """Say it ready to be signed."""
    _, ouvert = _avenant(request, code, rang)
    operations.declarer_pret(ouvert, auteur=request.acces.auteur)
    messages.success(request, "L’avenant est dit prêt : il ne se modifie plus sans être rouvert.")
    return redirect("conventions:avenant", code, rang)


@require_POST
def rouvrir(request: Requete, code: str, rang: int) -> HttpResponse:
    """Make it a draft again, for a reason."""
    _, ouvert = _avenant(request, code, rang)
    formulaire = MotifForm(request.POST)
    motif = formulaire.cleaned_data["motif"] if formulaire.is_valid() else ""
    operations.rouvrir_avenant(ouvert, motif, auteur=request.acces.auteur)
    messages.success(request, "L’avenant est rouvert : il se modifie de nouveau.")
    return redirect("conventions:avenant", code, rang)


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: Requete, code: str, rang: int, cle: str) -> HttpResponse:
    """What the avenant does to one provision; the form opens on the last value in force."""
    convention, ouvert = _avenant(request, code, rang)
    exiger_la_portee(request.acces, convention)
    actuelle = _clause(code, cle)
    deja = ouvert.modifications.filter(cle=cle).first()
    depart = {"nature": NatureModification.REMPLACE, "titre": actuelle.titre, "texte": actuelle.texte}
    if deja is not None:
        depart = {"nature": deja.nature, "titre": deja.titre, "texte": deja.texte}
    formulaire = ModificationForm(_donnees(request), initial=depart | {"version": ouvert.version})
    if _fait(formulaire, lambda saisie: _modifier(request, ouvert, saisie | {"cle": cle})):
        messages.success(request, ENREGISTRE)
        return redirect("conventions:avenant", code, rang)
    contexte = {
        "convention": convention,
        "onglet": "avenants",
        "avenant": ouvert,
        "clause": actuelle,
        "formulaire": formulaire,
    }
    return render(request, "conventions/clause.html", contexte, status=_statut(formulaire))


@require_http_methods(["GET", "HEAD", "POST"])
def ajouter(request: Requete, code: str, rang: int) -> HttpResponse:
    """A provision that the avenant adds."""
    convention, ouvert = _avenant(request, code, rang)
    exiger_la_portee(request.acces, convention)
    formulaire = AjoutForm(_donnees(request), initial={"version": ouvert.version})
    ajout = {"nature": NatureModification.AJOUTE}
    if _fait(formulaire, lambda saisie: _modifier(request, ouvert, saisie | ajout)):
        messages.success(request, ENREGISTRE)
        return redirect("conventions:avenant", code, rang)
    contexte = {"convention": convention, "onglet": "avenants", "avenant": ouvert, "formulaire": formulaire}
    return render(request, "conventions/clause.html", contexte, status=_statut(formulaire))


@require_POST
def retablir(request: Requete, code: str, rang: int, cle: str) -> HttpResponse:
    """Un-tick a provision: it stays as it is in force."""
    convention, ouvert = _avenant(request, code, rang)
    exiger_la_portee(request.acces, convention)
    retablir_clause(ouvert, cle, _version(request), auteur=request.acces.auteur)
    messages.success(request, "Cette disposition reste telle qu’elle est en vigueur.")
    return redirect("conventions:avenant", code, rang)


@require_http_methods(["GET", "HEAD", "POST"])
def rallier(request: Requete, code: str, rang: int) -> HttpResponse:
    """Who joins the convention by the avenant."""
    convention, ouvert = _avenant(request, code, rang)
    exiger_la_portee(request.acces, convention)
    formulaire = RalliementForm(_donnees(request), initial={"version": ouvert.version})
    if _fait(formulaire, lambda saisie: _rallier(request, ouvert, saisie)):
        messages.success(request, "Enregistré : cette organisation rejoindra la convention avec l’avenant.")
        return redirect("conventions:avenant", code, rang)
    contexte = {"convention": convention, "onglet": "avenants", "avenant": ouvert, "formulaire": formulaire}
    return render(request, "conventions/rallier.html", contexte, status=_statut(formulaire))


@require_POST
def renoncer(request: Requete, code: str, rang: int, ralliement: int) -> HttpResponse:
    """An organisation no longer joins by this avenant."""
    convention, ouvert = _avenant(request, code, rang)
    exiger_la_portee(request.acces, convention)
    renoncer_au_ralliement(ouvert, ralliement, _version(request), auteur=request.acces.auteur)
    messages.success(request, "Cette organisation ne rejoint plus la convention par cet avenant.")
    return redirect("conventions:avenant", code, rang)


@require_http_methods(["GET", "HEAD", "POST"])
def complement(request: Requete, code: str) -> HttpResponse:
    """What joins the convention at a date without an avenant, because a clause of it says so."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    jour = timezone.localdate()
    formulaire = ComplementForm(
        _donnees(request), clauses=texte_en_vigueur(get_convention(code), jour), initial={"effet_le": jour}
    )
    if _fait(formulaire, lambda saisie: _joindre(request, convention, saisie)):
        messages.success(request, "Complément joint à la convention.")
        return redirect("conventions:avenants", code)
    contexte = {"convention": convention, "onglet": "avenants", "formulaire": formulaire}
    return render(request, "conventions/complement.html", contexte, status=_statut(formulaire))


def _avenant(request: Requete, code: str, rang: int) -> tuple[Convention, Avenant]:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    return convention, get_object_or_404(convention.avenants.prefetch_related("modifications"), numero=rang)


def _clause(code: str, cle: str) -> Clause:
    for candidate in texte_en_vigueur(get_convention(code), timezone.localdate()):
        if candidate.cle == cle:
            return candidate
    raise Http404


def _fait(formulaire: Form, faire: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a form was sent and its act done; a refusal is said on the form, which keeps what was typed."""
    if not formulaire.is_bound or not formulaire.is_valid():
        return False
    try:
        faire(dict(formulaire.cleaned_data))
    except Refus as refus:
        formulaire.add_error(None, refus.message)
        return False
    return True


def _statut(formulaire: Form) -> int:
    return 422 if formulaire.errors else 200


def _version(request: Requete) -> int:
    """The version the page was opened on; 0, which is never one, when it cannot be read."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < LONGUEUR_VERSION else 0


def _rallier(request: Requete, ouvert: Avenant, saisie: dict[str, Any]) -> None:
    version = saisie.pop("version")
    rallier_a(ouvert, Ralliement(**saisie), version, auteur=request.acces.auteur)


def _modifier(request: Requete, ouvert: Avenant, saisie: dict[str, Any]) -> None:
    version = saisie.pop("version")
    modifier_clause(ouvert, Modification(**saisie), version, auteur=request.acces.auteur)


def _joindre(request: Requete, convention: Convention, saisie: dict[str, Any]) -> None:
    ajouter_complement(Complement(convention=convention, **saisie), auteur=request.acces.auteur)


def _donnees(request: Requete) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _decrit(ouvert: Avenant) -> dict[str, object]:
    champs = ("objet", "motif", "effet_le", "fin", "version")
    return {champ: getattr(ouvert, champ) for champ in champs}


def _peut_rediger(request: Requete, convention: Convention) -> bool:
    """Whether this member may write on what binds everyone."""
    membre = request.acces.membre
    return (
        Acte.REDIGER in request.acces.actes
        and membre is not None
        and membre.convention_id == convention.pk
        and not membre.est_restreint
    )
