"""Who holds which role in a convention, for which organisation, within which scope."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.acteurs.enums import Acte, Fonction, Role
from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.roles import RESTREIGNABLES, actes_de
from convenir.conventions.models.texte import Convention


class Place(models.Model):
    """What someone is trusted with in a convention: held by a member, or offered by an invitation.

    An empty list of `themes` (keys) or `communes` (INSEE codes) restricts nothing; `fiches_propres` limits
    writing to the fiches this person pilots. Only contribution may be restricted.
    """

    role = models.CharField("rôle", max_length=15, choices=Role)
    dpo = models.BooleanField("délégué à la protection des données", default=False)
    signataire = models.BooleanField("signataire", default=False)
    themes = models.JSONField("thématiques", default=list, blank=True)
    communes = models.JSONField("communes", default=list, blank=True)
    fiches_propres = models.BooleanField("ses propres fiches seulement", default=False)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="%(class)s_role_connu",
                violation_error_message="Ce rôle n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in RESTREIGNABLES])
                | Q(themes=[], communes=[], fiches_propres=False),
                name="%(class)s_portee_d_une_contribution",
                violation_error_message="Seule une contribution se limite à des thématiques ou communes.",
            ),
        ]

    @property
    def fonctions(self) -> tuple[Fonction, ...]:
        """What this place gives besides the role."""
        return tuple(fonction for fonction in Fonction if getattr(self, fonction))

    @property
    def actes(self) -> frozenset[Acte]:
        """What the role and the functions allow, whatever the scope."""
        return actes_de(self.role, self.fonctions)

    @property
    def est_restreint(self) -> bool:
        """Whether a narrower scope limits what may be written."""
        return bool(self.themes or self.communes or self.fiches_propres)


class Membre(Place):
    """Someone's place in a convention for one organisation, from `depuis` to `parti_le` (None: still).

    `version` grows with every change: a form made on an older one is refused.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="membres", verbose_name="convention"
    )
    personne = models.ForeignKey(
        Personne, models.PROTECT, related_name="participations", verbose_name="personne"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name="organisation"
    )
    depuis = models.DateField("depuis le", default=timezone.localdate)
    parti_le = models.DateField("parti le", null=True, blank=True)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "membre"
        ordering: ClassVar = ["convention", "depuis", "id"]
        constraints: ClassVar = [
            *Place.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parti_le__isnull=True) | Q(parti_le__gte=F("depuis")),
                name="membre_part_apres_etre_venu",
                violation_error_message="Un membre ne peut partir avant d’être venu.",
            ),
            models.UniqueConstraint(
                fields=["convention", "personne", "organisation"],
                condition=Q(parti_le__isnull=True),
                name="membre_unique",
                violation_error_message="Cette personne est déjà membre pour cette organisation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne}, {self.get_role_display().lower()}"

    @property
    def cle(self) -> str:
        """Its stable id for the journal."""
        return f"convention:{self.convention.code}/membre:{self.pk}"


class Engagement(models.Model):
    """Somebody acknowledged the duty of confidentiality of a convention: once, for all their places."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="engagements", verbose_name="convention"
    )
    personne = models.ForeignKey(
        Personne, models.PROTECT, related_name="engagements", verbose_name="personne"
    )
    pris_le = models.DateTimeField("pris le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "engagement de confidentialité"
        verbose_name_plural = "engagements de confidentialité"
        ordering: ClassVar = ["convention", "pris_le", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "personne"],
                name="engagement_unique",
                violation_error_message="Cette personne s’est déjà engagée pour cette convention.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} : {self.convention}"
