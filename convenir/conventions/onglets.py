"""The pages of a convention, in groups: what its navigation shows, and in which order.

Each room owns its pages and says only the key of the one shown (`onglet`, in the context of its views).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Onglet:
    """A page: its key, its name, its address; `scellee` when it is only for a sealed convention."""

    cle: str
    nom: str
    adresse: str
    scellee: bool = False


@dataclass(frozen=True, slots=True)
class Groupe:
    """Pages that answer one kind of question; the first one is where the name of the group leads."""

    nom: str
    onglets: tuple[Onglet, ...]

    def pour(self, convention: Convention) -> Groupe:
        """The same, without the pages this convention does not have yet."""
        visibles = tuple(o for o in self.onglets if convention.est_scellee or not o.scellee)
        return Groupe(self.nom, visibles)

    def contient(self, cle: str) -> bool:
        """Whether the page of that key is one of these."""
        return any(onglet.cle == cle for onglet in self.onglets)


GROUPES = (
    Groupe(
        "Texte",
        (
            Onglet("texte", "Lire", "lecture:texte"),
            Onglet("redaction", "Rédaction", "conventions:redaction"),
            Onglet("commentaires", "Commentaires", "conventions:commentaires"),
            Onglet("versions", "Versions", "conventions:versions"),
            Onglet("relecture", "Relecture", "relecture:relecture"),
            Onglet("parties", "Parties", "lecture:parties"),
        ),
    ),
    Groupe(
        "Territoire",
        (
            Onglet("chiffres", "Chiffres", "lecture:chiffres"),
            Onglet("diagnostic", "Diagnostic", "diagnostic:page"),
            Onglet("adhesions", "Adhésions", "adhesions:registre"),
        ),
    ),
    Groupe(
        "Plan et instances",
        (
            Onglet("plan", "Plan d’actions", "plan:plan"),
            Onglet("instances", "Instances", "lecture:instances"),
        ),
    ),
    Groupe(
        "Signature et vie",
        (
            Onglet("signature", "Signature", "signature:circuit"),
            Onglet("echeances", "Échéances", "obligations:echeancier"),
            Onglet("avenants", "Avenants", "conventions:avenants"),
            Onglet("fin", "Fin et suite", "fin:fin", scellee=True),
        ),
    ),
    Groupe("Documents", (Onglet("documents", "Documents", "edition:documents"),)),
    Groupe("Membres", (Onglet("membres", "Membres", "conventions:membres"),)),
    Groupe("Historique", (Onglet("historique", "Historique", "conventions:historique"),)),
)
