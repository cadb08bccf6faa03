"""Comments on a provision: written, answered, closed, opened again; one may open the provision itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.enums import EtatCommentaire, Statut
from convenir.conventions.enums.commentaires import TRANSITIONS
from convenir.conventions.models import Commentaire, Reponse
from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.conventions.queries import get_disposition, numerotation
from convenir.conventions.rules.redaction import COMMENTABLES, REFUS
from convenir.conventions.rules.texte import nom_de_disposition
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

VIDE = "Écrivez quelque chose avant d’envoyer."
CLOS = "Ce commentaire est clos : rouvrez-le avant d’y répondre."


@transaction.atomic
def commenter(
    convention: Convention, cle: str, texte: str, personne: Personne, auteur: Auteur, *, passage: str = ""
) -> Commentaire:
    """Say something of a provision (its key), and of a passage of it when one is quoted.

    Raises `Refus` on an empty comment, or once the text is signed.
    """
    actuelle = verrouiller(convention)
    if actuelle.statut not in COMMENTABLES:
        raise Refus(REFUS[Statut(actuelle.statut)])
    disposition = get_disposition(actuelle, cle)
    commentaire = Commentaire(
        convention=actuelle,
        disposition=disposition.cle,
        passage=" ".join(passage.split()),
        texte=_texte(texte),
        personne=personne,
        organisation_nom=auteur.organisation_nom,
    )
    verifier(commentaire)
    commentaire.save(force_insert=True)
    _raconter(commentaire, "commentee", "Commentaire sur", auteur)
    return commentaire


@transaction.atomic
def repondre(commentaire: Commentaire, texte: str, personne: Personne, auteur: Auteur) -> Reponse:
    """Answer a comment: it is answered, or open again when who wrote it answers.

    Raises `Refus` on an empty answer, or when the comment is closed.
    """
    actuel = _verrouiller(commentaire)
    if actuel.etat == EtatCommentaire.CLOS:
        raise Refus(CLOS)
    reponse = Reponse(
        commentaire=actuel,
        texte=_texte(texte),
        personne=personne,
        organisation_nom=auteur.organisation_nom,
    )
    verifier(reponse)
    reponse.save(force_insert=True)
    de_l_auteur = personne == actuel.personne
    _passer(actuel, EtatCommentaire.OUVERT if de_l_auteur else EtatCommentaire.REPONDU)
    _raconter(actuel, "commentaire_repondu", "Réponse à un commentaire sur", auteur)
    return reponse


@transaction.atomic
def clore(commentaire: Commentaire, auteur: Auteur) -> None:
    """Close a comment; the provision it opened is closed too. Raises `Refus` when it is closed already."""
    actuel = _verrouiller(commentaire)
    if actuel.etat == EtatCommentaire.CLOS:
        raise Refus("Ce commentaire est déjà clos : rechargez la page.")
    _passer(actuel, EtatCommentaire.CLOS)
    _raconter(actuel, "commentaire_clos", "Commentaire clos sur", auteur)


@transaction.atomic
def rouvrir_commentaire(commentaire: Commentaire, auteur: Auteur) -> None:
    """Open again a comment that was answered or closed. Raises `Refus` when it is open already."""
    actuel = _verrouiller(commentaire)
    if actuel.etat == EtatCommentaire.OUVERT:
        raise Refus("Ce commentaire est déjà ouvert : rechargez la page.")
    _passer(actuel, EtatCommentaire.OUVERT)
    _raconter(actuel, "commentaire_rouvert", "Commentaire rouvert sur", auteur)


@transaction.atomic
def deverrouiller(commentaire: Commentaire, auteur: Auteur, *, ouvre: bool = True) -> None:
    """Open the provision to the other party though the text is said ready, until the comment is closed.

    Raises `Refus` when the comment is closed.
    """
    actuel = _verrouiller(commentaire)
    if actuel.etat == EtatCommentaire.CLOS:
        raise Refus("Ce commentaire est clos : rouvrez-le avant d’ouvrir la disposition.")
    actuel.deverrouille = ouvre
    actuel.save(update_fields=["deverrouille"])
    acte, debut = ("ouverte", "Ouverture") if ouvre else ("refermee", "Fermeture")
    _raconter(actuel, f"disposition_{acte}", f"{debut} à l’autre partie :", auteur)


def _verrouiller(commentaire: Commentaire) -> Commentaire:
    """The comment read again under lock, after its convention as every writer does."""
    verrouiller(commentaire.convention)
    return Commentaire.objects.select_for_update().get(pk=commentaire.pk)


def _passer(commentaire: Commentaire, vers: EtatCommentaire) -> None:
    """The one writer of the state; staying in it is no change."""
    if vers == commentaire.etat:
        return
    if vers not in TRANSITIONS[EtatCommentaire(commentaire.etat)]:
        raise Refus(f"Ce commentaire ne peut passer à l’état « {vers.label} ».")
    commentaire.etat = vers
    commentaire.save(update_fields=["etat"])


def _raconter(commentaire: Commentaire, acte: str, debut: str, auteur: Auteur) -> None:
    convention, cle = commentaire.convention, commentaire.disposition
    disposition = convention.dispositions.filter(cle=cle).first()
    nom = cle
    if disposition is not None:
        nom = nom_de_disposition(disposition.type, numerotation(convention)[cle], disposition.titre)
    consigner_l_acte(convention, acte, f"{debut} {nom}.", auteur, commentaire=commentaire.pk, cle=cle)


def _texte(texte: str) -> str:
    if not texte.strip():
        raise Refus(VIDE)
    return texte.strip()
