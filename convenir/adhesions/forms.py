"""What people type about the vote of a commune."""

from __future__ import annotations

from typing import Any

from django import forms

from convenir.adhesions.operations import Vote
from convenir.conventions.rules.executoire import Publication
from convenir.socle.erreurs import Refus
from convenir.socle.forms import Jour

PUBLICATIONS = [("", "Non publiée"), *((p.value, p.libelle.capitalize()) for p in Publication)]


def exiger(formulaire: forms.Form) -> dict[str, Any]:
    """The values of a valid form. Raises `Refus` with its own sentences when it is not."""
    if not formulaire.is_valid():
        raise Refus(" ".join(str(e) for erreurs in formulaire.errors.values() for e in erreurs))
    return formulaire.cleaned_data


class ActeForm(forms.Form):
    """The identifier of an act, or its stamped copy."""

    identifiant = forms.CharField(
        label="Identifiant de l’acte",
        max_length=200,
        required=False,
        help_text="Il figure sur le tampon de la préfecture : 059-123456782-20260115-2026_04-DE.",
    )
    fichier = forms.FileField(
        label="Ou la délibération tamponnée",
        max_length=255,
        required=False,
        help_text="PDF, Word ou OpenDocument : l’identifiant et les dates y sont lus.",
    )

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if not self.errors and not donnees.get("identifiant") and not donnees.get("fichier"):
            raise forms.ValidationError("Tapez l’identifiant de l’acte, ou choisissez sa copie tamponnée.")
        return donnees


class DatesForm(forms.Form):
    """When an act was received and made public, and how."""

    recue_le = Jour(label="Reçue en préfecture le", required=False)
    publiee_le = Jour(label="Publiée le", required=False)
    publication = forms.ChoiceField(label="Mode de publication", choices=PUBLICATIONS, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(donnees.get("publiee_le")) != bool(donnees.get("publication")):
            raise forms.ValidationError(
                "Donnez à la fois la date et le mode de publication, ou aucun des deux."
            )
        return donnees


class VoteForm(DatesForm):
    """A whole vote; `copie_gardee` is the signed key of a copy already read."""

    sens = forms.ChoiceField(
        label="Vote",
        choices=[("pour", "Favorable à l’adhésion"), ("contre", "Défavorable")],
        initial="pour",
        widget=forms.RadioSelect,
    )
    date = Jour(label="Délibération du")
    identifiant = forms.CharField(
        label="Identifiant de l’acte",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"size": 48, "autocomplete": "off", "spellcheck": "false"}),
    )
    numero = forms.CharField(label="Numéro", max_length=60, required=False)
    attestation = forms.CharField(
        label="Qui l’atteste",
        max_length=300,
        required=False,
        help_text="Sans identifiant : qui l’affirme, d’après quel document. Par exemple : « extrait du "
        "registre remis par le secrétariat de mairie ».",
        widget=forms.TextInput(attrs={"size": 48}),
    )
    copie = forms.FileField(label="Copie de la délibération", max_length=255, required=False)
    copie_gardee = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("sens", "date", "identifiant", "numero", "recue_le", "publiee_le", "publication")

    def vote(self) -> Vote:
        """The vote of a valid form, without its copy."""
        donnees = self.cleaned_data
        return Vote(
            date=donnees["date"],
            favorable=donnees["sens"] == "pour",
            identifiant=donnees["identifiant"].strip(),
            numero=donnees["numero"],
            recue_le=donnees["recue_le"],
            publiee_le=donnees["publiee_le"],
            publication=donnees["publication"],
            attestation=donnees["attestation"],
        )


class EtatAuForm(forms.Form):
    au = Jour(label="État au", required=False)


class ImportForm(forms.Form):
    fichier = forms.FileField(
        label="Tableau des délibérations",
        max_length=255,
        help_text="CSV ou Excel (.xlsx). La première ligne nomme les colonnes : Commune ou Code INSEE, "
        "Identifiant ou Délibération du, Reçue le, Publiée le, Mode de publication.",
    )


class ConfirmationForm(forms.Form):
    """The table already read, sent back to be recorded."""

    nom = forms.CharField(max_length=255, widget=forms.HiddenInput)
    tableau = forms.CharField(widget=forms.Textarea(attrs={"hidden": True}), strip=False)


class ConseilForm(forms.Form):
    conseil_le = Jour(label="Prochain conseil municipal", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RetraitForm(forms.Form):
    jour = Jour(label="Retrait au")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnnulationForm(forms.Form):
    motif = forms.CharField(label="Motif", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ClassementForm(forms.Form):
    siret = forms.CharField(label="SIRET de la commune", max_length=20, required=False)
    matiere_code = forms.CharField(
        label="Code de matière",
        max_length=4,
        required=False,
        help_text="Tel que transmis : 8.2, par exemple.",
    )
    matiere_nom = forms.CharField(label="Matière", max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_siret(self) -> str:
        return "".join(self.cleaned_data["siret"].split())


class DemandeForm(forms.Form):
    """Communes asked to vote, by INSEE code."""

    jour = Jour(label="Demandée le")
    communes = forms.MultipleChoiceField(
        label="Communes", error_messages={"required": "Cochez au moins une commune."}
    )

    def __init__(self, *args: Any, insees: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["communes"]
        assert isinstance(champ, forms.MultipleChoiceField)  # noqa: S101 -- declared just above
        champ.choices = [(insee, insee) for insee in insees]


class ReponseForm(forms.Form):
    """What a commune says by a link: one answer and its date."""

    reponse = forms.ChoiceField(
        label="Où en est le conseil ?",
        choices=[
            ("prevu", "Il se réunira à cette date"),
            ("pour", "Il a voté pour l’adhésion"),
            ("contre", "Il a voté contre"),
        ],
        widget=forms.RadioSelect,
    )
    date = Jour(label="Date du conseil")
