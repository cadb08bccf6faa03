"""The committee chooses how a gap is measured: one row a choice, who and why on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.diagnostic.ecart.catalogue import INVENTAIRE, volets
from convenir.diagnostic.ecart.queries.reglages import KM, MINUTES
from convenir.diagnostic.enums import NatureTrajets, ObjetReglage
from convenir.diagnostic.models import Trajets
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.catalogue import Volet
    from convenir.diagnostic.models import Reglage
    from convenir.journal.operations import Auteur

POIDS_MAXIMUM = 100
RAYON_MAXIMUM = 100  # km or minutes


@transaction.atomic
def regler(reglage: Reglage, *, auteur: str | Auteur = "") -> Reglage:
    """Record a choice; the former one stays in the history. A null value goes back to what is proposed.

    Raises `Refus` for a theme without gap, a value that makes no sense, a day to come, or without reason.
    """
    convention = verrouiller(reglage.convention)
    volet = exiger_volet(reglage.theme)
    if reglage.choisi_le > timezone.localdate():
        raise Refus("Un choix se note une fois fait : cette date est à venir.")
    reglage.motif, reglage.choisi_par = reglage.motif.strip(), reglage.choisi_par.strip()
    if not reglage.motif or not reglage.choisi_par:
        raise Refus("Dites qui a choisi, et pourquoi.")
    if reglage.valeur is not None:
        reglage.valeur = _VALEURS[ObjetReglage(reglage.objet)](volet, convention, reglage.valeur)
    verifier(reglage)
    reglage.save(force_insert=True)
    consigner_l_acte(
        convention,
        "ecart_regle",
        f"Écart, {volet.libelle} : {reglage.get_objet_display().lower()}, {dire(reglage)}.",
        auteur,
        theme=reglage.theme,
        objet=reglage.objet,
        valeur=reglage.valeur,
    )
    return reglage


def exiger_volet(theme: str) -> Volet:
    """The theme of a key. Raises `Refus` when no gap is measured for it."""
    volet = volets().get(theme)
    if volet is None:
        raise Refus("L’écart ne se mesure pas pour cette thématique.")
    return volet


def dire(reglage: Reglage) -> str:
    """A choice in words."""
    valeur, volet = reglage.valeur, exiger_volet(reglage.theme)
    if valeur is None:
        return "choix retiré"
    match reglage.objet:
        case ObjetReglage.CIBLE:
            return f"{ecrire_nombre(valeur)} {volet.unite}"
        case ObjetReglage.RAYON:
            return f"{ecrire_nombre(valeur['nombre'])} {valeur['unite']}"
        case ObjetReglage.POIDS:
            return ", ".join(
                f"{c.libelle.lower()} {ecrire_nombre(valeur.get(c.cle, 0))}" for c in volet.criteres
            )
    return "l’inventaire des services" if valeur == INVENTAIRE else str(valeur)


def _cible(_volet: Volet, _convention: Convention, valeur: Any) -> float:
    nombre = _nombre(valeur)
    if not 0 < nombre <= 10_000:  # noqa: PLR2004 -- beyond, a slip of the keyboard
        raise Refus("Une cible est un nombre plus grand que 0.")
    return nombre


def _rayon(_volet: Volet, convention: Convention, valeur: Any) -> dict[str, Any]:
    nombre, unite = _nombre(valeur["nombre"]), valeur["unite"]
    if unite not in {KM, MINUTES} or not 0 < nombre <= RAYON_MAXIMUM:
        raise Refus(f"Le bassin d’accès va de plus de 0 à {RAYON_MAXIMUM}, en kilomètres ou en minutes.")
    tables = Trajets.objects.filter(convention=convention, nature=NatureTrajets.TEMPS)
    if unite == MINUTES and not tables.exists():
        raise Refus("Importez d’abord une table de temps de trajet, ou donnez le bassin en kilomètres.")
    return {"nombre": nombre, "unite": unite}


def _poids(volet: Volet, _convention: Convention, valeur: Any) -> dict[str, float]:
    poids = {c.cle: _nombre(valeur.get(c.cle, 0)) for c in volet.criteres}
    if any(not 0 <= p <= POIDS_MAXIMUM for p in poids.values()) or not any(poids.values()):
        raise Refus(f"Chaque poids va de 0 à {POIDS_MAXIMUM}, et l’un d’eux au moins dépasse 0.")
    return poids


def _besoin(volet: Volet, _convention: Convention, valeur: Any) -> str:
    if valeur not in volet.besoins:
        raise Refus("Cet indicateur ne mesure pas le besoin de cette thématique.")
    return str(valeur)


def _offre(volet: Volet, _convention: Convention, valeur: Any) -> str:
    if valeur not in {INVENTAIRE, *volet.offres}:
        raise Refus("Cette source ne mesure pas l’offre de cette thématique.")
    return str(valeur)


def _nombre(valeur: Any) -> float:
    try:
        return float(valeur)
    except (TypeError, ValueError):
        raise Refus("Écrivez un nombre.") from None


_VALEURS: dict[ObjetReglage, Callable[[Volet, Convention, Any], Any]] = {
    ObjetReglage.CIBLE: _cible,
    ObjetReglage.RAYON: _rayon,
    ObjetReglage.POIDS: _poids,
    ObjetReglage.BESOIN: _besoin,
    ObjetReglage.OFFRE: _offre,
}
