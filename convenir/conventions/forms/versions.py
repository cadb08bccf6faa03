"""Which two texts a person compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.conventions.models import Version


class ComparaisonForm(forms.Form):
    """Two texts to compare: versions by number, or the present text (empty)."""

    de = forms.TypedChoiceField(label="De", required=False, coerce=int, empty_value=None)
    a = forms.TypedChoiceField(label="À", required=False, coerce=int, empty_value=None)

    def __init__(self, donnees: Any, *, versions: Iterable[Version]) -> None:
        super().__init__(donnees, label_suffix="")
        choix = [("", "Texte actuel"), *((v.numero, f"Version {v.numero} – {v.motif}") for v in versions)]
        for champ in ("de", "a"):
            cast("forms.ChoiceField", self.fields[champ]).choices = choix
