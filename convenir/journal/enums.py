"""How a chain may be broken, each said in a sentence."""

from __future__ import annotations

from enum import Enum


class Rupture(Enum):
    """What is wrong with the first broken row; the sentence completes "l’évènement n° 4 …"."""

    MODIFIE = "a été modifié : son contenu ne correspond plus à son empreinte"
    MANQUANT = "manque : il a été supprimé"
    REMPLACE = "ne suit pas celui qui le précède, lequel a été remplacé ou supprimé"
    INSERE = "a été inséré après coup"
    DEPLACE = "n’est pas à sa place : l’ordre a été changé"
    TRONQUE = "manque : la fin de la chaîne a été coupée"
    SANS_TETE = "n’est pas annoncé : le dernier rang de la chaîne, tenu à part, a disparu"
    ILLISIBLE = "ne peut plus être lu : une de ses valeurs a été remplacée par autre chose"
    PERSONNEL_MODIFIE = "a des données personnelles qui ne sont pas celles d’origine"
    PERSONNEL_DISPARU = "a perdu ses données personnelles sans qu’un effacement ait été consigné"

    @property
    def phrase(self) -> str:
        """The end of the sentence that starts with the event."""
        return str(self.value)
