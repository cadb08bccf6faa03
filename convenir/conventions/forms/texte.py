"""What a person types to start a convention and to change its text."""

from __future__ import annotations

from django import forms

from convenir.socle.forms import Jour


class DispositionForm(forms.Form):
    """`version` is the one the person was shown: a stale one is refused by the operation."""

    titre = forms.CharField(label="Titre", max_length=300, required=False)
    texte = forms.CharField(label="Texte", required=False, strip=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NouvelleForm(forms.Form):
    """What a new convention starts from: its EPCI is chosen before, its dates may wait."""

    epci = forms.CharField(widget=forms.HiddenInput)
    caf = forms.CharField(label="Caf", max_length=300, initial="Caisse d’allocations familiales")
    debut = Jour(label="Premier jour", required=False)
    fin = Jour(label="Dernier jour", required=False)


class DureeForm(forms.Form):
    """The first and last day; `version` is the one the person was shown."""

    debut = Jour(label="Premier jour", required=False)
    fin = Jour(label="Dernier jour", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class MotifForm(forms.Form):
    """Why something is done; an empty reason is refused by the operation. `cle` names what it is about."""

    cle = forms.CharField(max_length=120, required=False)
    motif = forms.CharField(max_length=1000, required=False)
