"""What a person says when accepting a finding, and how a list of findings is narrowed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from django import forms

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.libelles import FAMILLES, GRAVITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from convenir.relecture.queries import ConstatSuivi


_PLURIELS = {gravite: mots.pluriel for gravite, mots in GRAVITES.items()}


class AcceptationForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=1000,
        error_messages={
            "required": "Dites pourquoi ce constat est accepté : le motif sera gardé et relu par d’autres."
        },
    )


class FiltreForm(forms.Form):
    """All optional: an empty choice keeps everything, an unknown one is ignored.

    Each choice says how many of `suivis` it holds; a family without any is not proposed.
    """

    gravite = forms.ChoiceField(label="Gravité", required=False)
    famille = forms.ChoiceField(label="Famille", required=False)
    etat = forms.ChoiceField(label="État", required=False)
    ordre = forms.ChoiceField(
        label="Ordre", required=False, choices=[("", "Du texte"), ("gravite", "Du plus grave au moins grave")]
    )

    def __init__(self, donnees: Mapping[str, Any], *, suivis: Sequence[ConstatSuivi]) -> None:
        super().__init__(donnees, label_suffix="")
        ouverts = [s.constat for s in suivis if s.est_ouvert]
        gravites = Counter(c.gravite for c in ouverts)
        familles = Counter(c.famille for c in ouverts)
        presentes = {s.constat.famille for s in suivis}
        self._proposer("gravite", [("", "Toutes"), *_comptes(Gravite, _PLURIELS, gravites)])
        self._proposer(
            "famille",
            [("", "Toutes"), *_comptes([f for f in Famille if f in presentes], FAMILLES, familles)],
        )
        acceptes = len(suivis) - len(ouverts)
        self._proposer(
            "etat",
            [
                ("", f"À revoir ({len(ouverts)})"),
                ("acceptes", f"Acceptés ({acceptes})"),
                ("tous", f"Tous ({len(suivis)})"),
            ],
        )

    def _proposer(self, champ: str, choix: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[champ]).choices = choix

    @property
    def choix(self) -> dict[str, str]:
        """What was chosen and exists."""
        self.is_valid()
        return self.cleaned_data

    @property
    def par_gravite(self) -> bool:
        """Whether the gravest come first."""
        return self.choix.get("ordre") == "gravite"

    def retenir(self, suivis: Iterable[ConstatSuivi]) -> tuple[ConstatSuivi, ...]:
        """The findings that pass, in the order of the text."""
        return tuple(s for s in suivis if _passe(s, self.choix))


def _comptes(
    cles: Iterable[Any], libelles: Mapping[Any, str], nombres: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Each key as a choice that says how many it holds: « Bloquants (3) »."""
    return [(cle.value, f"{libelles[cle].capitalize()} ({nombres.get(cle, 0)})") for cle in cles]


def _passe(suivi: ConstatSuivi, choix: dict[str, str]) -> bool:
    etat = choix.get("etat", "")
    return (
        choix.get("gravite", "") in {"", suivi.constat.gravite}
        and choix.get("famille", "") in {"", suivi.constat.famille}
        and (etat == "tous" or suivi.est_ouvert == (etat == ""))
    )
