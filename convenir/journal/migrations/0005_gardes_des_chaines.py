"""Every event has its place in a chain; the database guards events, heads and personal rows, on both engines.

An event is never changed nor removed; a head only goes one step forward; a personal row is only erased,
whole, once. SQLite: `INSERT OR REPLACE` removes rows without a DELETE trigger, hence the guards on INSERT.
PostgreSQL: TRUNCATE fires no row trigger, hence its own.
"""

import django.utils.timezone
from django.db import migrations, models

TABLES = {
    "journal_evenement": "id = NEW.id OR (chaine = NEW.chaine AND rang = NEW.rang)",
    "journal_chaine": "cle = NEW.cle",
    "journal_donneepersonnelle": "evenement_id = NEW.evenement_id",
}
#: What an UPDATE may not be, by table.
RETOUCHES = {
    "journal_evenement": "1 = 1",
    "journal_chaine": "NEW.cle <> OLD.cle OR NEW.rang <> OLD.rang + 1",
    "journal_donneepersonnelle": "OLD.efface_le IS NOT NULL OR NEW.efface_le IS NULL OR NEW.champs IS NOT NULL"
    " OR NEW.sel <> '' OR NEW.evenement_id <> OLD.evenement_id",
}


def _sqlite(nom, quand, table, condition, message):
    return (
        f"CREATE TRIGGER {nom}_{table} BEFORE {quand} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql(nom, quand, table, precision):
    return f"CREATE TRIGGER {nom}_{table} BEFORE {quand} ON {table} {precision} EXECUTE FUNCTION journal_refuser()"


SQLITE = [
    garde
    for table, meme in TABLES.items()
    for garde in (
        _sqlite("sans_retouche", "UPDATE", table, RETOUCHES[table], "Le journal ne se modifie pas."),
        _sqlite("sans_effacement", "DELETE", table, "1 = 1", "Le journal ne s''efface pas."),
        _sqlite(
            "sans_remplacement",
            "INSERT",
            table,
            f"EXISTS (SELECT 1 FROM {table} WHERE {meme})",
            "Le journal ne se remplace pas.",
        ),
    )
]
POSTGRESQL = [
    """CREATE FUNCTION journal_refuser() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'Le journal ne se modifie pas et ne s''efface pas.'; END $$""",
    *(
        garde
        for table in TABLES
        for garde in (
            _postgresql("sans_retouche", "UPDATE", table, f"FOR EACH ROW WHEN ({RETOUCHES[table]})"),
            _postgresql("sans_effacement", "DELETE", table, "FOR EACH ROW"),
            _postgresql("sans_vidage", "TRUNCATE", table, "FOR EACH STATEMENT"),
        )
    ),
]


def poser(apps, schema_editor):
    ordres = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for ordre in ordres:
        schema_editor.execute(ordre)


def lever(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION journal_refuser() CASCADE")
    else:
        for garde in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {garde.split()[2]}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_enchainer_l_existant")]
    operations = [
        migrations.RemoveField("evenement", "auteur"),
        *(
            migrations.AlterField("evenement", nom, champ)
            for nom, champ in [
                ("chaine", models.CharField(max_length=120, verbose_name="chaîne")),
                ("rang", models.PositiveIntegerField(verbose_name="rang dans la chaîne")),
                ("type", models.CharField(max_length=60, verbose_name="type")),
                ("objet", models.CharField(db_index=True, max_length=120, verbose_name="objet")),
                ("resume", models.CharField(max_length=400, verbose_name="résumé")),
                ("acteur", models.CharField(blank=True, max_length=120, verbose_name="identifiant de l’acteur")),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="identifiant de l’organisation")),
                ("organisation_nom", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("donnees", models.JSONField(blank=True, default=dict, verbose_name="données")),
                ("horodatage", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="le")),
                ("engagement", models.CharField(blank=True, max_length=64, verbose_name="engagement")),
                ("precedente", models.CharField(max_length=64, verbose_name="empreinte précédente")),
                ("empreinte", models.CharField(max_length=64, verbose_name="empreinte")),
            ]
        ),
        migrations.AddConstraint(
            "evenement",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chaine", ""), _negated=True),
                    ("rang__gte", 1),
                    models.Q(("precedente", ""), _negated=True),
                    models.Q(("empreinte", ""), _negated=True),
                ),
                name="evenement_enchaine",
                violation_error_message="Un évènement a son rang dans une chaîne, et son empreinte.",
            ),
        ),
        migrations.AddConstraint(
            "evenement",
            models.UniqueConstraint(
                fields=("chaine", "rang"),
                name="evenement_rang_unique",
                violation_error_message="Deux évènements d’une chaîne ne peuvent avoir le même rang.",
            ),
        ),
        migrations.RunPython(poser, lever),
    ]
