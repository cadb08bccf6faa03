"""What planned actions declare they will change of the offer: called by the room that holds them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.diagnostic.ecart.operations.reglages import exiger_volet
from convenir.diagnostic.models import Effet
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date, ecrire_nombre
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    import datetime

    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur


@transaction.atomic
def declarer_un_effet(  # noqa: PLR0913 -- one argument for each thing an effect tells
    convention: Convention,
    theme: str,
    quantite: Decimal | float,
    a_partir_du: datetime.date,
    *,
    origine: str,
    commune: str = "",
    libelle: str = "",
    auteur: str | Auteur = "",
) -> Effet:
    """Say that an action adds places or services (or takes some away) from a day on.

    `quantite` in the unit of the theme; `commune` its INSEE code, empty for the whole territory; `origine` a
    stable id ("fiche:12"): declaring it again changes its effect, and nothing when it is the same.
    Raises `Refus` for a theme without gap, a commune out of the territory, no quantity.
    """
    convention = verrouiller(convention)
    volet = exiger_volet(theme)
    membres = {c.insee: c.nom for c in communes_de_epci(convention.epci_siren)}
    if commune and commune not in membres:
        raise Refus(f"La commune « {commune[:10]} » n’est pas du territoire de la convention.")
    effet = Effet.objects.filter(convention=convention, origine=origine).first()
    avant = _photographier(effet) if effet else {}
    effet = effet or Effet(convention=convention, origine=origine)
    effet.theme, effet.libelle, effet.insee = theme, libelle.strip(), commune
    effet.quantite, effet.a_partir_du = Decimal(str(quantite)), a_partir_du
    if avant == _photographier(effet):
        return effet
    verifier(effet)
    effet.save()
    ou = membres.get(commune, "tout le territoire")
    signe = "+" if effet.quantite > 0 else ""
    consigner_l_acte(
        convention,
        "effet_declare",
        f"Effet prévu, {volet.libelle} : {signe}{ecrire_nombre(effet.quantite)} {volet.compte}, {ou}, "
        f"à partir du {ecrire_date(a_partir_du)}.",
        auteur,
        (avant, _photographier(effet)),
        origine=origine,
    )
    return effet


@transaction.atomic
def retirer_un_effet(convention: Convention, origine: str, *, auteur: str | Auteur = "") -> bool:
    """Take back the effect of an action given up. Returns whether there was one."""
    convention = verrouiller(convention)
    effet = Effet.objects.filter(convention=convention, origine=origine).first()
    if effet is None:
        return False
    effet.delete()
    resume = (
        f"Effet prévu retiré : {ecrire_nombre(effet.quantite)} à partir du {ecrire_date(effet.a_partir_du)}."
    )
    consigner_l_acte(convention, "effet_retire", resume, auteur, (_photographier(effet), {}), origine=origine)
    return True


def _photographier(effet: Effet) -> dict[str, str]:
    return {
        "theme": effet.theme,
        "libelle": effet.libelle,
        "quantite": str(effet.quantite.normalize()),
        "commune": effet.insee,
        "a_partir_du": effet.a_partir_du.isoformat(),
    }
