"""What a person types about posts and mandates, and about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone

from convenir.acteurs.enums import QualiteMandat
from convenir.acteurs.models import Personne, Poste
from convenir.socle.forms import Jour
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune, epci, reconnaitre_commune

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenir.acteurs.models import Organisation


_THEMES = [("", "Aucune : poste global"), *((theme.cle, theme.libelle) for theme in THEMES)]


class PosteForm(forms.ModelForm[Poste]):
    """A post. Its commune is typed by name or code; those of the organisation are suggested."""

    commune = forms.CharField(
        label="Commune",
        required=False,
        max_length=80,
        help_text="Son nom ou son code INSEE ; vide pour tout le territoire.",
    )

    class Meta:
        model = Poste
        fields = ("intitule", "theme", "commune", "etp", "finance_jusqu_au")
        labels = {"etp": "Temps de travail (ETP)", "theme": "Thématique"}
        help_texts = {
            "etp": "En part d’un temps plein : 1, ou 0,8.",
            "finance_jusqu_au": "Dernier jour couvert par un financement.",
        }
        field_classes = {"finance_jusqu_au": Jour}
        widgets = {
            "theme": forms.Select(choices=_THEMES),
        }

    def __init__(self, donnees: Any = None, **options: Any) -> None:
        super().__init__(donnees, **options)
        if self.instance.commune and (lue := commune(self.instance.commune)):
            self.initial["commune"] = lue.nom
        self.fields["etp"].widget.attrs["step"] = "0.05"
        self.fields["intitule"].widget.attrs["size"] = 40

    def clean_commune(self) -> str:
        """The INSEE code of what was typed; among namesakes, that of the organisation's territory."""
        cherchee = self.cleaned_data["commune"]
        territoire = _territoire(self.instance.organisation)
        trouvee = commune(cherchee) or reconnaitre_commune(cherchee, epci=territoire or None)
        if cherchee and trouvee is None:
            raise forms.ValidationError(
                "Aucune commune, ou plusieurs, portent ce nom : donnez-le en entier, ou son code INSEE."
            )
        return trouvee.insee if trouvee else ""


def _territoire(organisation: Organisation) -> str:
    """The SIREN of the EPCI that an organisation is, or is a commune of; empty for the others."""
    lieu = commune(organisation.insee)
    return lieu.epci if lieu else organisation.siren if epci(organisation.siren) else ""


class PersonneForm(forms.Form):
    """Somebody known of the organisation, or new: then a name, and an address when there is one."""

    personne = forms.ModelChoiceField(
        Personne.objects.none(), label="Personne", required=False, empty_label="Une autre personne"
    )
    prenom = forms.CharField(label="Prénom", max_length=100, required=False)
    nom = forms.CharField(label="Nom", max_length=100, required=False)
    email = forms.EmailField(label="Adresse électronique", required=False)

    def __init__(self, donnees: Any = None, *, connues: QuerySet[Personne], **options: Any) -> None:
        super().__init__(donnees, **options)
        cast("forms.ModelChoiceField[Personne]", self.fields["personne"]).queryset = connues

    def clean(self) -> dict[str, Any]:
        """A known person, or at least a name."""
        saisie: dict[str, Any] = super().clean() or {}
        if not saisie.get("personne") and not saisie.get("nom") and "nom" not in self.errors:
            self.add_error("nom", "Choisissez une personne connue, ou donnez au moins un nom.")
        return saisie


class NominationForm(PersonneForm):
    """Who takes a post, from when."""

    debut = Jour(label="Premier jour", initial=timezone.localdate)


class MandatForm(PersonneForm):
    """Who holds which mandate, from when."""

    qualite = forms.ChoiceField(label="Qualité", choices=QualiteMandat.choices)
    delegation = forms.CharField(
        label="Délégation", max_length=200, required=False, help_text="Par exemple : petite enfance."
    )
    debut = Jour(label="Premier jour")


class FinForm(forms.Form):
    """The last day of a post or a mandate."""

    fin = Jour(label="Dernier jour", initial=timezone.localdate)


class ReconductionForm(forms.Form):
    """From when a mandate goes on for a new term."""

    debut = Jour(label="Premier jour du nouveau mandat")
