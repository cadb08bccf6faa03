"""The parts of a fiche, each a short form of its own: it shows a content, gives back what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from convenir.acteurs.models import Organisation, Personne
from convenir.diagnostic.equipements.catalogue import type_de_cle, types
from convenir.plan.enums import AutrePlan, GenreIndicateur, NatureDeBudget, Priorite, RoleSurFiche
from convenir.plan.forms.fiches import objectifs_par_theme
from convenir.socle.formats import lire_date, lire_nombre
from convenir.socle.forms import Jour
from convenir.territoires.queries import commune, communes_de_epci

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from convenir.conventions.models import Convention

_LONG = {"rows": 5}
_AU_PLUS = 60


class _Partie(forms.Form):
    """A part made of simple fields, named as in the content."""

    def __init__(self, convention: Convention, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.convention = convention


class EssentielForm(_Partie):
    titre = forms.CharField(label="Titre", max_length=300, widget=forms.TextInput(attrs={"size": 60}))
    objectif = forms.ChoiceField(label="Objectif servi")
    debut = Jour(label="Début", required=False)
    fin = Jour(label="Fin", required=False)
    priorite = forms.ChoiceField(
        label="Priorité", required=False, choices=[("", "Non dite"), *Priorite.choices]
    )
    public = forms.CharField(
        label="Public", max_length=500, required=False, widget=forms.TextInput(attrs={"size": 60})
    )
    communes = forms.MultipleChoiceField(
        label="Communes concernées",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucune case cochée : tout le territoire.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["objectif"].choices = objectifs_par_theme(self.convention)  # type: ignore[attr-defined]
        self.fields["communes"].choices = lieux(self.convention, self.initial.get("communes", []))  # type: ignore[attr-defined]


def lieux(convention: Convention, codes: list[str]) -> list[tuple[str, str]]:
    """The communes of the territory, and those already there (INSEE codes), in alphabetical order."""
    membres = (
        {c.insee: c.nom for c in communes_de_epci(convention.epci_siren)} if convention.epci_siren else {}
    )
    autres = {code: lieu.nom if (lieu := commune(code)) else code for code in codes}
    return sorted((autres | membres).items(), key=lambda lieu: lieu[1])


class ContenuForm(_Partie):
    contexte = forms.CharField(
        label="Contexte",
        required=False,
        widget=forms.Textarea(attrs=_LONG),
        help_text="Le constat du diagnostic.",
    )
    description = forms.CharField(
        label="Description", required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    resultats = forms.CharField(
        label="Résultats attendus", required=False, widget=forms.Textarea(attrs=_LONG)
    )


class MoyensForm(_Partie):
    etp = forms.DecimalField(
        label="Moyens humains, en ETP",
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
    )
    moyens_humains = forms.CharField(
        label="Qui y travaille", required=False, widget=forms.Textarea(attrs=_LONG)
    )
    moyens_materiels = forms.CharField(
        label="Moyens matériels", required=False, widget=forms.Textarea(attrs=_LONG)
    )


class LiensForm(_Partie):
    liees = forms.CharField(
        label="Fiches liées",
        required=False,
        max_length=200,
        help_text="Leurs numéros, séparés par des virgules.",
    )
    autres_plans = forms.MultipleChoiceField(
        label="Autres plans servis",
        required=False,
        choices=AutrePlan.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    references_plans = forms.CharField(
        label="Références dans ces plans",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"size": 60}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["liees"] = ", ".join(map(str, self.initial.get("liees", [])))

    def clean_liees(self) -> list[int]:
        ecrits = self.cleaned_data["liees"].replace(";", ",").split(",")
        dits = [morceau.strip() for morceau in ecrits if morceau.strip()]
        if faux := [morceau for morceau in dits if not (morceau.isascii() and morceau.isdigit())]:
            raise forms.ValidationError(f"« {faux[0]} » n’est pas un numéro de fiche.")
        return [int(morceau) for morceau in dits]


class SuiviForm(_Partie):
    vigilance = forms.CharField(
        label="Points de vigilance", required=False, widget=forms.Textarea(attrs=_LONG)
    )
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 8}))


class _Ligne(forms.Form):
    """A line of a family; one whose first field (`obligatoire`) is empty is left out."""

    obligatoire = ""
    use_required_attribute = False

    def __init__(self, *args: Any, convention: Convention, **options: Any) -> None:
        super().__init__(*args, **options)
        self.convention = convention

    @property
    def nom(self) -> str:
        """What the line is called: nothing for a new one."""
        return str(self.initial.get(self.obligatoire) or "")

    def en_ligne(self) -> dict[str, Any] | None:
        """The line as the content holds it; None when there is nothing in it."""
        saisie = self.cleaned_data
        return saisie if saisie.get(self.obligatoire) else None


class IntervenantForm(_Ligne):
    obligatoire = "libelle"
    role = forms.ChoiceField(label="Rôle", choices=RoleSurFiche.choices, required=False)
    qui = forms.ChoiceField(label="Organisation ou personne", required=False)
    libelle = forms.CharField(
        label="Ou un autre nom",
        max_length=200,
        required=False,
        help_text="Si personne ne convient dans la liste.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dit = self.initial
        self.initial["qui"] = _cle(dit.get("organisation"), dit.get("personne"))
        self.fields["qui"].choices = connus(self.convention, self.initial["qui"])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if donnees.get("qui") and donnees.get("libelle"):
            raise forms.ValidationError("Choisissez dans la liste, ou écrivez un autre nom : pas les deux.")
        return donnees

    def en_ligne(self) -> dict[str, Any] | None:
        saisie = self.cleaned_data
        nature, _, numero = saisie.get("qui", "").partition(":")
        ligne = {
            "role": saisie.get("role"),
            "organisation": int(numero) if nature == "organisation" else None,
            "personne": int(numero) if nature == "personne" else None,
            "libelle": saisie.get("libelle", ""),
        }
        return ligne if numero or ligne["libelle"] else None


def _cle(organisation: int | None, personne: int | None) -> str:
    if organisation:
        return f"organisation:{organisation}"
    return f"personne:{personne}" if personne else ""


def connus(convention: Convention, cle: str = "") -> list[tuple[str, Any]]:
    """The organisations and the members of a convention, and whoever is already there (`cle`)."""
    membres = convention.membres.filter(parti_le=None).select_related("personne", "organisation")
    organisations = {m.organisation_id: m.organisation.nom for m in membres}
    insees = [c.insee for c in communes_de_epci(convention.epci_siren)] if convention.epci_siren else []
    voisines = Organisation.objects.filter(insee__in=insees, fusionnee_dans=None)
    organisations |= dict(voisines.values_list("pk", "nom"))
    personnes = {m.personne_id: str(m.personne) for m in membres}
    nature, _, numero = cle.partition(":")
    if nature == "organisation" and int(numero) not in organisations:
        organisations |= dict(Organisation.objects.filter(pk=numero).values_list("pk", "nom"))
    elif nature == "personne" and int(numero) not in personnes:
        personnes |= {p.pk: str(p) for p in Personne.objects.filter(pk=numero)}
    return [
        ("", "Choisir"),
        ("Organisations", [(f"organisation:{pk}", nom) for pk, nom in _tries(organisations)]),
        ("Personnes", [(f"personne:{pk}", nom) for pk, nom in _tries(personnes)]),
    ]


def _tries(noms: Mapping[int, str]) -> list[tuple[int, str]]:
    return sorted(noms.items(), key=lambda paire: paire[1].casefold())


class EtapeForm(_Ligne):
    obligatoire = "intitule"
    intitule = forms.CharField(
        label="Étape", max_length=300, required=False, widget=forms.TextInput(attrs={"size": 40})
    )
    debut = Jour(label="Début", required=False)
    echeance = Jour(label="Échéance", required=False)
    faite_le = Jour(label="Faite le", required=False)


class BudgetForm(_Ligne):
    obligatoire = "financeur"
    financeur = forms.CharField(label="Financeur", max_length=200, required=False)
    annee = forms.IntegerField(label="Année", min_value=2000, max_value=2100, required=False)
    nature = forms.ChoiceField(label="Nature", choices=NatureDeBudget.choices, required=False)
    prevu = forms.DecimalField(
        label="Prévu (€)", required=False, min_value=0, max_digits=12, decimal_places=2, localize=True
    )
    realise = forms.DecimalField(
        label="Réalisé (€)", required=False, min_value=0, max_digits=12, decimal_places=2, localize=True
    )

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if donnees.get("financeur") and not donnees.get("annee") and "annee" not in self.errors:
            self.add_error("annee", "Dites pour quelle année.")
        return donnees


class EffetForm(_Ligne):
    obligatoire = "places"

    @property
    def nom(self) -> str:
        return type_de_cle(self.initial["type"]).libelle if self.initial.get("type") else ""

    type = forms.ChoiceField(label="Type de service", required=False)
    places = forms.IntegerField(
        label="Places", required=False, help_text="Ouvertes ; avec un moins, fermées."
    )
    insee = forms.ChoiceField(label="Commune", required=False)
    a_partir_de = Jour(label="À partir du", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["type"].choices = [(t.cle, t.libelle) for t in types().values() if t.places]  # type: ignore[attr-defined]
        deja = [self.initial["insee"]] if self.initial.get("insee") else []
        self.fields["insee"].choices = [("", "Choisir"), *lieux(self.convention, deja)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if donnees.get("places"):
            for champ, phrase in (
                ("insee", "Dites dans quelle commune."),
                ("a_partir_de", "Dites à partir de quand."),
            ):
                if not donnees.get(champ) and champ not in self.errors:
                    self.add_error(champ, phrase)
        return donnees


class IndicateurForm(_Ligne):
    obligatoire = "libelle"
    libelle = forms.CharField(
        label="Indicateur", max_length=300, required=False, widget=forms.TextInput(attrs={"size": 40})
    )
    genre = forms.ChoiceField(
        label="Mesure", choices=GenreIndicateur.choices, required=False, initial=GenreIndicateur.RESULTAT
    )
    unite = forms.CharField(label="Unité", max_length=40, required=False)
    depart = forms.DecimalField(
        label="Départ", required=False, max_digits=14, decimal_places=2, localize=True
    )
    cible = forms.DecimalField(label="Cible", required=False, max_digits=14, decimal_places=2, localize=True)
    cible_le = Jour(label="Cible pour le", required=False)
    mesures = forms.CharField(
        label="Valeurs relevées",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une par ligne : 31/12/2026 : 42",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dites = self.initial.get("mesures", [])
        if not isinstance(dites, str):
            self.initial["mesures"] = "\n".join(
                f"{m['jour'][8:]}/{m['jour'][5:7]}/{m['jour'][:4]} : {m['valeur'].replace('.', ',')}"
                for m in dites
            )

    def clean_mesures(self) -> list[dict[str, Any]]:
        mesures = []
        for ligne in filter(str.strip, self.cleaned_data["mesures"].splitlines()):
            jour, _, valeur = ligne.partition(":")
            lu_le, lue = lire_date(jour.strip()), lire_nombre(valeur.strip())
            if lu_le is None or lue is None:
                raise forms.ValidationError(
                    f"« {ligne.strip()[:60]} » ne se lit pas : écrivez 31/12/2026 : 42"
                )
            mesures.append({"jour": lu_le, "valeur": lue})
        return mesures


class _Lignes(BaseFormSet[_Ligne]):
    """The lines of a family."""

    def contenu(self) -> list[dict[str, Any]]:
        """What was typed, empty lines left out."""
        return [ligne for formulaire in self.forms if (ligne := formulaire.en_ligne()) is not None]


def _famille(formulaire: type[_Ligne]) -> type[_Lignes]:
    return formset_factory(  # type: ignore[return-value]
        formulaire, formset=_Lignes, extra=2, max_num=_AU_PLUS, absolute_max=_AU_PLUS + 2, validate_max=True
    )


#: each part: its title, what it is written with; those in lines have the name of a family of the content
PARTIES: dict[str, tuple[str, type[_Partie | _Lignes], str]] = {
    "essentiel": ("L’essentiel", EssentielForm, ""),
    "contenu": ("Contexte et description", ContenuForm, ""),
    "acteurs": ("Pilotes et partenaires", _famille(IntervenantForm), "intervenants"),
    "etapes": ("Étapes", _famille(EtapeForm), "etapes"),
    "budget": ("Budget", _famille(BudgetForm), "budget"),
    "moyens": ("Moyens", MoyensForm, ""),
    "effets": ("Effets sur l’offre de services", _famille(EffetForm), "effets"),
    "indicateurs": ("Indicateurs", _famille(IndicateurForm), "indicateurs"),
    "liens": ("Fiches et plans liés", LiensForm, ""),
    "suivi": ("Vigilance et notes", SuiviForm, ""),
}


class Saisie:
    """A part of a fiche being typed: `formulaire` is a form, or a set of lines when `en_lignes`."""

    def __init__(
        self,
        partie: str,
        convention: Convention,
        contenu: Mapping[str, Any],
        donnees: QueryDict | None = None,
    ) -> None:
        self.formulaire: Any
        self.titre, formulaire, self.famille = PARTIES[partie]
        fabrique: Any = formulaire
        if self.famille:
            self.formulaire = fabrique(
                donnees,
                initial=[dict(ligne) for ligne in contenu[self.famille]],
                prefix="lignes",
                form_kwargs={"convention": convention},
            )
        else:
            champs = {nom: contenu[nom] for nom in fabrique.base_fields}
            self.formulaire = fabrique(convention, donnees, initial=champs)

    @property
    def en_lignes(self) -> bool:
        return bool(self.famille)

    def est_valide(self) -> bool:
        return bool(self.formulaire.is_valid())

    def contenu(self) -> dict[str, Any]:
        """What was typed, as a content."""
        if self.famille:
            return {self.famille: self.formulaire.contenu()}
        saisie = dict(self.formulaire.cleaned_data)
        if "objectif" in saisie:
            saisie["objectif"] = int(saisie["objectif"])
        return saisie
