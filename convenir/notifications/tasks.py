"""Sending a mail outside the request, once: the only writer of its state after it is written.

    à envoyer → en cours d’envoi → envoyé, or abandonné, or à envoyer again later
              → retenu (no mail server, or the demonstration) → à envoyer again

What waits more than a week is given up.

A worker takes a mail under the lock of its row, in a transaction of its own, before it speaks to the mail
server: two of them never send the same. A mail that may have left, because its worker stopped or the link
broke, is not sent again; it is given up, and says so.
"""

from __future__ import annotations

import logging
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from convenir.notifications.enums import TRANSITIONS, EtatCourriel
from convenir.notifications.messagerie import Echec, is_ouverte, transmettre
from convenir.notifications.models import Courriel
from convenir.notifications.rules import CONSERVATION, DUREE_ENVOI, RETENUE, attente
from convenir.socle.operations import TransitionInterdite

if TYPE_CHECKING:
    import datetime

journal_technique = logging.getLogger(__name__)
PANNE = "Une erreur inattendue a arrêté l’envoi : elle est notée dans le journal technique."
INTERRUPTION = "Le serveur s’est arrêté pendant l’envoi : on ne sait pas si le courriel est parti."
OUBLI = "Le courriel a attendu plus de sept jours : il n’est plus à envoyer."


@task()
def envoyer(cle: str) -> None:
    """Send one mail of the queue, after what older ones left has been put in order."""
    ranger()
    expedier(uuid.UUID(cle))


def expedier(pk: uuid.UUID) -> None:
    """Send a mail that is still to be sent; nothing when another worker took it, or when mail is closed."""
    courriel = _prendre(pk)
    if courriel is None:
        return
    try:
        transmettre(courriel)
    except Echec as echec:
        _conclure_un_echec(courriel, echec)
    except Exception:  # noqa: BLE001 -- whatever breaks, the mail says so and the worker lives
        journal_technique.exception("mail %s failed", pk)
        passer(pk, EtatCourriel.ABANDONNE, erreur=PANNE)
    else:
        passer(pk, EtatCourriel.ENVOYE, envoye_le=timezone.now(), erreur="")


def ranger() -> None:
    """Put in order what time has settled: sendings interrupted, mails that waited too long, rows too old."""
    maintenant = timezone.now()
    interrompus = Courriel.objects.filter(etat=EtatCourriel.EN_ENVOI, pris_le__lt=maintenant - DUREE_ENVOI)
    en_attente = (EtatCourriel.A_ENVOYER, EtatCourriel.RETENU)
    oublies = Courriel.objects.filter(etat__in=en_attente, cree_le__lt=maintenant - RETENUE)
    for choisis, erreur in ((interrompus, INTERRUPTION), (oublies, OUBLI)):
        for pk in list(choisis.order_by("pk").values_list("pk", flat=True)):
            _essayer_de_passer(pk, EtatCourriel.ABANDONNE, erreur=erreur)
    Courriel.objects.filter(cree_le__lt=maintenant - CONSERVATION).delete()


@transaction.atomic
def passer(pk: uuid.UUID, etat: EtatCourriel, **champs: Any) -> Courriel | None:
    """Write a state, and what goes with it: at the end the text is erased. None when the row is gone.

    Raises TransitionInterdite when TRANSITIONS does not allow it.
    """
    courriel = Courriel.objects.select_for_update().filter(pk=pk).first()
    if courriel is None:
        return None
    if etat not in TRANSITIONS[EtatCourriel(courriel.etat)]:
        raise TransitionInterdite(f"{courriel.etat} → {etat}")
    champs |= {"etat": etat, "pris_le": None}
    if etat == EtatCourriel.EN_ENVOI:
        champs |= {"pris_le": timezone.now(), "essais": courriel.essais + 1}
    if etat.est_fini:
        champs["texte"] = ""
    for nom, valeur in champs.items():
        setattr(courriel, nom, valeur)
    courriel.save(update_fields=list(champs))
    return courriel


def _prendre(pk: uuid.UUID) -> Courriel | None:
    if is_ouverte():
        return _essayer_de_passer(pk, EtatCourriel.EN_ENVOI)
    _essayer_de_passer(pk, EtatCourriel.RETENU)
    return None


def _essayer_de_passer(pk: uuid.UUID, etat: EtatCourriel, **champs: Any) -> Courriel | None:
    """`passer`, or None when another worker did it meanwhile."""
    try:
        return passer(pk, etat, **champs)
    except TransitionInterdite:
        return None


def _conclure_un_echec(courriel: Courriel, echec: Echec) -> None:
    pause = None if echec.est_definitif else attente(courriel.essais)
    if pause is None:
        passer(courriel.pk, EtatCourriel.ABANDONNE, erreur=echec.phrase)
        return
    passer(courriel.pk, EtatCourriel.A_ENVOYER, erreur=echec.phrase)
    mettre_en_file(courriel.pk, timezone.now() + pause)


def mettre_en_file(pk: uuid.UUID, quand: datetime.datetime | None = None) -> None:
    """Queue the sending of a mail once the transaction under way is committed, now or from `quand` on."""
    tache = envoyer.using(run_after=quand) if quand else envoyer
    transaction.on_commit(partial(tache.enqueue, str(pk)))
