"""The day at which a text is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from convenir.socle.forms import Jour

if TYPE_CHECKING:
    import datetime

DATE_ILLISIBLE = "Cette date n’est pas lisible : choisissez un jour du calendrier."


class EtatAuForm(forms.Form):
    """A day, or none: the text as it is now."""

    au = Jour(
        label="Texte en vigueur au",
        required=False,
        error_messages={"invalid": DATE_ILLISIBLE},
    )

    def jour(self) -> datetime.date | None:
        """The day chosen, None when there is none or it cannot be read."""
        jour: datetime.date | None = self.cleaned_data.get("au") if self.is_valid() else None
        return jour
