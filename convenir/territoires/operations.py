"""Loading the shipped geographic code into the database, whole, in one transaction."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, transaction
from django.utils.text import slugify

from convenir.journal.operations import consigner
from convenir.socle.formats import ecrire_nombre
from convenir.territoires.models import Chargement, Commune, Couche, Departement, Epci, Population, Trace
from convenir.territoires.queries import commune as lire_commune
from convenir.territoires.queries import fichiers
from convenir.territoires.traces import lire_traces, sont_des_communes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.db.models import Model

    Ligne = tuple[Any, ...]


def charger() -> str:
    """Load communes, EPCI, départements and populations; at once when the tables already hold these data.

    Keys held on territories stay good: rows are updated in place, a commune that is gone keeps its row, out
    of force, with its successor. Returns one French sentence that says what was done.
    """
    if _a_jour():
        return _phrase("Territoires déjà à jour")
    with transaction.atomic():
        _verrouiller()
        if _a_jour():
            return _phrase("Territoires déjà à jour")
        _ecrire_les_territoires()
        Chargement.objects.create(empreinte=fichiers.empreinte(), geographie=fichiers.GEOGRAPHIE)
        phrase = _phrase("Territoires chargés")
        consigner("territoires.charges", objet=f"territoires:{fichiers.GEOGRAPHIE}", resume=phrase)
    return phrase


def charger_contours(chemin: Path, nom: str = "", source: str = "") -> str:
    """Load a file of contours as a layer, replaced whole when it is loaded again under the same name.

    Zones that bear codes of communes replace the shipped contours where they draw all the communes of a map;
    others are drawn over. Returns one French sentence. Raises `Refus` for a file that cannot be read.
    """
    zones = lire_traces(chemin)
    nom = nom.strip() or chemin.stem.replace("_", " ")
    with transaction.atomic():
        couche, _ = Couche.objects.update_or_create(
            cle=slugify(nom)[:60] or "couche",
            defaults={
                "nom": nom[:120],
                "de_communes": sont_des_communes(zones),
                "source": source.strip() or chemin.name,
                "empreinte": hashlib.sha256(chemin.read_bytes()).hexdigest(),
            },
        )
        couche.traces.all().delete()
        Trace.objects.bulk_create(
            [Trace(couche=couche, code=z.code, nom=z.nom, contour=z.contour) for z in zones],
            batch_size=500,
        )
        genre = "contours de communes" if couche.de_communes else "zones à dessiner par-dessus"
        phrase = f"« {couche.nom} » : {ecrire_nombre(len(zones))} {genre}."
        consigner("contours.charges", objet=f"couche:{couche.cle}", resume=phrase)
    return phrase


def _a_jour() -> bool:
    dernier = Chargement.objects.first()
    return dernier is not None and dernier.empreinte == fichiers.empreinte()


def _verrouiller() -> None:
    """One loading at a time; SQLite's immediate transactions need nothing more."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute(f"LOCK TABLE {Chargement._meta.db_table} IN EXCLUSIVE MODE")  # noqa: SLF001 -- Django's documented API


def _ecrire_les_territoires() -> None:
    Epci.objects.update(en_vigueur=False)
    Commune.objects.update(en_vigueur=False, siren=None)  # a SIREN may pass from one row to another
    Population.objects.all().delete()
    for modele, colonnes, lignes in VERSEMENTS:
        _verser(modele, colonnes, lignes())
    _designer_les_successeurs()


def _designer_les_successeurs() -> None:
    for disparue in Commune.objects.filter(en_vigueur=False):
        trouvee = lire_commune(disparue.insee)
        disparue.epci = None
        disparue.successeur_id = trouvee.insee if trouvee else None
        disparue.save(update_fields=["epci", "successeur"])


def _departements() -> Iterator[Ligne]:
    yield from (tuple(ligne.split("\t")) for ligne in fichiers.lignes("departements"))


