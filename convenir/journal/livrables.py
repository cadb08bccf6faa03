"""The journal as people read it: a history, files (CSV, JSON lines), its verification in words."""

from __future__ import annotations

import csv
import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from convenir.journal.queries import evenements_de_la_chaine
from convenir.journal.queries.verification import trouver_la_chaine
from convenir.journal.rules import CHAMPS_COUVERTS
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date, ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from django.db.models import Model

    from convenir.journal.models import Evenement
    from convenir.journal.queries.verification import Verification

#: A cell that begins so is a formula for a spreadsheet.
_FORMULES = ("=", "+", "-", "@", "\t", "\r")


#: The words for the fields that acts change, by their name; rooms give theirs in `AppConfig.ready()`.
LIBELLES: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Changement:
    """A field that an act changed, in words."""

    libelle: str
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class Ligne:
    """An event as a history tells it. `qui` is empty when nobody was named, or once erased (`efface_le`)."""

    quand: datetime.datetime
    phrase: str
    qui: str
    efface_le: datetime.datetime | None
    changements: tuple[Changement, ...]


def libeller(*modeles: type[Model]) -> None:
    """Give the words of the fields of these models to the histories; the first to name a field is kept."""
    for modele in modeles:
        for champ in modele._meta.fields:  # noqa: SLF001 -- Django's documented API
            LIBELLES.setdefault(champ.name, str(champ.verbose_name))


def historique(evenements: Iterable[Evenement]) -> tuple[Ligne, ...]:
    """The events, in their order, for the fragment `journal/_historique.html`."""
    return tuple(
        Ligne(
            quand=e.horodatage,
            phrase=e.resume,
            qui=", ".join(nom for nom in (e.auteur, e.organisation_nom) if nom),
            efface_le=e.efface_le,
            changements=_changements(e.avant or {}, e.apres or {}),
        )
        for e in evenements
    )


def _changements(avant: dict[str, Any], apres: dict[str, Any]) -> tuple[Changement, ...]:
    return tuple(
        Changement(LIBELLES.get(champ, champ), _en_mots(avant.get(champ)), _en_mots(apres.get(champ)))
        for champ in avant | apres
        if avant.get(champ) != apres.get(champ)
    )


def _en_mots(valeur: Any) -> str:
    if valeur in (None, ""):
        return "—"
    if not isinstance(valeur, str):
        return ecrire_nombre(valeur) if isinstance(valeur, int) else json.dumps(valeur, ensure_ascii=False)
    try:
        return ecrire_date(datetime.date.fromisoformat(valeur))
    except ValueError:
        return valeur


def en_donnees(evenement: Evenement) -> dict[str, Any]:
    """An event as plain values: what the hash covers, the hash, and what names a person, unless erased.

    The salt stays in the database, or an old export would undo an erasure.
    """
    personnel = getattr(evenement, "personnel", None)
    efface_le = evenement.efface_le
    return {champ: getattr(evenement, champ) for champ in CHAMPS_COUVERTS} | {
        "horodatage": evenement.horodatage.isoformat(timespec="microseconds"),
        "empreinte": evenement.empreinte,
        "personnel": (personnel.champs if personnel else None) or {},
        "efface_le": efface_le.isoformat() if efface_le else None,
    }


def ecrire_jsonl(evenements: Iterable[Evenement], flux: TextIO) -> int:
    """Write one JSON object a line (docs/formats.md). Returns how many."""
    nombre = 0
    for nombre, evenement in enumerate(evenements, start=1):  # noqa: B007 -- the count is what is returned
        flux.write(json.dumps(en_donnees(evenement), ensure_ascii=False) + "\n")
    return nombre


def ecrire_csv(evenements: Iterable[Evenement], flux: TextIO) -> int:
    """Write a table with the separator of French spreadsheets. Returns how many events it has."""
    colonnes = ("rang", "horodatage", "auteur", "organisation_nom", "type", "objet", "resume")
    details = ("donnees", "avant", "apres", "efface_le", "precedente", "empreinte")
    table = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    table.writerow([*colonnes, *details])
    nombre = 0
    for nombre, evenement in enumerate(evenements, start=1):  # noqa: B007 -- the count is what is returned
        donnees = en_donnees(evenement) | {"auteur": evenement.auteur}
        table.writerow([_cellule(donnees[colonne]) for colonne in (*colonnes, *details)])
    return nombre


def _cellule(valeur: Any) -> str:
    if valeur in (None, {}):
        return ""
    texte = valeur if isinstance(valeur, str) else json.dumps(valeur, ensure_ascii=False)
    return f"'{texte}" if texte.startswith(_FORMULES) else texte


def exporter(code: str, *, csv: str | None = None, jsonl: str | None = None) -> list[tuple[Path, int]]:
    """Write the chain of a convention, oldest event first. Returns each file with how many events it holds.

    Raises `Refus` when there is no such chain, or when a file cannot be written.
    """
    chaine = trouver_la_chaine(code)
    faits = []
    for nom, ecrire, encodage in ((csv, ecrire_csv, "utf-8-sig"), (jsonl, ecrire_jsonl, "utf-8")):
        if nom:
            faits.append((Path(nom), _ecrire(Path(nom), ecrire, chaine, encodage)))
    return faits


def _ecrire(
    chemin: Path, ecrire: Callable[[Iterable[Evenement], TextIO], int], chaine: str, encodage: str
) -> int:
    ordonnes = evenements_de_la_chaine(chaine).order_by("rang")
    try:
        with chemin.open("w", encoding=encodage, newline="") as flux:
            return ecrire(ordonnes.iterator(chunk_size=500), flux)
    except OSError as erreur:
        raise Refus(
            f"Impossible d’écrire « {chemin} » : vérifiez que le dossier existe et que vous pouvez y écrire."
        ) from erreur


def phrases(etat: Verification) -> str:
    """A verified chain in a sentence or two: intact up to which hash, or broken where and how."""
    nom = etat.chaine.partition(":")[2] or etat.chaine
    if etat.rupture:
        return f"{nom} : chaîne rompue, l’évènement n° {etat.rang} {etat.rupture.phrase}."
    lignes = [f"{nom} : {_evenements(etat.nombre)}, chaîne intacte (dernière empreinte {etat.empreinte})."]
    lignes += [
        f"  n° {rang} : données personnelles effacées le {ecrire_date(timezone.localdate(jour))}."
        for rang, jour in sorted(etat.effaces.items())
    ]
    return "\n".join(lignes)


def bilan(etats: Sequence[Verification]) -> str:
    """The last sentence of a verification."""
    if not etats:
        return "Le journal est encore vide : il se remplit avec les actes."
    rompues = sum(not etat.intacte for etat in etats)
    if rompues:
        return f"Journal rompu : {rompues} chaîne{'s' if rompues > 1 else ''} sur {len(etats)}."
    chaines = "une chaîne" if len(etats) == 1 else f"{len(etats)} chaînes"
    return f"Journal intact : {chaines}, {_evenements(sum(e.nombre for e in etats))}."


def _evenements(nombre: int) -> str:
    return "un évènement" if nombre == 1 else f"{ecrire_nombre(nombre)} évènements"
