"""What a person may correct by themselves."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from convenir.acteurs.models import Personne


class IdentiteForm(forms.ModelForm[Personne]):
    """The name and the telephone; the address is the account, and is changed by whoever keeps the service."""

    class Meta:
        model = Personne
        fields = ("prenom", "nom", "telephone")
        error_messages: ClassVar = {"nom": {"required": "Donnez votre nom."}}
        widgets: ClassVar = {
            "prenom": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "nom": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
