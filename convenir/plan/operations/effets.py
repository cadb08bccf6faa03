"""What the actions change in the offer, told to the diagnostic, whose projection counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.diagnostic.ecart.catalogue import volets
from convenir.diagnostic.ecart.operations.effets import declarer_un_effet, retirer_un_effet
from convenir.plan.enums import Avancement
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.journal.operations import Auteur
    from convenir.plan.models import EffetSurOffre, FicheAction


def declarer_les_effets(
    fiche: FicheAction, avant: int, *, partie: bool = False, auteur: str | Auteur = ""
) -> None:
    """Declare each effect of a fiche under its rank; take back those it has no more (`avant`: how many).

    An action given up, or removed (`partie`), has none. What the diagnostic does not measure (a service
    that is not counted in places, a commune out of the territory) is left to the fiche alone. Called in
    the transaction of the act, the convention locked first.
    """
    annules = partie or fiche.avancement == Avancement.ABANDONNEE
    dits = {} if annules else dict(_mesures(fiche))
    for origine, (theme, effet) in dits.items():
        declarer_un_effet(
            fiche.convention,
            theme,
            effet.places,
            effet.a_partir_de,
            origine=origine,
            commune=effet.insee,
            libelle=fiche.nom[:200],
            auteur=auteur,
        )
    for rang in range(max(avant, fiche.effets.count())):
        if _origine(fiche, rang) not in dits:
            retirer_un_effet(fiche.convention, _origine(fiche, rang), auteur=auteur)


def _mesures(fiche: FicheAction) -> Iterator[tuple[str, tuple[str, EffetSurOffre]]]:
    """The effects that the gap of a theme counts, under their stable id."""
    membres = {c.insee for c in communes_de_epci(fiche.convention.epci_siren)}
    for effet in fiche.effets.order_by("rang"):
        theme = next((v.theme for v in volets().values() if v.en_places and effet.type in v.types), "")
        if theme and effet.insee in membres:
            yield _origine(fiche, effet.rang), (theme, effet)


def _origine(fiche: FicheAction, rang: int) -> str:
    return f"fiche:{fiche.pk}/{rang}"
