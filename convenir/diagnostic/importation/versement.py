"""Values written at once: into a temporary table, checked there for repeats, then merged by their key.

Raw SQL, many times faster than `bulk_create`; the names in it come from the models, never from a person.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, transaction

from convenir.diagnostic.models import Valeur

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convenir.diagnostic.importation.controle import Lue

LOT = 50_000  # values
_TABLE = Valeur._meta.db_table  # noqa: SLF001 -- Django's documented API
_COLONNES = ("indicateur_id", "niveau", "code", "millesime", "population", "valeur", "statut", "ligne")
_CLE = ("code", "niveau", "indicateur_id", "millesime", "population")
_TYPES = ("integer", "varchar(12)", "varchar(9)", "smallint", "varchar(60)", "numeric(18,4)", "varchar(8)")
_JOINTURE = " AND ".join(f"v.{c} = a.{c}" for c in _CLE)
_DIFFERE = (
    f"({_TABLE}.valeur <> excluded.valeur OR ({_TABLE}.valeur IS NULL) <> (excluded.valeur IS NULL) "
    f"OR {_TABLE}.statut <> excluded.statut)"
)


def deposer(lues: Iterator[Lue], apres_un_lot: Callable[[], None] | None = None) -> None:
    """Put values aside, batch after batch; nothing of the record is touched nor locked meanwhile.

    `apres_un_lot` is called between two batches, when the connection is free.
    """
    colonnes = ", ".join(f"{n} {t}" for n, t in zip(_COLONNES, (*_TYPES, "integer"), strict=True))
    liste = ", ".join(_COLONNES)
    with connection.cursor() as curseur:
        curseur.execute("DROP TABLE IF EXISTS a_verser")
        curseur.execute(f"CREATE TEMP TABLE a_verser ({colonnes})")
    while _deposer_un_lot(islice(lues, LOT), liste):
        if apres_un_lot is not None:
            apres_un_lot()


def _deposer_un_lot(lot: Iterator[Lue], liste: str) -> bool:
    """Whether there was anything to put aside."""
    premiere = next(lot, None)
    if premiere is None:
        return False
    lues = chain([premiere], lot)
    with transaction.atomic(), connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            with curseur.copy(f"COPY a_verser ({liste}) FROM STDIN") as flux:
                for lue in lues:
                    flux.write_row(lue)
        else:
            places = ", ".join(["%s"] * len(_COLONNES))
            requete = f"INSERT INTO a_verser ({liste}) VALUES ({places})"  # noqa: S608 -- see the module
            curseur.executemany(requete, cast("Any", lues))
    return True


def repetitions(limite: int) -> tuple[int, list[tuple[int, int, bool]]]:
    """Values said more than once: how many, and for the first ones the two lines, and whether they agree."""
    cle = ", ".join(_CLE)
    groupes = (
        f"SELECT MIN(ligne) AS l1, MAX(ligne) AS l2, COUNT(DISTINCT COALESCE(valeur, -1)) AS n "  # noqa: S608 -- see the module
        f"FROM a_verser GROUP BY {cle} HAVING COUNT(*) > 1"
    )
    with connection.cursor() as curseur:
        curseur.execute(f"CREATE TEMP TABLE repetees AS {groupes}")
        curseur.execute("SELECT COUNT(*) FROM repetees")
        nombre = int(curseur.fetchone()[0])
        curseur.execute(f"SELECT l1, l2, n FROM repetees ORDER BY l2 LIMIT {int(limite)}")  # noqa: S608 -- see the module
        premieres = [(int(a), int(b), int(n) == 1) for a, b, n in curseur.fetchall()]
        curseur.execute("DROP TABLE repetees")
    return nombre, premieres


def ecarter_les_repetitions() -> None:
    """Keep the first of lines that agree, none of those that contradict one another."""
    meme = " AND ".join(f"b.{c} = a_verser.{c}" for c in _CLE)
    differe = "COALESCE(b.valeur, -1) <> COALESCE(a_verser.valeur, -1)"
    with connection.cursor() as curseur:
        curseur.execute(f"CREATE INDEX a_verser_cle ON a_verser ({', '.join(_CLE)})")
        curseur.execute(
            f"CREATE TEMP TABLE a_oter AS SELECT DISTINCT {', '.join(_CLE)} FROM a_verser "  # noqa: S608 -- see the module
            f"WHERE EXISTS (SELECT 1 FROM a_verser b WHERE {meme} AND {differe})"
        )
        oter = " AND ".join(f"b.{c} = a_verser.{c}" for c in _CLE)
        curseur.execute(f"DELETE FROM a_verser WHERE EXISTS (SELECT 1 FROM a_oter b WHERE {oter})")  # noqa: S608 -- see the module
        curseur.execute(
            f"DELETE FROM a_verser WHERE EXISTS "  # noqa: S608 -- see the module
            f"(SELECT 1 FROM a_verser b WHERE {meme} AND b.ligne < a_verser.ligne)"
        )
        curseur.execute("DROP TABLE a_oter")


def fondre(source: int) -> tuple[int, int, int]:
    """Write what was put aside as the values of a source: (new, changed, same)."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT COUNT(*) FROM a_verser")
        total = int(curseur.fetchone()[0])
        curseur.execute(
            f"SELECT COUNT(*) FROM a_verser a JOIN {_TABLE} v ON {_JOINTURE} AND v.source_id = %s",  # noqa: S608 -- see the module
            [source],
        )
        deja = int(curseur.fetchone()[0])
        liste = ", ".join(_COLONNES[:-1])
        curseur.execute(
            f"INSERT INTO {_TABLE} ({liste}, source_id, attestation) "  # noqa: S608 -- see the module
            f"SELECT {liste}, %s, '' FROM a_verser WHERE true "
            f"ON CONFLICT ({', '.join(_CLE)}, source_id) DO UPDATE "
            f"SET valeur = excluded.valeur, statut = excluded.statut WHERE {_DIFFERE}",
            [source],
        )
        ecrites = curseur.rowcount
        curseur.execute("DROP TABLE a_verser")
    nouvelles = total - deja
    return nouvelles, ecrites - nouvelles, total - ecrites
