"""Enjeux and objectives, as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenir.plan.enums import EtatEnjeu
from convenir.plan.queries.plan import nom_du_theme
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from convenir.conventions.models import Convention
    from convenir.plan.models import Enjeu

_LIGNE = {"rows": 2}


def themes_de(convention: Convention) -> list[tuple[str, str]]:
    """Every theme of the list, then those that this plan names otherwise."""
    connus = [(theme.cle, theme.libelle) for theme in THEMES]
    dits = {
        *convention.enjeux.values_list("theme", flat=True),
        *convention.objectifs.values_list("theme", flat=True),
    }
    return connus + sorted((t, nom_du_theme(t)) for t in dits - {cle for cle, _ in connus})


class NouvelleLigneForm(forms.Form):
    """A line to add to the plan of a theme: an enjeu or an objective."""

    nature = forms.ChoiceField(label="Ajouter", choices=[("objectif", "Un objectif"), ("enjeu", "Un enjeu")])
    theme = forms.ChoiceField(label="Thématique")
    libelle = forms.CharField(label="En une phrase", max_length=500, widget=forms.Textarea(attrs=_LIGNE))

    def __init__(self, convention: Convention, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["theme"].choices = themes_de(convention)  # type: ignore[attr-defined]


class EnjeuForm(forms.Form):
    """The words of an enjeu."""

    libelle = forms.CharField(label="Enjeu", max_length=500, widget=forms.Textarea(attrs=_LIGNE))
    version = forms.IntegerField(widget=forms.HiddenInput)


class EcarterForm(forms.Form):
    """Why an enjeu is set aside."""

    motif = forms.CharField(
        label="Pourquoi l’écarter",
        max_length=500,
        help_text="Ce motif est lu par celles et ceux qui ont soulevé cet enjeu.",
        widget=forms.Textarea(attrs=_LIGNE),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ObjectifForm(forms.Form):
    """The words of an objective, and the enjeu it answers, of its theme."""

    libelle = forms.CharField(label="Objectif", max_length=500, widget=forms.Textarea(attrs=_LIGNE))
    enjeu: forms.ModelChoiceField[Enjeu] = forms.ModelChoiceField(
        label="Répond à l’enjeu", queryset=None, required=False, empty_label="Aucun enjeu en particulier"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, convention: Convention, theme: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        siens = convention.enjeux.filter(theme=theme, etat=EtatEnjeu.RETENU).order_by("ordre", "pk")
        self.fields["enjeu"].queryset = siens  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """The version that an act without words was asked on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
