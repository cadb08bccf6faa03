"""Starting a convention, and changing the text of a provision."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markdown_it import MarkdownIt

from convenir.conventions.acces import exiger_la_portee
from convenir.conventions.enums import Statut
from convenir.conventions.forms.texte import DispositionForm, NouvelleForm
from convenir.conventions.models import Convention, Disposition, Partie
from convenir.conventions.operations import TextePerime, creer_depuis_modele, fonder, modifier_disposition
from convenir.conventions.queries import conventions_de, numerotation
from convenir.conventions.queries.commentaires import est_deverrouillee
from convenir.conventions.rules.redaction import refus_de_rediger
from convenir.conventions.rules.texte import nom_de_disposition
from convenir.journal.forms import FiltreForm
from convenir.journal.livrables import historique as raconter
from convenir.journal.queries import evenements_de_la_chaine
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_de_epci, epci, suggerer_epcis

if TYPE_CHECKING:
    from convenir.conventions.acces import Acces, Requete
    from convenir.territoires.queries import Epci

COMMENCEE = "Convention commencée. Ce qui manque est marqué « à compléter » dans le texte."
EVENEMENTS_PAR_PAGE = 50
ENREGISTRE = "Texte enregistré. Relisez la convention pour mettre ses constats à jour."


@require_http_methods(["GET", "HEAD", "POST"])
def nouvelle(request: Requete) -> HttpResponse:
    """A new convention from the model text: the EPCI first, found as it is typed, then what is known."""
    choisi = epci(request.POST.get("epci", "") or request.GET.get("epci", ""))
    if choisi is None:
        return _choisir_l_epci(request)
    donnees = request.POST if request.method == "POST" else None
    formulaire = NouvelleForm(donnees, initial={"epci": choisi.siren} | _cinq_ans(timezone.localdate()))
    if formulaire.is_bound and formulaire.is_valid():
        convention = _commencer(choisi, formulaire.cleaned_data, request.acces)
        messages.success(request, COMMENCEE)
        return redirect("lecture:texte", convention.code)
    contexte = {"epci": choisi, "formulaire": formulaire, "communes": communes_de_epci(choisi.siren)}
    return render(request, "conventions/nouvelle.html", contexte)


def _choisir_l_epci(request: Requete) -> HttpResponse:
    cherche = request.GET.get("q", "")
    contexte = {"q": cherche, "suggestions": suggerer_epcis(cherche)}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, f"conventions/{'_suggestions' if fragment else 'choisir_epci'}.html", contexte)


def _cinq_ans(aujourdhui: datetime.date) -> dict[str, datetime.date]:
    """The next five whole years, the most frequent duration."""
    annee = aujourdhui.year + 1
    return {"debut": datetime.date(annee, 1, 1), "fin": datetime.date(annee + 4, 12, 31)}


@transaction.atomic
def _commencer(choisi: Epci, saisie: dict[str, Any], acces: Acces) -> Convention:
    organisation = acces.exiger_une_organisation()
    convention = creer_depuis_modele(
        Convention(
            territoire=choisi.nom.partition(" ")[2] or choisi.nom,
            epci_siren=choisi.siren,
            debut=saisie["debut"],
            fin=saisie["fin"],
        ),
        [
            (Partie(cle="caf", nom=saisie["caf"], appellation="la Caf"), []),
            (
                Partie(
                    cle="collectivite",
                    nom=choisi.nom_complet,
                    appellation="la Collectivité",
                    siren=choisi.siren,
                ),
                [],
            ),
        ],
        auteur=acces.auteur,
    )
    fonder(convention, acces.personne, organisation, auteur=acces.auteur)
    return convention


@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: Requete, code: str, cle: str) -> HttpResponse:
    """The form of a provision; when someone else wrote meanwhile, both texts are shown, none is lost."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    disposition = get_object_or_404(convention.dispositions, cle=cle)
    ouverte = est_deverrouillee(convention, cle)
    if refus := refus_de_rediger(convention.statut, deverrouillee=ouverte):
        if convention.statut == Statut.SIGNEE and request.method != "POST":
            messages.warning(request, refus)
            return redirect(f"{reverse('conventions:avenants', args=[code])}?disposition={cle}#ouvrir")
        raise Refus(refus)
    donnees = request.POST if request.method == "POST" else None
    formulaire = DispositionForm(donnees, initial=_initial(disposition))
    perime = None
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            modifier_disposition(
                disposition,
                saisie["texte"],
                saisie["version"],
                titre=saisie["titre"],
                auteur=request.acces.auteur,
            )
        except TextePerime as refus:
            perime = refus
        else:
            messages.success(request, ENREGISTRE)
            return redirect("lecture:section", code, cle)
    contexte = {
        "convention": convention,
        "onglet": "texte",
        "disposition": disposition,
        "nom": _nom(disposition),
        "formulaire": formulaire,
        "version": perime.version if perime else formulaire["version"].value(),
        "perime": perime,
    }
    return render(request, "conventions/modifier.html", contexte, status=409 if perime else 200)


def _nom(disposition: Disposition) -> str:
    return nom_de_disposition(disposition.type, numerotation(disposition.convention)[disposition.cle])


def _initial(disposition: Disposition) -> dict[str, object]:
    return {"titre": disposition.titre, "texte": disposition.texte, "version": disposition.version}


@require_safe
def historique(request: Requete, code: str) -> HttpResponse:
    """What was done on a convention, the newest first, narrowed by a word or dates."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    filtre = FiltreForm(request.GET)
    evenements = filtre.retenir(evenements_de_la_chaine(f"convention:{code}"))
    page = Paginator(evenements, EVENEMENTS_PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        "convention": convention,
        "onglet": "historique",
        "filtre": filtre,
        "page": page,
        "lignes": raconter(page.object_list),
    }
    return render(request, "conventions/historique.html", contexte)


@require_POST
def apercu(request: Requete, code: str, cle: str) -> HttpResponse:
    """The Markdown of a form as it will be read. Any HTML typed in it is shown, never obeyed."""
    get_object_or_404(Disposition, convention__in=conventions_de(request.user).filter(code=code), cle=cle)
    rendu = MarkdownIt("commonmark", {"html": False}).enable("table").render(request.POST.get("texte", ""))
    return HttpResponse(rendu or "<p>Rien à afficher pour l’instant.</p>")
