"""What a person types to change a provision."""

from __future__ import annotations

from django import forms


class DispositionForm(forms.Form):
    """`version` is the one the person was shown: a stale one is refused by the operation."""

    titre = forms.CharField(label="Titre", max_length=300, required=False)
    texte = forms.CharField(label="Texte", required=False, strip=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)
