"""The proofreading screen: the text with its findings beside, the list of them all, and what people decide."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.acces import exiger_la_portee
from convenir.conventions.queries import conventions_de
from convenir.lecture.affichage import groupes, separer_le_titre
from convenir.lecture.queries import get_dossier
from convenir.lecture.sections import sections, voisines
from convenir.relecture import operations, parcours
from convenir.relecture.enums import Gravite
from convenir.relecture.forms import AcceptationForm, FiltreForm
from convenir.relecture.queries import ConstatSuivi, compter, get_constats, get_derniere
from convenir.relecture.surlignage import surligner
from convenir.socle.erreurs import Refus
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Dossier
    from convenir.lecture.sections import Section
    from convenir.relecture.models import Relecture


#: Beyond, the cards of a section show their first lines only, and unfold one by one.
CARTES_DEPLIEES = 8


@require_safe
def relecture(request: Requete, code: str, cle: str = "") -> HttpResponse:
    """One section of the text with its findings; without a name, the first where something blocks."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    derniere = get_derniere(convention)
    if derniere is None:
        return render(request, "relecture/jamais.html", {"convention": convention, "onglet": "relecture"})
    dossier = get_dossier(code)
    suivis = get_constats(derniere)
    toutes = sections(dossier)
    entrees = parcours.sommaire(toutes, suivis)
    section = parcours.choisir(entrees, cle)
    if section is None:
        raise Http404
    contexte = _contexte(convention, derniere, dossier, suivis)
    contexte |= {"sommaire": entrees, "suivant": parcours.prochain_bloquant(toutes, section, suivis)}
    contexte |= _contexte_de_section(toutes, section, suivis, _gravite_demandee(request))
    return render(request, "relecture/relecture.html", contexte)


def _gravite_demandee(request: Requete) -> str:
    """The only severity to show, "" for all; what is not a severity counts for nothing."""
    demandee = request.GET.get("gravite", "")
    return demandee if demandee in set(Gravite) else ""


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
    toutes: Sequence[Section], section: Section, suivis: tuple[ConstatSuivi, ...], gravite: str
) -> dict[str, Any]:
    tous_ici = parcours.constats_de(section, suivis)
    ici = tuple(s for s in tous_ici if gravite in {"", s.constat.gravite})
    avant, apres = voisines([s for s in toutes if not s.absente], section)
    entete, reste = separer_le_titre(section, surligner(section, ici))
    ouverts_ici = [s for s in ici if s.est_ouvert]
    return {
        "section": section,
        "entete": entete,
        "groupes": groupes(reste),
        "ouverts_ici": ouverts_ici,
        "acceptes_ici": [s for s in ici if not s.est_ouvert],
        "replie": len(ouverts_ici) > CARTES_DEPLIEES,
        "gravites_ici": parcours.compter_les_ouverts(tous_ici),
        "total_ici": sum(s.est_ouvert for s in tous_ici),
        "gravite": gravite,
        "triable": bool(gravite) or sum(s.est_ouvert for s in tous_ici) > CARTES_DEPLIEES,
        "requete": f"?gravite={gravite}" if gravite else "",
        "avant": avant,
        "apres": apres,
    }


@require_safe
def constats(request: Requete, code: str) -> HttpResponse:
    """All the findings in one list, narrowed by severity, family and state, in the order asked for."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    derniere = get_derniere(convention)
    if derniere is None:
        return render(request, "relecture/jamais.html", {"convention": convention, "onglet": "relecture"})
    suivis = get_constats(derniere)
    dossier = get_dossier(code)
    filtre = FiltreForm(request.GET, suivis=suivis)
    retenus = filtre.retenir(suivis)
    contexte = _contexte(convention, derniere, dossier, suivis)
    contexte |= {
        "filtre": filtre,
        "retenus": retenus,
        "lots": parcours.en_lots(retenus, sections(dossier), par_gravite=filtre.par_gravite),
        "replie": len(retenus) > CARTES_DEPLIEES,
        "nombre_de_constats": len(suivis),
    }
    return render(request, "relecture/constats.html", contexte)


@require_POST
def relire(request: Requete, code: str) -> HttpResponse:
    """Proofread again, outside the request."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    travail = lancer(
        "relecture",
        libelle=f"Relecture de « {convention.nom} »",
        retour=reverse("relecture:relecture", args=[code]),
        demandeur=request.user.cle,
        objet=code,
        donnees={"auteur": asdict(request.acces.auteur)},
    )
    return redirect(travail)


@require_POST
def accepter(request: Requete, code: str, empreinte: str) -> HttpResponse:
    """Leave a finding, for a reason."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    formulaire = AcceptationForm(request.POST)
    if formulaire.is_valid():
        operations.accepter(
            convention, empreinte, motif=formulaire.cleaned_data["motif"], auteur=request.acces.auteur
        )
    return _apres_decision(request, convention, empreinte, formulaire)


@require_POST
def retablir(request: Requete, code: str, empreinte: str) -> HttpResponse:
    """Open an accepted finding again."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    operations.retablir(convention, empreinte, auteur=request.acces.auteur)
    return _apres_decision(request, convention, empreinte)


def _apres_decision(
    request: Requete, convention: Convention, empreinte: str, formulaire: AcceptationForm | None = None
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
