"""What conventions keep of people: what the act itself says of them."""

from __future__ import annotations

from convenir.journal.purge import ACTE_PUBLIC, ARCHIVE_PUBLIQUE, UnitePurge, ecarter, inscrire

CONSERVATION = "Autant que l’acte lui-même."


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    for modele, champs, contenu in (
        ("Signataire", ("nom", "qualite"), "Nom et qualité de qui signe pour une partie."),
        (
            "Convention",
            ("titre", "ouverture", "cloture", "lecture"),
            "Personnes nommées par l’acte : élus, représentants des parties, membres des instances.",
        ),
        ("Disposition", ("titre", "texte"), "Personnes nommées dans le texte d’une disposition."),
        ("Visa", ("texte",), "Personnes nommées dans un visa."),
    ):
        inscrire(
            UnitePurge(
                modele=f"conventions.{modele}",
                champs=champs,
                contenu=contenu,
                base_legale=ACTE_PUBLIC,
                conservation=CONSERVATION,
                conserve_car=ARCHIVE_PUBLIQUE,
            )
        )
    ecarter("conventions.Partie", nom="Le nom d’une personne morale.")
