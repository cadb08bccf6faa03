"""Reused reads: for whom a person acts today; organisations known, and those of the geographic code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from convenir.acteurs.enums import TypeOrganisation
from convenir.acteurs.models import Mandat, Occupation, Organisation, Personne
from convenir.acteurs.rules import cle_du_nom, designe
from convenir.territoires.queries import (
    chercher,
    commune,
    commune_par_siren,
    departement,
    departements,
    epci,
    suggerer_epcis,
)

if TYPE_CHECKING:
    import datetime

    from django.db.models import QuerySet


#: Where the session keeps the id of the organisation in use.
CLE_DE_SESSION = "organisation"
#: How many suggestions of the geographic code a page shows.
PROPOSEES = 8
#: Nothing is suggested before.
LETTRES_UTILES = 2
#: Where it keeps the page that asked for a second factor.
CLE_DE_RETOUR = "retour"


def en_cours(jour: datetime.date) -> Q:
    """Posts held, or mandates exercised, on that day."""
    return Q(debut__lte=jour) & (Q(fin__isnull=True) | Q(fin__gte=jour))


def organisations_de(personne: Personne) -> QuerySet[Organisation]:
    """The organisations this person acts for today, by a post or a mandate, by name."""
    jour = timezone.localdate()
    postes = Occupation.objects.filter(en_cours(jour), personne=personne).values("poste__organisation")
    mandats = Mandat.objects.filter(en_cours(jour), personne=personne).values("organisation")
    return Organisation.objects.filter(Q(pk__in=postes) | Q(pk__in=mandats)).order_by("nom", "pk")


def a_un_second_facteur(personne: Personne) -> bool:
    """Whether the account has a passkey or codes; demonstration accounts have nothing to protect."""
    if personne.demonstration and settings.DEMONSTRATION:
        return True
    return bool(_facteurs().filter(user=personne).exists())


def avec_second_facteur(reference: str) -> Exists:
    """Whether the person an outer query names has a second factor: `a_un_second_facteur`, in a query."""
    return Exists(_facteurs().filter(user=OuterRef(reference)))


def _facteurs() -> QuerySet[Authenticator]:
    """What is a second factor: a passkey or a code app. Recovery codes do not count."""
    facteurs: QuerySet[Authenticator] = Authenticator.objects.all()
    return facteurs.exclude(type=Authenticator.Type.RECOVERY_CODES)


def organisations() -> QuerySet[Organisation]:
    """Those of the record that were not merged into another, by name."""
    return Organisation.objects.filter(fusionnee_dans=None).order_by("nom", "pk")


def comptes() -> QuerySet[Personne]:
    """All who have an address to sign in with, by name."""
    return Personne.objects.exclude(email=None).order_by("nom", "prenom", "pk")


def administrateurs() -> QuerySet[Personne]:
    """Whoever keeps the installation, by name."""
    return comptes().filter(installation=True, is_active=True)


def doublons_probables(organisation: Organisation) -> tuple[Organisation, ...]:
    """Those already recorded that bear its SIREN, its INSEE code, or the same name in the same type."""
    autres = organisations().exclude(pk=organisation.pk)
    nom = cle_du_nom(organisation.nom)
    return tuple(
        autre
        for autre in autres
        if (organisation.siren and autre.siren == organisation.siren)
        or (organisation.insee and autre.insee == organisation.insee)
        or (autre.type == organisation.type and cle_du_nom(autre.nom) == nom)
    )


@dataclass(frozen=True, slots=True)
class Proposition:
    """An organisation of the geographic code; `cle` ("epci:245901160") gives it back."""

    cle: str
    type: TypeOrganisation
    nom: str
    siren: str = ""
    insee: str = ""
    precision: str = ""

    def organisation(self) -> Organisation:
        """The record to write, unsaved."""
        return Organisation(type=self.type, nom=self.nom, siren=self.siren, insee=self.insee)


def proposer(texte: str) -> tuple[Proposition, ...]:
    """The communes, EPCI and départements that match what a person types (name, SIREN, INSEE code)."""
    cherche = cle_du_nom(texte)
    if len(cherche) < LETTRES_UTILES:
        return ()
    lieux = [d.code for d in departements().values() if cle_du_nom(d.nom).startswith(cherche)]
    trouvees = [
        *(_epci(e.siren) for e in suggerer_epcis(texte, limite=PROPOSEES // 2)),
        *(_commune(c.insee) for c in chercher(texte, limite=PROPOSEES // 2)),
        *(_departement(code) for code in lieux[:2]),
    ]
    return tuple(p for p in trouvees if p is not None)


def proposition(cle: str) -> Proposition | None:
    """The organisation of a key that `proposer` gave; None for any other text."""
    nature, _, code = cle.partition(":")
    lire = {"epci": _epci, "commune": _commune, "departement": _departement}.get(nature)
    return lire(code) if lire else None


def proposition_du_siren(siren: str) -> Proposition | None:
    """The EPCI or the commune of the geographic code that bears a SIREN."""
    lieu = commune_par_siren(siren)
    return _epci(siren) or (_commune(lieu.insee) if lieu else None)


def _epci(siren: str) -> Proposition | None:
    lu = epci(siren)
    if lu is None:
        return None
    return Proposition(f"epci:{lu.siren}", TypeOrganisation.EPCI, lu.nom_complet, siren=lu.siren)


def _commune(insee: str) -> Proposition | None:
    lue = commune(insee)
    if lue is None:
        return None
    lieu = departement(lue.departement)
    return Proposition(
        f"commune:{lue.insee}",
        TypeOrganisation.COMMUNE,
        lue.nom,
        siren=lue.siren,
        insee=lue.insee,
        precision=lieu.nom if lieu else "",
    )


def _departement(code: str) -> Proposition | None:
    lu = departement(code)
    if lu is None:
        return None
    return Proposition(f"departement:{lu.code}", TypeOrganisation.DEPARTEMENT, f"{lu.nom} (département)")


def a_un_compte(personne: Personne) -> bool:
    """Whether this person already has a way to sign in: a password, a passkey, ProConnect."""
    return bool(
        personne.has_usable_password()
        or Authenticator.objects.filter(user=personne).exists()
        or SocialAccount.objects.filter(user=personne).exists()
    )


def personnes_dites(cherchee: str) -> list[Personne]:
    """Those who bear this name, either way round, or this address, whatever the case."""
    personnes = Personne.objects.order_by("pk")
    return [p for p in personnes if designe(cherchee, p.prenom, p.nom, p.email or "")]
