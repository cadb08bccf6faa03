"""The acts on reply links: give one, use it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.acteurs.models import LienDeReponse
from convenir.acteurs.operations.ecriture import verifier
from convenir.acteurs.reponses.queries import lien_ouvert
from convenir.acteurs.reponses.registre import ACTES
from convenir.acteurs.rules import designe, empreinte_du_jeton, tirer_un_jeton
from convenir.journal.operations import Auteur, consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.notifications.operations import Destinataire

#: How long a link works, unless told otherwise.
VALIDITE = datetime.timedelta(days=7)


class LienMort(Refus):
    """A link that leads nowhere, for whatever reason: unknown, out of time, used."""

    def __init__(self) -> None:
        super().__init__("Ce lien ne fonctionne plus : il a déjà servi, il a expiré, ou il est incomplet.")


@transaction.atomic
def emettre(
    acte: str, sujet: str, destinataire: Destinataire, *, expire_le: datetime.datetime | None = None
) -> str:
    """Give somebody a new link for one act; the former one for the same act dies. Returns the secret.

    It works for `VALIDITE`, or until `expire_le`.
    """
    LienDeReponse.objects.filter(servi_le=None, expire_le__lte=timezone.now()).delete()
    LienDeReponse.objects.filter(
        acte=acte, sujet=sujet, destinataire_cle=destinataire.cle, servi_le=None
    ).delete()
    jeton = tirer_un_jeton()
    lien = LienDeReponse(
        acte=acte,
        sujet=sujet,
        destinataire_cle=destinataire.cle,
        destinataire_nom=destinataire.nom,
        adresse=destinataire.adresse,
        empreinte=empreinte_du_jeton(jeton),
        expire_le=expire_le or timezone.now() + VALIDITE,
    )
    verifier(lien)
    lien.save(force_insert=True)
    return jeton


@transaction.atomic
def repondre_par_lien(jeton: str, saisie: Mapping[str, Any]) -> str:
    """Do the act of a link, and use it up. Returns the sentence that thanks.

    Raises `LienMort` when the link works no more; `Refus` of the act, and the link then still works.
    """
    lien = lien_ouvert(jeton, LienDeReponse.objects.select_for_update())
    if lien is None or lien.acte not in ACTES:
        raise LienMort
    auteur = Auteur(nom=lien.destinataire_nom, courriel=lien.adresse, cle=lien.destinataire_cle)
    phrase = ACTES[lien.acte].faire(lien.sujet, saisie, auteur)
    lien.servi_le, lien.destinataire_nom, lien.adresse = timezone.now(), "", ""
    verifier(lien)
    lien.save()
    consigner(
        "acteurs.lien_servi",
        objet=lien.sujet,
        resume="Réponse donnée par un lien reçu par courriel, sans connexion.",
        auteur=auteur,
        donnees={"lien": lien.pk, "acte": lien.acte},
    )
    return phrase


@transaction.atomic
def effacer_liens(personne: str, motif: str) -> int:
    """Kill the links given to whoever bears this name or address. Returns how many."""
    ouverts = LienDeReponse.objects.filter(servi_le=None).order_by("pk")
    trouves = [lien for lien in ouverts if designe(personne, "", lien.destinataire_nom, lien.adresse)]
    for lien in trouves:
        consigner(
            "acteurs.lien_efface",
            objet=lien.sujet,
            resume="Lien de réponse retiré, données personnelles effacées.",
            donnees={"motif": motif},
        )
        lien.delete()
    return len(trouves)
