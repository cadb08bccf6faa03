"""What a person says of a provision, and how the comments are narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from convenir.conventions.enums import EtatCommentaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.conventions.queries.commentaires import Echange


class CommentaireForm(forms.Form):
    """What is said of a provision, of which passage; an empty text is refused by the operation."""

    disposition = forms.SlugField(max_length=60)
    passage = forms.CharField(max_length=2000, required=False)
    texte = forms.CharField(max_length=5000, required=False)


class ReponseForm(forms.Form):
    texte = forms.CharField(max_length=5000, required=False)


class FiltreCommentairesForm(forms.Form):
    """All optional: an empty choice shows those not closed, an unknown one counts for nothing."""

    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "Non clos"), *EtatCommentaire.choices, ("tous", "Tous")],
    )
    disposition = forms.ChoiceField(label="Disposition", required=False)

    def __init__(self, donnees: Any, *, echanges: Sequence[Echange]) -> None:
        super().__init__(donnees, label_suffix="")
        noms = {e.commentaire.disposition: e.nom or e.commentaire.disposition for e in echanges}
        cast("forms.ChoiceField", self.fields["disposition"]).choices = [("", "Toutes"), *noms.items()]

    def retenir(self, echanges: Iterable[Echange]) -> tuple[Echange, ...]:
        """The comments that pass."""
        self.is_valid()
        etat, cle = (self.cleaned_data.get(champ, "") for champ in ("etat", "disposition"))
        return tuple(
            e
            for e in echanges
            if cle in {"", e.commentaire.disposition}
            and (etat in {"tous", e.commentaire.etat} or (not etat and not e.est_clos))
        )
