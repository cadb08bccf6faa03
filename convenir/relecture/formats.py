"""The two faces of a proofreading at the command line: JSON (docs/formats.md) and readable text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from convenir.relecture.enums import Gravite

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier, Lignes
    from convenir.relecture.registre import Constat

_PLAGE = 3  # numbers in a row from which a range is said


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
    blocs = [f"« {dossier.source.nom} » : {_compte(constats)}."]
    blocs.extend(_bloc(c, numerotee=dossier.source.numerotee) for c in constats)
    return "\n\n".join(blocs) + "\n"


def _compte(constats: tuple[Constat, ...]) -> str:
    """How many findings, in all and by severity ("3 constats, dont 1 bloquant et 2 informations")."""
    nombres = Counter(c.gravite for c in constats)
    parts = [_nombre(nombres[g], g.value) for g in Gravite if nombres[g]]
    if len(parts) == 1:
        return parts[0]
    return f"{_nombre(len(constats), 'constat')} : {', '.join(parts[:-1])} et {parts[-1]}"


def _nombre(nombre: int, nom: str) -> str:
    return f"{nombre} {nom}{'s' if nombre > 1 else ''}"


def _bloc(constat: Constat, *, numerotee: bool) -> str:
    lignes = f", {dire_lignes(constat.lignes)}" if numerotee and constat.lignes else ""
    return (
        f"[{constat.gravite.value}] {constat.titre} — {constat.lieu}{lignes}\n  {constat.message}\n"
        f"  Preuve : {constat.preuve}\n  À faire : {constat.suggestion}"
    )


def dire_lignes(lignes: Lignes) -> str:
    """Line numbers as a person says them: "ligne 12", "lignes 12, 40 et 161 à 165"."""
    suites: list[list[int]] = []
    for n in lignes:
        if suites and n == suites[-1][-1] + 1:
            suites[-1].append(n)
        else:
            suites.append([n])
    parts = [p for s in suites for p in ([f"{s[0]} à {s[-1]}"] if len(s) >= _PLAGE else map(str, s))]
    if len(lignes) == 1:
        return f"ligne {parts[0]}"
    return f"lignes {', '.join(parts[:-1])} et {parts[-1]}" if len(parts) > 1 else f"lignes {parts[0]}"
