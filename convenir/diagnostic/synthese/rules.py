"""The blocks that a synthesis is made of, and the block that a title read in a text stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.socle.themes import THEMES, normaliser
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convenir.territoires.queries import Commune

#: The planned blocks of a theme, in their order: key → title.
BLOCS = {
    "besoins": "Les besoins",
    "offre": "L’offre",
    "evolutions": "Les évolutions",
    "professionnels": "Les besoins des professionnels",
}
#: In addresses, the territory as a whole, which has no key of theme.
TERRITOIRE = "territoire"
_COMMENTAIRE = "chiffre-"
_INDICES = (
    ("professionnels", ("professionnel", "equipes", "acteurs", "metiers")),
    ("evolutions", ("evolution", "tendance", "perspective")),
    ("besoins", ("besoin", "public", "famille", "attente", "demande")),
    ("offre", ("offre", "maillage", "couverture", "services", "presence")),
)


def nom_du_theme(theme: str) -> str:
    """How a theme (key) is called; the territory as a whole for ""."""
    return next((t.libelle for t in THEMES if t.cle == theme), theme) if theme else "Le territoire"


def cle_de_commentaire(indicateur: str) -> str:
    """The key of the block that comments an indicator (its key)."""
    return f"{_COMMENTAIRE}{indicateur}"


def indicateur_commente(bloc: str) -> str:
    """The key of the indicator that a block (its key) comments; empty when it is no comment."""
    return bloc.removeprefix(_COMMENTAIRE) if bloc.startswith(_COMMENTAIRE) else ""


def bloc_de(titre: str) -> str:
    """The planned block that a title read stands for, by its words; empty when none does."""
    lu = normaliser(titre)
    return next((bloc for bloc, mots in _INDICES if any(mot in lu for mot in mots)), "")


def communes_nommees(texte: str, communes: Iterable[Commune]) -> list[str]:
    """The INSEE codes of the communes that a text names, whole names only, in order of code."""
    dit = f" {cle(texte)} "
    noms: Mapping[str, str] = {f" {cle(c.nom)} ": c.insee for c in communes}
    trouves = [nom for nom in noms if nom in dit]
    # "Marly" is not named by "Marly-le-Roi" when both are there
    seuls = [n for n in trouves if not any(n != autre and n.strip() in autre for autre in trouves)]
    return sorted(noms[nom] for nom in seuls)
