"""The two faces of a proofreading at the command line: JSON (docs/formats.md) and readable text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier
    from convenir.relecture.registre import Constat


def en_json(constats: tuple[Constat, ...], dossier: Dossier) -> dict[str, Any]:
    """The structure documented in docs/formats.md, ready for `json.dumps`."""
    return {"constats": [_constat(c, numerotee=dossier.source.numerotee) for c in constats]}


def _constat(constat: Constat, *, numerotee: bool) -> dict[str, Any]:
    return {
        "regle": constat.regle,
        "gravite": constat.gravite.value,
        "lignes": list(constat.lignes) if numerotee else None,
        "lieu": constat.lieu,
        "message": constat.message,
        "preuve": constat.preuve,
        "suggestion": constat.suggestion,
    }


def resume(constats: tuple[Constat, ...], dossier: Dossier) -> str:
    """The findings in the order of the text, for a person at a terminal."""
    if not constats:
        return "Aucun constat : rien ne se contredit, rien ne manque.\n"
    blocs = [f"{len(constats)} constats sur « {dossier.source.nom} »."]
    for c in constats:
        lignes = f" (lignes {', '.join(map(str, c.lignes))})" if dossier.source.numerotee and c.lignes else ""
        blocs.append(
            f"[{c.gravite.value}] {c.titre} — {c.lieu}{lignes}\n  {c.message}\n"
            f"  Preuve : {c.preuve}\n  À faire : {c.suggestion}"
        )
    return "\n\n".join(blocs) + "\n"
