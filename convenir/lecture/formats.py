"""The two faces of a reading at the command line: JSON (docs/formats.md) and a readable summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier


def en_json(dossier: Dossier) -> dict[str, Any]:
    """The structure documented in docs/formats.md, ready for `json.dumps`."""
    couverture = dossier.couverture
    return {
        "couverture": {
            "lignes": couverture.lignes,
            "rattachees": couverture.rattachees,
            "non_comprises": list(couverture.non_comprises),
        }
    }


def resume(dossier: Dossier) -> str:
    """A page of French text that says what was read, for a person."""
    return f"{dossier.couverture.lignes} lignes lues."
