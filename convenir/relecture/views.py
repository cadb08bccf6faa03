"""The proofreading screen: the text with its findings beside, the list of them all, and what people decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.models import Convention
from convenir.lecture.affichage import groupes, separer_le_titre
from convenir.lecture.queries import get_dossier
from convenir.lecture.sections import Section, sections, voisines
from convenir.relecture import operations
from convenir.relecture.enums import Gravite
from convenir.relecture.forms import AcceptationForm, FiltreForm
from convenir.relecture.queries import ConstatSuivi, compter, get_constats, get_derniere
from convenir.relecture.surlignage import surligner
from convenir.socle.erreurs import Refus
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from convenir.lecture.dossier import Dossier
    from convenir.relecture.models import Relecture


@dataclass(frozen=True, slots=True)
class EntreeDeSommaire:
    """A section in the contents: its open findings and the severity of the worst."""

    section: Section
    ouverts: int
    pire: str


@require_safe
def relecture(request: HttpRequest, code: str, cle: str = "") -> HttpResponse:
    """One section of the text with its findings; without a name, the first where something blocks."""
    convention = get_object_or_404(Convention, code=code)
    derniere = get_derniere(convention)
    if derniere is None:
        return render(request, "relecture/jamais.html", {"convention": convention, "onglet": "relecture"})
    dossier = get_dossier(code)
    suivis = get_constats(derniere)
    toutes = sections(dossier)
    sommaire = tuple(_entree(s, suivis) for s in toutes)
    section = _choisir(sommaire, cle)
    return render(
        request,
        "relecture/relecture.html",
        _contexte(convention, derniere, dossier, suivis)
        | _contexte_de_section(toutes, section, suivis)
        | {"sommaire": sommaire},
    )


def _contexte(
    convention: Convention, derniere: Relecture, dossier: Dossier, suivis: tuple[ConstatSuivi, ...]
) -> dict[str, Any]:
    ouverts = compter(suivis)
    return {
        "convention": convention,
        "onglet": "relecture",
        "relecture": derniere,
        "dossier": dossier,
        "ouverts": ouverts,
        "total": ouverts.total(),
        "perimee": derniere.empreinte_texte != operations.empreinte_du_texte(dossier),
    }


def _contexte_de_section(
    toutes: Sequence[Section], section: Section, suivis: tuple[ConstatSuivi, ...]
) -> dict[str, Any]:
    ici = tuple(sorted((s for s in suivis if _concerne(s, section)), key=lambda s: _place(s, section)))
    avant, apres = voisines([s for s in toutes if not s.absente], section)
    entete, reste = separer_le_titre(section, surligner(section, ici))
    return {
        "section": section,
        "entete": entete,
        "groupes": groupes(reste),
        "ouverts_ici": [s for s in ici if s.est_ouvert],
        "acceptes_ici": [s for s in ici if not s.est_ouvert],
        "avant": avant,
        "apres": apres,
    }


def _place(suivi: ConstatSuivi, section: Section) -> tuple[int, int]:
    """Cards follow the text of the section: where the finding first touches it, then its number."""
    ici = [ligne for ligne in suivi.constat.lignes if ligne in section.lignes]
    return min(ici, default=0), suivi.numero


def _concerne(suivi: ConstatSuivi, section: Section) -> bool:
    return suivi.constat.section == section.cle or not section.lignes.isdisjoint(suivi.constat.lignes)


def _entree(section: Section, suivis: tuple[ConstatSuivi, ...]) -> EntreeDeSommaire:
    ouverts = [s for s in suivis if s.est_ouvert and not section.absente and _concerne(s, section)]
    pire = min((s.constat.rang_gravite for s in ouverts), default=None)
    return EntreeDeSommaire(section, len(ouverts), "" if pire is None else list(Gravite)[pire].value)


def _choisir(sommaire: Sequence[EntreeDeSommaire], cle: str) -> Section:
    """The section asked for; else the first whose worst finding is the gravest of all."""
    presentes = [e for e in sommaire if not e.section.absente]
    if cle:
        demandee = next((e.section for e in presentes if e.section.cle == cle), None)
        if demandee is None:
            raise Http404
        return demandee
    rangs = {g.value: g.rang for g in Gravite}
    return min(presentes, key=lambda e: rangs.get(e.pire, len(rangs))).section


@require_safe
def constats(request: HttpRequest, code: str) -> HttpResponse:
    """All the findings in one list, narrowed by severity, family and state."""
    convention = get_object_or_404(Convention, code=code)
    derniere = get_derniere(convention)
    if derniere is None:
        return render(request, "relecture/jamais.html", {"convention": convention, "onglet": "relecture"})
    suivis = get_constats(derniere)
    filtre = FiltreForm(request.GET)
    contexte = _contexte(convention, derniere, get_dossier(code), suivis)
    contexte |= {"filtre": filtre, "retenus": filtre.retenir(suivis), "nombre_de_constats": len(suivis)}
    return render(request, "relecture/constats.html", contexte)


@require_POST
def relire(_request: HttpRequest, code: str) -> HttpResponse:
    """Proofread again, outside the request."""
    convention = get_object_or_404(Convention, code=code)
    travail = lancer(
        "relecture",
        libelle=f"Relecture de « {convention.titre} »",
        retour=reverse("relecture:relecture", args=[code]),
        objet=code,
    )
    return redirect(travail)


@require_POST
def accepter(request: HttpRequest, code: str, empreinte: str) -> HttpResponse:
    """Leave a finding, for a reason."""
    convention = get_object_or_404(Convention, code=code)
    formulaire = AcceptationForm(request.POST)
    if formulaire.is_valid():
        operations.accepter(convention, empreinte, **formulaire.cleaned_data)
    return _apres_decision(request, convention, empreinte, formulaire)


@require_POST
def retablir(request: HttpRequest, code: str, empreinte: str) -> HttpResponse:
    """Open an accepted finding again."""
    convention = get_object_or_404(Convention, code=code)
    operations.retablir(convention, empreinte)
    return _apres_decision(request, convention, empreinte)


def _apres_decision(
    request: HttpRequest, convention: Convention, empreinte: str, formulaire: AcceptationForm | None = None
) -> HttpResponse:
    """The card alone for htmx, with the tally; the page it came from otherwise."""
    suivis = get_constats(_derniere_ou_404(convention))
    suivi = next((s for s in suivis if s.constat.empreinte == empreinte), None)
    if suivi is None:
        raise Refus("Ce constat n’existe plus dans cette convention : rechargez la page.")
    erreurs = [str(e) for e in formulaire.errors.get("motif", ())] if formulaire else []
    if request.headers.get("HX-Request") != "true":
        for erreur in erreurs:
            messages.error(request, erreur)
        return redirect(_adresse_de(convention, suivi))
    ouverts: Counter[Gravite] = compter(suivis)
    contexte = {
        "convention": convention,
        "suivi": suivi,
        "formulaire": formulaire if erreurs else None,
        "ouverts": ouverts,
        "reponse": True,
    }
    return render(request, "relecture/_decision.html", contexte)


def _derniere_ou_404(convention: Convention) -> Relecture:
    derniere = get_derniere(convention)
    if derniere is None:
        raise Http404
    return derniere


def _adresse_de(convention: Convention, suivi: ConstatSuivi) -> str:
    page = reverse("relecture:section", args=[convention.code, suivi.constat.section])
    return f"{page}#c-{suivi.constat.empreinte}"
