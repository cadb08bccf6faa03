"""Which organisations a person may see and keep up to date: the one place where it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q
from django.utils import timezone

from convenir.acteurs.enums import Acte
from convenir.acteurs.models import Mandat, Occupation, Organisation, Personne, Poste
from convenir.acteurs.queries import a_un_second_facteur, en_cours, organisations, organisations_de
from convenir.acteurs.roles import ROLES
from convenir.conventions.models import Membre
from convenir.conventions.queries import conventions_de

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: The roles that may keep an organisation up to date.
PILOTES = [role for role, actes in ROLES.items() if Acte.INVITER in actes]


def organisations_visibles(personne: Personne) -> QuerySet[Organisation]:
    """Those this person acts for, and those that have a member in one of their conventions; no other exists.

    Whoever keeps the installation sees all of them. A duplicate is visible as the one it was merged into.
    """
    if personne.installation:
        return Organisation.objects.order_by("nom", "pk")
    siennes = organisations_de(personne).values("pk")
    membres = Membre.objects.filter(convention__in=conventions_de(personne).values("pk"), parti_le=None)
    visibles = Q(pk__in=siennes) | Q(pk__in=membres.values("organisation"))
    fondues = Q(fusionnee_dans__in=siennes) | Q(fusionnee_dans__in=membres.values("organisation"))
    return Organisation.objects.filter(visibles | fondues).order_by("nom", "pk")


def peut_modifier(personne: Personne, organisation: Organisation) -> bool:
    """Whether a person keeps this organisation up to date.

    So do those of its own people, confirmed by it, who pilot or administer a convention in which it takes
    part, once they have a second factor; and whoever keeps the installation. Piloting beside it gives
    nothing: a pilot could invite anybody "for" an organisation and rewrite it.
    """
    if personne.installation:
        return True
    pilotees = Membre.objects.filter(personne=personne, parti_le=None, role__in=PILOTES).values("convention")
    y_est = Membre.objects.filter(convention__in=pilotees, organisation=organisation, parti_le=None)
    return y_est.exists() and est_confirmee(personne, organisation) and a_un_second_facteur(personne)


def est_confirmee(personne: Personne, organisation: Organisation) -> bool:
    """Whether the organisation itself says that this person acts for it today, by a post or a mandate."""
    jour = Q(en_cours(timezone.localdate()), personne=personne, confirme=True)
    postes = Occupation.objects.filter(jour, poste__organisation=organisation)
    return postes.exists() or Mandat.objects.filter(jour, organisation=organisation).exists()


def postes_de(organisation: Organisation) -> QuerySet[Poste]:
    """Its posts with who holds them, those of today first; two queries, however many."""
    occupations = Occupation.objects.select_related("personne").order_by(
        F("fin").desc(nulls_first=True), "-debut", "-pk"
    )
    return (
        Poste.objects.filter(organisation=organisation)
        .prefetch_related(Prefetch("occupations", occupations))
        .order_by("intitule", "pk")
    )


def mandats_de(organisation: Organisation) -> QuerySet[Mandat]:
    """Its mandates, those that go on first, then the latest over."""
    return (
        Mandat.objects.filter(organisation=organisation)
        .select_related("personne", "organisation")
        .order_by(F("fin").desc(nulls_first=True), "qualite", "personne__nom", "pk")
    )


def personnes_de(organisation: Organisation) -> QuerySet[Personne]:
    """The people known of it, today or before: by a post, a mandate, a place in a convention."""
    tenants = Occupation.objects.filter(poste__organisation=organisation).values("personne")
    elus = Mandat.objects.filter(organisation=organisation).values("personne")
    membres = Membre.objects.filter(organisation=organisation).values("personne")
    connues = Personne.objects.filter(Q(pk__in=tenants) | Q(pk__in=elus) | Q(pk__in=membres))
    return connues.exclude(nom="", prenom="").order_by("nom", "prenom", "pk")


def liste(visibles: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """What the list of organisations shows: those not merged into another."""
    return visibles.filter(pk__in=organisations().values("pk"))
