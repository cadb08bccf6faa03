"""A table given, and how to read its columns."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.importation.colonnes import Colonnes, Origine
from convenir.diagnostic.models import DERNIERE_ANNEE, PREMIERE_ANNEE
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.files.uploadedfile import UploadedFile

    from convenir.diagnostic.models import Indicateur

TAILLE_MAXIMUM = 100  # MiB
_AUCUNE = ("", "–")


class TableauForm(forms.Form):
    """One file, judged when it is opened."""

    fichier = forms.FileField(
        label="Tableau de chiffres",
        help_text="CSV, Excel (.xlsx) ou JSON de data.caf.fr. Sa première ligne nomme les colonnes.",
        error_messages={"required": "Choisissez d’abord un fichier.", "empty": "Ce fichier est vide."},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.json"}),
    )

    def clean_fichier(self) -> UploadedFile[bytes]:
        fichier: UploadedFile[bytes] = self.cleaned_data["fichier"]
        if (fichier.size or 0) > TAILLE_MAXIMUM * 1024**2:
            raise forms.ValidationError(
                f"Ce fichier dépasse {TAILLE_MAXIMUM} Mo : restreignez-le à votre département, ou demandez à "
                "qui tient l’installation de le charger."
            )
        return fichier


class ColonnesForm(forms.Form):
    """A known way of reading, or one described: where code and year are, what each column measures."""

    correspondance = forms.ChoiceField(label="Comment lire ce tableau", required=False)
    code = forms.ChoiceField(label="Colonne du code du territoire", required=False)
    niveau = forms.ChoiceField(
        label="Ce que décrit chaque ligne",
        required=False,
        choices=[(n.value, n.label) for n in Niveau],
        initial=Niveau.COMMUNE,
    )
    annee = forms.ChoiceField(label="Colonne de l’année", required=False)
    millesime = forms.IntegerField(
        label="Ou l’année de tout le tableau",
        required=False,
        min_value=PREMIERE_ANNEE,
        max_value=DERNIERE_ANNEE,
    )
    titre = forms.CharField(label="Titre du jeu de données", required=False, max_length=160)
    producteur = forms.CharField(label="Qui le publie", required=False, max_length=160)
    arrondi = forms.IntegerField(
        label="Effectifs arrondis à", required=False, min_value=2, help_text="5 pour la Caf."
    )
    garder = forms.CharField(
        label="Garder cette lecture sous le nom",
        required=False,
        max_length=80,
        help_text="Minuscules, chiffres, traits bas : le prochain fichier de ce genre se lira tout seul.",
    )

    def __init__(
        self,
        donnees: Any,
        entete: Sequence[str],
        possibles: Sequence[tuple[str, Colonnes]],
        mesures: Sequence[Indicateur],
        decrit: Colonnes | None = None,
    ) -> None:
        self.entete, self.possibles = tuple(filter(None, entete)), dict(possibles)
        connus = [(nom, f"{c.origine.titre} ({nom})") for nom, c in possibles]
        initial = {"correspondance": connus[0][0] if connus else ""} | self._deja_dit(decrit)
        super().__init__(donnees, initial=initial)
        colonnes = [_AUCUNE, *((titre, titre) for titre in self.entete)]
        self._choix("correspondance", [*connus, ("", "Je décris les colonnes ci-dessous")])
        self._choix("code", colonnes)
        self._choix("annee", colonnes)
        choix = [_AUCUNE, *((m.cle, f"{m.libelle} ({m.unite})") for m in mesures)]
        for rang, titre in enumerate(self.entete):
            self.fields[f"colonne_{rang}"] = forms.ChoiceField(label=titre, required=False, choices=choix)

    def _deja_dit(self, decrit: Colonnes | None) -> dict[str, Any]:
        """The answers that describe a table already described."""
        if decrit is None:
            return {}
        nom = next((nom for nom, connue in self.possibles.items() if connue == decrit), "")
        origine = decrit.origine
        dit: dict[str, Any] = {
            "correspondance": nom,
            "titre": origine.titre,
            "producteur": origine.producteur,
        }
        dit |= {"arrondi": origine.arrondi, "millesime": decrit.millesime}
        dit |= {"code": decrit.code, "niveau": decrit.niveau, "annee": decrit.annee}
        rangs = {
            f"colonne_{rang}": decrit.indicateurs.get(titre, "") for rang, titre in enumerate(self.entete)
        }
        return dit | rangs

    def _choix(self, champ: str, choix: list[tuple[str, str]]) -> None:
        champ_de_choix = self.fields[champ]
        if isinstance(champ_de_choix, forms.ChoiceField):
            champ_de_choix.choices = choix

    @property
    def mesures(self) -> list[forms.BoundField]:
        """The fields of the columns, in their order."""
        return [self[f"colonne_{rang}"] for rang in range(len(self.entete))]

    def colonnes(self) -> Colonnes:
        """What was said. Raises `Refus` when it is not enough."""
        dit: Mapping[str, Any] = self.cleaned_data
        if dit["correspondance"]:
            return self.possibles[dit["correspondance"]]
        if not (dit["titre"] and dit["producteur"]):
            raise Refus("Dites d’où viennent les chiffres : le titre du jeu de données et qui le publie.")
        if not dit["code"]:
            raise Refus("Dites quelle colonne porte le code du territoire.")
        indicateurs = {
            titre: cle for rang, titre in enumerate(self.entete) if (cle := dit[f"colonne_{rang}"])
        }
        return Colonnes(
            origine=Origine(_cle(dit["titre"]), dit["titre"], dit["producteur"], arrondi=dit["arrondi"]),
            code=dit["code"],
            niveau=dit["niveau"],
            annee=dit["annee"],
            millesime=dit["millesime"],
            indicateurs=indicateurs,
        )


def _cle(titre: str) -> str:
    """« Enfants à l’école » → "enfants_a_l_ecole"."""
    nu = unicodedata.normalize("NFKD", titre).encode("ascii", "ignore").decode().lower()
    return "t_" + re.sub(r"[^a-z0-9]+", "_", nu).strip("_")[:50]
