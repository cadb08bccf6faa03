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


class ReponseForm(forms.Form):
    """What is answered by a link: nothing to raise, or up to three issues, on one screen."""

    reponse = forms.ChoiceField(
        label="Votre réponse",
        choices=[("enjeux", "Nous avons un enjeu à signaler"), ("rien", "Rien à signaler")],
        initial="enjeux",
        widget=forms.RadioSelect,
        error_messages={"required": "Cochez l’une des deux réponses."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for rang, nom in enumerate(("Premier", "Deuxième", "Troisième"), start=1):
            suite = "" if rang == 1 else " (facultatif)"
            self.fields[f"theme_{rang}"] = forms.ChoiceField(
                label=f"{nom} enjeu{suite} : la thématique", choices=_THEMES, required=False
            )
            self.fields[f"texte_{rang}"] = forms.CharField(
                label=f"{nom} enjeu{suite}",
                max_length=600,
                required=False,
                help_text=_AIDE,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"besoin_{rang}"] = forms.CharField(
                label=f"{nom} enjeu : le besoin concerné (facultatif)", max_length=300, required=False
            )

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if self.errors or donnees.get("reponse") == "rien":
            return donnees
        rangs = range(1, PAR_REPONSE + 1)
        for rang in rangs:
            if donnees[f"texte_{rang}"].strip() and not donnees[f"theme_{rang}"]:
                self.add_error(f"theme_{rang}", "Choisissez la thématique de cet enjeu.")
        if not any(donnees[f"texte_{rang}"].strip() for rang in rangs):
            raise forms.ValidationError("Écrivez un enjeu au moins, ou cochez « Rien à signaler ».")
        return donnees


class InterlocuteurForm(forms.Form):
    """Whom to ask: a commune, known by its code, or an organisation that is named."""

    choisi = forms.BooleanField(required=False)
    insee = forms.CharField(max_length=5, required=False, widget=forms.HiddenInput)
    organisation = forms.CharField(max_length=200, required=False)
    courriel = forms.EmailField(
        required=False, error_messages={"invalid": "Ce n’est pas une adresse électronique."}
    )

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if not self.errors and donnees.get("choisi") and not donnees.get("courriel"):
            self.add_error("courriel", "Donnez l’adresse à laquelle écrire.")
        if not self.errors and donnees.get("choisi") and not donnees.get("organisation"):
            self.add_error("organisation", "Nommez cet organisme.")
        return donnees


InterlocuteursForm = forms.formset_factory(InterlocuteurForm, extra=0, max_num=400, absolute_max=400)


class EcheanceForm(forms.Form):
    """Until when an answer is awaited."""

    jusqu_au = Jour(
        label="Réponse attendue le",
        error_messages={"required": "Choisissez jusqu’à quel jour répondre."},
        help_text="Le lien de chacun fonctionne jusqu’à ce jour, une seule fois.",
    )
