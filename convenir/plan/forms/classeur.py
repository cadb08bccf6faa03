"""A workbook given, and what each of its columns holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenir.plan.tableur.colonnes import FICHES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ClasseurForm(forms.Form):
    """The workbook to read."""

    fichier = forms.FileField(
        label="Classeur .xlsx",
        max_length=255,
        help_text="Celui que vous avez exporté d’ici et modifié, ou un tableau à vous : une fiche par ligne.",
    )


class CorrespondanceForm(forms.Form):
    """What each column of the first sheet holds; nothing for those left aside."""

    def __init__(
        self, entete: Sequence[str], reconnues: Mapping[int, str], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choix = [("", "Laisser de côté"), *((colonne.cle, colonne.titre) for colonne in FICHES)]
        for rang, titre in enumerate(entete):
            if titre.strip():
                self.fields[f"colonne_{rang}"] = forms.ChoiceField(
                    label=titre, choices=choix, required=False, initial=reconnues.get(rang, "")
                )

    def correspondance(self) -> dict[int, str]:
        """The key of each column by its rank; the first one when two say the same."""
        self.is_valid()
        trouvees: dict[int, str] = {}
        for nom in self.fields:
            cle = self.cleaned_data.get(nom, "")
            if cle and cle not in trouvees.values():
                trouvees[int(nom.removeprefix("colonne_"))] = cle
        return trouvees