def _epcis() -> Iterator[Ligne]:
    yield from ((*ligne.split("\t"), True) for ligne in fichiers.lignes("epci"))


def _communes() -> Iterator[Ligne]:
    for ligne in fichiers.lignes("communes"):
        insee, siren, departement, epci, _habitants, _annee, postaux, nom, cle = ligne.split("\t")
        yield insee, siren or None, departement, epci or None, nom, cle, postaux, True, None


def _populations() -> Iterator[Ligne]:
    entete, *lignes = fichiers.lignes("populations")
    annees = [int(annee) for annee in entete.split("\t")[1:]]
    for ligne in lignes:
        insee, *valeurs = ligne.split("\t")
        yield from (
            (insee, annee, int(valeur)) for annee, valeur in zip(annees, valeurs, strict=True) if valeur
        )


#: What is loaded, in the order of keys: model, database columns (the key first), rows.
VERSEMENTS: tuple[tuple[type[Model], tuple[str, ...], Callable[[], Iterator[Ligne]]], ...] = (
    (Departement, ("code", "nom", "chef_lieu", "region", "nom_region"), _departements),
    (Epci, ("siren", "type", "nom", "en_vigueur"), _epcis),
    (
        Commune,
        (
            *("insee", "siren", "departement_id", "epci_id", "nom", "cle", "codes_postaux", "en_vigueur"),
            "successeur_id",
        ),
        _communes,
    ),
    (Population, ("commune_id", "annee", "valeur"), _populations),
)


def _verser(modele: type[Model], colonnes: tuple[str, ...], lignes: Iterator[Ligne]) -> None:
    """Insert rows, or update those whose key is there: raw, since it is many times faster than `bulk_create`.

    Names of tables and columns come from this file, never from a person.
    """
    table, cle = modele._meta.db_table, modele._meta.pk.column  # noqa: SLF001 -- Django's documented API
    conflit = ""
    if colonnes[0] == cle:
        nouvelles = ", ".join(f"{colonne} = excluded.{colonne}" for colonne in colonnes[1:])
        conflit = f"ON CONFLICT ({cle}) DO UPDATE SET {nouvelles}"
    verser = _verser_postgresql if connection.vendor == "postgresql" else _verser_sqlite
    verser(table, colonnes, lignes, conflit)


def _verser_sqlite(table: str, colonnes: tuple[str, ...], lignes: Iterator[Ligne], conflit: str) -> None:
    places = ", ".join(["%s"] * len(colonnes))
    with connection.cursor() as curseur:
        curseur.executemany(
            f"INSERT INTO {table} ({', '.join(colonnes)}) VALUES ({places}) {conflit}",  # noqa: S608 -- see _verser
            cast("Any", lignes),  # a generator does: the whole is never held in memory
        )


def _verser_postgresql(table: str, colonnes: tuple[str, ...], lignes: Iterator[Ligne], conflit: str) -> None:
    """By COPY into a temporary table, then one INSERT."""
    liste = ", ".join(colonnes)
    with connection.cursor() as curseur:
        curseur.execute(f"CREATE TEMP TABLE a_verser AS SELECT {liste} FROM {table} WITH NO DATA")  # noqa: S608 -- see _verser
        with curseur.copy(f"COPY a_verser ({liste}) FROM STDIN") as flux:
            for ligne in lignes:
                flux.write_row(ligne)
        curseur.execute(f"INSERT INTO {table} ({liste}) SELECT {liste} FROM a_verser {conflit}")  # noqa: S608 -- see _verser
        curseur.execute("DROP TABLE a_verser")


def _phrase(debut: str) -> str:
    communes = ecrire_nombre(Commune.objects.en_vigueur().count())
    epcis = ecrire_nombre(Epci.objects.en_vigueur().count())
    populations = ecrire_nombre(Population.objects.count())
    return (
        f"{debut} : {communes} communes, {epcis} intercommunalités et {populations} populations "
        f"(géographie au 1ᵉʳ janvier {fichiers.GEOGRAPHIE})."
    )
