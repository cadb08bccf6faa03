"""The convention that renews another one: a new draft, from the text in force of the one that ends."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.enums import SCELLES
from convenir.conventions.models import Convention, Disposition, Membre, Partie, Signataire
from convenir.conventions.operations.creation import creer
from convenir.conventions.operations.ecriture import consigner_l_acte, verrouiller
from convenir.conventions.operations.membres import ajouter_membre
from convenir.conventions.queries import dernier_terme, get_convention, ralliements, texte_en_vigueur
from convenir.conventions.rules.texte import code_propose
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.operations.creation import PartieSignataires
    from convenir.journal.operations import Auteur


@transaction.atomic
def renouveler(
    convention: Convention, debut: datetime.date, fin: datetime.date, *, auteur: str | Auteur = ""
) -> Convention:
    """Start the next convention: same territory, parties, members; the text in force at the end.

    Nothing goes on by itself (article 11): it is voted and signed like the first one. Figures and plans are
    those of a new diagnostic: they are not carried over.

    Raises `Refus` before signature, when it is renewed already, or when it would begin before the end.
    """
    actuelle = verrouiller(convention)
    if actuelle.statut not in SCELLES:
        raise Refus("On renouvelle une convention signée : celle-ci ne l’est pas encore.")
    if hasattr(actuelle, "suivante"):
        raise Refus(f"Cette convention est déjà renouvelée par « {actuelle.suivante.nom} ».")
    terme = dernier_terme(actuelle)
    if terme is not None and debut <= terme:
        raise Refus("La suivante commence après le terme de celle-ci : choisissez un jour plus tardif.")
    suivante = _ecrire(get_convention(actuelle.code), debut, fin, auteur)
    for membre in actuelle.membres.filter(parti_le=None).order_by("pk"):
        ajouter_membre(_repris(membre, suivante), auteur=auteur)
    consigner_l_acte(actuelle, "renouvelee", f"Renouvellement commencé : {suivante.nom}.", auteur)
    return suivante


def _ecrire(lue: Convention, debut: datetime.date, fin: datetime.date, auteur: str | Auteur) -> Convention:
    jour = debut - datetime.timedelta(days=1)
    clauses = [c for c in texte_en_vigueur(lue, jour) if not c.est_supprimee and not c.est_nulle]
    suivante = Convention(
        code=code_propose(lue.territoire or lue.titre, str(debut.year)),
        titre=f"Convention territoriale globale – {lue.territoire}" if lue.territoire else lue.titre,
        territoire=lue.territoire,
        epci_siren=lue.epci_siren,
        ouverture=lue.ouverture,
        cloture=lue.cloture,
        debut=debut,
        fin=fin,
        precedente=lue,
    )
    return creer(
        suivante,
        parties=_parties(lue, jour),
        visas=[visa.texte for visa in lue.visas.all()],
        dispositions=[Disposition(type=c.type, cle=c.cle, titre=c.titre, texte=c.texte) for c in clauses],
        resume=f"Convention commencée pour renouveler {lue.nom}.",
        auteur=auteur,
    )


def _parties(lue: Convention, jour: datetime.date) -> list[PartieSignataires]:
    """Those of the text, then those who joined since."""
    anciennes = [
        (
            Partie(cle=p.cle, nom=p.nom, appellation=p.appellation, siren=p.siren),
            [Signataire(nom=s.nom, qualite=s.qualite) for s in p.signataires.all()],
        )
        for p in lue.parties.all()
    ]
    rallies = [
        (
            Partie(cle=code_propose(r.nom, "")[:40], nom=r.nom, siren=r.siren),
            [Signataire(nom=r.signataire, qualite=r.qualite)],
        )
        for r in ralliements(lue, jour)
    ]
    return [*anciennes, *rallies]


def _repris(membre: Membre, suivante: Convention) -> Membre:
    return Membre(
        convention=suivante,
        personne=membre.personne,
        organisation=membre.organisation,
        role=membre.role,
        signataire=membre.signataire,
        dpo=membre.dpo,
        themes=membre.themes,
        communes=membre.communes,
        fiches_propres=membre.fiches_propres,
    )
