"""Severities and families of the rules: stable keys stored and printed in JSON."""

from enum import StrEnum


class Gravite(StrEnum):
    """How much a finding weighs, from what must be mended before signing to what is good to know."""

    BLOQUANT = "bloquant"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"

    @property
    def rang(self) -> int:
        """0 for the gravest."""
        return list(Gravite).index(self)


class Famille(StrEnum):
    """What a rule looks at."""

    NUMEROTATION = "numerotation"
    RENVOIS = "renvois"
    LACUNES = "lacunes"
    CALCULS = "calculs"
    VALEURS = "valeurs"
    AGES = "ages"
    UNITES = "unites"
    DATES = "dates"
    NOMS = "noms"
    ROLES = "roles"
    COUVERTURE = "couverture"
    CLAUSES = "clauses"
    REDACTION = "redaction"
