"""What people say of the figures."""

from __future__ import annotations

from django import forms


class ChoixForm(forms.Form):
    """One value among several, and why."""

    valeur = forms.IntegerField(
        label="Valeur retenue", error_messages={"required": "Cochez la valeur à retenir."}
    )
    motif = forms.CharField(
        label="Pourquoi celle-ci",
        max_length=300,
        help_text="Une phrase : elle reste à côté du chiffre.",
        error_messages={"required": "Dites pourquoi cette valeur est retenue."},
    )
