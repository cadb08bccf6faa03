"""What a territory's code must be, and when figures of communes may be added up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import Niveau, StatutValeur
from convenir.socle.erreurs import Refus
from convenir.territoires.enums import Disparition
from convenir.territoires.queries import commune, departement, departements, epci

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRANCE = "FR"
_LONGUEUR_IRIS = 9
_MEME_LIEU = frozenset({Disparition.RENOMMEE, Disparition.RECODEE})


def lieu_de(niveau: str, ecrit: str) -> tuple[str, str]:
    """The official code of a territory as a file writes it, and what to say when it is now another one.

    A commune that merged has no code any more (""): what it measured is not what the whole it joined does.
    Raises `Refus` for a code that nothing bears.
    """
    return _LIEUX[Niveau(niveau)](ecrit.strip().upper())


def additionner(statuts: Sequence[str], nombres: Sequence[Decimal | None]) -> Decimal | str:
    """The total of a territory from all its parts, or the French sentence that says why there is none.

    Only published numbers add up: rounded ones drift from the total, and a secret one could be found again
    by difference.
    """
    if not nombres:
        return "Aucune partie n’est connue."
    if StatutValeur.SECRETE in statuts:
        return "Une partie au moins est sous secret statistique : le total n’est pas calculé."
    if StatutValeur.ARRONDIE in statuts:
        return "Des parties sont arrondies : leur somme n’est pas le total du territoire."
    if any(nombre is None for nombre in nombres):
        return "Il manque une partie au moins : le total n’est pas calculé."
    return sum((nombre for nombre in nombres if nombre is not None), Decimal(0))


def _france(_ecrit: str) -> tuple[str, str]:
    return FRANCE, ""


def _region(ecrit: str) -> tuple[str, str]:
    code = ecrit.rjust(2, "0")
    if code not in {d.region for d in departements().values()}:
        raise Refus(f"Aucune région ne porte le code « {ecrit[:20]} ».")
    return code, ""


def _departement(ecrit: str) -> tuple[str, str]:
    trouve = departement(ecrit.rjust(2, "0"))
    if trouve is None:
        raise Refus(f"Aucun département ne porte le code « {ecrit[:20]} ».")
    return trouve.code, ""


def _epci(ecrit: str) -> tuple[str, str]:
    trouve = epci(ecrit)
    if trouve is None:
        raise Refus(f"Aucune intercommunalité ne porte le SIREN « {ecrit[:20]} ».")
    return trouve.siren, ""


def _commune(ecrit: str) -> tuple[str, str]:
    trouvee = commune(ecrit.rjust(5, "0"))
    if trouvee is None:
        raise Refus(f"Aucune commune ne porte le code « {ecrit[:20]} ».")
    if trouvee.ancienne is not None and trouvee.ancienne.disparition not in _MEME_LIEU:
        return "", f"{trouvee.avertissement} Ses chiffres ne valent pas pour l’ensemble : ils sont laissés."
    return trouvee.insee, trouvee.avertissement


def _iris(ecrit: str) -> tuple[str, str]:
    """Five characters of the commune, four of the quarter."""
    code = ecrit.rjust(_LONGUEUR_IRIS, "0")
    if len(code) != _LONGUEUR_IRIS or not code[5:].isdecimal() or commune(code[:5]) is None:
        raise Refus(f"« {ecrit[:20]} » n’est pas un code d’IRIS : celui de la commune, puis quatre chiffres.")
    return code, ""


_LIEUX: dict[Niveau, Callable[[str], tuple[str, str]]] = {
    Niveau.FRANCE: _france,
    Niveau.REGION: _region,
    Niveau.DEPARTEMENT: _departement,
    Niveau.EPCI: _epci,
    Niveau.COMMUNE: _commune,
    Niveau.IRIS: _iris,
}
