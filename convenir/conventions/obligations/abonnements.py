"""How a person is told what is due: a calendar at a secret address, a digest by mail."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from convenir.acteurs.enums import Role
from convenir.acteurs.models import Personne
from convenir.acteurs.rules import empreinte_du_jeton
from convenir.conventions.enums.echeances import Envoi, Etat, Nature
from convenir.conventions.models import Abonnement, Membre
from convenir.conventions.obligations.agenda import Evenement, ecrire
from convenir.conventions.obligations.queries import echeancier
from convenir.conventions.queries import conventions_de
from convenir.journal.operations import consigner
from convenir.notifications.operations import Destinataire, relancer
from convenir.notifications.queries import get_dernier
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention
    from convenir.conventions.obligations.queries import Echeancier, Ligne
    from convenir.journal.operations import Auteur

MOTIF = "echeances"
PILOTES = (Role.PILOTAGE, Role.ADMINISTRATION)
#: what a digest looks ahead to, in days
HORIZONS = {Envoi.HEBDOMADAIRE: 30, Envoi.MENSUEL: 60}
#: longer than any period: two digests of one period are the same digest
_DELAI = datetime.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Rubrique:
    """What a digest tells of one convention."""

    convention: Convention
    retards: tuple[Ligne, ...]
    proches: tuple[Ligne, ...]


# ── the calendar ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def ouvrir_agenda(personne: Personne, *, auteur: str | Auteur = "") -> str:
    """Give a person a new secret address, in the place of the former one. Returns its token."""
    abonnement = _verrouiller(personne)
    abonnement.ouvert_le = timezone.now()
    jeton = _jeton(abonnement)
    abonnement.empreinte = empreinte_du_jeton(jeton)
    abonnement.save(update_fields=["empreinte", "ouvert_le"])
    resume = "Adresse de calendrier ouverte."
    consigner("acteurs.agenda_ouvert", objet=personne.cle, resume=resume, auteur=auteur)
    return jeton


def _jeton(abonnement: Abonnement) -> str:
    """The secret of a calendar, drawn from the key of the site: the record alone does not give it."""
    quand = abonnement.ouvert_le.isoformat() if abonnement.ouvert_le else ""
    valeur = f"{abonnement.personne_id}:{quand}"
    return salted_hmac("convenir.agenda", valeur, algorithm="sha256").hexdigest()


def adresse_de(abonnement: Abonnement) -> str:
    """The whole address of an open calendar; empty without one, or when the key of the site changed."""
    if not abonnement.empreinte:
        return ""
    jeton = _jeton(abonnement)
    if empreinte_du_jeton(jeton) != abonnement.empreinte:
        return ""
    return str(settings.ADRESSE_DU_SITE) + reverse("obligations:agenda", args=[jeton])


@transaction.atomic
def fermer_agenda(personne: Personne, *, auteur: str | Auteur = "") -> None:
    """Take the secret address away: it answers nothing from then on."""
    abonnement = _verrouiller(personne)
    if not abonnement.empreinte:
        return
    abonnement.empreinte, abonnement.ouvert_le = "", None
    abonnement.save(update_fields=["empreinte", "ouvert_le"])
    resume = "Adresse de calendrier révoquée."
    consigner("acteurs.agenda_ferme", objet=personne.cle, resume=resume, auteur=auteur)


@transaction.atomic
def choisir_l_envoi(personne: Personne, envoi: Envoi) -> None:
    """Say how often the digest is wanted."""
    abonnement = _verrouiller(personne)
    abonnement.envoi = envoi
    abonnement.save(update_fields=["envoi"])


def _verrouiller(personne: Personne) -> Abonnement:
    Personne.objects.select_for_update().get(pk=personne.pk)
    return Abonnement.objects.get_or_create(personne=personne)[0]


def abonnement_de(personne: Personne) -> Abonnement:
    """What a person chose; an unsaved one before any choice."""
    return Abonnement.objects.filter(personne=personne).first() or Abonnement(personne=personne)


def abonne_par(jeton: str) -> Personne | None:
    """Whose calendar is at that address, None for any other; an account closed has none any more."""
    abonnements = Abonnement.objects.filter(empreinte=empreinte_du_jeton(jeton), personne__is_active=True)
    abonnement = abonnements.select_related("personne").first()
    return abonnement.personne if abonnement else None


def agenda_de(personne: Personne, maintenant: datetime.datetime) -> bytes:
    """What is due in the conventions this person is a member of at that moment."""
    jour = timezone.localdate(maintenant)
    echeanciers = [echeancier(convention, jour) for convention in conventions_de(personne)]
    evenements = (e for lu in echeanciers for e in _evenements(lu))
    return ecrire("Échéances des conventions", evenements, maintenant)


def _evenements(lu: Echeancier) -> Iterator[Evenement]:
    """The open dates; an id by the rank in its series, which a date that moves keeps."""
    convention, site = lu.convention, settings.ADRESSE_DU_SITE
    domaine = urlsplit(site).hostname or "convenir"
    page = site + reverse("obligations:echeancier", args=[convention.code])
    for ligne in lu.dans(Etat.EN_RETARD, Etat.A_FAIRE, Etat.A_VENIR):
        occurrence, fondement = ligne.occurrence, ligne.occurrence.fondement
        clause = f"{fondement.clause.nom} : « {fondement.citation} »" if fondement.clause else fondement.loi
        yield Evenement(
            uid=f"{convention.code}.{occurrence.cle}.{occurrence.rang}@{domaine}",
            jour=occurrence.date,
            titre=f"{occurrence.libelle} ({convention.territoire or convention.nom})",
            description=f"{occurrence.obligation.acteur}\n{clause}\n{_autre_date(ligne)}".strip(),
            adresse=page,
            categorie=Nature(occurrence.obligation.nature).label,
        )


def _autre_date(ligne: Ligne) -> str:
    occurrence = ligne.occurrence
    if occurrence.est_ouvree:
        return ""
    echeance = occurrence.echeance
    if echeance.prorogation_prevue:
        return f"Reporté par le texte du {echeance.echeance:%d/%m/%Y}, non ouvré."
    return (
        f"Jour non ouvré, non reporté par le texte ; ouvré suivant : {echeance.echeance_prorogee:%d/%m/%Y}."
    )


# ── the digest ────────────────────────────────────────────────────────────────────────────────────


def envoi_de(personne: Personne) -> Envoi:
    """How often a person gets the digest: as chosen, else every week for whoever pilots a convention."""
    choisi = abonnement_de(personne).envoi
    if choisi:
        return Envoi(choisi)
    pilote = Membre.objects.filter(personne=personne, parti_le=None, role__in=PILOTES).exists()
    return Envoi.HEBDOMADAIRE if pilote else Envoi.JAMAIS


def periode(envoi: Envoi, jour: datetime.date) -> str:
    """The name of the week or the month of a day: one digest each."""
    annee, semaine, _ = jour.isocalendar()
    return f"{annee}-S{semaine:02d}" if envoi == Envoi.HEBDOMADAIRE else f"{jour:%Y-%m}"


def envoyer_les_recapitulatifs(jour: datetime.date) -> int:
    """Write the digests of the period to whoever has something to be told. Returns how many.

    Run as often as one likes, by as many as one likes: a period has one digest for a person.
    """
    lus: dict[int, Echeancier] = {}
    membres = Membre.objects.filter(parti_le=None).values("personne")
    personnes = Personne.objects.filter(pk__in=membres, is_active=True, email__isnull=False).order_by("pk")
    return sum(_envoyer(personne, jour, lus) for personne in personnes)


def _envoyer(personne: Personne, jour: datetime.date, lus: dict[int, Echeancier]) -> bool:
    envoi = envoi_de(personne)
    sujet = f"{MOTIF}:{periode(envoi, jour)}"
    if envoi == Envoi.JAMAIS or get_dernier(personne.cle, MOTIF, sujet):
        return False
    rubriques = list(_rubriques(personne, jour, HORIZONS[envoi], lus))
    if not rubriques:
        return False
    destinataire = Destinataire(personne.cle, str(personne), personne.email or "")
    try:
        with transaction.atomic():
            gabarit = "obligations/courriel_recapitulatif.txt"
            contexte = _contexte(rubriques, envoi)
            relancer(destinataire, gabarit, contexte, motif=MOTIF, sujet=sujet, delai=_DELAI)
    except Refus:
        return False  # another worker wrote it meanwhile, or the address is not one
    return True


def _rubriques(
    personne: Personne, jour: datetime.date, horizon: int, lus: dict[int, Echeancier]
) -> Iterator[Rubrique]:
    """What each convention of a person has to tell, read once for all who are told."""
    limite = jour + datetime.timedelta(days=horizon)
    for convention in conventions_de(personne):
        lu = lus.setdefault(convention.pk, lus.get(convention.pk) or echeancier(convention, jour))
        proches = tuple(ligne for ligne in lu.dans(Etat.A_VENIR) if ligne.occurrence.date <= limite)
        retards = lu.dans(Etat.EN_RETARD)
        if retards or proches:
            yield Rubrique(convention, retards, proches)


def _contexte(rubriques: list[Rubrique], envoi: Envoi) -> dict[str, object]:
    seule = rubriques[0].convention if len(rubriques) == 1 else None
    return {
        "rubriques": rubriques,
        "retards": sum(len(rubrique.retards) for rubrique in rubriques),
        "proches": sum(len(rubrique.proches) for rubrique in rubriques),
        "horizon": HORIZONS[envoi],
        "auteur": "Convenir",
        "lien": reverse("obligations:echeancier", args=[seule.code]) if seule else "/",
        "reglage": settings.ADRESSE_DU_SITE + reverse("obligations:abonnement"),
    }
