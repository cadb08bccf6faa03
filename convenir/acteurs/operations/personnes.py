"""The acts on people: recording one, erasing what is kept of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from convenir.acteurs.models import Personne
from convenir.acteurs.operations.ecriture import verifier
from convenir.acteurs.queries import personnes_dites
from convenir.acteurs.rules import cle_du_nom
from convenir.journal.operations import consigner

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur

#: What replaces the name of someone whose data were erased.
EFFACE = "Personne effacée"


@transaction.atomic
def creer_personne(personne: Personne, *, auteur: str | Auteur = "") -> Personne:
    """Record an unsaved person. Without a password nobody signs in by one.

    Raises `Refus` when a rule of the record is broken (an address already taken…).
    """
    personne.email = personne.email.strip().lower() if personne.email else None
    if not personne.password:
        personne.set_unusable_password()
    verifier(personne)
    personne.save(force_insert=True)
    consigner(
        "acteurs.personne_creee",
        objet=personne.cle,
        resume="Personne enregistrée.",
        auteur=auteur,
        personnel={"personne": str(personne), "adresse": personne.email or ""},
    )
    return personne


def trouver_ou_creer(personne: Personne, *, auteur: str | Auteur = "") -> Personne:
    """The person already recorded under this address and this name, else the unsaved one given, recorded.

    An address alone is not enough: whoever types one learns nothing of whom it belongs to. Raises `Refus`
    when the address is that of somebody of another name.
    """
    adresse = (personne.email or "").strip().lower()
    connue: Personne | None = Personne.objects.filter(email=adresse).first() if adresse else None
    if connue is not None and cle_du_nom(str(connue)) == cle_du_nom(str(personne)):
        return connue
    return creer_personne(personne, auteur=auteur)


@transaction.atomic
def effacer_personnes(personne: str, motif: str) -> int:
    """Redact the record of whoever bears this name or address, and close the account. Returns how many."""
    trouvees = personnes_dites(personne)
    for trouvee in trouvees:
        trouvee.prenom, trouvee.nom, trouvee.email, trouvee.telephone = "", EFFACE, None, ""
        trouvee.is_active = False
        trouvee.set_unusable_password()
        trouvee.save()
        SocialAccount.objects.filter(user=trouvee).delete()
        consigner(
            "acteurs.personne_effacee",
            objet=trouvee.cle,
            resume="Données personnelles effacées, compte fermé.",
            donnees={"motif": motif},
        )
    return len(trouvees)
