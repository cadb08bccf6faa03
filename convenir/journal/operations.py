"""The one writer of the journal, and the one eraser of what is personal in it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.journal.models import Chaine, DonneePersonnelle, Evenement
from convenir.journal.rules import EFFACEMENT, canonique, chaine_de, empreinte, engagement
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Auteur:
    """Who acts, as known at that moment. `nom` and `courriel` are erasable; the rest names no person.

    `cle` and `organisation` are stable ids ("personne:12", "organisation:130021397").
    """

    nom: str = ""
    courriel: str = ""
    cle: str = ""
    organisation: str = ""
    organisation_nom: str = ""


def consigner(  # noqa: PLR0913 -- one keyword for each thing an event tells
    type: str,  # noqa: A002 -- the field's word
    *,
    objet: str,
    resume: str,
    auteur: str | Auteur = "",
    donnees: Mapping[str, Any] | None = None,
    avant: Mapping[str, Any] | None = None,
    apres: Mapping[str, Any] | None = None,
    personnel: Mapping[str, Any] | None = None,
) -> Evenement:
    """Write an event inside the transaction of the act, at the end of its chain.

    `type` is a stable key ("convention.enregistree"), `objet` the stable id of what it is about
    ("convention:CODE", "convention:CODE/fiche:3"), `resume` one French sentence, `donnees` what a later
    reader needs as JSON, `avant` and `apres` the values the act changed: all without personal data, which
    goes to `personnel` and can be erased. A name alone may be given as `auteur`.

    Raises RuntimeError outside a transaction: an event must live or die with its act.
    """
    fait = _composer(
        type,
        objet=objet,
        resume=resume,
        auteur=auteur,
        donnees=donnees,
        avant=avant,
        apres=apres,
        personnel=personnel,
    )
    _ecrire([fait])
    return fait.evenement


class Lot:
    """The events of an act made of many, written together: each chain is locked once.

    `consigner` takes what the function of this name takes, once nothing can refuse that part of the act any
    more; `ecrire` ends the act, inside its transaction.
    """

    def __init__(self) -> None:
        self._faits: list[_Fait] = []

    def consigner(self, type: str, **quoi: Any) -> None:  # noqa: A002 -- the field's word
        """Keep an event for the end."""
        self._faits.append(_composer(type, **quoi))

    def ecrire(self) -> None:
        """Write what was kept. Raises RuntimeError outside a transaction."""
        _ecrire(self._faits)
        self._faits = []


@dataclass(frozen=True, slots=True)
class _Fait:
    """An event not chained yet, and what is personal in it under the salt of its commitment."""

    evenement: Evenement
    champs: dict[str, Any]
    sel: str


def _composer(  # noqa: PLR0913 -- those of `consigner`
    type: str,  # noqa: A002 -- the field's word
    *,
    objet: str,
    resume: str,
    auteur: str | Auteur = "",
    donnees: Mapping[str, Any] | None = None,
    avant: Mapping[str, Any] | None = None,
    apres: Mapping[str, Any] | None = None,
    personnel: Mapping[str, Any] | None = None,
) -> _Fait:
    qui = Auteur(nom=auteur) if isinstance(auteur, str) else auteur
    nommes = {"auteur": qui.nom, "courriel": qui.courriel, **(personnel or {})}
    champs = _en_json({cle: valeur for cle, valeur in nommes.items() if valeur})
    sel = secrets.token_hex(32)
    evenement = Evenement(
        type=type,
        objet=objet,
        resume=resume[:400],
        acteur=qui.cle,
        organisation=qui.organisation,
        organisation_nom=qui.organisation_nom,
        donnees=_en_json(donnees or {}),
        avant=None if avant is None else _en_json(avant),
        apres=None if apres is None else _en_json(apres),
        engagement=engagement(champs, sel) if champs else "",
    )
    return _Fait(evenement, champs, sel)


def _ecrire(faits: Sequence[_Fait]) -> None:
    """Give each event its rank and its hash, in order, and write them.

    The head of a chain moves one event at a time: the database refuses it more than one step.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("consigner() is called inside the transaction of the act it tells")
    evenements = [fait.evenement for fait in faits]
    tetes = {cle: _verrouiller(cle) for cle in sorted({chaine_de(e.objet) for e in evenements})}
    for evenement in evenements:
        tete = tetes[chaine_de(evenement.objet)]
        evenement.chaine, evenement.rang, evenement.precedente = tete.cle, tete.rang + 1, tete.empreinte
        evenement.empreinte = empreinte(evenement.couvert())
        tete.rang, tete.empreinte = evenement.rang, evenement.empreinte
        Chaine.objects.filter(pk=tete.pk).update(rang=tete.rang, empreinte=tete.empreinte)
    Evenement.objects.bulk_create(evenements)
    DonneePersonnelle.objects.bulk_create(
        DonneePersonnelle(evenement=fait.evenement, champs=fait.champs, sel=fait.sel)
        for fait in faits
        if fait.champs
    )


def _verrouiller(cle: str) -> Chaine:
    """The head of a chain, made when there is none, held until the end of the transaction.

    PostgreSQL locks the row; SQLite's immediate transactions let one writer in at a time.
    """
    tetes = Chaine.objects.select_for_update().filter(pk=cle)
    tete = tetes.first()
    if tete is None:
        Chaine.objects.bulk_create([Chaine(cle=cle)], ignore_conflicts=True)
        tete = tetes.get()
    return tete


def _en_json(valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """The values exactly as the database will give them back."""
    relues: dict[str, Any] = json.loads(canonique(dict(valeurs)))
    return relues


@transaction.atomic
def effacer_personnel(evenements: Iterable[Evenement], *, motif: str, auteur: str | Auteur = "") -> int:
    """Erase for ever what names a person in these events, and tell it in each chain. Returns how many were.

    The chains stay whole: they cover a salted commitment, and the salt is erased too. `motif` says why in
    French (whose request, which retention); it names nobody. Events already erased are left alone.

    Raises `Refus` without a reason.
    """
    if not motif.strip():
        raise Refus("Dites pourquoi ces données personnelles sont effacées : le motif reste au journal.")
    effaces = 0
    ordonnes = sorted({e.pk: e for e in evenements}.values(), key=lambda e: (e.chaine, e.rang))
    for chaine, groupe in groupby(ordonnes, key=lambda e: e.chaine):
        _verrouiller(chaine)
        rangs = [e.rang for e in groupe if _effacer(e)]
        if rangs:
            consigner(
                EFFACEMENT,
                objet=chaine,
                resume=f"Données personnelles effacées dans {_evenements(len(rangs))}.",
                auteur=auteur,
                donnees={"rangs": rangs, "motif": motif.strip()},
            )
        effaces += len(rangs)
    return effaces


def _evenements(nombre: int) -> str:
    return "un évènement" if nombre == 1 else f"{nombre} évènements"


def _effacer(evenement: Evenement) -> bool:
    """Blank the side row of an event; False when it has none, or none any more."""
    entieres = DonneePersonnelle.objects.filter(pk=evenement.pk, efface_le=None)
    return bool(entieres.update(champs=None, sel="", efface_le=timezone.now()))
