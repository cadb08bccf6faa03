"""The end of a convention: the one of the matrix is still a draft, which nothing ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrice.politiques import FAIT, Attente, des_pilotage, tout_membre

if TYPE_CHECKING:
    from tests.matrice.monde import Monde


def _jour(_monde: Monde) -> dict[str, object]:
    return {"jour": "2026-01-05"}


FIN: dict[str, Attente] = {
    "fin:fin": Attente(get=tout_membre(200), post=tout_membre(405)),
    "fin:procedure": Attente(get=tout_membre(200), post=tout_membre(405)),
    "fin:lettre": Attente(get=tout_membre(200), post=tout_membre(405)),
    "fin:ouvrir": Attente(get=des_pilotage(200), post=des_pilotage(422)),
    "fin:envoyer": Attente(get=des_pilotage(405), post=des_pilotage(FAIT), champs=_jour),
    "fin:recevoir": Attente(get=des_pilotage(405), post=des_pilotage(422), champs=_jour),
    "fin:remedier": Attente(get=des_pilotage(405), post=des_pilotage(422), champs=_jour),
    "fin:abandonner": Attente(
        get=des_pilotage(405), post=des_pilotage(FAIT), champs=lambda _monde: {"motif": "Un accord."}
    ),
    "fin:constater": Attente(
        get=des_pilotage(200), post=des_pilotage(422), champs=lambda _monde: {"lu": "on"}
    ),
    "fin:ouvrir_differend": Attente(get=des_pilotage(200), post=des_pilotage(422)),
    "fin:differend": Attente(
        get=des_pilotage(200),
        post=des_pilotage(FAIT),
        champs=lambda _monde: {"jour": "2026-01-05", "issue": "Un accord."},
    ),
    "fin:renouveler": Attente(
        get=des_pilotage(200),
        post=des_pilotage(422),
        champs=lambda _monde: {"debut": "2040-01-01", "fin": "2044-12-31"},
    ),
}
