"""Who may use each address: one table, that a test holds against the urls. Nothing is left unclassified.

There are no accounts yet: everything is open on this machine. `Acte` already says what each address
does, so that opening accounts is a matter of saying which role may do which act.
"""

from __future__ import annotations

from enum import StrEnum


class Acte(StrEnum):
    """What a person does through an address."""

    CONSULTER = "consulter"
    DEPOSER = "deposer"
    RELIRE = "relire"
    DECIDER = "decider"
    REDIGER = "rediger"
    EDITER = "editer"


ACTES: dict[str, Acte] = {
    "pilotage:accueil": Acte.CONSULTER,
    "socle:travail": Acte.CONSULTER,
    "lecture:deposer": Acte.DEPOSER,
    "lecture:texte": Acte.CONSULTER,
    "lecture:section": Acte.CONSULTER,
    "lecture:parties": Acte.CONSULTER,
    "lecture:chiffres": Acte.CONSULTER,
    "lecture:plan": Acte.CONSULTER,
    "conventions:nouvelle": Acte.REDIGER,
    "conventions:historique": Acte.CONSULTER,
    "conventions:apercu": Acte.REDIGER,
    "conventions:modifier": Acte.REDIGER,
    "relecture:relecture": Acte.CONSULTER,
    "relecture:section": Acte.CONSULTER,
    "relecture:constats": Acte.CONSULTER,
    "relecture:relire": Acte.RELIRE,
    "relecture:accepter": Acte.DECIDER,
    "relecture:retablir": Acte.DECIDER,
    "edition:documents": Acte.CONSULTER,
    "edition:preparer": Acte.EDITER,
    "edition:telecharger": Acte.CONSULTER,
}
