"""What a person types to end a convention, follow a dispute, or start the next convention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from convenir.conventions.enums import NatureProcedure
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from collections.abc import Iterable

_VIDE = [("", "Choisissez")]


class ProcedureForm(forms.Form):
    """On what grounds, by whom, against whom, why."""

    nature = forms.ChoiceField(
        label="Pour quelle raison", choices=NatureProcedure.choices, widget=forms.RadioSelect
    )
    partie = forms.ChoiceField(label="Partie qui agit")
    contre = forms.ChoiceField(label="Partie à qui elle écrit", required=False)
    motif = forms.CharField(
        label="Ce qui est reproché ou demandé",
        help_text="Ces mots sont repris dans la lettre : nommez l’article et les faits, datés.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    delai_mois = forms.IntegerField(
        label="Délai prévu par le texte, en mois",
        help_text="Laissez vide pour le délai usuel : un mois pour une mise en demeure, six pour un préavis.",
        required=False,
        min_value=1,
        max_value=24,
    )
    prorogation = forms.BooleanField(
        label="Le texte reporte au premier jour ouvré un délai qui finit un jour chômé", required=False
    )

    def __init__(self, *args: Any, parties: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choix = [(nom, nom) for nom in parties]
        cast("forms.ChoiceField", self.fields["partie"]).choices = _VIDE + choix
        cast("forms.ChoiceField", self.fields["contre"]).choices = _VIDE + choix

    def clean(self) -> dict[str, Any]:
        """Nobody writes to themselves."""
        saisie = super().clean() or {}
        if saisie.get("contre") and saisie["contre"] == saisie.get("partie"):
            self.add_error("contre", "Une partie n’écrit pas à elle-même : choisissez l’autre.")
        return saisie


class JourForm(forms.Form):
    """A day on which something was done."""

    jour = Jour(label="Le", error_messages={"required": "Dites quel jour."})


class RemedeForm(JourForm):
    """What put a breach right."""

    remede = forms.CharField(label="Ce qui a été fait", widget=forms.Textarea(attrs={"rows": 3}))


class MotifForm(forms.Form):
    """Why something is given up."""

    motif = forms.CharField(label="Pourquoi", widget=forms.Textarea(attrs={"rows": 3}))


class FinForm(forms.Form):
    """The end confirmed by who has read what it stops; the day, when no delay gives it."""

    jour = Jour(label="La convention prend fin le", required=False)
    lu = forms.BooleanField(
        label="J’ai lu ce qui s’arrête",
        error_messages={"required": "Lisez ce qui s’arrête, puis cochez la case."},
    )


class DifferendForm(forms.Form):
    """A dispute, and who raises it."""

    objet = forms.CharField(label="Objet du différend", widget=forms.Textarea(attrs={"rows": 3}))
    partie = forms.ChoiceField(label="Partie qui le soulève")
    ouvert_le = Jour(label="Ouvert le")

    def __init__(self, *args: Any, parties: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["partie"]).choices = _VIDE + [(nom, nom) for nom in parties]


class SuiteDuDifferendForm(JourForm):
    """What became of a dispute."""

    juridiction = forms.CharField(label="Tribunal", max_length=200, required=False)
    issue = forms.CharField(label="Issue", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RenouvellementForm(forms.Form):
    """The years of the next convention."""

    debut = Jour(label="Premier jour")
    fin = Jour(label="Dernier jour")
