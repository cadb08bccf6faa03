"""The acts on mails: write one with the act that asks for it, remind, choose, send what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from convenir.notifications.enums import EtatCourriel
from convenir.notifications.livrables import composer
from convenir.notifications.messagerie import is_ouverte
from convenir.notifications.models import Courriel, Preference
from convenir.notifications.queries import get_dernier, is_refuse, retenus
from convenir.notifications.rules import relance_permise
from convenir.notifications.tasks import expedier, mettre_en_file, passer, ranger
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Destinataire:
    """Who is written to, as known at that moment: a stable id ("personne:12"), a name, an address."""

    cle: str
    nom: str
    adresse: str


def ecrire(
    destinataire: Destinataire,
    gabarit: str,
    contexte: Mapping[str, Any],
    *,
    motif: str,
    sujet: str,
    facultatif: bool = False,
) -> Courriel | None:
    """Write a mail inside the transaction of the act that asks for it; it leaves once that is committed.

    `gabarit` extends `notifications/courriel.txt`, `contexte` is what `livrables.composer` wants, less
    the `nom`. `motif` is the stable key of why ("invitation"), `sujet` the stable id of what it is about
    ("convention:CODE"). With `facultatif`, for a mail that no act requires, None is returned when the
    person does not want these.

    The text may hold a secret link: it is erased from the record as soon as the mail is sent or given up;
    address, subject and dates stay. Without a mail server, or in the demonstration, it is kept whole,
    "retenu", a week at most.

    Raises `Refus` when the address is not one, RuntimeError outside a transaction.
    """
    _exiger_une_transaction()
    if facultatif and is_refuse(destinataire.cle, motif):
        return None
    return _ecrire(destinataire, gabarit, contexte, motif, sujet)


def _exiger_une_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a mail is written inside the transaction of the act that asks for it")


def _ecrire(
    destinataire: Destinataire, gabarit: str, contexte: Mapping[str, Any], motif: str, sujet: str
) -> Courriel:
    nom = " ".join(destinataire.nom.split())[:200]
    message = composer(gabarit, {**contexte, "nom": nom})
    courriel = Courriel(
        destinataire_cle=destinataire.cle,
        destinataire_nom=nom,
        adresse=destinataire.adresse.strip(),
        objet=message.objet[:200],
        texte=message.texte,
        motif=motif,
        sujet=sujet,
        etat=EtatCourriel.A_ENVOYER if is_ouverte() else EtatCourriel.RETENU,
    )
    _enregistrer(courriel)
    if courriel.etat == EtatCourriel.A_ENVOYER:
        mettre_en_file(courriel.pk)
    return courriel


def _enregistrer(courriel: Courriel) -> None:
    try:
        courriel.full_clean()
    except ValidationError as erreur:
        if "adresse" in erreur.error_dict:
            raise Refus(
                f"« {courriel.adresse} » n’est pas une adresse électronique : corrigez celle de "
                f"{courriel.destinataire_nom}."
            ) from erreur
        raise
    courriel.save(force_insert=True)


def relancer(
    destinataire: Destinataire,
    gabarit: str,
    contexte: Mapping[str, Any],
    *,
    motif: str,
    sujet: str,
    delai: datetime.timedelta,
) -> Courriel:
    """Write again to somebody, at least `delai` after the last mail of this `motif` about this `sujet`.

    Arguments and transaction as for `ecrire`. Two people who ask at once send one reminder.

    Raises `Refus`, saying from when it may be, before that; `Refus` when the address is not one.
    """
    _exiger_une_transaction()
    _une_relance_a_la_fois(f"{motif} {destinataire.cle} {sujet}")
    dernier = get_dernier(destinataire.cle, motif, sujet)
    des = relance_permise(dernier, delai, timezone.now())
    if dernier and des:
        raise Refus(
            f"Ce courriel a déjà été adressé à {destinataire.nom} le {_moment(dernier)} : "
            f"vous pourrez l’envoyer de nouveau à partir du {_moment(des)}."
        )
    return _ecrire(destinataire, gabarit, contexte, motif, sujet)


def _une_relance_a_la_fois(cle: str) -> None:
    """Wait for whoever sends the same one; SQLite's immediate transactions let one writer in at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [cle])


def _moment(instant: datetime.datetime) -> str:
    local = timezone.localtime(instant)
    return f"{ecrire_date(local.date())} à {local.hour} h {local.minute:02d}"


def preferer(personne: str, motif: str, *, recoit: bool) -> Preference:
    """Say whether a person ("personne:12") receives the mails of this `motif` that no act requires."""
    preference, _ = Preference.objects.update_or_create(
        personne=personne, motif=motif, defaults={"recoit": recoit}
    )
    return preference


def envoyer_ce_qui_attend() -> int:
    """Send now what was retained less than a week ago, and what waits for an attempt. Returns how many left.

    Raises `Refus` when mails cannot leave.
    """
    if not is_ouverte():
        raise Refus(
            "Aucun courriel ne peut partir : c’est une démonstration, ou aucun serveur de messagerie "
            "n’est réglé (CONVENIR_SMTP et CONVENIR_EXPEDITEUR)."
        )
    ranger()
    for courriel in retenus().only("pk"):
        passer(courriel.pk, EtatCourriel.A_ENVOYER)
    attendus = list(Courriel.objects.filter(etat=EtatCourriel.A_ENVOYER).order_by("cree_le", "pk"))
    for courriel in attendus:
        expedier(courriel.pk)
    return Courriel.objects.filter(pk__in=[c.pk for c in attendus], etat=EtatCourriel.ENVOYE).count()
