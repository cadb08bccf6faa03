"""The acts on figures: the catalogue loaded, columns saved, a value chosen among several or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from convenir.diagnostic.catalogue import catalogue
from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.models import Choix, Correspondance, Indicateur, Valeur
from convenir.diagnostic.queries import place_de, places_retenues
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from typing import Any

    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

#: key of the source of what people type in a convention
SAISIES = "saisies"


@transaction.atomic
def charger_catalogue() -> str:
    """Load the shipped catalogue: rows updated in place by their key, those gone kept out of force.

    Returns one French sentence that says what was done.
    """
    presents = {i.cle: i for i in Indicateur.objects.order_by("pk")}
    nouveaux, changes = [], []
    defauts = {f.name: f.get_default() for f in Indicateur._meta.concrete_fields if f.has_default()}  # noqa: SLF001 -- Django's documented API
    for ordre, lu in enumerate(catalogue(), start=1):
        champs = defauts | {"theme": "", "formule": "", "limites": "", "numerateur": "", "denominateur": ""}
        champs |= lu | {"ordre": ordre, "en_vigueur": True}
        indicateur = presents.pop(lu["cle"], None)
        if indicateur is None:
            nouveaux.append(Indicateur(**champs))
        elif any(getattr(indicateur, nom) != valeur for nom, valeur in champs.items()):
            for nom, valeur in champs.items():
                setattr(indicateur, nom, valeur)
            changes.append(indicateur)
    changes += [i for i in presents.values() if i.en_vigueur]
    for disparu in presents.values():
        disparu.en_vigueur = False
    Indicateur.objects.bulk_create(nouveaux)
    if changes:
        Indicateur.objects.bulk_update(changes, [*defauts, *champs.keys() - {"cle"}])
    if not (nouveaux or changes):
        return f"Catalogue d’indicateurs déjà à jour : {len(catalogue())}."
    phrase = f"Catalogue d’indicateurs chargé : {len(catalogue())}."
    consigner("diagnostic.catalogue", objet="diagnostic:catalogue", resume=phrase)
    return phrase


@transaction.atomic
def enregistrer_correspondance(
    nom: str, colonnes: dict[str, Any], convention: Convention | None = None, auteur: str | Auteur = ""
) -> Correspondance:
    """Save a way of reading columns, for a convention or for all, or replace the one of that name.

    Raises `Refus` for a bad name.
    """
    siennes = Correspondance.objects.filter(convention=convention, nom=nom)
    correspondance = siennes.first() or Correspondance(nom=nom, convention=convention)
    correspondance.colonnes = colonnes
    try:
        correspondance.full_clean()
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur
    correspondance.save()
    consigner(
        "diagnostic.correspondance",
        objet=f"convention:{convention.code}/diagnostic" if convention else f"correspondance:{nom}",
        auteur=auteur,
        resume=f"Correspondance de colonnes « {nom} » enregistrée.",
        donnees=colonnes,
    )
    return correspondance


@transaction.atomic
def choisir(
    convention: Convention, valeur: Valeur, motif: str, *, par: Personne, auteur: str | Auteur = ""
) -> Choix:
    """Keep one value for its indicator and territory, whatever the others say; the former choice yields.

    Raises `Refus` without a reason, for a value that another convention typed, for a secret one.
    """
    if not motif.strip():
        raise Refus("Dites pourquoi cette valeur est retenue : le motif reste à côté du chiffre.")
    if valeur.source.convention_id not in {None, convention.pk}:
        raise Refus("Cette valeur est celle d’une autre convention.")
    if valeur.statut == StatutValeur.SECRETE or valeur.valeur is None:
        raise Refus("Une valeur sous secret statistique n’a pas de nombre : retenez-en une autre.")
    if place_de(valeur) in places_retenues(convention, [valeur.indicateur_id]):
        raise Refus(
            "Cette valeur laisserait déduire une valeur sous secret statistique : elle n’est pas montrée."
        )
    choix, _ = Choix.objects.select_for_update().update_or_create(
        convention=convention,
        indicateur=valeur.indicateur,
        niveau=valeur.niveau,
        code=valeur.code,
        defaults={
            "valeur": valeur,
            "nombre": valeur.valeur,
            "motif": motif.strip()[:300],
            "choisi_par": par,
            "choisi_le": timezone.now(),
        },
    )
    nombre = ecrire_nombre(valeur.valeur)
    consigner(
        "diagnostic.choisi",
        objet=f"convention:{convention.code}/indicateur:{valeur.indicateur.cle}",
        resume=f"{valeur.indicateur.libelle}, {valeur.code} : {nombre} retenu ({valeur.source.titre}).",
        auteur=auteur,
        donnees={"indicateur": valeur.indicateur.cle, "code": valeur.code, "millesime": valeur.millesime},
        personnel={"motif": choix.motif},
    )
    return choix
