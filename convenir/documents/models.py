"""A stored file: its bytes are kept once, under the name of their hash."""

from __future__ import annotations

from django.db import models


class Fichier(models.Model):
    """The bytes of a file given or made, never changed; `operations.conserver` is their only writer.

    `nom` is the name it came under, `format` what its content is (`docx`, `pdf`…). No key to a person:
    who gave it is told by the event of the act that stored it.
    """

    nom = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    taille = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    contenu = models.FileField(max_length=120)
    created_at = models.DateTimeField("conservé le", auto_now_add=True)

    class Meta:
        verbose_name = "fichier"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="fichier_empreinte_sha256",
                violation_error_message="L’empreinte d’un fichier est un SHA-256 en hexadécimal.",
            ),
            models.CheckConstraint(
                condition=models.Q(taille__gt=0) & ~models.Q(nom=""),
                name="fichier_nomme_et_non_vide",
                violation_error_message="Un fichier conservé a un nom et n’est pas vide.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom
