"""The form that prepares a round: one line for each signatory of the parties, in the order proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convenir.conventions.signature.forms import LieuForm, RangForm
from convenir.conventions.signature.queries import membres_signataires, places_de
from convenir.conventions.signature.rules import est_de_ce_nom

if TYPE_CHECKING:
    from convenir.conventions.models import Membre
    from convenir.conventions.signature.queries import Place
    from convenir.conventions.signature.textes import Texte


@dataclass(frozen=True, slots=True)
class Ligne:
    """A signatory, and what is chosen for them."""

    place: Place
    formulaire: RangForm

    @property
    def saisie(self) -> dict[str, Any]:
        return self.formulaire.cleaned_data


class Preparation:
    """All the lines and the place, read together."""

    def __init__(self, texte: Texte, donnees: Any = None, fichiers: Any = None) -> None:
        membres = list(membres_signataires(texte.convention))
        self.is_bound = donnees is not None
        self.sans_membre = not membres
        self.lieu = LieuForm(donnees, prefix="circuit")
        self.lignes = [
            Ligne(
                place,
                RangForm(
                    donnees,
                    fichiers,
                    prefix=place.cle,
                    membres=membres,
                    initial={"rang": place.rang, "personne": _homonyme(place, membres)},
                ),
            )
            for place in places_de(texte)
        ]

    def is_valid(self) -> bool:
        """Whether it was sent, and every line holds."""
        formulaires = [self.lieu, *(ligne.formulaire for ligne in self.lignes)]
        return self.is_bound and all([formulaire.is_valid() for formulaire in formulaires])  # noqa: C419 -- each tells its errors


def _homonyme(place: Place, membres: list[Membre]) -> int | None:
    """The account of the member of that very name."""
    return next((m.personne_id for m in membres if est_de_ce_nom(place.nom, str(m.personne))), None)
