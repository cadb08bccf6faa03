"""What adhesions keep of people: who says that a commune has voted."""

from __future__ import annotations

from convenir.journal.purge import ACTE_PUBLIC, ARCHIVE_PUBLIQUE, UnitePurge, ecarter, inscrire


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="adhesions.Adhesion",
            champs=("attestation",),
            contenu="Personne qui atteste d’une délibération connue sur papier.",
            base_legale=ACTE_PUBLIC,
            conservation="Autant que la convention elle-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
        )
    )
    ecarter("adhesions.Adhesion", nom="Un lieu.", matiere_nom="Une rubrique de classement des actes.")
