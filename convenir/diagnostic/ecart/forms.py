"""What people choose and suppose about the gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from convenir.diagnostic.ecart.catalogue import INVENTAIRE
from convenir.diagnostic.ecart.operations.reglages import POIDS_MAXIMUM
from convenir.diagnostic.ecart.queries.reglages import KM, MINUTES
from convenir.diagnostic.enums import NatureTrajets, ObjetReglage
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenir.diagnostic.ecart.catalogue import Volet
    from convenir.diagnostic.ecart.queries import Reglages
    from convenir.diagnostic.queries import Lieu

UNITES = {KM: "kilomètres", MINUTES: "minutes"}
_TAILLES = re.compile(r"\d+")


class ReglageForm(forms.Form):
    """A choice, who made it, when and why. `objet`: what it is about; `valeur()`: what was chosen."""

    objet = ""

    choisi_par = forms.CharField(
        label="Qui a choisi",
        max_length=200,
        help_text="Par exemple : comité stratégique.",
        error_messages={"required": "Dites qui a choisi."},
    )
    choisi_le = Jour(label="Quand", error_messages={"required": "Donnez le jour du choix."})
    motif = forms.CharField(
        label="Pourquoi", max_length=300, error_messages={"required": "Dites pourquoi : une phrase suffit."}
    )

    def __init__(self, volet: Volet, reglages: Reglages, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.auto_id = f"{self.objet}_%s"
        self.volet, self.reglages = volet, reglages
        self.preparer()
        propres = [champ for champ in self.fields if champ not in ReglageForm.base_fields]
        self.order_fields([*propres, *ReglageForm.base_fields])

    def preparer(self) -> None:
        """Give the fields what depends on the theme."""

    def valeur(self) -> Any:
        return self.cleaned_data[self.objet]


class CibleForm(ReglageForm):
    objet = ObjetReglage.CIBLE.value
    cible = forms.DecimalField(required=False, min_value=0, max_digits=7, decimal_places=2)

    def preparer(self) -> None:
        champ = self.fields["cible"]
        champ.label = f"{self.volet.compte.capitalize()} pour {self.volet.pour} {self.volet.besoin}"
        champ.help_text = "Laissez vide pour revenir à une cible à fixer."
        champ.initial = self.reglages.cible

    def valeur(self) -> Any:
        choisie = self.cleaned_data["cible"]
        return None if choisie is None else float(choisie)


class RayonForm(ReglageForm):
    objet = ObjetReglage.RAYON.value
    rayon = forms.DecimalField(
        label="Jusqu’où vont les familles", min_value=0, max_digits=5, decimal_places=1
    )
    unite = forms.ChoiceField(label="En", choices=list(UNITES.items()))

    def preparer(self) -> None:
        self.fields["rayon"].initial = f"{self.reglages.rayon:g}"
        self.fields["unite"].initial = self.reglages.unite

    def valeur(self) -> Any:
        return {"nombre": float(self.cleaned_data["rayon"]), "unite": self.cleaned_data["unite"]}


class BesoinForm(ReglageForm):
    objet = ObjetReglage.BESOIN.value
    besoin = forms.ChoiceField(label="Indicateur qui dit le besoin")

    def preparer(self) -> None:
        self.fields["besoin"].initial = self.reglages.besoin

    def nommer(self, libelles: Mapping[str, str]) -> None:
        """Name the choices: labels of indicators by key."""
        self.fields["besoin"].choices = [(cle, libelles.get(cle, cle)) for cle in self.volet.besoins]  # type: ignore[attr-defined]


class OffreForm(ReglageForm):
    objet = ObjetReglage.OFFRE.value
    offre = forms.ChoiceField(label="Ce qui dit l’offre")

    def preparer(self) -> None:
        self.fields["offre"].initial = self.reglages.offre

    def nommer(self, libelles: Mapping[str, str]) -> None:
        """Name the choices: labels of indicators by key."""
        self.fields["offre"].choices = [  # type: ignore[attr-defined]
            (INVENTAIRE, "L’inventaire des services"),
            *((cle, f"L’indicateur « {libelles.get(cle, cle)} »") for cle in self.volet.offres),
        ]


def champs_des_poids(volet: Volet, poids: Mapping[str, float]) -> dict[str, forms.Field]:
    """A number for each criterion of a theme."""
    return {
        critere.cle: forms.FloatField(
            label=critere.libelle, min_value=0, max_value=POIDS_MAXIMUM, initial=f"{poids[critere.cle]:g}"
        )
        for critere in volet.criteres
    }


class PoidsForm(ReglageForm):
    objet = ObjetReglage.POIDS.value

    def preparer(self) -> None:
        self.fields |= champs_des_poids(self.volet, self.reglages.poids)

    def valeur(self) -> Any:
        return {critere.cle: self.cleaned_data[critere.cle] for critere in self.volet.criteres}


class EssaiForm(forms.Form):
    """Weights tried without being chosen, and by how much each moves in the test."""

    pas = forms.FloatField(
        label="Faire varier chaque poids de", min_value=0.1, max_value=POIDS_MAXIMUM, initial="0.5"
    )

    def __init__(self, volet: Volet, poids: Mapping[str, float], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields = champs_des_poids(volet, poids) | self.fields


class BassinsForm(forms.Form):
    """Living areas, pasted or as a file."""

    liste = forms.CharField(
        label="Une ligne par commune",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Le code ou le nom de la commune, un point-virgule, son bassin de vie.",
    )
    fichier = forms.FileField(
        label="Ou un fichier", required=False, max_length=255, help_text="Mêmes colonnes, .csv ou .xlsx."
    )

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or self.cleaned_data
        if not saisie.get("liste", "").strip() and not saisie.get("fichier"):
            self.add_error("liste", "Collez une liste, ou choisissez un fichier.")
        return saisie


class TrajetsForm(forms.Form):
    """A table of journeys between communes."""

    nature = forms.ChoiceField(label="Ce que dit la table", choices=NatureTrajets.choices)
    source = forms.CharField(
        label="D’où elle vient",
        max_length=200,
        help_text="Par exemple : Insee, Distancier Metric, 2024.",
        error_messages={"required": "Dites d’où vient cette table."},
    )
    fichier = forms.FileField(
        label="Table",
        max_length=255,
        help_text="Trois colonnes, .csv ou .xlsx : commune de départ, commune d’arrivée, nombre.",
        error_messages={"required": "Choisissez la table."},
    )


class ScenarioForm(forms.Form):
    """A budget, sizes, communes: what a scenario is asked."""

    nom = forms.CharField(
        label="Nom du scénario", max_length=100, error_messages={"required": "Donnez-lui un nom."}
    )
    budget = forms.IntegerField(min_value=1, error_messages={"required": "Donnez le budget."})
    modules = forms.CharField(max_length=60, error_messages={"required": "Donnez au moins une taille."})
    par_commune = forms.IntegerField(
        label="Ouvertures au plus dans une commune", min_value=1, max_value=20, initial=2
    )
    candidates = forms.MultipleChoiceField(
        label="Communes où l’on peut ouvrir",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une commune."},
    )

    def __init__(self, volet: Volet, communes: Sequence[Lieu], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["budget"].label = f"Budget, en {volet.compte} à ouvrir"
        self.fields["modules"].label = f"Tailles possibles d’une ouverture, en {volet.compte}"
        self.fields["modules"].help_text = "Séparées par des virgules."
        self.fields["modules"].initial = ", ".join(map(str, volet.modules))
        self.fields["candidates"].choices = [(c.code, c.nom) for c in communes]  # type: ignore[attr-defined]

    def clean_modules(self) -> list[int]:
        lues = [int(taille) for taille in _TAILLES.findall(self.cleaned_data["modules"])]
        if not lues:
            raise forms.ValidationError("Donnez des nombres : 12, 24, 40.")
        return lues


REGLAGES: dict[str, type[ReglageForm]] = {
    formulaire.objet: formulaire for formulaire in (CibleForm, RayonForm, PoidsForm, BesoinForm, OffreForm)
}
