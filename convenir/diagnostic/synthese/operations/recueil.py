"""Asking communes and organisations which issues they raise: a mail with a link, an answer, a reminder."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.reponses.operations import emettre
from convenir.conventions.models import Convention
from convenir.conventions.operations.ecriture import verifier
from convenir.diagnostic.enums import OrigineEnjeu
from convenir.diagnostic.models import EnjeuRemonte, Sollicitation
from convenir.diagnostic.synthese.operations.enjeux import remonter
from convenir.journal.operations import consigner
from convenir.notifications import operations as notifications
from convenir.notifications.operations import Destinataire
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.journal.operations import Auteur

MOTIF = "enjeux"
#: The act that the link does.
REPONSE = "synthese.enjeux"
#: at least this long between two mails about the same request: a chosen rule
RELANCE = datetime.timedelta(days=7)
#: a link is not left open longer: a chosen rule
AU_PLUS = datetime.timedelta(days=60)
_GABARIT = "synthese/courriel_enjeux.txt"


@dataclass(frozen=True, slots=True)
class Interlocuteur:
    """Whom to ask: a commune by its code, or an organisation that is none (`insee` empty), at an address."""

    organisation: str
    courriel: str
    insee: str = ""


@dataclass(frozen=True, slots=True)
class Proposition:
    """An issue as somebody answers it."""

    theme: str
    texte: str
    besoin: str = ""


@transaction.atomic
def solliciter(
    convention: Convention, a_qui: Iterable[Interlocuteur], jusqu_au: datetime.date, *, auteur: Auteur
) -> list[Sollicitation]:
    """Write to each of them, with a link of their own that works until that day. Returns those written to.

    Those whose answer is awaited already are left alone: a reminder is for them. Raises `Refus` for a day
    past or too far, for an address that is not one, when nobody is left to write to.
    """
    _exiger_un_jour(jusqu_au)
    tenue = Convention.objects.select_for_update().get(pk=convention.pk)
    attendues = set(tenue.sollicitations.filter(repondue_le=None).values_list("organisation", "courriel"))
    nouveaux = {(i.organisation, i.courriel): i for i in a_qui}
    envoyees = [
        _solliciter(tenue, interlocuteur, jusqu_au, auteur)
        for cle, interlocuteur in nouveaux.items()
        if cle not in attendues
    ]
    if not envoyees:
        raise Refus(
            "Personne à qui écrire : cochez une commune au moins, avec son adresse. Pour qui n’a pas encore "
            "répondu, relancez."
        )
    return envoyees


def _solliciter(
    convention: Convention, interlocuteur: Interlocuteur, jusqu_au: datetime.date, auteur: Auteur
) -> Sollicitation:
    sollicitation = Sollicitation(
        convention=convention,
        organisation=interlocuteur.organisation.strip(),
        insee=interlocuteur.insee,
        courriel=interlocuteur.courriel.strip(),
        destinataire=f"enjeux:{interlocuteur.courriel.strip().casefold()}"[:120],
        jusqu_au=jusqu_au,
    )
    if not sollicitation.courriel:
        raise Refus(f"{sollicitation.organisation} : donnez l’adresse à laquelle écrire.")
    verifier(sollicitation)
    sollicitation.save(force_insert=True)
    notifications.ecrire(_destinataire(sollicitation), _GABARIT, **_courriel(sollicitation, auteur))
    _raconter(sollicitation, "demande", "Enjeux demandés à", auteur)
    return sollicitation


@transaction.atomic
def relancer(sollicitation: Sollicitation, jusqu_au: datetime.date, *, auteur: Auteur) -> Sollicitation:
    """Write again to somebody silent, with a new link until that day; the former one dies.

    Raises `Refus` for a day past or too far, when the answer came, before the delay between two mails.
    """
    _exiger_un_jour(jusqu_au)
    actuelle = _attendue(sollicitation.pk)
    if not actuelle.courriel:
        raise Refus(f"L’adresse de {actuelle.organisation} a été effacée : sollicitez-la de nouveau.")
    actuelle.jusqu_au = jusqu_au
    actuelle.save(update_fields=["jusqu_au"])
    notifications.relancer(
        _destinataire(actuelle), _GABARIT, **_courriel(actuelle, auteur, relance=True), delai=RELANCE
    )
    _raconter(actuelle, "relance", "Enjeux rappelés à", auteur)
    return actuelle


@transaction.atomic
def repondre(numero: int, propositions: Iterable[Proposition], *, auteur: Auteur) -> list[EnjeuRemonte]:
    """Record an answer: the issues it raises, or none. Raises `Refus` when it came already."""
    actuelle = _attendue(numero)
    remontes = [
        remonter(
            EnjeuRemonte(
                convention=actuelle.convention,
                theme=proposition.theme,
                insees=[actuelle.insee] if actuelle.insee else [],
                texte=proposition.texte,
                besoin=proposition.besoin,
                organisation=actuelle.organisation,
                remonte_le=timezone.localdate(),
                origine=OrigineEnjeu.LIEN,
            ),
            auteur=auteur,
        )
        for proposition in propositions
    ]
    actuelle.repondue_le, actuelle.enjeux = timezone.now(), len(remontes)
    verifier(actuelle)
    actuelle.save(update_fields=["repondue_le", "enjeux"])
    _raconter(actuelle, "reponse", f"{len(remontes) or 'Aucun'} enjeu(x) remonté(s) par", auteur)
    return remontes


def _attendue(numero: int) -> Sollicitation:
    """The request under lock. Raises `Refus` when it is answered already."""
    attendues = Sollicitation.objects.select_for_update().select_related("convention")
    actuelle = attendues.filter(pk=numero, repondue_le=None).first()
    if actuelle is None:
        raise Refus("Cette réponse est déjà arrivée : il n’y a plus rien à demander.")
    return actuelle


def _exiger_un_jour(jusqu_au: datetime.date) -> None:
    jour = timezone.localdate()
    if not jour < jusqu_au <= jour + AU_PLUS:
        raise Refus(
            f"Choisissez un jour de réponse entre demain et le {ecrire_date(jour + AU_PLUS)} : au-delà, le "
            "lien resterait ouvert trop longtemps."
        )


def _destinataire(sollicitation: Sollicitation) -> Destinataire:
    return Destinataire(sollicitation.destinataire, sollicitation.organisation, sollicitation.courriel)


def _courriel(sollicitation: Sollicitation, auteur: Auteur, *, relance: bool = False) -> dict[str, Any]:
    jeton = emettre(
        REPONSE, sollicitation.objet, _destinataire(sollicitation), expire_le=_fin_du(sollicitation.jusqu_au)
    )
    contexte = {
        "auteur": f"{auteur.nom}, {auteur.organisation_nom}".strip(", "),
        "organisation": sollicitation.organisation,
        "convention": sollicitation.convention.nom,
        "jusqu_au": ecrire_date(sollicitation.jusqu_au),
        "relance": relance,
        "lien": reverse("reponses:repondre", args=[jeton]),
    }
    return {"contexte": contexte, "motif": MOTIF, "sujet": sollicitation.objet}


def _fin_du(jour: datetime.date) -> datetime.datetime:
    """The very end of a day."""
    return timezone.make_aware(datetime.datetime.combine(jour, datetime.time(23, 59, 59)))


def _raconter(sollicitation: Sollicitation, acte: str, debut: str, auteur: Auteur) -> None:
    consigner(
        f"enjeu.{acte}",
        objet=sollicitation.objet,
        resume=f"{debut} {sollicitation.organisation}.",
        auteur=auteur,
        donnees={"insee": sollicitation.insee, "jusqu_au": sollicitation.jusqu_au.isoformat()},
    )
