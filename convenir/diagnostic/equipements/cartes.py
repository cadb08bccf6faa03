"""The map of services: a point for each one that has a position, its type in the legend, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.diagnostic.equipements.catalogue import type_de_cle
from convenir.diagnostic.equipements.exports import nom_de_commune
from convenir.documents.graphiques import Cartouche, Marqueur, points
from convenir.socle.formats import ecrire_date
from convenir.territoires.fonds import fond_des_communes
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from convenir.conventions.models import Convention
    from convenir.diagnostic.models import Equipement
    from convenir.documents.graphiques import Graphique


def carte(convention: Convention, equipements: Sequence[Equipement], au: datetime.date) -> Graphique | None:
    """The services that have a position, in their order; None when none has.

    Those without one are counted in its notes, never drawn.
    """
    situes = [e for e in equipements if e.est_situe]
    if not situes:
        return None
    marqueurs = [
        Marqueur(
            nom=e.nom + (" (exemple fictif)" if e.fictif else ""),
            genre=type_de_cle(e.type).libelle,
            longitude=float(e.lon or 0),
            latitude=float(e.lat or 0),
            lieu=nom_de_commune(e.insee),
        )
        for e in situes
    ]
    insees = {c.insee for c in communes_de_epci(convention.epci_siren)} if convention.epci_siren else set()
    sources = sorted({e.source for e in situes})
    cartouche = Cartouche(
        cle="carte-des-services",
        titre="Services aux familles par type",
        source=" ; ".join(sources),
        millesime=f"au {ecrire_date(au)}",
        entite="Service",
        notes=_notes(len(equipements) - len(situes)),
    )
    return points(cartouche, fond_des_communes(insees or {e.insee for e in situes if e.insee}), marqueurs)


def _notes(absents: int) -> tuple[str, ...]:
    if not absents:
        return ()
    dits = (
        "1 service sans position n’est pas"
        if absents == 1
        else f"{absents} services sans position ne sont pas"
    )
    return (f"{dits} sur la carte.",)
