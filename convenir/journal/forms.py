"""How a history is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from convenir.journal.queries import retenir
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenir.journal.models import Evenement


class FiltreForm(forms.Form):
    """All optional: an empty choice keeps everything, a date that is none is ignored."""

    texte = forms.CharField(label="Mot ou nom", required=False, max_length=100)
    du = Jour(label="Depuis le", required=False)
    au = Jour(label="Jusqu’au", required=False)

    def retenir(self, evenements: QuerySet[Evenement]) -> QuerySet[Evenement]:
        """The events that pass."""
        self.is_valid()
        return retenir(evenements, **self.cleaned_data)
