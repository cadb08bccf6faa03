"""The value that many fiches take at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenir.plan.enums import Avancement, Priorite
from convenir.plan.forms.fiches import objectifs_par_theme
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from convenir.conventions.models import Convention

#: the fields that may be changed by lots
CHAMPS = {"avancement": "Avancement", "priorite": "Priorité", "fin": "Échéance", "objectif": "Objectif"}


class ValeurForm(forms.Form):
    """The new value of one field (`champ`, of `CHAMPS`)."""

    def __init__(self, convention: Convention, champ: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        nom = CHAMPS[champ]
        if champ == "fin":
            self.fields["valeur"] = Jour(label=nom, required=False, help_text="Laissez vide pour l’effacer.")
        elif champ == "objectif":
            self.fields["valeur"] = forms.ChoiceField(label=nom, choices=objectifs_par_theme(convention))
        elif champ == "priorite":
            choix = [("", "Non dite"), *Priorite.choices]
            self.fields["valeur"] = forms.ChoiceField(label=nom, choices=choix, required=False)
        else:
            self.fields["valeur"] = forms.ChoiceField(label=nom, choices=Avancement.choices)
            self.fields["motif"] = forms.CharField(
                label="Ce qui bloque, ou pourquoi abandonner", max_length=500, required=False
            )
