"""What a person types to amend a sealed convention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from convenir.conventions.enums import NatureComplement, NatureModification, TypeDisposition
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.conventions.rules.en_vigueur import Clause

LIBELLES_MODIFICATION = {
    NatureModification.REMPLACE.value: "La remplacer par un nouveau texte",
    NatureModification.SUPPRIME.value: "La supprimer ; son numéro reste",
    NatureModification.NULLITE.value: "La constater nulle ; les autres clauses demeurent",
}


class OuvertureForm(forms.Form):
    """What an avenant is for."""

    objet = forms.CharField(
        label="Objet de l’avenant",
        max_length=300,
        error_messages={"required": "Dites en une phrase ce que l’avenant change."},
    )


class AvenantForm(OuvertureForm):
    """What an avenant is for, why, from when."""

    motif = forms.CharField(label="Motif", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    effet_le = Jour(label="Prend effet le", required=False)
    fin = Jour(
        label="Nouveau terme de la convention",
        help_text="Seulement si l’avenant prolonge ou raccourcit la convention.",
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RalliementForm(forms.Form):
    """Who joins the convention by the avenant, and who signs for them."""

    nom = forms.CharField(label="Organisation qui rejoint la convention", max_length=300)
    siren = forms.RegexField(
        r"^\d{9}$",
        label="SIREN (neuf chiffres)",
        required=False,
        error_messages={"invalid": "Un numéro SIREN compte neuf chiffres."},
    )
    signataire = forms.CharField(label="Qui signe pour elle", max_length=200)
    qualite = forms.CharField(label="En qualité de", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class _TexteForm(forms.Form):
    titre = forms.CharField(label="Titre", max_length=300, required=False)
    texte = forms.CharField(label="Nouveau texte", required=False, strip=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ModificationForm(_TexteForm):
    """What an avenant does to a provision."""

    nature = forms.ChoiceField(label="Ce que fait l’avenant", choices=list(LIBELLES_MODIFICATION.items()))
    field_order = ("nature",)


class AjoutForm(_TexteForm):
    """A provision that an avenant adds."""

    type = forms.ChoiceField(
        label="Genre", choices=[(t.value, t.label) for t in (TypeDisposition.ARTICLE, TypeDisposition.ANNEXE)]
    )
    field_order = ("type",)


class ComplementForm(forms.Form):
    """What joins the convention without an avenant, and the provision that allows it."""

    nature = forms.ChoiceField(label="Ce qui évolue", choices=NatureComplement.choices)
    clause = forms.ChoiceField(label="Disposition qui le permet")
    titre = forms.CharField(label="Titre", max_length=300)
    texte = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 8}))
    effet_le = Jour(label="État au")

    def __init__(self, *args: Any, clauses: Iterable[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["clause"]).choices = [
            (clause.cle, f"{clause.nom} – {clause.titre}" if clause.titre else clause.nom)
            for clause in clauses
        ]
