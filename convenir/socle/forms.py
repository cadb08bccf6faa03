"""Fields that every room asks for the same way."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

PREMIER, DERNIER = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
_BORNES = f"Choisissez un jour entre {PREMIER.year} et {DERNIER.year}."


class Jour(forms.DateField):
    """A day, in the browser's own field; its value is always written the ISO way.

    Its years leave room on both sides for what is computed from it: a delay, a next term, the eve.
    """

    def __init__(self, **options: Any) -> None:
        saisie = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        bornes = [MinValueValidator(PREMIER, _BORNES), MaxValueValidator(DERNIER, _BORNES)]
        super().__init__(**{"widget": saisie, "validators": bornes, **options})
