"""An issue raised: recorded, kept or set aside with the reason, taken away when recorded by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.conventions.operations.ecriture import verifier
from convenir.diagnostic.enums import TRANSITIONS, EtatEnjeu, OrigineEnjeu
from convenir.diagnostic.models import EnjeuRemonte
from convenir.diagnostic.synthese.rules import nom_du_theme
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur


@transaction.atomic
def remonter(enjeu: EnjeuRemonte, *, auteur: str | Auteur = "") -> EnjeuRemonte:
    """Record an issue. Raises `Refus` when it says nothing, or names a commune that does not exist."""
    enjeu.texte, enjeu.besoin = enjeu.texte.strip(), enjeu.besoin.strip()
    if not enjeu.texte:
        raise Refus("Écrivez l’enjeu avant de l’enregistrer.")
    enjeu.remonte_le = enjeu.remonte_le or timezone.localdate()
    if enjeu.remonte_le > timezone.localdate():
        raise Refus("Un enjeu ne peut avoir été remonté à une date à venir.")
    for insee in enjeu.insees:
        lieu = commune(insee)
        if lieu is None or lieu.insee != insee:
            raise Refus(f"Aucune commune ne porte aujourd’hui le code « {insee} ».")
    verifier(enjeu)
    enjeu.save(force_insert=True)
    _raconter(enjeu, "remonte", "remonté", auteur)
    return enjeu


@transaction.atomic
def retenir(enjeu: EnjeuRemonte, *, auteur: str | Auteur = "") -> EnjeuRemonte:
    """Keep an issue: the plan may answer it. Raises `Refus` when it is kept already."""
    return _passer(enjeu, EtatEnjeu.RETENU, "retenu", auteur)


@transaction.atomic
def ecarter(enjeu: EnjeuRemonte, motif: str, *, auteur: str | Auteur = "") -> EnjeuRemonte:
    """Set an issue aside, for a reason that the commune reads. Raises `Refus` without it, or when it is."""
    if not motif.strip():
        raise Refus("Dites pourquoi cet enjeu est écarté : la commune qui l’a remonté le lira.")
    return _passer(enjeu, EtatEnjeu.ECARTE, "écarté", auteur, motif.strip()[:300])


@transaction.atomic
def revenir(enjeu: EnjeuRemonte, *, auteur: str | Auteur = "") -> EnjeuRemonte:
    """Think better of it: the issue waits for a decision again. Raises `Refus` when it already does."""
    return _passer(enjeu, EtatEnjeu.RECU, "remis à décider", auteur)


@transaction.atomic
def retirer(enjeu: EnjeuRemonte, *, auteur: str | Auteur = "") -> None:
    """Take away an issue typed by mistake. Raises `Refus` for the answer of somebody: it is set aside."""
    actuel = _verrouiller(enjeu)
    if actuel.origine == OrigineEnjeu.LIEN:
        raise Refus("Cet enjeu est la réponse de quelqu’un : écartez-le en disant pourquoi.")
    _raconter(actuel, "retire", "retiré", auteur)
    actuel.delete()


def _passer(
    enjeu: EnjeuRemonte, vers: EtatEnjeu, participe: str, auteur: str | Auteur, motif: str = ""
) -> EnjeuRemonte:
    """The one writer of the state."""
    actuel = _verrouiller(enjeu)
    if vers not in TRANSITIONS[EtatEnjeu(actuel.etat)]:
        raise Refus(f"Cet enjeu est déjà à l’état « {actuel.get_etat_display()} » : rechargez la page.")
    avant = {"etat": actuel.etat, "motif": actuel.motif}
    actuel.etat, actuel.motif = vers, motif
    actuel.decide_le = None if vers == EtatEnjeu.RECU else timezone.now()
    verifier(actuel)
    actuel.save()
    _raconter(actuel, str(vers), participe, auteur, (avant, {"etat": str(vers), "motif": motif}))
    return actuel


def _verrouiller(enjeu: EnjeuRemonte) -> EnjeuRemonte:
    actuel = EnjeuRemonte.objects.select_for_update().filter(pk=enjeu.pk).first()
    if actuel is None:
        raise Refus("Cet enjeu vient d’être retiré : revenez à la liste.")
    actuel.convention = enjeu.convention  # already read
    return actuel


def _raconter(
    enjeu: EnjeuRemonte,
    acte: str,
    participe: str,
    auteur: str | Auteur,
    change: tuple[dict[str, str], dict[str, str]] | None = None,
) -> None:
    avant, apres = change or (None, None)
    consigner(
        f"enjeu.{acte}",
        objet=enjeu.objet,
        resume=f"Enjeu {participe} ({nom_du_theme(enjeu.theme)}, {enjeu.ou}) : « {enjeu.texte[:120]} »",
        auteur=auteur,
        donnees={"theme": enjeu.theme, "communes": enjeu.insees},
        avant=avant,
        apres=apres,
    )
