"""The database itself refuses to change or delete an event, on both engines."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER journal_sans_retouche BEFORE UPDATE ON journal_evenement
    BEGIN SELECT RAISE(ABORT, 'Le journal ne se modifie pas.'); END""",
    """CREATE TRIGGER journal_sans_effacement BEFORE DELETE ON journal_evenement
    BEGIN SELECT RAISE(ABORT, 'Le journal ne s''efface pas.'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_refuser() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'Le journal ne se modifie pas et ne s''efface pas.'; END $$""",
    """CREATE TRIGGER journal_sans_retouche BEFORE UPDATE OR DELETE ON journal_evenement
    FOR EACH ROW EXECUTE FUNCTION journal_refuser()""",
]


def poser(apps, schema_editor):
    ordres = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for ordre in ordres:
        schema_editor.execute(ordre)


def lever(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION journal_refuser() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER journal_sans_retouche")
        schema_editor.execute("DROP TRIGGER journal_sans_effacement")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(poser, lever)]
