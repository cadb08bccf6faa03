"""The acts of a person on their own record: correct it, ask for its erasure."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.acteurs.models import Personne
from convenir.journal.operations import consigner
from convenir.journal.queries import evenements_de
from convenir.notifications.operations import Destinataire, ecrire
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur

DEMANDE = "acteurs.effacement_demande"
#: Within which an answer is due: one month (GDPR, art. 12-3).
REPONSE = datetime.timedelta(days=30)


@transaction.atomic
def corriger_identite(personne: Personne, champs: dict[str, str], *, auteur: Auteur) -> Personne:
    """Write what a person corrected of their own name and telephone (GDPR, art. 16), checked by its form."""
    corrigee: Personne = Personne.objects.select_for_update().get(pk=personne.pk)
    changes = {champ: valeur for champ, valeur in champs.items() if getattr(corrigee, champ) != valeur}
    if not changes:
        return corrigee
    for champ, valeur in changes.items():
        setattr(corrigee, champ, valeur)
    corrigee.save(update_fields=list(changes))
    consigner(
        "acteurs.identite_corrigee",
        objet=corrigee.cle,
        resume="Identité corrigée par la personne elle-même.",
        auteur=auteur,
        personnel={"personne": str(corrigee)},
    )
    return corrigee


@transaction.atomic
def demander_effacement(personne: Personne, *, auteur: Auteur) -> None:
    """Ask that one's data be erased (GDPR, art. 17): noted, and written to whoever keeps the service.

    Raises `Refus` when it was asked less than a month ago, or when nobody keeps the service.
    """
    Personne.objects.select_for_update().get(pk=personne.pk)
    if (faite := get_demande_effacement(personne)) is not None:
        jour = ecrire_date(timezone.localtime(faite).date())
        raise Refus(f"Vous l’avez demandé le {jour} : la réponse vous est due dans le mois.")
    gardiens = Personne.objects.filter(installation=True, is_active=True, email__isnull=False).order_by("pk")
    if not gardiens:
        raise Refus("Personne n’administre ce service : demandez l’effacement à qui pilote votre convention.")
    consigner(DEMANDE, objet=personne.cle, resume="Effacement demandé par la personne.", auteur=auteur)
    for gardien in gardiens:
        ecrire(
            Destinataire(gardien.cle, str(gardien), gardien.email or ""),
            "acteurs/courriels/effacement_demande.txt",
            {"auteur": str(personne), "adresse": personne.email, "lien": ""},
            motif="effacement",
            sujet=personne.cle,
        )


def get_demande_effacement(personne: Personne) -> datetime.datetime | None:
    """When this person asked for erasure, if an answer is still due."""
    depuis = timezone.now() - REPONSE
    demande = evenements_de(personne.cle).filter(type=DEMANDE, horodatage__gt=depuis).first()
    return demande.horodatage if demande else None
