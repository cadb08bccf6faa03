"""The formula of a derived indicator: keys, numbers, + - * / and parentheses, and nothing else."""

from __future__ import annotations

import ast
import math
import operator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGUEUR_MAXIMUM = 300
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@lru_cache(maxsize=512)
def cles_de(formule: str) -> tuple[str, ...]:
    """The keys of the indicators a formula uses, each once, in its order. Raises `Refus` as `_lire`."""
    noms = (noeud.id for noeud in ast.walk(_lire(formule)) if isinstance(noeud, ast.Name))
    return tuple(dict.fromkeys(noms))


def evaluer(formule: str, valeurs: Mapping[str, Decimal]) -> Decimal | None:
    """What a formula gives for these values; None where it divides by zero or overflows.

    Raises `Refus` when it holds anything but keys, numbers and the four operations, KeyError for a key
    that has no value.
    """
    try:
        return _evaluer(_lire(formule), valeurs)
    except ArithmeticError:
        return None


@lru_cache(maxsize=512)
def _lire(formule: str) -> ast.expr:
    """The checked tree of a formula. Raises `Refus`."""
    if len(formule) > LONGUEUR_MAXIMUM:
        raise Refus(f"Une formule compte au plus {LONGUEUR_MAXIMUM} signes.")
    try:
        arbre = ast.parse(formule.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Refus(f"La formule « {formule} » ne peut pas être lue.") from None
    _verifier(arbre, formule)
    return arbre


def _verifier(noeud: ast.expr, formule: str) -> None:
    match noeud:
        case ast.BinOp(left=gauche, op=signe, right=droite) if type(signe) in _OPERATIONS:
            _verifier(gauche, formule)
            _verifier(droite, formule)
        case ast.UnaryOp(op=ast.USub(), operand=terme):
            _verifier(terme, formule)
        case ast.Name():
            pass
        case ast.Constant(value=int() | float() as nombre) if _est_un_nombre(nombre):
            pass
        case _:
            raise Refus(
                f"La formule « {formule} » n’est pas permise : une formule n’a que des clés d’indicateurs, "
                "des nombres, + - * / et des parenthèses."
            )


def _est_un_nombre(constante: float) -> bool:
    return not isinstance(constante, bool) and math.isfinite(constante)


def _evaluer(noeud: ast.expr, valeurs: Mapping[str, Decimal]) -> Decimal:
    match noeud:
        case ast.BinOp(left=gauche, op=signe, right=droite):
            return _OPERATIONS[type(signe)](_evaluer(gauche, valeurs), _evaluer(droite, valeurs))
        case ast.UnaryOp(operand=terme):
            return -_evaluer(terme, valeurs)
        case ast.Name(id=cle):
            return valeurs[cle]
        case ast.Constant(value=nombre):
            return Decimal(str(nombre))
    raise TypeError(noeud)  # `_lire` lets nothing else through
