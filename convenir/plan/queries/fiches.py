"""The fiches a person sees, narrowed, put in order, page by page: each a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from convenir.acteurs.models import Organisation
from convenir.plan.enums import Avancement, Priorite, Redaction, RoleSurFiche
from convenir.plan.enums.avancement import CLOS
from convenir.plan.models import CommuneConcernee, Etape, FicheAction, Intervenant, Reserve
from convenir.plan.queries.plan import nom_du_theme, numeros
from convenir.plan.rules import SILENCE
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Convention

PAR_PAGE = 50
#: roles that make a fiche one's own
SIENNES = [RoleSurFiche.PILOTE, RoleSurFiche.CAF]


def fiches_visibles(convention: Convention, acces: Acces) -> QuerySet[FicheAction]:
    """The fiches of a convention that this person sees: all, but those reserved to others."""
    siennes = Intervenant.objects.filter(fiche=OuterRef("pk"), personne=acces.personne.pk)
    a_elle = Reserve.objects.filter(fiche=OuterRef("pk"), organisation=acces.organisation)
    toutes = FicheAction.objects.filter(convention=convention)
    return toutes.filter(Q(reservee=False) | Exists(a_elle) | Exists(siennes))


def situer(fiches: QuerySet[FicheAction], jour: datetime.date) -> QuerySet[FicheAction]:
    """The same with `en_retard` and `silencieuse` as they stand that day (`rules`, told to the database)."""
    etapes = Etape.objects.filter(fiche=OuterRef("pk"), faite_le=None, echeance__lt=jour)
    ouverte = ~Q(avancement__in=CLOS)
    return fiches.annotate(
        en_retard=ExpressionWrapper(
            ouverte & (Q(fin__isnull=False, fin__lt=jour) | Q(Exists(etapes))), BooleanField()
        ),
        silencieuse=ExpressionWrapper(ouverte & Q(nouvelles_le__lt=jour - SILENCE), BooleanField()),
    )


def lire_la_fiche(fiches: QuerySet[FicheAction], numero: int) -> QuerySet[FicheAction]:
    """One of them with all it holds."""
    return (
        fiches.filter(numero=numero)
        .select_related("objectif", "convention")
        .prefetch_related(
            "intervenants__organisation",
            "intervenants__personne",
            "communes_concernees",
            "etapes",
            "budget",
            "effets",
            "indicateurs__mesures",
            "liees",
            "nouvelles",
            "pieces__fichier",
        )
    )


@dataclass(frozen=True, slots=True)
class Filtres:
    """What the address of the table asks for; an empty value narrows nothing. `trier`: a key of `TRIS`."""

    q: str = ""
    theme: str = ""
    objectif: int | None = None
    avancement: str = ""
    redaction: str = ""
    priorite: str = ""
    commune: str = ""
    pilote: int | None = None
    etat: str = ""
    miennes: bool = False
    grouper: str = ""
    trier: str = ""


#: what `etat` may be
ETATS = {"retard": "En retard", "silence": "Sans nouvelles depuis six mois", "sans_pilote": "Sans pilote"}
GROUPES = {"theme": "Thématique", "objectif": "Objectif", "avancement": "Avancement", "pilote": "Pilote"}
TRIS = {
    "": ("numero",),
    "fin": ("fin", "numero"),
    "titre": ("titre", "numero"),
    "nouvelles": ("nouvelles_le", "numero"),
}


def filtrer(fiches: QuerySet[FicheAction], filtres: Filtres, acces: Acces) -> QuerySet[FicheAction]:
    """Those that the filters keep; call after `situer`."""
    egaux: dict[str, Any] = {
        "objectif__theme": filtres.theme,
        "objectif": filtres.objectif,
        "avancement": filtres.avancement,
        "redaction": filtres.redaction,
        "priorite": filtres.priorite,
    }
    gardees = fiches.filter(**{champ: valeur for champ, valeur in egaux.items() if valeur})
    if filtres.q:
        gardees = gardees.filter(Q(titre__icontains=filtres.q) | Q(description__icontains=filtres.q))
    if filtres.commune:
        ici = CommuneConcernee.objects.filter(fiche=OuterRef("pk"))
        gardees = gardees.filter(Exists(ici.filter(insee=filtres.commune)) | ~Exists(ici))
    pilotes = Intervenant.objects.filter(fiche=OuterRef("pk"), role__in=SIENNES)
    if filtres.pilote:
        gardees = gardees.filter(Exists(pilotes.filter(organisation=filtres.pilote)))
    if filtres.miennes:
        moi = Q(personne=acces.personne.pk)
        if acces.organisation is not None:
            moi |= Q(organisation=acces.organisation)
        gardees = gardees.filter(Exists(pilotes.filter(moi)))
    if filtres.etat == "retard":
        gardees = gardees.filter(en_retard=True)  # type: ignore[misc]
    elif filtres.etat == "silence":
        gardees = gardees.filter(silencieuse=True)  # type: ignore[misc]
    elif filtres.etat == "sans_pilote":
        gardees = gardees.filter(~Exists(pilotes))
    return gardees


def ranger(fiches: QuerySet[FicheAction], filtres: Filtres) -> QuerySet[FicheAction]:
    """In the order asked for, groups together."""
    tri = TRIS.get(filtres.trier, TRIS[""])
    rang_du_theme = Case(
        *(When(objectif__theme=theme.cle, then=rang) for rang, theme in enumerate(THEMES)),
        default=len(THEMES),
        output_field=IntegerField(),
    )
    if filtres.grouper == "theme":
        return fiches.order_by(rang_du_theme, "objectif__theme", *tri)
    if filtres.grouper == "objectif":
        return fiches.order_by(rang_du_theme, "objectif__theme", "objectif__ordre", "objectif_id", *tri)
    if filtres.grouper == "avancement":
        rang = Case(
            *(When(avancement=a, then=r) for r, a in enumerate(Avancement)), output_field=IntegerField()
        )
        return fiches.order_by(rang, *tri)
    if filtres.grouper == "pilote":
        return fiches.annotate(premier_pilote=_premier_pilote()).order_by("premier_pilote", *tri)
    return fiches.order_by(*tri)


def _premier_pilote() -> Coalesce:
    nom = Coalesce(
        "organisation__nom",
        NullIf(Trim(Concat("personne__prenom", Value(" "), "personne__nom")), Value("")),
        "libelle",
        output_field=CharField(),
    )
    pilotes = Intervenant.objects.filter(fiche=OuterRef("pk"), role=RoleSurFiche.PILOTE)
    premier = pilotes.order_by("rang", "pk").annotate(nom=nom).values("nom")[:1]
    return Coalesce(Subquery(premier), Value(""), output_field=CharField())


@dataclass(frozen=True, slots=True)
class Rang:
    """A line of the table: the fiche and its words."""

    fiche: FicheAction
    theme: str
    objectif: str
    pilotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groupe:
    """Lines under one title; without a title when nothing is grouped."""

    titre: str
    rangs: list[Rang]


def page_de(
    fiches: QuerySet[FicheAction], filtres: Filtres, numero: str
) -> tuple[Page[FicheAction], list[Groupe]]:
    """A page of the table and its groups: the last one for a number too great, else the first."""
    noms = ("intervenants__organisation", "intervenants__personne")
    pages = Paginator(fiches.select_related("objectif").prefetch_related(*noms), PAR_PAGE)
    page = pages.get_page(numero)
    connus = numeros(fiche.convention_id for fiche in page)
    groupes: list[Groupe] = []
    for fiche in page:
        rang = _rang(fiche, connus)
        titre = _groupe(filtres.grouper, rang)
        if not groupes or groupes[-1].titre != titre:
            groupes.append(Groupe(titre, []))
        groupes[-1].rangs.append(rang)
    return page, groupes


def _rang(fiche: FicheAction, connus: Mapping[int, int]) -> Rang:
    pilotes = tuple(str(i) for i in fiche.intervenants.all() if i.role == RoleSurFiche.PILOTE)
    objectif = f"{connus[fiche.objectif_id]}. {fiche.objectif.libelle}"
    return Rang(fiche, nom_du_theme(fiche.objectif.theme), objectif, pilotes)


def _groupe(grouper: str, rang: Rang) -> str:
    titres = {
        "theme": rang.theme,
        "objectif": f"{rang.theme} : {rang.objectif}",
        "avancement": rang.fiche.get_avancement_display(),
        "pilote": getattr(rang.fiche, "premier_pilote", "") or "Sans pilote",
    }
    return titres.get(grouper, "")


def choix_de_la_table(convention: Convention) -> Mapping[str, list[tuple[str, str]]]:
    """What each filter offers, from what the fiches hold: three queries."""
    siennes = Intervenant.objects.filter(fiche__convention=convention)
    pilotes = Organisation.objects.filter(
        Exists(siennes.filter(organisation=OuterRef("pk"), role__in=SIENNES))
    )
    objectifs = convention.objectifs.order_by("theme", "ordre", "pk")
    themes = dict.fromkeys(objectif.theme for objectif in objectifs)
    codes = CommuneConcernee.objects.filter(fiche__convention=convention)
    lieux = [(insee, lieu.nom if (lieu := commune(insee)) else insee) for insee in _distincts(codes)]
    return {
        "theme": [(theme, nom_du_theme(theme)) for theme in themes],
        "avancement": list(Avancement.choices),
        "redaction": list(Redaction.choices),
        "priorite": list(Priorite.choices),
        "commune": sorted(lieux, key=lambda lieu: lieu[1]),
        "pilote": [(str(pk), nom) for pk, nom in pilotes.order_by("nom", "pk").values_list("pk", "nom")],
        "etat": list(ETATS.items()),
        "grouper": list(GROUPES.items()),
        "trier": [("fin", "Échéance"), ("titre", "Titre"), ("nouvelles", "Dernières nouvelles")],
    }


def _distincts(codes: QuerySet[CommuneConcernee]) -> list[str]:
    return list(codes.order_by("insee").values_list("insee", flat=True).distinct())
