"""The columns of the chains and the side rows, empty for now; the guards are lifted until they are filled."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

GARDES = importlib.import_module("convenir.journal.migrations.0002_append_only")


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.RunPython(GARDES.lever, GARDES.poser),
        migrations.CreateModel(
            name="Chaine",
            fields=[
                ("cle", models.CharField(max_length=120, primary_key=True, serialize=False, verbose_name="clé")),
                ("rang", models.PositiveIntegerField(default=0, verbose_name="dernier rang")),
                ("empreinte", models.CharField(default="0" * 64, max_length=64, verbose_name="dernière empreinte")),
            ],
            options={
                "verbose_name": "chaîne du journal",
                "verbose_name_plural": "chaînes du journal",
                "ordering": ["cle"],
            },
        ),
        migrations.CreateModel(
            name="DonneePersonnelle",
            fields=[
                (
                    "evenement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="personnel",
                        serialize=False,
                        to="journal.evenement",
                        verbose_name="évènement",
                    ),
                ),
                ("champs", models.JSONField(null=True, verbose_name="champs")),
                ("sel", models.CharField(blank=True, max_length=64, verbose_name="sel")),
                ("efface_le", models.DateTimeField(blank=True, null=True, verbose_name="effacé le")),
            ],
            options={
                "verbose_name": "donnée personnelle du journal",
                "verbose_name_plural": "données personnelles du journal",
                "ordering": ["evenement"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("champs__isnull", False),
                                ("efface_le__isnull", True),
                                models.Q(("sel", ""), _negated=True),
                            ),
                            models.Q(("champs__isnull", True), ("efface_le__isnull", False), ("sel", "")),
                            _connector="OR",
                        ),
                        name="donnee_personnelle_entiere_ou_effacee",
                        violation_error_message="Une donnée personnelle est entière, ou effacée avec son sel.",
                    )
                ],
            },
        ),
        *(
            migrations.AddField("evenement", nom, champ)
            for nom, champ in [
                ("chaine", models.CharField(default="", max_length=120, verbose_name="chaîne")),
                ("rang", models.PositiveIntegerField(default=0, verbose_name="rang dans la chaîne")),
                ("acteur", models.CharField(blank=True, default="", max_length=120, verbose_name="identifiant de l’acteur")),
                ("organisation", models.CharField(blank=True, default="", max_length=120, verbose_name="identifiant de l’organisation")),
                ("organisation_nom", models.CharField(blank=True, default="", max_length=200, verbose_name="organisation")),
                ("avant", models.JSONField(blank=True, null=True, verbose_name="avant")),
                ("apres", models.JSONField(blank=True, null=True, verbose_name="après")),
                ("engagement", models.CharField(blank=True, default="", max_length=64, verbose_name="engagement")),
                ("precedente", models.CharField(default="", max_length=64, verbose_name="empreinte précédente")),
                ("empreinte", models.CharField(default="", max_length=64, verbose_name="empreinte")),
            ]
        ),
    ]
