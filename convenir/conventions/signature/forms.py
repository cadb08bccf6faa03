"""What a person types to prepare a round, to sign, to record what was signed, to check a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone

from convenir.documents.entree.ouverture import TAILLE_MAXIMALE
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from convenir.conventions.models import Membre

SCANS = ".pdf,.jpg,.jpeg,.png"


class Piece(forms.FileField):
    """A file within the size that the site accepts."""

    def __init__(self, label: str, accept: str, **options: Any) -> None:
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(label=label, widget=widget, max_length=200, **options)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes] | None:
        fichier: UploadedFile[bytes] | None = super().clean(data, initial)
        if fichier and (fichier.size or 0) > TAILLE_MAXIMALE:
            raise forms.ValidationError(f"Ce fichier dépasse {TAILLE_MAXIMALE // 1024**2} Mo.")
        return fichier or None


class LieuForm(forms.Form):
    """Where it is signed."""

    lieu = forms.CharField(label="Lieu de la signature", max_length=200, required=False)


class DesignationForm(forms.Form):
    """Who signs here, by which delegation."""

    personne = forms.TypedChoiceField(
        label="Qui signe dans Convenir", coerce=int, empty_value=None, required=False
    )
    delegation = Piece("Délégation de signature", SCANS, required=False)

    def __init__(self, *arguments: Any, membres: Iterable[Membre], **options: Any) -> None:
        super().__init__(*arguments, **options)
        noms = {m.personne_id: f"{m.personne}, {m.organisation}" for m in membres}
        champ = cast("forms.ChoiceField", self.fields["personne"])
        champ.choices = [("", "Personne : signature sur papier"), *noms.items()]


class RangForm(DesignationForm):
    """The same, and in which group."""

    rang = forms.IntegerField(label="Groupe", min_value=1, max_value=99)
    field_order = ("rang", "personne", "delegation")


class SimpleForm(LieuForm):
    """What somebody ticks to sign."""

    lu = forms.BooleanField(
        label="J’ai lu le document et je le signe.",
        error_messages={"required": "Cochez que vous avez lu le document avant de le signer."},
    )


class CertificatForm(LieuForm):
    """A certificate and its password: neither is kept."""

    certificat = Piece("Fichier du certificat (.p12 ou .pfx)", ".p12,.pfx")
    mot_de_passe = forms.CharField(
        label="Mot de passe du certificat",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class ExemplaireCertifieForm(LieuForm):
    """The PDF signed elsewhere."""

    exemplaire = Piece("Exemplaire signé avec un certificat (PDF)", ".pdf")


class DateeForm(LieuForm):
    """A signature given on paper, some day."""

    jour = Jour(label="Signé le")
    field_order = ("jour", "lieu")

    def clean_jour(self) -> Any:
        jour = self.cleaned_data["jour"]
        if jour > timezone.localdate():
            raise forms.ValidationError("Cette date est à venir : corrigez-la.")
        return jour


class ScanForm(DateeForm):
    """With the paper itself."""

    scan = Piece("Exemplaire signé et numérisé (PDF, JPEG ou PNG)", SCANS)


class PapierForm(DateeForm):
    """Without the paper, or with it: somebody says it was signed."""

    attestation = forms.CharField(
        label="Qui l’atteste",
        max_length=300,
        help_text="Nom et fonction de la personne qui a vu l’exemplaire signé.",
    )
    preuve = Piece("Exemplaire signé, s’il existe", SCANS, required=False)


class TextePapierForm(DateeForm):
    """A whole text signed on paper: its PDF is what will be sealed."""

    exemplaire = Piece("Exemplaire signé (PDF)", ".pdf")
    attestation = forms.CharField(
        label="Qui l’atteste",
        max_length=300,
        help_text="Nom et fonction de la personne qui a vu l’exemplaire signé.",
    )


class ConventionPapierForm(TextePapierForm):
    """A convention, whose dates the paper gives."""

    debut = Jour(label="Premier jour de la convention")
    fin = Jour(label="Dernier jour de la convention")


class VerificationForm(forms.Form):
    """A file to compare with what was sealed."""

    fichier = Piece("Fichier à vérifier", ".pdf,application/pdf")
