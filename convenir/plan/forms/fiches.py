"""A new fiche, its states, news of it, who sees it; what narrows the table."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms

from convenir.acteurs.models import Organisation
from convenir.plan.enums import Avancement, Redaction
from convenir.plan.enums.avancement import TRANSITIONS as AVANCEMENTS
from convenir.plan.enums.redaction import TRANSITIONS as REDACTIONS
from convenir.plan.queries.fiches import Filtres
from convenir.plan.queries.plan import nom_du_theme, numeros, rang_du_theme
from convenir.socle.erreurs import Refus
from convenir.socle.forms import Jour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.conventions.models import Convention
    from convenir.plan.models import FicheAction


def exiger(formulaire: forms.Form) -> dict[str, Any]:
    """The values of a valid form. Raises `Refus` with its own sentences when it is not."""
    if not formulaire.is_valid():
        raise Refus(" ".join(str(e) for erreurs in formulaire.errors.values() for e in erreurs))
    return formulaire.cleaned_data


def objectifs_par_theme(convention: Convention) -> list[tuple[str, list[tuple[str, str]]]]:
    """The objectives as a list to choose from, under their themes, with their numbers."""
    connus = numeros([convention.pk])
    groupes: dict[str, list[tuple[str, str]]] = {}
    for objectif in convention.objectifs.order_by("ordre", "pk"):
        ligne = (str(objectif.pk), f"{connus[objectif.pk]}. {objectif.libelle}")
        groupes.setdefault(objectif.theme, []).append(ligne)
    return [(nom_du_theme(theme), groupes[theme]) for theme in sorted(groupes, key=rang_du_theme)]


class NouvelleFicheForm(forms.Form):
    """All that a fiche asks for to begin with."""

    titre = forms.CharField(label="Titre", max_length=300, widget=forms.TextInput(attrs={"size": 60}))
    objectif = forms.ChoiceField(label="Objectif servi")
    description = forms.CharField(
        label="En quelques phrases", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, convention: Convention, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choix = [("", "Choisir un objectif"), *objectifs_par_theme(convention)]
        self.fields["objectif"].choices = choix  # type: ignore[attr-defined]


class AvancementForm(forms.Form):
    """Where the action stands now; why, when that is asked for."""

    avancement = forms.ChoiceField(label="L’action est maintenant")
    motif = forms.CharField(
        label="Ce qui la bloque, ou pourquoi l’abandonner",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    le = Jour(label="Si elle est terminée, depuis le", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, fiche: FicheAction, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        permis = AVANCEMENTS[Avancement(fiche.avancement)]
        self.fields["avancement"].choices = [(a.value, a.label) for a in Avancement if a in permis]  # type: ignore[attr-defined]


class RedactionForm(forms.Form):
    """The next phase of the writing; the validation, when it is circulated."""

    redaction = forms.ChoiceField(label="La fiche devient")
    validee_le = Jour(label="Validée le", required=False)
    validee_par = forms.CharField(
        label="Par l’instance", max_length=200, required=False, help_text="Par exemple : comité technique."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, fiche: FicheAction, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        permises = REDACTIONS[Redaction(fiche.redaction)]
        choix = [(r.value, r.label) for r in reversed(Redaction) if r in permises]
        self.fields["redaction"].choices = choix  # type: ignore[attr-defined]
        if Redaction.DIFFUSEE not in permises:
            del self.fields["validee_le"], self.fields["validee_par"]


class NouvelleForm(forms.Form):
    """News of a fiche."""

    texte = forms.CharField(
        label="Où en est l’action", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PieceForm(forms.Form):
    """A document to join."""

    titre = forms.CharField(label="Titre du document", max_length=200, required=False)
    fichier = forms.FileField(label="Document", max_length=255)


class VisibiliteForm(forms.Form):
    """Who sees a fiche: every member of the convention, or these organisations."""

    organisations: forms.ModelMultipleChoiceField[Organisation] = forms.ModelMultipleChoiceField(
        label="Réservée à",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucune case cochée : tous les membres de la convention la voient.",
    )

    def __init__(self, convention: Convention, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        siennes = Organisation.objects.filter(participations__convention=convention).distinct()
        self.fields["organisations"].queryset = siennes.order_by("nom", "pk")  # type: ignore[attr-defined]


class FiltresForm(forms.Form):
    """What narrows the table, kept in its address; what makes no sense narrows nothing."""

    use_required_attribute = False

    q = forms.CharField(label="Mots", max_length=100, required=False)
    theme = forms.ChoiceField(label="Thématique", required=False)
    avancement = forms.ChoiceField(label="Avancement", required=False)
    redaction = forms.ChoiceField(label="Rédaction", required=False)
    pilote = forms.ChoiceField(label="Organisation pilote", required=False)
    commune = forms.ChoiceField(label="Commune", required=False)
    priorite = forms.ChoiceField(label="Priorité", required=False)
    etat = forms.ChoiceField(label="À surveiller", required=False)
    miennes = forms.BooleanField(label="Mes fiches", required=False)
    grouper = forms.ChoiceField(label="Grouper par", required=False)
    trier = forms.ChoiceField(label="Trier par", required=False)

    _VIDES = {"grouper": "Sans groupe", "trier": "Numéro", "etat": "Tout", "miennes": ""}

    def __init__(self, choix: Mapping[str, list[tuple[str, str]]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for champ, connus in choix.items():
            vide = self._VIDES.get(champ, "Toutes" if champ != "avancement" else "Tous")
            self.fields[champ].choices = [("", vide), *connus]  # type: ignore[attr-defined]

    def filtres(self) -> Filtres:
        """What is asked for, each field that makes no sense left out."""
        self.is_valid()
        saisies: dict[str, Any] = {
            champ.name: self.cleaned_data.get(champ.name) or champ.default for champ in fields(Filtres)
        }
        if saisies["pilote"]:
            saisies["pilote"] = int(saisies["pilote"])
        return Filtres(**saisies)


class LotForm(forms.Form):
    """One field to change on the fiches that are ticked."""

    champ = forms.ChoiceField(
        label="Pour les fiches cochées",
        choices=[
            ("avancement", "Avancement"),
            ("priorite", "Priorité"),
            ("fin", "Échéance"),
            ("objectif", "Objectif"),
        ],
    )
