"""How a history is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from convenir.journal.queries import retenir

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenir.journal.models import Evenement


def _jour(libelle: str) -> forms.DateField:
    saisie = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=libelle, required=False, widget=saisie)


class FiltreForm(forms.Form):
    """All optional: an empty choice keeps everything, a date that is none is ignored."""

    texte = forms.CharField(label="Mot ou nom", required=False, max_length=100)
    du = _jour("Depuis le")
    au = _jour("Jusqu’au")

    def retenir(self, evenements: QuerySet[Evenement]) -> QuerySet[Evenement]:
        """The events that pass."""
        self.is_valid()
        return retenir(evenements, **self.cleaned_data)
