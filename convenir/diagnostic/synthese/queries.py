"""The written diagnostic as pages and documents read it: by theme, blocks in order, issues raised."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.utils import timezone

from convenir.diagnostic.enums import EtatEnjeu
from convenir.diagnostic.models import Equipement, Source
from convenir.diagnostic.queries import lieux_de_l_epci, valeurs_visibles
from convenir.diagnostic.synthese.rules import BLOCS, TERRITOIRE, nom_du_theme
from convenir.journal.queries import evenements_de_la_chaine
from convenir.socle.themes import THEMES, theme_de

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from convenir.conventions.models import Convention
    from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte, Sollicitation

_RANGS = {cle: rang for rang, cle in enumerate(BLOCS)}


@dataclass(frozen=True, slots=True)
class ThemeRedige:
    """What is written of a theme: its blocks, the comments of its figures by indicator, its issues."""

    cle: str
    blocs: tuple[BlocDeSynthese, ...] = ()
    commentaires: tuple[BlocDeSynthese, ...] = ()
    enjeux: tuple[EnjeuRemonte, ...] = ()

    @property
    def libelle(self) -> str:
        return nom_du_theme(self.cle)

    @property
    def adresse(self) -> str:
        """Its part of an address."""
        return self.cle or TERRITOIRE

    @property
    def manquants(self) -> tuple[tuple[str, str], ...]:
        """The planned blocks that nobody wrote yet: (key, title)."""
        ecrits = {bloc.cle for bloc in self.blocs}
        return tuple((cle, titre) for cle, titre in BLOCS.items() if cle not in ecrits)

    @property
    def a_decider(self) -> int:
        return sum(enjeu.etat == EtatEnjeu.RECU for enjeu in self.enjeux)


def enjeux_de(convention: Convention) -> QuerySet[EnjeuRemonte]:
    """The issues raised in a convention, as they came."""
    return convention.enjeux_remontes.order_by("pk")


def par_theme(enjeux: Iterable[EnjeuRemonte]) -> list[EnjeuRemonte]:
    """Issues in the order of the themes, then as they came."""
    rangs = {t.cle: rang for rang, t in enumerate(THEMES)}
    return sorted(enjeux, key=lambda e: (rangs[e.theme], e.pk))


def themes_rediges(convention: Convention) -> tuple[ThemeRedige, ...]:
    """Each theme that the convention tells or that something was written of; two queries.

    A convention that tells none yet may write of all.
    """
    blocs: dict[str, list[BlocDeSynthese]] = defaultdict(list)
    for bloc in convention.blocs_de_synthese.select_related("indicateur").order_by("pk"):
        blocs[bloc.theme].append(bloc)
    enjeux: dict[str, list[EnjeuRemonte]] = defaultdict(list)
    for enjeu in enjeux_de(convention):
        enjeux[enjeu.theme].append(enjeu)
    presents = {*blocs, *enjeux, *themes_annonces(convention)}
    ordre = ["", *(t.cle for t in THEMES)]
    return tuple(
        _theme(cle, blocs.get(cle, ()), enjeux.get(cle, ()))
        for cle in ordre
        if not cle or not presents or cle in presents
    )


def theme_redige(convention: Convention, theme: str) -> ThemeRedige:
    """What is written of one theme (key)."""
    siens = convention.blocs_de_synthese.filter(theme=theme).select_related("indicateur")
    return _theme(theme, siens.order_by("pk"), enjeux_de(convention).filter(theme=theme))


def themes_annonces(convention: Convention) -> list[str]:
    """The themes (keys) that the convention says it covers, or that its diagnostic tells."""
    lecture = convention.lecture
    dits = [*lecture.get("thematiques", ()), *(s.get("thematique", "") for s in lecture.get("syntheses", ()))]
    cles = {t.cle for t in THEMES}
    reconnus = (dit if dit in cles else getattr(theme_de(str(dit)), "cle", "") for dit in dits)
    return list(dict.fromkeys(cle for cle in reconnus if cle))


def _theme(cle: str, blocs: Iterable[BlocDeSynthese], enjeux: Iterable[EnjeuRemonte]) -> ThemeRedige:
    lus = list(blocs)
    titres = sorted((b for b in lus if b.indicateur is None), key=lambda b: _RANGS.get(b.cle, len(_RANGS)))
    commentaires = [b for b in lus if b.indicateur is not None]
    return ThemeRedige(cle, tuple(titres), tuple(commentaires), tuple(enjeux))


def types_fictifs(convention: Convention) -> frozenset[str]:
    """The types of services (keys) of which an example is recorded: it is marked wherever it is counted."""
    exemples = Equipement.objects.filter(convention=convention, fictif=True)
    return frozenset(exemples.order_by().values_list("type", flat=True).distinct())


def compte_des_enjeux(enjeux: Iterable[EnjeuRemonte]) -> Counter[str]:
    """How many issues there are of each commune; "" for those whose communes are not told."""
    return Counter(insee for enjeu in enjeux for insee in (enjeu.insees or [""]))


@dataclass(frozen=True, slots=True)
class Recueil:
    """Where the collection of issues stands."""

    repondues: tuple[Sollicitation, ...]
    silencieuses: tuple[Sollicitation, ...]
    jamais: tuple[str, ...]

    @property
    def sollicitees(self) -> int:
        return len(self.repondues) + len(self.silencieuses)


def sollicitations_de(convention: Convention) -> Recueil:
    """Who was asked and answered, who is silent, and the communes that nobody asked."""
    toutes = list(convention.sollicitations.order_by("organisation", "pk"))
    repondues = tuple(s for s in toutes if s.repondue_le)
    connues = {s.insee for s in toutes}
    return Recueil(
        repondues,
        tuple(s for s in toutes if not s.repondue_le),
        tuple(lieu.nom for lieu in lieux_de_l_epci(convention) if lieu.code not in connues),
    )


def adresses_connues(convention: Convention) -> dict[str, str]:
    """The address to write to for each commune (INSEE code): that of a member, else the one used before."""
    avant = convention.sollicitations.exclude(insee="").exclude(courriel="").order_by("envoyee_le", "pk")
    membres = (
        convention.membres.filter(parti_le=None, personne__email__isnull=False)
        .exclude(organisation__insee="")
        .order_by("depuis", "pk")
    )
    adresses = dict(avant.values_list("insee", "courriel"))
    for insee, courriel in membres.values_list("organisation__insee", "personne__email"):
        adresses[insee] = courriel or ""
    return adresses


def etat_du_diagnostic(convention: Convention) -> str:
    """What the published diagnostic depends on, as one string: the journal tells each change of it.

    The chain of the convention, the data sets that all share, as they were loaded last, and the day: services
    open and close.
    """
    dernier = evenements_de_la_chaine(f"convention:{convention.code}").values_list("pk", flat=True).first()
    partagees = (
        Source.objects.filter(convention=None).order_by("pk").values_list("pk", "empreinte", "recuperee_le")
    )
    valeurs = valeurs_visibles(convention).order_by().aggregate(nombre=Count("pk"), dernier=Max("pk"))
    return repr((timezone.localdate(), dernier, list(partagees), valeurs))
