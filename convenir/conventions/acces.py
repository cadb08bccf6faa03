"""Who is asking, for which organisation, and what they may do: carried by each request, decided once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import HttpRequest

from convenir.acteurs.enums import Acte
from convenir.acteurs.queries import organisations_de
from convenir.acteurs.roles import SECOND_FACTEUR
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Organisation, Personne
    from convenir.conventions.models import Convention, Membre
    from convenir.journal.operations import Auteur

SANS_ORGANISATION = (
    "Vous n’agissez pour aucune organisation : demandez à qui vous a ouvert ce compte "
    "d’y inscrire votre poste."
)


@dataclass
class Acces:
    """A person, and their place in the convention of this page when there is one.

    `choisie` is the id of the organisation chosen for this session; `second_facteur` tells whether the
    account has one, without which a pilot only reads.
    """

    personne: Personne
    membre: Membre | None = None
    choisie: int | None = None
    second_facteur: bool = True

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Those this person acts for today."""
        return tuple(organisations_de(self.personne))

    @cached_property
    def organisation(self) -> Organisation | None:
        """The one in use: the member's on the pages of a convention, else the chosen one, else the first."""
        if self.membre is not None:
            return self.membre.organisation
        choisies = [o for o in self.organisations if o.pk == self.choisie]
        return next(iter([*choisies, *self.organisations]), None)

    @property
    def actes(self) -> frozenset[Acte]:
        """What may be done on the convention of this page; nothing where there is none."""
        if self.membre is None:
            return frozenset()
        if self.second_facteur_manque:
            return frozenset({Acte.CONSULTER})
        return self.membre.actes

    @property
    def second_facteur_manque(self) -> bool:
        """Whether the role asks for a second factor this account does not have yet."""
        return self.membre is not None and self.membre.role in SECOND_FACTEUR and not self.second_facteur

    @property
    def doit_s_engager(self) -> bool:
        """Whether the duty of confidentiality of this convention is still to be acknowledged."""
        return self.membre is not None and getattr(self.membre, "engage_le", None) is None

    @property
    def auteur(self) -> Auteur:
        """Who acts, as the journal tells it."""
        return self.personne.en_auteur(self.organisation)

    def exiger_une_organisation(self) -> Organisation:
        """The organisation in use. Raises `Refus` when the person acts for none."""
        if self.organisation is None:
            raise Refus(SANS_ORGANISATION)
        return self.organisation


class Requete(HttpRequest):
    """A request of someone signed in, as `config.acces` leaves it to the views."""

    acces: Acces
    user: Personne


def dans_la_portee(
    membre: Membre, *, themes: frozenset[str] = frozenset(), communes: frozenset[str] = frozenset()
) -> bool:
    """Whether a member may write on something about these themes (keys) and communes (INSEE codes).

    What is about no theme and no commune concerns everyone: a restricted member only reads it.
    """
    if not membre.est_restreint:
        return True
    if membre.fiches_propres:
        return False
    concerne_un_theme = not membre.themes or bool(themes & set(membre.themes))
    concerne_une_commune = not membre.communes or bool(communes & set(membre.communes))
    return bool(themes or communes) and concerne_un_theme and concerne_une_commune


def exiger_la_portee(acces: Acces, convention: Convention) -> None:
    """Let only those who see to the whole convention change its common text.

    Raises `Refus`, naming what the member may write on.
    """
    membre = acces.membre
    if membre is None or membre.convention_id != convention.pk or not dans_la_portee(membre):
        raise Refus(
            "Le texte de la convention engage tout le monde : votre contribution se limite à vos "
            "thématiques, communes ou fiches. Proposez ce changement à qui pilote la convention."
        )
