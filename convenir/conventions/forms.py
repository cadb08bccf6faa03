"""What a person types to change a provision."""

from __future__ import annotations

from django import forms


class _Jour(forms.DateInput):
    """The browser's own date field; its value is always written the ISO way."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DispositionForm(forms.Form):
    """`version` is the one the person was shown: a stale one is refused by the operation."""

    titre = forms.CharField(label="Titre", max_length=300, required=False)
    texte = forms.CharField(label="Texte", required=False, strip=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NouvelleForm(forms.Form):
    """What a new convention starts from: its EPCI is chosen before, its dates may wait."""

    epci = forms.CharField(widget=forms.HiddenInput)
    caf = forms.CharField(label="Caf", max_length=300, initial="Caisse d’allocations familiales")
    debut = forms.DateField(label="Premier jour", required=False, widget=_Jour)
    fin = forms.DateField(label="Dernier jour", required=False, widget=_Jour)
