"""What conventions keep of people: what the act itself says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.acteurs.purge import MISSION
from convenir.conventions.models import Abonnement, Demande, Engagement
from convenir.conventions.operations.demandes import effacer_demandes
from convenir.conventions.operations.invitations import effacer_invitations
from convenir.journal.purge import ACTE_PUBLIC, ARCHIVE_PUBLIQUE, UnitePurge, ecarter, inscrire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONSERVATION = "Autant que l’acte lui-même."


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    for modele, champs, contenu in (
        ("Signataire", ("nom", "qualite"), "Nom et qualité de qui signe pour une partie."),
        (
            "Convention",
            ("titre", "ouverture", "cloture", "lecture"),
            "Personnes nommées par l’acte : élus, représentants des parties, membres des instances.",
        ),
        ("Disposition", ("titre", "texte"), "Personnes nommées dans le texte d’une disposition."),
        ("Visa", ("texte",), "Personnes nommées dans un visa."),
        ("Ralliement", ("signataire", "qualite"), "Nom et qualité de qui signe pour un cosignataire."),
        ("Accomplissement", ("attestation",), "Personne qui atteste qu’une échéance a été tenue."),
        ("Rythme", ("choisi_par",), "Personnes ou instance qui ont choisi un rythme."),
        ("Signature", ("nom", "qualite"), "Nom et qualité de qui signe l’exemplaire, et son refus éventuel."),
    ):
        inscrire(
            UnitePurge(
                modele=f"conventions.{modele}",
                champs=champs,
                contenu=contenu,
                base_legale=ACTE_PUBLIC,
                conservation=CONSERVATION,
                conserve_car=ARCHIVE_PUBLIQUE,
            )
        )
    for modele in ("Commentaire", "Reponse"):
        ecarter(f"conventions.{modele}", organisation_nom="Le nom d’une personne morale.")
    _inscrire_les_membres()
    _inscrire_les_abonnements()
    ecarter("conventions.Invitation", signataire="Une fonction, exercée ou non.")
    ecarter("conventions.Membre", signataire="Une fonction, exercée ou non.")
    for modele in ("Partie", "Ralliement"):
        ecarter(f"conventions.{modele}", nom="Le nom d’une personne morale.")


def _inscrire_les_membres() -> None:
    inscrire(
        UnitePurge(
            modele="conventions.Invitation",
            champs=("prenom", "nom", "email"),
            contenu="Nom et adresse de qui est invité à rejoindre une convention.",
            base_legale=MISSION,
            conservation="Jusqu’à la réponse ou l’annulation, qui les efface.",
            effacer=effacer_invitations,
        )
    )
    inscrire(
        UnitePurge(
            modele="conventions.Engagement",
            champs=("pris_le",),
            contenu="Jour où un membre a reconnu son devoir de confidentialité dans une convention.",
            base_legale=MISSION,
            conservation="Autant que la convention : le devoir ne s’éteint pas avec elle (article 15).",
            conserve_car="c’est la preuve de l’engagement ; elle ne nomme personne",
            de=_engagements,
        )
    )
    inscrire(
        UnitePurge(
            modele="conventions.Demande",
            champs=("message", "motif"),
            contenu="Ce qu’une personne écrit pour rejoindre une convention, et la réponse.",
            base_legale=MISSION,
            conservation="Autant que la convention ; une demande qui n’en trouve aucune, un mois.",
            effacer=effacer_demandes,
            de=_demandes,
        )
    )


def _engagements(cle: str) -> Iterator[Mapping[str, Any]]:
    siens = Engagement.objects.filter(personne=int(cle.partition(":")[2])).select_related("convention")
    for engagement in siens.order_by("pk"):
        yield {"convention": engagement.convention.nom, "pris_le": engagement.pris_le}


def _inscrire_les_abonnements() -> None:
    inscrire(
        UnitePurge(
            modele="conventions.Abonnement",
            champs=("personne",),
            contenu="Adresse de calendrier (son empreinte) et rythme du récapitulatif des échéances.",
            base_legale=MISSION,
            conservation="Jusqu’à ce que la personne les retire, ou que son compte soit effacé.",
            effacer=_effacer_les_abonnements,
            de=lambda cle: (
                Abonnement.objects.filter(personne=int(cle.partition(":")[2]))
                .order_by("pk")
                .values("ouvert_le", "envoi")
            ),
        )
    )


def _effacer_les_abonnements(_personne: str, _motif: str) -> int:
    """Those of accounts closed: the erasure of somebody closes theirs first."""
    return Abonnement.objects.filter(personne__is_active=False).delete()[0]


def _demandes(cle: str) -> Iterator[Mapping[str, Any]]:
    champs = ("recherche", "message", "etat", "motif", "envoyee_le", "decidee_le")
    yield from Demande.objects.filter(personne=int(cle.partition(":")[2])).order_by("pk").values(*champs)
