"""Making one organisation of two records: every link of every room follows, none is named here.

Links are found by walking the models that point at a record. Where a room may not keep both (one place per
person and organisation in a convention…), it gives its own rule to `ARBITRAGES` in `AppConfig.ready()`.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ForeignKey, Model, Q, UniqueConstraint

from convenir.acteurs.models import Mandat, Occupation, Organisation, Poste
from convenir.acteurs.operations.organisations import decrire
from convenir.acteurs.rules import cle_du_nom
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from convenir.journal.operations import Auteur

    #: Given the row of the record kept, and the one that may not stand beside it: makes both possible.
    Arbitrage = Callable[[Any, Any], None]

#: By link ("acteurs.Mandat.organisation"): what to do of two rows that may not point at the same record.
ARBITRAGES: dict[str, Arbitrage] = {}


@transaction.atomic
def fusionner(
    garder: Organisation,
    doublon: Organisation,
    *,
    auteur: str | Auteur = "",
    malgre_les_sirens: bool = False,
) -> dict[str, int]:
    """Give every link of a duplicate to the record kept. Returns how many, by link.

    The duplicate stays, marked, so that old addresses and the journal still lead somewhere.
    `malgre_les_sirens` confirms that one of two different SIREN is wrong. Raises `Refus` when the two may
    not become one (`raison_de_ne_pas_fusionner`), or when a room has no rule for two rows in conflict.
    """
    verrouillees = Organisation.objects.select_for_update().order_by("pk")
    fiches = verrouillees.in_bulk([garder.pk, doublon.pk])
    garder, doublon = fiches[garder.pk], fiches[doublon.pk]
    if refus := raison_de_ne_pas_fusionner(garder, doublon, malgre_les_sirens=malgre_les_sirens):
        raise Refus(refus)
    avant = {"gardee": compter_les_liens(garder), "doublon": compter_les_liens(doublon)}
    postes = list(Poste.objects.filter(organisation=doublon).order_by("pk"))
    nombres = reporter(garder, doublon)
    _reunir_les_postes(garder, postes)
    _completer(garder, doublon)
    consigner(
        "acteurs.organisations_fusionnees",
        objet=garder.cle,
        resume=f"« {doublon.nom} » fusionnée dans « {garder.nom} ».",
        auteur=auteur,
        donnees={"doublon": doublon.cle, "liens": nombres},
        avant=avant | {"fiche": decrire(doublon)},
        apres={"gardee": compter_les_liens(garder), "doublon": compter_les_liens(doublon)},
    )
    return nombres


def raison_de_ne_pas_fusionner(
    garder: Organisation, doublon: Organisation, *, malgre_les_sirens: bool
) -> str:
    """Why two records may not become one, in a sentence; empty when they may.

    A SIREN names one legal person only (https://www.insee.fr/fr/metadonnees/definition/c2047): of two, one
    is wrong, or the records are of two organisations.
    """
    if garder.pk == doublon.pk:
        return "Une organisation ne peut être fusionnée avec elle-même : choisissez l’autre fiche."
    fondue = next((o for o in (garder, doublon) if o.fusionnee_dans_id), None)
    if fondue is not None:
        return f"« {fondue} » a déjà été fusionnée dans « {fondue.fusionnee_dans} » : partez de celle-ci."
    if garder.siren and doublon.siren and garder.siren != doublon.siren and not malgre_les_sirens:
        return (
            f"« {garder} » ({garder.siren}) et « {doublon} » ({doublon.siren}) portent deux numéros SIREN "
            "différents : ce sont deux personnes morales. Confirmez si l’un des deux est une erreur."
        )
    return ""


def _completer(garder: Organisation, doublon: Organisation) -> None:
    """Mark the duplicate, then take from it the codes that the record kept lacks."""
    doublon.fusionnee_dans = garder
    doublon.save(update_fields=["fusionnee_dans"])
    garder.siren = garder.siren or doublon.siren
    if garder.type == doublon.type:
        garder.insee = garder.insee or doublon.insee
    garder.save(update_fields=["siren", "insee"])


def liens_vers(modele: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """Every key of every room that points at this model, hidden ones and many-to-many tables included."""
    for lien in modele._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's documented API
        if lien.auto_created and (lien.one_to_many or lien.one_to_one):
            yield lien.field  # type: ignore[misc,union-attr]


def compter_les_liens(objet: Model) -> dict[str, int]:
    """How many rows point at a record, by link, none left out but those that have none."""
    nombres = {str(champ): _lignes(champ, objet).count() for champ in liens_vers(type(objet))}
    return {lien: nombre for lien, nombre in nombres.items() if nombre}


def reporter(garder: Model, doublon: Model) -> dict[str, int]:
    """Point at one record every row that points at another of the same model. Returns how many, by link."""
    nombres = {}
    for champ in liens_vers(type(garder)):
        lignes = list(_lignes(champ, doublon).select_for_update().order_by("pk"))
        for ligne in lignes:
            _reporter(champ, ligne, garder)
        if lignes:
            nombres[str(champ)] = len(lignes)
    return nombres


def _lignes(champ: ForeignKey[Any, Any], objet: Model) -> Any:
    return champ.model._base_manager.filter(**{champ.name: objet})  # noqa: SLF001 -- Django's documented API


def _reporter(champ: ForeignKey[Any, Any], ligne: Model, garder: Model) -> None:
    for rivale in _rivales(champ, ligne, garder):
        if str(champ) not in ARBITRAGES:
            nom = champ.model._meta.verbose_name  # noqa: SLF001 -- Django's documented API
            raise Refus(f"Fusion impossible : chacune des deux fiches a « {nom} », et une seule peut rester.")
        ARBITRAGES[str(champ)](rivale, ligne)
    champ.model._base_manager.filter(pk=ligne.pk).update(**{champ.name: garder})  # noqa: SLF001


def _rivales(champ: ForeignKey[Any, Any], ligne: Model, garder: Model) -> Iterator[Model]:
    """The rows already there that may not stand beside this one, by each rule of uniqueness."""
    rangees = champ.model._base_manager  # noqa: SLF001 -- Django's documented API
    for champs, condition in _unicites(champ):
        valeurs = {nom: getattr(ligne, nom) for nom in champs} | {champ.name: garder}
        if None not in valeurs.values() and rangees.filter(condition, pk=ligne.pk).exists():
            yield from rangees.filter(condition, **valeurs).exclude(pk=ligne.pk)


def _unicites(champ: ForeignKey[Any, Any]) -> Iterator[tuple[tuple[str, ...], Q]]:
    options = champ.model._meta  # noqa: SLF001 -- Django's documented API
    seules = [((champ.name,), Q())] if champ.unique else []
    ensemble = [(tuple(noms), Q()) for noms in options.unique_together]
    contraintes = [c for c in options.constraints if isinstance(c, UniqueConstraint)]
    conditionnelles = [(tuple(c.fields), c.condition or Q()) for c in contraintes]
    return (u for u in chain(seules, ensemble, conditionnelles) if champ.name in u[0])


def _reunir_les_postes(garder: Organisation, postes: Iterable[Poste]) -> None:
    """Make one post of those that each record had under one title, when one person holds both today."""
    for poste in postes:
        tenants = Occupation.objects.filter(poste=poste, fin=None).values("personne")
        autres = Poste.objects.filter(
            organisation=garder, occupations__personne__in=tenants, occupations__fin=None
        ).exclude(pk=poste.pk)
        meme = next((a for a in autres if cle_du_nom(a.intitule) == cle_du_nom(poste.intitule)), None)
        if meme is not None:
            reporter(meme, poste)
            poste.delete()


def garder_le_plus_long(gardee: Mandat | Occupation, autre: Mandat | Occupation) -> None:
    """Two rows tell one present post or mandate: one stays, from the earlier day, with what both know."""
    champs = [champ.attname for champ in gardee._meta.concrete_fields]  # noqa: SLF001 -- Django's documented API
    sus = {nom: getattr(autre, nom) for nom in champs if getattr(gardee, nom) in ("", None)}
    reporter(gardee, autre)
    autre.delete()
    for nom, valeur in (sus | {"debut": min(gardee.debut, autre.debut)}).items():
        setattr(gardee, nom, valeur)
    gardee.save()


def inscrire_les_arbitrages() -> None:
    """Called once the applications are ready."""
    ARBITRAGES["acteurs.Mandat.organisation"] = garder_le_plus_long
    ARBITRAGES["acteurs.Occupation.poste"] = garder_le_plus_long
