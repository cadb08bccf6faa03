"""What the register of adhesions expects of a member: to answer for a commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.adhesions.queries import adhesions_de, contacts
from convenir.conventions.departs import Charge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Membre


def communes_sans_autre_contact(membre: Membre, _acces: Acces) -> Iterator[Charge]:
    """The communes that nobody else answers for."""
    siennes = {*membre.communes, membre.organisation.insee} - {""}
    seules = [
        adhesion.nom
        for adhesion in adhesions_de(membre.convention).filter(insee__in=siennes)
        if {c.personne_id for c in contacts(membre.convention, adhesion.insee)} == {membre.personne_id}
    ]
    if seules:
        yield Charge(
            "Seul contact d’une commune",
            tuple(seules),
            "aux personnes qui pilotent la convention : inviter quelqu’un de la commune",
        )
