"""What people type about services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from convenir.acteurs.models import Organisation
from convenir.diagnostic.enums import EtatEquipement, PointDeVigilance
from convenir.diagnostic.equipements.catalogue import types
from convenir.diagnostic.equipements.importation import LIBELLES
from convenir.diagnostic.equipements.operations.fiches import CHAMPS
from convenir.diagnostic.models import Denombrement, Equipement
from convenir.socle.forms import Jour
from convenir.socle.themes import THEMES
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    from convenir.conventions.models import Convention

SANS_COMMUNE = "sans"


def choix_de_types(*, situables: bool = False) -> list[tuple[str, str]]:
    """The types, by key and label; only those that have a place when `situables`."""
    return [(t.cle, t.libelle) for t in types().values() if t.situable or not situables]


def choix_de_communes(convention: Convention) -> list[tuple[str, str]]:
    """The communes of the EPCI, by name."""
    communes = communes_de_epci(convention.epci_siren) if convention.epci_siren else []
    return [(c.insee, c.nom) for c in sorted(communes, key=lambda c: c.nom)]


class FiltreForm(forms.Form):
    """Which services to show."""

    type = forms.ChoiceField(label="Type", required=False)
    theme = forms.ChoiceField(label="Thématique", required=False)
    commune = forms.ChoiceField(label="Commune", required=False)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous les états"), *EtatEquipement.choices]
    )
    point = forms.ChoiceField(
        label="À regarder", required=False, choices=[("", "Tous"), *PointDeVigilance.choices]
    )
    au = Jour(label="À la date du", required=False)

    def __init__(self, *args: Any, convention: Convention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choisir(self, "type", [("", "Tous les types"), *choix_de_types(situables=True)])
        _choisir(self, "theme", [("", "Toutes"), *((t.cle, t.libelle) for t in THEMES)])
        communes = [("", "Toutes"), (SANS_COMMUNE, "Sans précision"), *choix_de_communes(convention)]
        _choisir(self, "commune", communes)


def _choisir(formulaire: forms.BaseForm, nom: str, choix: list[tuple[str, str]]) -> None:
    champ = formulaire.fields[nom]
    assert isinstance(champ, forms.ChoiceField)  # noqa: S101 -- declared in the class
    champ.choices = choix


class EquipementForm(forms.ModelForm[Equipement]):
    """A service; what is not known stays empty. `version` is that of the record when the page was read."""

    type = forms.ChoiceField(label="Type")
    insee = forms.ChoiceField(label="Commune", required=False)
    ouvert_le = Jour(label="Ouvert le", required=False)
    ferme_le = Jour(label="Ferme le", required=False, help_text="Le premier jour sans le service.")
    verifie_le = Jour(label="Vérifié le", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Equipement
        fields = (
            *("type", "nom", "insee", "adresse", "lat", "lon", "gestionnaire", "gestionnaire_libelle"),
            *("telephone", "courriel", "places", "horaires", "horaires_particuliers", "avip", "handicap"),
            *("ouvert_le", "ferme_le", "verifie_le", "source", "identifiant"),
        )
        localized_fields = ("lat", "lon")
        # a field of the browser for numbers would drop a decimal comma, hence the position
        widgets = {
            **{nom: forms.TextInput(attrs={"inputmode": "decimal"}) for nom in ("lat", "lon")},
            **{
                nom: forms.TextInput(attrs={"size": 40}) for nom in ("nom", "adresse", "gestionnaire_libelle")
            },
        }
        labels = {"lon": "Longitude", "lat": "Latitude"}
        help_texts = {
            "gestionnaire": "Parmi les organisations de la convention.",
            "gestionnaire_libelle": "S’il n’est pas dans la liste.",
            "horaires_particuliers": "Tôt le matin, le soir, le week-end, en urgence…",
            "lat": "En degrés, comme 50,3577. Sans position, le service reste hors de la carte.",
            "source": "D’où l’on tient ce service : un recensement, un agrément, une visite.",
            "places": "Vide si le nombre n’est pas connu, ou pour un service sans places.",
        }

    def __init__(self, *args: Any, convention: Convention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.convention = convention
        _choisir(self, "type", [("", "Choisir"), *choix_de_types(situables=True)])
        communes = choix_de_communes(convention)
        actuelle = self.instance.insee
        if actuelle and actuelle not in dict(communes):
            communes.append((actuelle, actuelle))
        _choisir(self, "insee", [("", "Sans précision"), *communes])
        organisations = self.fields["gestionnaire"]
        assert isinstance(organisations, forms.ModelChoiceField)  # noqa: S101 -- a foreign key
        siennes = Organisation.objects.filter(participations__convention=convention, fusionnee_dans=None)
        gardee = Organisation.objects.filter(pk=self.instance.gestionnaire_id or 0)
        organisations.empty_label = "Inconnu"
        organisations.queryset = (siennes | gardee).distinct().order_by("nom", "pk")

    def clean_verifie_le(self) -> Any:
        jour = self.cleaned_data["verifie_le"]
        if jour and jour > timezone.localdate():
            raise forms.ValidationError("Une vérification ne peut être à venir.")
        return jour

    @property
    def champs(self) -> dict[str, Any]:
        """What the form says, for the operation."""
        return {champ: self.cleaned_data[champ] for champ in CHAMPS}


class DenombrementForm(forms.ModelForm[Denombrement]):
    """A number of services that somebody gives."""

    type = forms.ChoiceField(label="Type")
    insee = forms.ChoiceField(label="Commune", required=False)

    class Meta:
        model = Denombrement
        fields = ("type", "nombre", "insee", "annee", "source")
        help_texts = {"source": "Qui le dit, dans quel document."}

    def __init__(self, *args: Any, convention: Convention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.convention = convention
        self.fields["nombre"].required = True
        _choisir(self, "type", [("", "Choisir"), *choix_de_types()])
        _choisir(self, "insee", [("", "Communes, sans précision"), *choix_de_communes(convention)])


class ImportForm(forms.Form):
    fichier = forms.FileField(
        label="Tableau des services",
        max_length=255,
        help_text="CSV ou Excel (.xlsx). La première ligne nomme les colonnes ; l’export de cette page, le "
        "schéma national des équipements (SCDL) et la base permanente des équipements sont reconnus.",
    )


class ColonnesForm(forms.Form):
    """The table already read, and what each of its columns is."""

    nom = forms.CharField(max_length=255, widget=forms.HiddenInput)
    tableau = forms.CharField(widget=forms.Textarea(attrs={"hidden": True}), strip=False)
    source = forms.CharField(
        label="Source", max_length=200, help_text="Gardée avec chaque service qui n’en donne pas."
    )
    type_par_defaut = forms.ChoiceField(
        label="Type, quand aucune colonne ne le donne",
        required=False,
        choices=[("", "Aucun"), *choix_de_types(situables=True)],
    )

    def __init__(self, *args: Any, entete: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colonnes = [f"colonne_{rang}" for rang in range(len(entete))]
        for nom, titre in zip(self.colonnes, entete, strict=True):
            self.fields[nom] = forms.ChoiceField(
                label=titre or "(sans titre)",
                required=False,
                choices=[("", "Laisser de côté"), *LIBELLES.items()],
            )

    @property
    def designees(self) -> list[str]:
        """What each column is, in their order."""
        return [self.cleaned_data[nom] for nom in self.colonnes]

    @property
    def champs_des_colonnes(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.colonnes]
