"""Who sees a fiche, and who may write on it: themes, communes, or the fiches one leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import dans_la_portee
from convenir.plan.enums import RoleSurFiche
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.conventions.acces import Acces
    from convenir.plan.models import FicheAction

#: what makes a fiche somebody's own
SIENNES = frozenset({RoleSurFiche.PILOTE, RoleSurFiche.CAF})


def peut_ecrire(acces: Acces, theme: str, communes: Iterable[str] = ()) -> bool:
    """Whether this person may write on the plan of a theme, or on something about these communes in it."""
    membre = acces.membre
    if membre is None or Acte.PLANIFIER not in acces.actes:
        return False
    return dans_la_portee(membre, themes=frozenset({theme}), communes=frozenset(communes))


def peut_ecrire_la_fiche(acces: Acces, fiche: FicheAction) -> bool:
    """Whether this person may write on that fiche; one limited to their own writes on those they lead."""
    membre = acces.membre
    if membre is None or Acte.PLANIFIER not in acces.actes:
        return False
    if membre.fiches_propres:
        return any(i.personne_id == acces.personne.pk and i.role in SIENNES for i in fiche.intervenants.all())
    communes = [c.insee for c in fiche.communes_concernees.all()]
    return peut_ecrire(acces, fiche.objectif.theme, communes)


def exiger_le_theme(acces: Acces, theme: str) -> None:
    """Raises `Refus` unless this person may write the enjeux and objectives of a theme."""
    if not peut_ecrire(acces, theme):
        raise Refus(
            "Votre contribution ne porte pas sur cette partie du plan : proposez ce changement à qui pilote "
            "la convention."
        )


def exiger_la_fiche(acces: Acces, fiche: FicheAction) -> None:
    """Raises `Refus` unless this person may write on that fiche."""
    if not peut_ecrire_la_fiche(acces, fiche):
        raise Refus(
            f"Votre contribution ne porte pas sur la fiche {fiche.numero} : demandez à qui la pilote, ou à "
            "qui pilote la convention, d’y faire ce changement."
        )


def exiger_le_plan(acces: Acces) -> None:
    """Raises `Refus` unless this person may write the whole plan."""
    membre = acces.membre
    if membre is None or Acte.PLANIFIER not in acces.actes or not dans_la_portee(membre):
        raise Refus(
            "Le plan entier engage toutes les thématiques : votre contribution se limite à certaines. "
            "Demandez à qui pilote la convention."
        )
