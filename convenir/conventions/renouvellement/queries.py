"""Who is to be confirmed or replaced in a convention after a vote: computed from mandates, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from convenir.acteurs.models import Mandat, Organisation
from convenir.acteurs.queries import proposition_du_siren
from convenir.acteurs.rules import cle_du_nom
from convenir.conventions.models import Membre, Signataire
from convenir.conventions.renouvellement.rules import SANS_REPONSE, Etat, raison_de_ne_pas_confirmer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Ligne:
    """A mandate begun before the vote: in what capacities the person matters here, what is known since."""

    mandat: Mandat
    places: tuple[str, ...]
    etat: Etat
    suite: Mandat | None = None


@dataclass(frozen=True, slots=True)
class Bilan:
    """What the page says: mandates the vote concerns, those it does not, signatories without a mandate."""

    lignes: tuple[Ligne, ...]
    non_concernes: tuple[tuple[Mandat, str], ...]
    signataires: tuple[Signataire, ...]

    @property
    def sans_reponse(self) -> tuple[Ligne, ...]:
        """Those nobody answered for."""
        return tuple(ligne for ligne in self.lignes if ligne.etat in SANS_REPONSE)

    @property
    def confirmes(self) -> int:
        """How many are known to go on or to be replaced."""
        return len(self.lignes) - len(self.sans_reponse)


def bilan_du_renouvellement(convention: Convention, vote: datetime.date) -> Bilan:
    """Signatories, members and referents of a convention after a vote whose first round was held on that day.

    Only organisations that have a member here are looked at. Four queries, whatever the number of rows.
    """
    membres = set(
        Membre.objects.filter(convention=convention, parti_le=None).values_list("personne", "organisation")
    )
    signataires = Signataire.objects.filter(partie__convention=convention).select_related("partie")
    textes = [s for s in signataires.order_by("partie__ordre", "ordre") if s.nom]
    lignes, non_concernes, reconnus = [], [], set()
    for mandat in _mandats({organisation for _, organisation in membres}, vote):
        siens = {s.pk for s in textes if _signe(mandat, s)}
        reconnus |= siens
        places = _places(
            mandat, membre=(mandat.personne_id, mandat.organisation_id) in membres, signe=bool(siens)
        )
        if raison := raison_de_ne_pas_confirmer(mandat.organisation.type, mandat.qualite):
            non_concernes.append((mandat, raison))
        elif places:
            lignes.append(_ligne(mandat, places, vote))
    restants = _sans_mandat(convention, vote, (s for s in textes if s.pk not in reconnus))
    return Bilan(tuple(lignes), tuple(non_concernes), restants)


def _mandats(organisations: Iterable[int], vote: datetime.date) -> QuerySet[Mandat]:
    """Those that were exercised on the day of the vote."""
    exerces = Mandat.objects.filter(debut__lt=vote).filter(Q(fin__isnull=True) | Q(fin__gte=vote))
    return (
        exerces.filter(organisation__in=organisations)
        .select_related("personne", "organisation", "suite__personne")
        .order_by("organisation__nom", "qualite", "personne__nom", "pk")
    )


def _places(mandat: Mandat, *, membre: bool, signe: bool) -> tuple[str, ...]:
    """In what capacities an elected person matters; a delegation makes a referent of its field."""
    referent = f"Référent : {mandat.delegation}" if mandat.delegation else ""
    return tuple(filter(None, ("Signataire" if signe else "", "Membre" if membre else "", referent)))


def _ligne(mandat: Mandat, places: tuple[str, ...], vote: datetime.date) -> Ligne:
    suite: Mandat | None = getattr(mandat, "suite", None)
    if suite is not None:
        etat = Etat.RECONDUIT if suite.personne_id == mandat.personne_id else Etat.REMPLACE
    elif mandat.fin is not None:
        etat = Etat.A_POURVOIR
    else:
        su = mandat.inconnu_le is not None and mandat.inconnu_le >= vote
        etat = Etat.INCONNU if su else Etat.A_CONFIRMER
    return Ligne(mandat, places, etat, suite)


def _signe(mandat: Mandat, signataire: Signataire) -> bool:
    """Whether a signatory of the text is the person of this mandate, signing for its organisation."""
    meme_nom = cle_du_nom(signataire.nom).endswith(cle_du_nom(str(mandat.personne)))
    return meme_nom and _est(mandat.organisation, signataire)


def _est(organisation: Organisation, signataire: Signataire) -> bool:
    partie = signataire.partie
    if partie.siren and organisation.siren:
        return partie.siren == organisation.siren
    return cle_du_nom(partie.nom) == cle_du_nom(organisation.nom)


def _sans_mandat(
    convention: Convention, vote: datetime.date, signataires: Iterable[Signataire]
) -> tuple[Signataire, ...]:
    """Signatories of communes and EPCI before the vote, of whom no mandate is recorded."""
    return tuple(
        s
        for s in signataires
        if proposition_du_siren(s.partie.siren)
        and ((jour := s.autorisation_date or convention.debut) is None or jour < vote)
    )
