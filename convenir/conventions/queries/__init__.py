"""Reused reads: a convention by its code, its provisions, their numbers."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.utils import timezone

from convenir.acteurs.models import Mandat, Occupation
from convenir.acteurs.queries import avec_second_facteur, en_cours
from convenir.acteurs.rules import empreinte_du_jeton
from convenir.conventions.enums import (
    SCELLES,
    EtatInvitation,
    EtatProcedure,
    NatureModification,
    Statut,
    TypeDisposition,
)
from convenir.conventions.models import (
    Avenant,
    Convention,
    Disposition,
    Engagement,
    Invitation,
    Membre,
    Modification,
    Partie,
    Ralliement,
    Signataire,
)
from convenir.conventions.rules.en_vigueur import Changement, Clause, appliquer
from convenir.conventions.rules.texte import numeros
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from django.db.models import QuerySet

    from convenir.acteurs.models import Personne

#: How many known codes an answer quotes before "…".
CODES_CITES = 8
#: When a member acknowledged the duty of confidentiality; None: not yet.
_ENGAGE_LE = Subquery(
    Engagement.objects.filter(convention=OuterRef("convention"), personne=OuterRef("personne")).values(
        "pris_le"
    )[:1]
)


def conventions_de(personne: Personne) -> QuerySet[Convention]:
    """The conventions this person is a member of, with the file each was read from, as one looks for them.

    Every view starts from here: what is not in it does not exist for this person.
    """
    siennes = Membre.objects.filter(personne=personne, parti_le=None).values("convention")
    return (
        Convention.objects.filter(pk__in=siennes)
        .select_related("fichier")
        .order_by("territoire", "-debut", "code")
    )


def membre_de(personne: Personne, code: str, organisation: int | None = None) -> Membre | None:
    """The place of a person in the convention of that code: for that organisation, else the first taken.

    `engage_le` tells when the person acknowledged the duty of confidentiality, None when not yet.
    """
    places = Membre.objects.filter(personne=personne, convention__code=code, parti_le=None)
    places = places.select_related("convention", "organisation").annotate(engage_le=_ENGAGE_LE)
    places = places.order_by("depuis", "pk")
    return min(places, key=lambda membre: membre.organisation_id != organisation, default=None)


def membres_de(convention: Convention) -> QuerySet[Membre]:
    """All who are or were members, by name, those who are first; each with what they hold today.

    `second_facteur` tells whether the account has one, `engage_le` when the person acknowledged the duty of
    confidentiality; three queries, however many members.
    """
    jour = timezone.localdate()
    postes = Occupation.objects.filter(en_cours(jour)).select_related("poste").order_by("debut", "pk")
    mandats = Mandat.objects.filter(en_cours(jour)).order_by("debut", "pk")
    return (
        Membre.objects.filter(convention=convention)
        .select_related("personne", "organisation")
        .prefetch_related(Prefetch("personne__occupations", postes), Prefetch("personne__mandats", mandats))
        .annotate(second_facteur=avec_second_facteur("personne"), engage_le=_ENGAGE_LE)
        .order_by(F("parti_le").desc(nulls_first=True), "personne__nom", "personne__prenom", "pk")
    )


def repreneurs_de(membre: Membre, sauf: Personne) -> QuerySet[Membre]:
    """Who may take over from a member: the others of the convention that have an open account, but `sauf`."""
    autres = Membre.objects.filter(convention=membre.convention_id, parti_le=None, personne__is_active=True)
    return (
        autres.exclude(personne__in=[membre.personne_id, sauf.pk])
        .exclude(personne__email=None)
        .select_related("convention", "personne", "organisation")
        .order_by("personne__nom", "personne__prenom", "pk")
    )


def depart_de(personne: Personne, code: str) -> datetime.date | None:
    """The day somebody left the convention of that code; None when they never were a member of it."""
    partis = Membre.objects.filter(personne=personne, convention__code=code).exclude(parti_le=None)
    return partis.order_by("-parti_le").values_list("parti_le", flat=True).first()


def clause_de_confidentialite(convention: Convention) -> Disposition | None:
    """The provision that says the duty of confidentiality; None when the text has none under that name."""
    titrees = convention.dispositions.filter(titre__icontains="confidentialit")
    return titrees.order_by("ordre").first()


def invitations_en_attente(convention: Convention) -> QuerySet[Invitation]:
    """The invitations nobody answered yet, those whose time has passed included, the oldest first."""
    attendues = Invitation.objects.filter(convention=convention)
    return (
        attendues.filter(etat__in=[EtatInvitation.ENVOYEE, EtatInvitation.EXPIREE])
        .select_related("organisation", "inviteur", "convention")
        .order_by("creee_le", "pk")
    )


def get_invitation(jeton: str) -> Invitation | None:
    """The open invitation that a link leads to; None for any other link, whatever the reason."""
    invitations = Invitation.objects.select_related("convention", "organisation", "inviteur")
    invitation = invitations.filter(empreinte=empreinte_du_jeton(jeton)).first()
    return invitation if invitation and invitation.est_ouverte else None


def get_convention(code: str) -> Convention:
    """The convention of that code, with parties, signatories, visas and provisions already read.

    Raises `Refus` naming the known codes when there is none.
    """
    convention = get_fiche(code)
    prefetch_related_objects(
        [convention],
        Prefetch("parties", Partie.objects.order_by("ordre")),
        Prefetch("parties__signataires", Signataire.objects.order_by("ordre")),
        "visas",
        Prefetch("dispositions", Disposition.objects.order_by("ordre")),
    )
    return convention


def get_fiche(code: str) -> Convention:
    """The convention of that code, alone. Raises `Refus` naming the known codes when there is none."""
    convention = Convention.objects.filter(code=code).order_by().first()
    if convention is None:
        raise Refus(_code_inconnu(code))
    return convention


def _code_inconnu(code: str) -> str:
    codes = list(Convention.objects.order_by("code").values_list("code", flat=True)[: CODES_CITES + 1])
    if not codes:
        return (
            f"Aucune convention « {code} » : il n’y en a encore aucune d’enregistrée ; "
            "donnez un fichier, ou gardez-en un par « convenir lire FICHIER --enregistrer »."
        )
    suite = "…" if len(codes) > CODES_CITES else ""
    return f"Aucune convention « {code} » : les codes connus sont {', '.join(codes[:CODES_CITES])}{suite}."


def codes_pris(base: str) -> frozenset[str]:
    """The codes that begin like `base`, to find a free one."""
    return frozenset(Convention.objects.filter(code__startswith=base[:40]).values_list("code", flat=True))


def get_disposition(convention: Convention, cle: str) -> Disposition:
    """The provision of that key. Raises `Refus` when the convention has none."""
    disposition = convention.dispositions.filter(cle=cle).first()
    if disposition is None:
        raise Refus(f"La convention « {convention.code} » n’a pas de disposition « {cle} ».")
    return disposition


def numerotation(convention: Convention) -> dict[str, int | None]:
    """The printed number of each provision by its key, in the order of the text (None: the préambule)."""
    return numeros((d.cle, d.type, d.numero_ecrit) for d in convention.dispositions.all())


def clauses(convention: Convention) -> tuple[Clause, ...]:
    """The provisions as they are written, or sealed once signed, with their printed numbers."""
    lues = convention.dispositions.all()
    numeros_lus = numeros((d.cle, d.type, d.numero_ecrit) for d in lues)
    return tuple(
        Clause(
            cle=d.cle,
            type=TypeDisposition(d.type),
            numero=numeros_lus[d.cle],
            titre=d.titre,
            texte=d.texte,
            intitule_ecrit=d.intitule_ecrit,
        )
        for d in lues
    )


def texte_en_vigueur(convention: Convention, jour: datetime.date) -> tuple[Clause, ...]:
    """The provisions as they stand on that day: the sealed ones, and the avenants signed and in effect."""
    if convention.statut not in SCELLES:
        return clauses(convention)
    return appliquer(clauses(convention), changements(convention, jour))


def a_la_date(convention: Convention, jour: datetime.date) -> Convention:
    """The convention with the term in force that day: moved by an avenant in effect, or cut short."""
    deplaces = avenants_en_vigueur(convention, jour).filter(fin__isnull=False)
    dernier = deplaces.order_by("-effet_le", "-numero").first()
    fin = dernier.fin if dernier else convention.fin
    if convention.statut == Statut.RESILIEE:
        ecourtee = convention.procedures.filter(etat=EtatProcedure.PRONONCEE).first()
        fin = ecourtee.prend_effet_le if ecourtee else fin
    if fin == convention.fin:
        return convention
    telle = copy(convention)
    telle.fin = fin
    return telle


def dernier_terme(convention: Convention) -> datetime.date | None:
    """The last day of the convention as all that is signed sets it, even when not in effect yet."""
    return a_la_date(convention, date.max).fin


def parties_en_vigueur(convention: Convention, jour: datetime.date) -> tuple[str, ...]:
    """The names of the parties that day: those of the text, then those who joined by an avenant in effect."""
    rallies = ralliements(convention, jour).values_list("nom", flat=True)
    return (*(p.nom for p in convention.parties.all()), *rallies)


def ralliements(convention: Convention, jour: datetime.date) -> QuerySet[Ralliement]:
    """The co-signatories who joined by an avenant in effect that day, in the order they did."""
    rallies = Ralliement.objects.filter(avenant__in=avenants_en_vigueur(convention, jour))
    return rallies.order_by("avenant__effet_le", "avenant__numero", "id")


def avenants_en_vigueur(convention: Convention, jour: datetime.date) -> QuerySet[Avenant]:
    """The avenants signed and in effect that day; a text not signed yet has none, and nothing is read."""
    if convention.statut not in SCELLES:
        return Avenant.objects.none()
    return Avenant.objects.filter(convention=convention, statut=Statut.SIGNEE, effet_le__lte=jour)


def changements(convention: Convention, jour: datetime.date) -> tuple[Changement, ...]:
    """What the signed avenants changed up to that day, in the order of their effect."""
    modifications = Modification.objects.filter(
        avenant__convention=convention, avenant__statut=Statut.SIGNEE, avenant__effet_le__lte=jour
    ).select_related("avenant")
    return tuple(
        Changement(
            cle=m.cle,
            nature=NatureModification(m.nature),
            type=TypeDisposition(m.type),
            titre=m.titre,
            texte=m.texte,
            avenant=m.avenant.numero,
            effet_le=m.avenant.effet_le,
        )
        for m in modifications.order_by("avenant__effet_le", "avenant__numero", "id")
        if m.avenant.effet_le is not None
    )
