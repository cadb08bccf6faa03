"""What proofreading keeps of people: who accepted a finding, and what findings quote."""

from __future__ import annotations

from convenir.journal.operations import consigner
from convenir.journal.purge import ACTE_PUBLIC, ARCHIVE_PUBLIQUE, UnitePurge, inscrire
from convenir.relecture.models import Acceptation


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="relecture.Acceptation",
            champs=("par", "motif"),
            contenu="Nom de qui a accepté un constat de relecture, et motif donné.",
            base_legale="Mission d’intérêt public (RGPD, art. 6-1 e) : savoir qui a décidé, et pourquoi.",
            conservation="Autant que le brouillon de la convention ; le motif reste, sans le nom.",
            effacer=_effacer_le_nom,
        )
    )
    inscrire(
        UnitePurge(
            modele="relecture.ConstatReleve",
            champs=("message", "preuve", "suggestion", "extrait"),
            contenu="Passages de l’acte cités par un constat de relecture.",
            base_legale=ACTE_PUBLIC,
            conservation="Autant que l’acte lui-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
        )
    )


def _effacer_le_nom(personne: str, motif: str) -> int:
    """The acceptance stands, without who decided it."""
    cherchee = " ".join(personne.split()).casefold()
    acceptees = Acceptation.objects.exclude(par="").select_related("convention").order_by("pk")
    nommees = [a for a in acceptees if a.par.casefold() == cherchee]
    for acceptation in nommees:
        Acceptation.objects.filter(pk=acceptation.pk).update(par="")
        consigner(
            "constat.auteur_efface",
            objet=f"convention:{acceptation.convention.code}",
            resume="Nom de l’auteur effacé d’une acceptation.",
            donnees={"empreinte": acceptation.empreinte, "motif": motif},
        )
    return len(nommees)
