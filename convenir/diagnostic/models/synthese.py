"""What people write of the figures (BlocDeSynthese), what communes raise (EnjeuRemonte), who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.conventions.models import Convention
from convenir.diagnostic.enums import EtatEnjeu, OrigineEnjeu
from convenir.diagnostic.models.chiffres import Indicateur
from convenir.diagnostic.models.equipements import INSEE_VALIDE
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    import datetime

_CLE = RegexValidator(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", "Une clé s’écrit en minuscules, chiffres et tirets.")
_THEMES = [t.cle for t in THEMES]
_CHOIX = [(t.cle, t.libelle) for t in THEMES]
_ECARTE = Q(etat=EtatEnjeu.ECARTE)


class BlocDeSynthese(models.Model):
    """A titled block of the synthesis of a theme, in Markdown, or the comment of one of its figures.

    `theme` empty: the territory as a whole. `cle` is unique in a theme: that of a planned block
    (`synthese.rules.BLOCS`), of a comment, or of a block read in a text. `version` grows with every change;
    a block that was emptied is no more, its history stays in the journal.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="blocs_de_synthese", verbose_name="convention"
    )
    theme = models.CharField("thématique", max_length=40, blank=True, choices=_CHOIX)
    cle = models.CharField("clé", max_length=80, validators=[_CLE])
    titre = models.CharField("titre", max_length=200)
    texte = models.TextField("texte")
    indicateur = models.ForeignKey(
        Indicateur, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chiffre commenté"
    )
    version = models.PositiveIntegerField("version", default=1)
    modifie_le = models.DateTimeField("modifié le", default=timezone.now)

    class Meta:
        verbose_name = "bloc de synthèse"
        verbose_name_plural = "blocs de synthèse"
        ordering: ClassVar = ["convention", "theme", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "theme", "cle"],
                name="bloc_de_synthese_unique",
                violation_error_message="Cette thématique a déjà ce bloc.",
            ),
            models.CheckConstraint(
                condition=~Q(cle="") & ~Q(titre="") & ~Q(texte=""),
                name="bloc_de_synthese_dit_quelque_chose",
                violation_error_message="Un bloc de synthèse a un titre et un texte.",
            ),
            models.CheckConstraint(
                condition=Q(theme="") | Q(theme__in=_THEMES),
                name="bloc_de_synthese_theme_connu",
                violation_error_message="Cette thématique n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def objet(self) -> str:
        """Its stable id for the journal: the same before it is written and once it is emptied."""
        return f"convention:{self.convention.code}/synthese:{self.theme or 'territoire'}/{self.cle}"


class EnjeuRemonte(models.Model):
    """What is at stake for one or several communes, in their words.

    `insees` empty: communes not told. `besoin`: which need it is about, when said. `organisation` and
    `personne` say who raises it, as known that day. `motif`: why it was set aside.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="enjeux_remontes", verbose_name="convention"
    )
    theme = models.CharField("thématique", max_length=40, choices=_CHOIX)
    insees = models.JSONField("communes", default=list, blank=True)
    texte = models.CharField("enjeu", max_length=600)
    besoin = models.CharField("besoin concerné", max_length=300, blank=True)
    organisation = models.CharField("remonté par", max_length=200, blank=True)
    personne = models.CharField("personne", max_length=200, blank=True)
    remonte_le = models.DateField("remonté le", null=True, blank=True)
    origine = models.CharField("origine", max_length=6, choices=OrigineEnjeu, default=OrigineEnjeu.SAISIE)
    etat = models.CharField("état", max_length=6, choices=EtatEnjeu, default=EtatEnjeu.RECU)
    motif = models.CharField("motif", max_length=300, blank=True)
    decide_le = models.DateTimeField("décidé le", null=True, blank=True)

    class Meta:
        verbose_name = "enjeu remonté"
        verbose_name_plural = "enjeux remontés"
        ordering: ClassVar = ["convention", "theme", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="enjeu_remonte_dit_quelque_chose",
                violation_error_message="Écrivez l’enjeu avant de l’enregistrer.",
            ),
            models.CheckConstraint(
                condition=Q(theme__in=_THEMES),
                name="enjeu_remonte_theme_connu",
                violation_error_message="Cette thématique n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(origine__in=OrigineEnjeu.values),
                name="enjeu_remonte_origine_connue",
                violation_error_message="Cette origine n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=EtatEnjeu.values),
                name="enjeu_remonte_etat_connu",
                violation_error_message="Cet état d’enjeu n’existe pas.",
            ),
            models.CheckConstraint(
                condition=(_ECARTE & ~Q(motif="")) | (~_ECARTE & Q(motif="")),
                name="enjeu_remonte_ecarte_avec_un_motif",
                violation_error_message="Un enjeu écarté dit pourquoi ; tout autre n’a pas de motif.",
            ),
            models.CheckConstraint(
                condition=Q(etat=EtatEnjeu.RECU, decide_le__isnull=True)
                | (~Q(etat=EtatEnjeu.RECU) & Q(decide_le__isnull=False)),
                name="enjeu_remonte_decide_un_jour",
                violation_error_message="Un enjeu retenu ou écarté dit quand.",
            ),
            models.CheckConstraint(
                condition=Q(origine=OrigineEnjeu.TEXTE) | Q(remonte_le__isnull=False),
                name="enjeu_remonte_un_jour",
                violation_error_message="Dites quand cet enjeu a été remonté.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte

    @property
    def objet(self) -> str:
        """Its stable id for the journal."""
        return f"convention:{self.convention.code}/enjeu:{self.pk}"

    @property
    def communes(self) -> tuple[str, ...]:
        """The names of its communes, in order."""
        connues = ((commune(insee), insee) for insee in self.insees)
        return tuple(sorted(trouvee.nom if trouvee else insee for trouvee, insee in connues))

    @property
    def ou(self) -> str:
        """Which communes it is about, in words."""
        return ", ".join(self.communes) or "communes, sans précision"

    @property
    def par(self) -> str:
        """Who raised it, in words; empty when not told."""
        return ", ".join(filter(None, (self.personne, self.organisation)))


class Sollicitation(models.Model):
    """A person asked, for a commune or an organisation, which issues are to be raised, by a single-use link.

    `insee` empty: an organisation that is no commune. `repondue_le` null: silent. `enjeux`: how many were
    raised in the answer. The address goes when it is of no use any more (`purge`).
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="sollicitations", verbose_name="convention"
    )
    organisation = models.CharField("commune ou organisme", max_length=200)
    insee = models.CharField("commune", max_length=5, blank=True, validators=[INSEE_VALIDE])
    courriel = models.EmailField("courriel", blank=True)
    destinataire = models.CharField("identifiant du destinataire", max_length=120)
    jusqu_au = models.DateField("réponse attendue le")
    envoyee_le = models.DateTimeField("envoyée le", default=timezone.now)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)
    enjeux = models.PositiveSmallIntegerField("enjeux remontés", default=0)

    class Meta:
        verbose_name = "sollicitation"
        ordering: ClassVar = ["convention", "organisation", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(organisation="") & ~Q(destinataire=""),
                name="sollicitation_nommee",
                violation_error_message="Une sollicitation dit à qui elle s’adresse.",
            ),
            models.UniqueConstraint(
                fields=["convention", "organisation", "courriel"],
                condition=Q(repondue_le__isnull=True) & ~Q(courriel=""),
                name="sollicitation_ouverte_unique",
                violation_error_message="Une réponse est déjà attendue de cette adresse.",
            ),
            models.CheckConstraint(
                condition=Q(repondue_le__isnull=False) | Q(enjeux=0),
                name="sollicitation_enjeux_d_une_reponse",
                violation_error_message="Seule une réponse remonte des enjeux.",
            ),
            models.CheckConstraint(
                condition=Q(repondue_le__isnull=True) | Q(repondue_le__gte=F("envoyee_le")),
                name="sollicitation_repondue_apres_l_envoi",
                violation_error_message="Une réponse suit son envoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation

    @property
    def objet(self) -> str:
        """Its stable id for the journal and the link."""
        return f"convention:{self.convention.code}/sollicitation:{self.pk}"

    def est_passee(self, au: datetime.date) -> bool:
        """Whether its day of answer is over."""
        return self.jusqu_au < au
