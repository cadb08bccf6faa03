"""Rounds of signatures sent again, and what is sealed guarded by the database itself, on both engines.

A frozen version and a seal are never changed nor removed. SQLite: `INSERT OR REPLACE` removes rows without a
DELETE trigger, hence the guards on INSERT. PostgreSQL: TRUNCATE fires no row trigger, hence its own.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: The tables guarded, and the row that an INSERT may not replace.
TABLES = {
    "conventions_version": "id = NEW.id OR (convention_id = NEW.convention_id AND numero = NEW.numero)",
    "conventions_sceau": "id = NEW.id OR circuit_id = NEW.circuit_id",
}
MESSAGE = "Ce qui est scellé ne se modifie pas et ne s''efface pas."


def _sqlite(nom, quand, table, condition):
    return (
        f"CREATE TRIGGER {nom}_{table} BEFORE {quand} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgresql(nom, quand, table, portee):
    return (
        f"CREATE TRIGGER {nom}_{table} BEFORE {quand} ON {table} FOR EACH {portee} EXECUTE FUNCTION sceau_refuser()"
    )


SQLITE = [
    garde
    for table, meme in TABLES.items()
    for garde in (
        _sqlite("sans_retouche", "UPDATE", table, "1 = 1"),
        _sqlite("sans_effacement", "DELETE", table, "1 = 1"),
        _sqlite("sans_remplacement", "INSERT", table, f"EXISTS (SELECT 1 FROM {table} WHERE {meme})"),
    )
]
POSTGRESQL = [
    "CREATE FUNCTION sceau_refuser() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
    *(
        garde
        for table in TABLES
        for garde in (
            _postgresql("sans_retouche", "UPDATE OR DELETE", table, "ROW"),
            _postgresql("sans_vidage", "TRUNCATE", table, "STATEMENT"),
        )
    ),
]


def poser(apps, schema_editor):
    ordres = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for ordre in ordres:
        schema_editor.execute(ordre)


def lever(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION sceau_refuser() CASCADE")
    else:
        for garde in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {garde.split()[2]}")


class Migration(migrations.Migration):

    dependencies = [
        ('conventions', '0009_obligations'),
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='signature',
            name='attestation',
            field=models.CharField(blank=True, max_length=300, verbose_name='ce qui l’atteste'),
        ),
        migrations.AlterField(
            model_name='circuit',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circuits', to='conventions.version', verbose_name='version signée'),
        ),
        migrations.AddConstraint(
            model_name='circuit',
            constraint=models.UniqueConstraint(condition=models.Q(('etat', 'retire'), _negated=True), fields=('version',), name='circuit_seul_sur_sa_version', violation_error_message='Cette version est déjà à la signature, ou signée.'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'papier'), _negated=True), models.Q(('attestation', ''), _negated=True), _connector='OR'), name='signature_sur_papier_attestee', violation_error_message='Dites qui atteste de cette signature sur papier.'),
        ),
        migrations.RunPython(poser, lever),
    ]
