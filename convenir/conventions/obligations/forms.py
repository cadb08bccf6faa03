"""What a person says of a due date."""

from __future__ import annotations

from django import forms

from convenir.conventions.enums.echeances import Envoi
from convenir.conventions.models.obligations import RYTHME_MAXIMUM
from convenir.socle.forms import Jour


class AccomplissementForm(forms.Form):
    """Something done on paper: when, who says so, the paper if there is one."""

    fait_le = Jour(label="Fait le")
    attestation = forms.CharField(
        label="Qui l’atteste",
        max_length=300,
        help_text="Par exemple : compte rendu signé par les deux parties.",
        error_messages={"required": "Dites qui l’atteste : un compte rendu, un courrier, une personne."},
    )
    fichier = forms.FileField(label="Document", required=False, max_length=255, help_text="Gardé tel quel.")


class EcartForm(forms.Form):
    """Why a due date is set aside."""

    motif = forms.CharField(
        label="Pourquoi l’écarter",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le motif est gardé dans l’historique et relu par les autres membres.",
        error_messages={"required": "Dites pourquoi : le motif sera relu par d’autres."},
    )


class RythmeForm(forms.Form):
    """How often the parties chose to do something, when they chose it and who did."""

    mois = forms.IntegerField(
        label="Tous les combien de mois",
        min_value=1,
        max_value=RYTHME_MAXIMUM,
        help_text="6 : deux fois par an ; 12 : une fois par an.",
    )
    choisi_le = Jour(label="Choisi le")
    choisi_par = forms.CharField(
        label="Choisi par",
        max_length=300,
        help_text="Par exemple : comité de pilotage, en accord entre les deux parties.",
        error_messages={"required": "Dites qui a choisi ce rythme."},
    )


class EnvoiForm(forms.Form):
    """How often the digest is wanted."""

    envoi = forms.ChoiceField(
        label="Recevoir le récapitulatif", choices=Envoi.choices, widget=forms.RadioSelect
    )
