"""Who contracts, and who signs for them, as a person types it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenir.acteurs.rules import MOTIF_SIREN
from convenir.conventions.models import Partie, Signataire

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTIES_AU_PLUS = 12


class PartieForm(forms.Form):
    """One party, its signatories one a line (« Nom, qualité »). A party without a name is left out."""

    cle = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    nom = forms.CharField(label="Nom", max_length=300, required=False)
    appellation = forms.CharField(label="Nommée dans le texte", max_length=200, required=False)
    siren = forms.RegexField(
        MOTIF_SIREN,
        label="SIREN",
        required=False,
        error_messages={"invalid": "Un numéro SIREN compte neuf chiffres."},
    )
    signataires = forms.CharField(
        label="Signataires",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un par ligne, dans l’ordre : Prénom Nom, qualité.",
    )


PartiesFormSet = forms.formset_factory(PartieForm, extra=1, max_num=PARTIES_AU_PLUS, validate_max=True)


def valeurs_initiales(parties: Iterable[Partie]) -> list[dict[str, str]]:
    """The parties as the form shows them."""
    return [
        {
            "cle": partie.cle,
            "nom": partie.nom,
            "appellation": partie.appellation,
            "siren": partie.siren,
            "signataires": "\n".join(_ligne(s) for s in partie.signataires.all()),
        }
        for partie in parties
    ]


def parties_saisies(
    saisies: Iterable[dict[str, Any]], connues: Iterable[Partie]
) -> list[tuple[Partie, list[Signataire]]]:
    """The parties typed, not yet recorded; who was known as a signatory keeps what authorises them."""
    autorisations = {
        (partie.cle, _ligne(s)): {"autorisation": s.autorisation, "autorisation_date": s.autorisation_date}
        for partie in connues
        for s in partie.signataires.all()
    }
    return [
        (
            Partie(
                cle=saisie["cle"], nom=saisie["nom"], appellation=saisie["appellation"], siren=saisie["siren"]
            ),
            [
                Signataire(**_nom_et_qualite(ligne), **autorisations.get((saisie["cle"], ligne), {}))
                for ligne in map(str.strip, saisie["signataires"].splitlines())
                if ligne.strip(" ,")
            ],
        )
        for saisie in saisies
        if saisie.get("nom")
    ]


def _ligne(signataire: Signataire) -> str:
    return f"{signataire.nom}, {signataire.qualite}" if signataire.qualite else signataire.nom


def _nom_et_qualite(ligne: str) -> dict[str, str]:
    nom, _, qualite = ligne.partition(",")
    return {"nom": nom.strip(), "qualite": qualite.strip()}
