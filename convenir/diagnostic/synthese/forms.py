"""What people write of the diagnostic, and what communes answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenir.socle.forms import Jour
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

_THEMES = [("", "Choisir une thématique"), *((t.cle, t.libelle) for t in THEMES)]
_AIDE = "En une phrase ou deux, avec vos mots."
#: how many issues one answer may raise: the form stays on one screen
PAR_REPONSE = 3


class BlocForm(forms.Form):
    """`version` is the one the person was shown: a stale one is refused by the operation."""

    titre = forms.CharField(label="Titre", max_length=200, required=False)
    texte = forms.CharField(
        label="Texte",
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Une ligne vide sépare deux paragraphes, un tiret commence une puce, **deux étoiles** "
        "mettent en gras. Un texte vidé retire le bloc.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class EnjeuForm(forms.Form):
    """An issue typed by a member."""

    theme = forms.ChoiceField(
        label="Thématique", choices=_THEMES, error_messages={"required": "Choisissez une thématique."}
    )
    texte = forms.CharField(
        label="L’enjeu",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_AIDE,
        error_messages={"required": "Écrivez l’enjeu avant de l’enregistrer."},
    )
    besoin = forms.CharField(
        label="Besoin concerné",
        max_length=300,
        required=False,
        help_text="Par exemple : « accueil en horaires décalés ».",
        widget=forms.TextInput(attrs={"size": 48}),
    )
    insees = forms.MultipleChoiceField(
        label="Communes concernées",
        required=False,
        help_text="Sans commune cochée, l’enjeu vaut pour des communes, sans précision.",
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.CharField(
        label="Remonté par", max_length=200, required=False, widget=forms.TextInput(attrs={"size": 48})
    )
    remonte_le = Jour(label="Remonté le", required=False)

    def __init__(self, *args: Any, communes: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        champ = self.fields["insees"]
        assert isinstance(champ, forms.MultipleChoiceField)  # noqa: S101 -- for mypy
        champ.choices = list(communes)


class DecisionForm(forms.Form):
    """Why an issue is set aside."""

    motif = forms.CharField(
        label="Pourquoi l’écarter", max_length=300, required=False, widget=forms.TextInput(attrs={"size": 40})
    )
