"""According to whom or what the figures of a grid are typed."""

from __future__ import annotations

from django import forms

from convenir.diagnostic.saisie.operations import LONGUEUR_DE_L_ATTESTATION


class SaisieForm(forms.Form):
    """Said once for the cases sent together; kept beside each of them.

    Giving a case back does without it: browsers do not hold the form for it.
    """

    use_required_attribute = False

    attestation = forms.CharField(
        label="D’après qui ou quoi",
        max_length=LONGUEUR_DE_L_ATTESTATION,
        error_messages={"required": "Dites d’après qui ou quoi vous saisissez."},
        help_text="Un fichier, un service, un bilan : ces mots restent à côté de chaque valeur saisie.",
        widget=forms.TextInput(attrs={"size": 48, "autocomplete": "off"}),
    )
