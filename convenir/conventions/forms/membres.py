"""What a person types to give a place in a convention, or to take it."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from convenir.acteurs.enums import Acte, QualiteMandat, TypeOrganisation
from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.roles import EN_BREF, RESTREIGNABLES
from convenir.acteurs.rules import MOTIF_SIREN
from convenir.conventions.models import Membre
from convenir.conventions.rules.membres import roles_a_donner
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from convenir.territoires.queries import Commune


class PlaceForm(forms.Form):
    """A role among those that may be given, the functions for whoever administers, the scope."""

    role = forms.ChoiceField(label="Rôle", widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Thématiques",
        required=False,
        choices=[(theme.cle, theme.libelle) for theme in THEMES],
        widget=forms.CheckboxSelectMultiple,
    )
    communes = forms.MultipleChoiceField(
        label="Communes", required=False, widget=forms.CheckboxSelectMultiple
    )
    fiches_propres = forms.BooleanField(label="Seulement les fiches que la personne pilote", required=False)
    dpo = forms.BooleanField(label="Délégué à la protection des données", required=False)
    signataire = forms.BooleanField(label="Signataire pour son organisation", required=False)

    def __init__(
        self, donnees: Any = None, *, actes: frozenset[Acte], communes: Iterable[Commune], **options: Any
    ) -> None:
        """`actes`: what the one who gives may do; `communes`: those of the territory."""
        super().__init__(donnees, **options)
        roles = [(role.value, f"{role.label} : {EN_BREF[role]}") for role in roles_a_donner(actes)]
        cast("forms.ChoiceField", self.fields["role"]).choices = roles
        noms = [(commune.insee, commune.nom) for commune in communes]
        cast("forms.MultipleChoiceField", self.fields["communes"]).choices = sorted(noms, key=itemgetter(1))
        if Acte.ADMINISTRER not in actes:
            del self.fields["dpo"], self.fields["signataire"]

    def clean(self) -> dict[str, Any]:
        """A scope narrows a contribution alone."""
        saisie: dict[str, Any] = super().clean() or {}
        etroite = any(saisie.get(champ) for champ in ("themes", "communes", "fiches_propres"))
        if etroite and saisie.get("role") not in RESTREIGNABLES:
            raise forms.ValidationError(
                "Seule une contribution se limite à des thématiques, communes ou fiches : "
                "décochez-les, ou choisissez la contribution."
            )
        return saisie


class MembreForm(PlaceForm):
    """`version` is the one that was shown: a stale one is refused by the operation."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InvitationForm(PlaceForm):
    """Whom, and what ties them to which organisation: a known one, a commune of the territory, or another."""

    prenom = forms.CharField(label="Prénom", max_length=100)
    nom = forms.CharField(label="Nom", max_length=100)
    email = forms.EmailField(label="Adresse électronique")
    organisation = forms.ChoiceField(label="Organisation")
    autre_nom = forms.CharField(label="Nom de l’organisation", max_length=200, required=False)
    autre_type = forms.ChoiceField(
        label="Type", required=False, choices=[("", "À choisir"), *TypeOrganisation.choices]
    )
    autre_siren = forms.RegexField(
        MOTIF_SIREN,
        label="SIREN",
        required=False,
        error_messages={"invalid": "Un numéro SIREN compte neuf chiffres."},
    )
    poste = forms.CharField(label="Poste", max_length=200, required=False)
    qualite = forms.ChoiceField(
        label="Ou mandat d’élu", required=False, choices=[("", "Aucun"), *QualiteMandat.choices]
    )

    AUTRE = "autre"

    def __init__(
        self,
        donnees: Any = None,
        *,
        organisations: Iterable[Organisation],
        communes: Sequence[Commune],
        **options: Any,
    ) -> None:
        """`organisations`: those that already take part."""
        super().__init__(donnees, communes=communes, **options)
        connues = list(organisations)
        deja = {organisation.insee for organisation in connues}
        reste = sorted((c.nom, c.insee) for c in communes if c.insee not in deja)
        cast("forms.ChoiceField", self.fields["organisation"]).choices = [
            ("", "À choisir"),
            ("Déjà dans la convention", [(f"connue:{o.pk}", o.nom) for o in connues]),
            ("Communes du territoire", [(f"commune:{insee}", nom) for nom, insee in reste]),
            (self.AUTRE, "Une autre organisation"),
        ]

    def clean(self) -> dict[str, Any]:
        """A post or a mandate; the name and the type of an organisation that is not in the list."""
        saisie = super().clean()
        if bool(saisie.get("poste")) == bool(saisie.get("qualite")):
            self.add_error("poste", "Donnez un poste, ou un mandat : l’un des deux.")
        if saisie.get("organisation") == self.AUTRE:
            for champ in ("autre_nom", "autre_type"):
                if not saisie.get(champ):
                    self.add_error(champ, "Nécessaire pour une organisation qui n’est pas dans la liste.")
        return saisie

    def get_organisation(self) -> Organisation:
        """The organisation chosen, not recorded yet when it is new here."""
        genre, _, cle = self.cleaned_data["organisation"].partition(":")
        if genre == "connue":
            return Organisation.objects.get(pk=cle)
        if genre == "commune" and (trouvee := commune(cle)):
            return Organisation(
                type=TypeOrganisation.COMMUNE, nom=trouvee.nom, siren=trouvee.siren, insee=trouvee.insee
            )
        return Organisation(
            type=self.cleaned_data["autre_type"],
            nom=self.cleaned_data["autre_nom"],
            siren=self.cleaned_data["autre_siren"],
        )


