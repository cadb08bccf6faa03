"""The journal as files (CSV for a spreadsheet, JSON lines that keep all); its verification in words."""

from __future__ import annotations

import csv
import json
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

    from convenir.journal.models import Evenement
    from convenir.journal.queries.verification import Verification

#: A cell that begins so is a formula for a spreadsheet.
_FORMULES = ("=", "+", "-", "@", "\t", "\r")


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
