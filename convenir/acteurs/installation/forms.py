"""What whoever keeps the installation types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from django import forms

from convenir.acteurs.enums import TypeOrganisation
from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.queries import organisations

if TYPE_CHECKING:
    from collections.abc import Mapping


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation, new or corrected; `malgre` records it though another looks the same."""

    type = forms.ChoiceField(label="Type", choices=[("", "À choisir"), *TypeOrganisation.choices])
    siren = forms.CharField(
        label="SIREN",
        max_length=20,
        required=False,
        help_text="Neuf chiffres.",
    )
    malgre = forms.BooleanField(label="C’est bien une autre organisation : l’enregistrer", required=False)

    class Meta:
        model = Organisation
        fields = ("type", "nom", "siren", "insee")
        help_texts: ClassVar = {"insee": "D’une commune seulement : cinq caractères."}
        widgets: ClassVar = {"nom": forms.TextInput(attrs={"size": 48})}

    def clean_siren(self) -> str:
        """People write it in groups of three."""
        return "".join(self.cleaned_data["siren"].split())

    @property
    def fiche(self) -> dict[str, str]:
        """The fields of the record, as the operation takes them."""
        return {champ: self.cleaned_data[champ] for champ in self.Meta.fields}


class FusionForm(forms.Form):
    """The record that stays, and the confirmation that one of two SIREN is wrong."""

    garder = forms.ModelChoiceField(Organisation.objects.none(), widget=forms.HiddenInput)
    malgre_les_sirens = forms.BooleanField(
        label="L’un des deux numéros SIREN est une erreur : c’est bien la même organisation", required=False
    )

    def __init__(self, donnees: Mapping[str, str], *, doublon: Organisation) -> None:
        """`doublon`: the record that goes."""
        super().__init__(donnees)
        champ = cast("forms.ModelChoiceField[Organisation]", self.fields["garder"])
        champ.queryset = organisations().exclude(pk=doublon.pk)


class CompteForm(forms.ModelForm[Personne]):
    """Whose account is opened, with which post of which organisation."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text="La personne se connectera sous cette adresse.",
        widget=forms.EmailInput(attrs={"size": 40}),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation", empty_label="À choisir"
    )
    poste = forms.CharField(
        label="Poste",
        max_length=200,
        help_text="Par exemple : chargée de coopération.",
        widget=forms.TextInput(attrs={"size": 40}),
    )

    class Meta:
        model = Personne
        fields = ("prenom", "nom", "email")

    def __init__(self, donnees: Mapping[str, str] | None = None) -> None:
        super().__init__(donnees)
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations()

    def validate_unique(self) -> None:
        """The operation knows who is already recorded under this address."""

    def clean_email(self) -> str:
        """As it is kept."""
        return str(self.cleaned_data["email"]).lower()
