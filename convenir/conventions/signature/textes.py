"""What is signed: the text of a convention, or of one of its avenants, told the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from convenir.conventions.enums import Statut
from convenir.conventions.operations.versions import contenu_de, contenu_de_l_avenant

if TYPE_CHECKING:
    from convenir.conventions.models import Avenant, Circuit, Convention, Version


@dataclass(frozen=True, slots=True)
class Texte:
    """A convention, or `avenant` of it."""

    convention: Convention
    avenant: Avenant | None = None

    @property
    def sujet(self) -> Convention | Avenant:
        """The record that bears the state."""
        return self.avenant or self.convention

    @property
    def nature(self) -> str:
        """By which a renderer is found: "convention" or "avenant"."""
        return "avenant" if self.avenant else "convention"

    @property
    def nom(self) -> str:
        return f"{self.avenant}, {self.convention.nom}" if self.avenant else self.convention.nom

    @property
    def statut(self) -> Statut:
        return Statut(self.sujet.statut)

    @property
    def etat_dit(self) -> str:
        return str(self.statut.label)

    @property
    def cle(self) -> str:
        """Its stable id for the journal and the mails."""
        suite = f"/avenant:{self.avenant.numero}" if self.avenant else ""
        return f"convention:{self.convention.code}{suite}"

    @property
    def contenu(self) -> dict[str, Any]:
        """The text as it is recorded now, as a version would keep it."""
        return contenu_de_l_avenant(self.avenant) if self.avenant else contenu_de(self.convention)

    def adresse(self, nom: str = "circuit", *arguments: object) -> str:
        """The path of one of its pages of signature."""
        if self.avenant:
            debut = (self.convention.code, self.avenant.numero)
            return reverse(f"signature_avenant:{nom}", args=[*debut, *arguments])
        return reverse(f"signature:{nom}", args=[self.convention.code, *arguments])

    @property
    def page_de_redaction(self) -> str:
        """Where the text is written and said ready."""
        if self.avenant:
            return reverse("conventions:avenant", args=[self.convention.code, self.avenant.numero])
        return reverse("conventions:redaction", args=[self.convention.code])


def texte_de(version: Version) -> Texte:
    """The text a version is of."""
    return Texte(version.convention, version.avenant)


def texte_du_circuit(circuit: Circuit) -> Texte:
    """The text a round of signatures is about."""
    return texte_de(circuit.version)
