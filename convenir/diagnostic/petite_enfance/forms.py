"""Which competences the communes transferred: a supposition to read the duties by."""

from __future__ import annotations

from django import forms

from convenir.diagnostic.petite_enfance.rules import Competence


class TransfertsForm(forms.Form):
    transferees = forms.MultipleChoiceField(
        label="Compétences transférées à l’intercommunalité",
        required=False,
        choices=[(c.value, c.libelle) for c in Competence],
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def competences(self) -> frozenset[Competence]:
        """Those ticked; none when what was sent cannot be read."""
        lues = self.cleaned_data.get("transferees", ()) if self.is_valid() else ()
        return frozenset(Competence(valeur) for valeur in lues)
