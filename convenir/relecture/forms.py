"""What a person says when accepting a finding, and how a list of findings is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.libelles import FAMILLES, GRAVITES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.relecture.queries import ConstatSuivi


class AcceptationForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=1000,
        error_messages={
            "required": "Dites pourquoi ce constat est accepté : le motif sera gardé et relu par d’autres."
        },
    )
    par = forms.CharField(label="Votre nom ou votre fonction", max_length=200, required=False)


class FiltreForm(forms.Form):
    """All optional: an empty choice keeps everything, an unknown one is ignored."""

    gravite = forms.ChoiceField(
        label="Gravité",
        required=False,
        choices=[("", "Toutes"), *((g.value, GRAVITES[g].pluriel) for g in Gravite)],
    )
    famille = forms.ChoiceField(
        label="Famille", required=False, choices=[("", "Toutes"), *((f.value, FAMILLES[f]) for f in Famille)]
    )
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "À revoir"), ("acceptes", "Acceptés"), ("tous", "Tous")],
    )

    def retenir(self, suivis: Iterable[ConstatSuivi]) -> tuple[ConstatSuivi, ...]:
        """The findings that pass."""
        choix = self.cleaned_data if self.is_valid() else {}
        return tuple(s for s in suivis if _passe(s, choix))


def _passe(suivi: ConstatSuivi, choix: dict[str, str]) -> bool:
    etat = choix.get("etat", "")
    return (
        choix.get("gravite", "") in {"", suivi.constat.gravite}
        and choix.get("famille", "") in {"", suivi.constat.famille}
        and (etat == "tous" or suivi.est_ouvert == (etat == ""))
    )
