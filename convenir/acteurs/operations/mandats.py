"""The acts on mandates: beginning, ending, renewing, being followed by somebody else's. None is erased."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.acteurs.models import Mandat
from convenir.acteurs.operations.ecriture import verifier
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne
    from convenir.journal.operations import Auteur

UN_JOUR = datetime.timedelta(days=1)


@transaction.atomic
def mandater(mandat: Mandat, *, auteur: str | Auteur = "") -> Mandat:
    """Record an unsaved mandate. Raises `Refus` when a rule of the record is broken."""
    verifier(mandat)
    mandat.save(force_insert=True)
    consigner(
        "acteurs.mandat_commence",
        objet=mandat.personne.cle,
        resume=f"Mandat : {mandat.get_qualite_display()}, {mandat.organisation.nom}.",
        auteur=auteur,
        personnel={"personne": str(mandat.personne)},
    )
    return mandat


@transaction.atomic
def terminer_mandat(mandat: Mandat, fin: datetime.date, *, auteur: str | Auteur = "") -> Mandat:
    """Say that this day is the last of a mandate. Raises `Refus` when it is over, or had not begun."""
    mandat = Mandat.objects.select_for_update().get(pk=mandat.pk)
    if mandat.fin is not None:
        raise Refus(f"Ce mandat est déjà terminé, depuis le {ecrire_date(mandat.fin)}.")
    mandat.fin = fin
    verifier(mandat)
    mandat.save(update_fields=["fin"])
    consigner(
        "acteurs.mandat_termine",
        objet=mandat.personne.cle,
        resume=(
            f"Mandat terminé le {ecrire_date(fin)} : {mandat.get_qualite_display()}, "
            f"{mandat.organisation.nom}."
        ),
        auteur=auteur,
        donnees={"mandat": mandat.pk, "organisation": mandat.organisation.cle},
        personnel={"personne": str(mandat.personne)},
    )
    return mandat


def reconduire(mandat: Mandat, debut: datetime.date, *, auteur: str | Auteur = "") -> Mandat:
    """Renew a mandate from that day: the former ends the day before. Raises `Refus` when it has a sequel."""
    return remplacer(mandat, mandat.personne, debut, auteur=auteur)


@transaction.atomic
def remplacer(
    mandat: Mandat,
    personne: Personne,
    debut: datetime.date,
    *,
    auteur: str | Auteur = "",
    confirme: bool = True,
) -> Mandat:
    """Say who holds a mandate from that day, in the same capacity; the former ends the day before.

    `confirme`: whether the organisation itself says so; the same person stays as confirmed as before.
    A mandate already over keeps its own last day. Raises `Refus` when it has a sequel already, or begins
    on that day or later.
    """
    ancien = Mandat.objects.select_for_update().get(pk=mandat.pk)
    if Mandat.objects.filter(succede_a=ancien).exists():
        raise Refus("Ce mandat a déjà une suite : la page a changé depuis que vous l’avez ouverte.")
    if ancien.fin is None:
        ancien = terminer_mandat(ancien, debut - UN_JOUR, auteur=auteur)
    suite = Mandat(
        personne=personne,
        organisation=ancien.organisation,
        qualite=ancien.qualite,
        delegation=ancien.delegation if personne == ancien.personne else "",
        debut=debut,
        succede_a=ancien,
        confirme=ancien.confirme if personne == ancien.personne else confirme,
    )
    return mandater(suite, auteur=auteur)


@transaction.atomic
def ignorer_la_suite(mandat: Mandat, jour: datetime.date, *, auteur: str | Auteur = "") -> Mandat:
    """Keep that somebody, asked on that day, did not know whether a mandate goes on."""
    mandat = Mandat.objects.select_for_update().get(pk=mandat.pk)
    mandat.inconnu_le = jour
    verifier(mandat)
    mandat.save(update_fields=["inconnu_le"])
    consigner(
        "acteurs.mandat_inconnu",
        objet=mandat.personne.cle,
        resume=f"Suite du mandat inconnue : {mandat.get_qualite_display()}, {mandat.organisation.nom}.",
        auteur=auteur,
        donnees={"mandat": mandat.pk, "organisation": mandat.organisation.cle},
        personnel={"personne": str(mandat.personne)},
    )
    return mandat