class InscriptionForm(forms.Form):
    """What an invited person without an account chooses: how they are named, and their password."""

    prenom = forms.CharField(label="Prénom", max_length=100)
    nom = forms.CharField(label="Nom", max_length=100)
    mot_de_passe = forms.CharField(
        label="Mot de passe",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, donnees: Any = None, *, email: str, **options: Any) -> None:
        """`email`: the address that was invited, which a password may not resemble."""
        super().__init__(donnees, **options)
        self.email = email
        self.fields["mot_de_passe"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """The rules of passwords of this installation, said beside the field."""
        saisie: dict[str, Any] = super().clean() or {}
        personne = Personne(email=self.email, prenom=saisie.get("prenom", ""), nom=saisie.get("nom", ""))
        try:
            validate_password(saisie.get("mot_de_passe", ""), personne)
        except forms.ValidationError as erreur:
            self.add_error("mot_de_passe", erreur)
        return saisie


class DepartForm(forms.Form):
    """Who takes over, among those who may; `version` is the one that was shown."""

    successeur = forms.ModelChoiceField(
        Membre.objects.none(),
        label="Qui prend la suite",
        required=False,
        empty_label="Personne pour l’instant",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, donnees: Any = None, *, repreneurs: QuerySet[Membre], obligatoire: bool, **options: Any
    ) -> None:
        """`obligatoire`: nobody leaves without a successor."""
        super().__init__(donnees, **options)
        champ = cast("forms.ModelChoiceField[Membre]", self.fields["successeur"])
        champ.queryset, champ.required = repreneurs, obligatoire
        champ.label_from_instance = _nommer  # type: ignore[method-assign,assignment]
        champ.error_messages["required"] = "Choisissez qui prend la suite : quelqu’un doit tenir ce rôle."


def _nommer(membre: Membre) -> str:
    return f"{membre.personne}, {membre.organisation.nom} ({membre.get_role_display().lower()})"


class RejoindreForm(forms.Form):
    """Which convention, and a word to those who pilot it."""

    recherche = forms.CharField(
        label="Territoire, ou code de la convention",
        max_length=200,
        help_text="Le nom de l’intercommunalité, ou le code qu’une personne qui pilote vous a donné.",
        widget=forms.TextInput(attrs={"size": 40}),
    )
    message = forms.CharField(
        label="Qui vous êtes, pourquoi vous demandez",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DeclinerForm(forms.Form):
    """Why a request is declined: the person reads it."""

    motif = forms.CharField(
        label="Motif, que la personne lira",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
