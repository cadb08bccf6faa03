"""Enjeux and objectives: added, reworded, moved, kept or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import Max

from convenir.journal.operations import consigner
from convenir.plan.enums import EtatEnjeu
from convenir.plan.enums.enjeux import TRANSITIONS
from convenir.plan.models import Enjeu, Objectif
from convenir.plan.operations.ecriture import PERIMEE, verifier, verrouiller_la_convention
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

L = TypeVar("L", Enjeu, Objectif)


@transaction.atomic
def ajouter_enjeu(convention: Convention, theme: str, libelle: str, *, auteur: str | Auteur = "") -> Enjeu:
    """Add an enjeu, last of its theme. Raises `Refus` without words."""
    tenue = verrouiller_la_convention(convention)
    enjeu = Enjeu(convention=tenue, theme=theme, libelle=libelle.strip(), ordre=_suivant(tenue, Enjeu, theme))
    verifier(enjeu)
    enjeu.save()
    _raconter(enjeu, "enjeu.ajoute", f"Enjeu ajouté : {enjeu.libelle}", auteur)
    return enjeu


@transaction.atomic
def modifier_enjeu(enjeu: Enjeu, libelle: str, version: int, *, auteur: str | Auteur = "") -> Enjeu:
    """Reword an enjeu. Raises `Refus` on a stale `version`, or without words."""
    actuel = _verrouiller(enjeu, version)
    avant, actuel.libelle = actuel.libelle, libelle.strip()
    _ecrire(actuel)
    _raconter(actuel, "enjeu.modifie", "Enjeu reformulé.", auteur, {"libelle": avant})
    return actuel


@transaction.atomic
def ecarter(enjeu: Enjeu, motif: str, version: int, *, auteur: str | Auteur = "") -> Enjeu:
    """Set an enjeu aside, for a reason; its objectives lose their link to it.

    Raises `Refus` on a stale `version`, without a reason, or when it is set aside already.
    """
    actuel = _verrouiller(enjeu, version)
    _passer(actuel, EtatEnjeu.ECARTE)
    actuel.motif = motif.strip()
    _ecrire(actuel)
    detaches = list(actuel.objectifs.order_by("pk").values_list("pk", flat=True))
    actuel.objectifs.update(enjeu=None)
    resume = f"Enjeu écarté : {actuel.libelle} Motif : {actuel.motif}"
    _raconter(actuel, "enjeu.ecarte", resume, auteur, {"etat": EtatEnjeu.RETENU, "objectifs": detaches})
    return actuel


@transaction.atomic
def retenir(enjeu: Enjeu, version: int, *, auteur: str | Auteur = "") -> Enjeu:
    """Take back an enjeu that was set aside. Raises `Refus` on a stale `version`, or when it is kept."""
    actuel = _verrouiller(enjeu, version)
    avant = {"etat": actuel.etat, "motif": actuel.motif}
    _passer(actuel, EtatEnjeu.RETENU)
    actuel.motif = ""
    _ecrire(actuel)
    _raconter(actuel, "enjeu.retenu", f"Enjeu retenu : {actuel.libelle}", auteur, avant)
    return actuel


@transaction.atomic
def ajouter_objectif(
    convention: Convention,
    theme: str,
    libelle: str,
    enjeu: Enjeu | None = None,
    *,
    auteur: str | Auteur = "",
) -> Objectif:
    """Add an objective, last of its theme. Raises `Refus` without words, or for an enjeu of elsewhere."""
    tenue = verrouiller_la_convention(convention)
    objectif = Objectif(
        convention=tenue,
        theme=theme,
        libelle=libelle.strip(),
        enjeu=enjeu,
        ordre=_suivant(tenue, Objectif, theme),
    )
    _exiger_un_enjeu_du_theme(objectif)
    verifier(objectif)
    objectif.save()
    _raconter(objectif, "objectif.ajoute", f"Objectif ajouté : {objectif.libelle}", auteur)
    return objectif


@transaction.atomic
def modifier_objectif(
    objectif: Objectif, libelle: str, enjeu: Enjeu | None, version: int, *, auteur: str | Auteur = ""
) -> Objectif:
    """Reword an objective and tie it to an enjeu, or to none.

    Raises `Refus` on a stale `version`, without words, or for an enjeu of elsewhere.
    """
    actuel = _verrouiller(objectif, version)
    avant = {"libelle": actuel.libelle, "enjeu": actuel.enjeu_id}
    actuel.libelle, actuel.enjeu = libelle.strip(), enjeu
    _exiger_un_enjeu_du_theme(actuel)
    _ecrire(actuel)
    _raconter(actuel, "objectif.modifie", "Objectif modifié.", auteur, avant)
    return actuel


@transaction.atomic
def retirer_objectif(objectif: Objectif, version: int, *, auteur: str | Auteur = "") -> None:
    """Remove an objective that no fiche serves. Raises `Refus` otherwise, or on a stale `version`."""
    actuel = _verrouiller(objectif, version)
    if nombre := actuel.fiches.count():
        fiches = "une fiche en dépend" if nombre == 1 else f"{nombre} fiches en dépendent"
        raise Refus(f"Cet objectif reste dans le plan : {fiches}. Déplacez-les d’abord.")
    _raconter(actuel, "objectif.retire", f"Objectif retiré : {actuel.libelle}", auteur)
    actuel.delete()


@transaction.atomic
def monter(ligne: Enjeu | Objectif, version: int, *, auteur: str | Auteur = "") -> None:
    """Move an enjeu or an objective one place up in its theme; numbers follow.

    Raises `Refus` on a stale `version`, or when it is already the first.
    """
    actuelle: Any = _verrouiller(ligne, version)  # type: ignore[type-var]
    siens = type(actuelle)._default_manager.filter(convention=actuelle.convention_id, theme=actuelle.theme)  # noqa: SLF001 -- Django's documented API
    freres = list(siens.order_by("ordre", "pk"))
    place = next(rang for rang, frere in enumerate(freres) if frere.pk == actuelle.pk)
    if not place:
        raise Refus("Cette ligne est déjà la première de sa thématique.")
    freres[place - 1], freres[place] = freres[place], freres[place - 1]
    for ordre, frere in enumerate(freres, start=1):
        siens.filter(pk=frere.pk).update(ordre=ordre)
    nom = str(type(actuelle)._meta.verbose_name)  # noqa: SLF001 -- Django's documented API
    _raconter(actuelle, f"{nom}.deplace", f"{nom.capitalize()} déplacé : {actuelle.libelle}", auteur)


def _passer(enjeu: Enjeu, etat: EtatEnjeu) -> None:
    if etat not in TRANSITIONS[EtatEnjeu(enjeu.etat)]:
        raise Refus(f"Cet enjeu est déjà « {enjeu.get_etat_display().lower()} ».")
    enjeu.etat = etat


def _exiger_un_enjeu_du_theme(objectif: Objectif) -> None:
    enjeu = objectif.enjeu
    if enjeu is None:
        return
    if (enjeu.convention_id, enjeu.theme, enjeu.etat) != (
        objectif.convention_id,
        objectif.theme,
        EtatEnjeu.RETENU,
    ):
        raise Refus("Choisissez un enjeu retenu de la même thématique, ou aucun.")


def _suivant(convention: Convention, modele: type[Enjeu | Objectif], theme: str) -> int:
    siens = modele.objects.filter(convention=convention, theme=theme)
    return (siens.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 1


def _verrouiller(ligne: L, version: int) -> L:
    verrouiller_la_convention(ligne.convention)
    actuelle = type(ligne).objects.select_for_update().filter(pk=ligne.pk).first()
    if actuelle is None:
        raise Refus("Cette ligne vient d’être retirée du plan : rechargez la page.")
    actuelle.convention = ligne.convention  # already read
    if actuelle.version != version:
        raise Refus(f"« {actuelle.libelle} » {PERIMEE}")
    return actuelle


def _ecrire(ligne: Enjeu | Objectif) -> None:
    ligne.version += 1
    verifier(ligne)
    ligne.save()


def _raconter(
    ligne: Enjeu | Objectif,
    acte: str,
    resume: str,
    auteur: str | Auteur,
    avant: dict[str, Any] | None = None,
) -> None:
    apres = {
        champ: getattr(ligne, champ, None) for champ in avant or {} if champ not in {"enjeu", "objectifs"}
    }
    if isinstance(ligne, Objectif) and "enjeu" in (avant or {}):
        apres["enjeu"] = ligne.enjeu_id
    donnees = {"theme": ligne.theme, "libelle": ligne.libelle}
    consigner(
        acte, objet=ligne.objet, resume=resume, auteur=auteur, donnees=donnees, avant=avant, apres=apres
    )
