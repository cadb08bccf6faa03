"""Who sees and does what in a convention, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.acteurs.enums import Fonction, Role
from convenir.acteurs.roles import AJOUTS, EN_BREF, FONCTIONS, PHRASES, SECOND_FACTEUR
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.conventions.models import Membre, Place

_THEMES = {theme.cle: theme.libelle for theme in THEMES}


@dataclass(frozen=True, slots=True)
class LigneMembre:
    """A member as the page tells it: what they hold, may do, and what is still expected of them."""

    membre: Membre
    tenu: str
    peut: str
    manques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LigneRole:
    """A role or a function, and what it adds to those before it."""

    nom: str
    ajoute: str


def decrire(membres: Iterable[Membre]) -> Iterator[LigneMembre]:
    """The members of `queries.membres_de`, without one more query."""
    for membre in membres:
        yield LigneMembre(membre, tenu(membre), en_mots(membre), tuple(_manques(membre)))


def tenu(membre: Membre) -> str:
    """The post or the mandate by which the person acts for the organisation, today."""
    postes = (o.poste for o in membre.personne.occupations.all())
    intitules = [p.intitule for p in postes if p.organisation_id == membre.organisation_id]
    mandats = (m for m in membre.personne.mandats.all() if m.organisation_id == membre.organisation_id)
    return ", ".join([*intitules, *(m.get_qualite_display() for m in mandats)])


def en_mots(place: Place) -> str:
    """What a place allows, in the fewest words: « lit tout, relit et écrit : Petite enfance ; Anzin »."""
    if place.est_restreint:
        return f"lit tout ; n’écrit que sur {portee(place)}"
    return EN_BREF[Role(place.role)]


def portee(place: Place) -> str:
    """What a restricted place may write on."""
    noms = [_THEMES.get(cle, cle) for cle in place.themes] + [_nom(insee) for insee in place.communes]
    return ", ".join([*noms, "ses propres fiches"] if place.fiches_propres else noms)


def _nom(insee: str) -> str:
    trouvee = commune(insee)
    return trouvee.nom if trouvee else insee


def _manques(membre: Membre) -> Iterator[str]:
    personne = membre.personne
    if membre.role in SECOND_FACTEUR and not (membre.second_facteur or personne.demonstration):  # type: ignore[attr-defined]
        yield "pas de seconde preuve d’identité : ne peut que lire"
    if membre.engage_le is None:  # type: ignore[attr-defined]
        yield "ne s’est pas encore engagé à la confidentialité"


def roles_en_mots() -> Iterator[LigneRole]:
    """The one table of roles, as people read it."""
    for role, ajouts in AJOUTS.items():
        yield LigneRole(role.label, " ; ".join(PHRASES[acte] for acte in PHRASES if acte in ajouts))
    for fonction, actes in FONCTIONS.items():
        yield LigneRole(
            Fonction(fonction).label, " ; ".join(PHRASES[acte] for acte in PHRASES if acte in actes)
        )
