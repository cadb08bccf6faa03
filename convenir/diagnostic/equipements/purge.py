"""What the records of services keep of people: whom to call, or who runs one under their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from convenir.acteurs.purge import MISSION
from convenir.diagnostic.models import Equipement
from convenir.journal.operations import consigner
from convenir.journal.purge import UnitePurge, ecarter, inscrire

if TYPE_CHECKING:
    from collections.abc import Callable


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="diagnostic.Equipement",
            champs=("gestionnaire_libelle", "telephone", "courriel"),
            contenu="Gestionnaire d’un service aux familles et moyens de le joindre, parfois une personne.",
            base_legale=MISSION,
            conservation="Tant que le service est dans la liste.",
            effacer=effacer,
        )
    )
    ecarter("diagnostic.Equipement", nom="Le nom d’un service.", adresse="L’adresse d’un service ouvert.")


def effacer(personne: str, _motif: str) -> int:
    """Blank the contacts that are this person, whole; what tells the service itself stays."""
    cherchee = " ".join(personne.split()).casefold()
    nommes = Equipement.objects.exclude(Q(gestionnaire_libelle="") & Q(courriel="") & Q(telephone=""))
    return sum(
        _effacer(equipement, lambda valeur: " ".join(valeur.split()).casefold() == cherchee)
        for equipement in nommes.select_related("convention").order_by("pk")
    )


def _effacer(equipement: Equipement, est_elle: Callable[[str], bool]) -> bool:
    """Whoever is named as running a service, or by its address, takes the whole contact away."""
    if not any(map(est_elle, (equipement.gestionnaire_libelle, equipement.courriel, equipement.telephone))):
        return False
    if est_elle(equipement.gestionnaire_libelle):
        equipement.gestionnaire_libelle = ""
    equipement.telephone = equipement.courriel = ""
    equipement.save(update_fields=["gestionnaire_libelle", "telephone", "courriel"])
    consigner(
        "equipement.contact_efface",
        objet=equipement.objet,
        resume="Contact d’un service effacé à la demande de la personne.",
    )
    return True
