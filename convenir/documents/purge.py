"""What stored files keep of people: the documents given are those of the act."""

from __future__ import annotations

from convenir.journal.purge import ACTE_PUBLIC, ARCHIVE_PUBLIQUE, UnitePurge, inscrire


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="documents.Fichier",
            champs=("nom",),
            contenu="Documents d’origine, sous le nom qu’ils portaient.",
            base_legale=ACTE_PUBLIC,
            conservation="Autant que l’acte lui-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
        )
    )
