"""The acts on a fiche action: created, changed, shared, duplicated, moved, restored, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from convenir.documents.antivirus import examiner
from convenir.documents.operations import conserver
from convenir.plan.contenu import CLES, ecrire_les_lignes, normaliser, photographier, poser, vide
from convenir.plan.controles import exiger_coherent
from convenir.plan.enums import Redaction
from convenir.plan.models import FicheAction, Nouvelle, Objectif, PieceJointe, Reserve
from convenir.plan.operations.ecriture import (
    DISPARUE,
    raconter,
    sauver,
    verifier,
    verrouiller,
    verrouiller_la_convention,
)
from convenir.plan.operations.effets import declarer_les_effets
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from convenir.acteurs.models import Organisation
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur, Lot


class FichePerimee(Refus):
    """The fiche was changed by someone else meanwhile: nothing is written, both contents are kept here."""

    def __init__(self, fiche: FicheAction, propose: dict[str, Any], actuel: dict[str, Any]) -> None:
        super().__init__(
            f"{fiche.nom} a été modifiée entre-temps : comparez vos valeurs à celles enregistrées, puis "
            "enregistrez ce que vous retenez."
        )
        self.fiche = fiche
        self.propose = propose
        self.actuel = actuel


@transaction.atomic
def creer(
    convention: Convention,
    champs: Mapping[str, Any],
    *,
    fictif: bool = False,
    numero: int | None = None,
    reserves: Sequence[Organisation] = (),
    auteur: str | Auteur = "",
    lot: Lot | None = None,
) -> FicheAction:
    """Write a new fiche from a content (`contenu`): its title and its objective at least.

    `numero`: the one asked for; by default, the next one. `reserves`: the organisations that alone see it.
    Raises `Refus` when something makes no sense.
    """
    tenue = verrouiller_la_convention(convention)
    contenu = vide() | normaliser(champs)
    if not contenu["objectif"]:
        raise Refus("Choisissez l’objectif que sert cette fiche.")
    dernier = tenue.fiches.aggregate(dernier=Max("numero"))["dernier"] or 0
    fiche = FicheAction(convention=tenue, numero=numero or dernier + 1, fictif=fictif)
    fiche.reservee = bool(reserves)
    exiger_coherent(tenue, contenu)
    poser(fiche, contenu)
    verifier(fiche, exclude=["convention"])
    fiche.save()
    Reserve.objects.bulk_create(Reserve(fiche=fiche, organisation=o) for o in reserves)
    ecrire_les_lignes(fiche, contenu)
    sauver(fiche, contenu)
    declarer_les_effets(fiche, 0, auteur=auteur)
    dits = {cle: valeur for cle, valeur in contenu.items() if valeur not in ("", None, [])}
    raconter(fiche, "creee", f"{fiche.nom} créée.", auteur, apres=dits, lot=lot)
    return fiche


@transaction.atomic
def modifier(
    fiche: FicheAction,
    champs: Mapping[str, Any],
    version: int | None = None,
    *,
    auteur: str | Auteur = "",
    lot: Lot | None = None,
) -> frozenset[str]:
    """Change what a content names, and nothing else. Returns the fields that did change.

    Raises `FichePerimee`, which holds both contents, when `version` is not that of the record any more;
    `Refus` when something makes no sense. Nothing is half-written.
    """
    propose = normaliser(champs)
    if "effets" in propose:
        verrouiller_la_convention(fiche.convention)  # before the fiche, as everywhere
    actuelle = FicheAction.objects.select_for_update().filter(pk=fiche.pk).first()
    if actuelle is None:
        raise Refus(DISPARUE)
    actuelle.convention = fiche.convention  # already read
    avant = photographier(actuelle)
    changes = [cle for cle in CLES if cle in propose and propose[cle] != avant[cle]]
    if version is not None and actuelle.version != version and changes:
        raise FichePerimee(actuelle, propose, avant)
    if not changes:
        return frozenset()
    apres = {cle: propose[cle] for cle in changes}
    exiger_coherent(actuelle.convention, apres, actuelle)
    poser(actuelle, apres)
    ecrire_les_lignes(actuelle, apres)
    actuelle.version += 1
    actuelle.nouvelles_le = timezone.localdate()
    sauver(actuelle, avant | apres)
    if "effets" in apres:
        declarer_les_effets(actuelle, len(avant["effets"]), auteur=auteur)
    noms = ", ".join(libelle(cle) for cle in changes)
    ancien = {cle: avant[cle] for cle in changes}
    raconter(actuelle, "modifiee", f"{actuelle.nom} modifiée : {noms}.", auteur, ancien, apres, lot)
    return frozenset(changes)


#: the words of what is not a field of the model
_LIBELLES = {
    "communes": "communes",
    "intervenants": "intervenants",
    "etapes": "étapes",
    "budget": "budget",
    "effets": "effets sur l’offre",
    "indicateurs": "indicateurs",
    "liees": "fiches liées",
}


def libelle(cle: str) -> str:
    """What a field of a content is called in a sentence."""
    if cle in _LIBELLES:
        return _LIBELLES[cle]
    return str(FicheAction._meta.get_field(cle).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 -- Django's documented API


@transaction.atomic
def restaurer(fiche: FicheAction, numero: int, version: int, *, auteur: str | Auteur = "") -> frozenset[str]:
    """Give a fiche back what it held at a former version; what it holds now stays in its history.

    What is gone since (an objective, another fiche) is left as it is now. Raises `Refus` when there is no
    such version, `FichePerimee` on a stale `version`.
    """
    ancienne = fiche.versions.filter(numero=numero).first()
    if ancienne is None:
        raise Refus("Cette version n’est pas dans l’historique de la fiche.")
    contenu = dict(ancienne.contenu)
    if not Objectif.objects.filter(convention=fiche.convention_id, pk=contenu["objectif"]).exists():
        del contenu["objectif"]
    connues = set(fiche.convention.fiches.values_list("numero", flat=True))
    contenu["liees"] = [n for n in contenu["liees"] if n in connues]
    return modifier(fiche, contenu, version, auteur=auteur)


@transaction.atomic
def deplacer(fiche: FicheAction, objectif: Objectif, version: int, *, auteur: str | Auteur = "") -> None:
    """Tie a fiche to another objective. Raises `FichePerimee` on a stale `version`."""
    modifier(fiche, {"objectif": objectif.pk}, version, auteur=auteur)


@transaction.atomic
def dupliquer(fiche: FicheAction, *, auteur: str | Auteur = "") -> FicheAction:
    """A new fiche that says the same: neither its progress, nor what was done and measured."""
    contenu = photographier(fiche)
    contenu["titre"] = f"{contenu['titre'][:290]} (copie)"
    contenu["etapes"] = [etape | {"faite_le": None} for etape in contenu["etapes"]]
    contenu["indicateurs"] = [indicateur | {"mesures": []} for indicateur in contenu["indicateurs"]]
    contenu["budget"] = [ligne | {"realise": None} for ligne in contenu["budget"]]
    siennes = [r.organisation for r in fiche.reserves.select_related("organisation").order_by("pk")]
    return creer(fiche.convention, contenu, fictif=fiche.fictif, reserves=siennes, auteur=auteur)


@transaction.atomic
def retirer(fiche: FicheAction, version: int, *, auteur: str | Auteur = "") -> None:
    """Remove a fiche written by mistake.

    Raises `Refus` once it is more than a draft, or on a stale `version`.
    """
    verrouiller_la_convention(fiche.convention)  # before the fiche, as everywhere
    actuelle = verrouiller(fiche, version)
    if actuelle.redaction != Redaction.REFLEXION:
        raise Refus(
            f"{actuelle.nom} a été formalisée : elle reste dans le plan. Dites-la abandonnée, avec le motif."
        )
    raconter(actuelle, "retiree", f"{actuelle.nom} retirée du plan.", auteur, photographier(actuelle))
    declarer_les_effets(actuelle, 0, partie=True, auteur=auteur)
    actuelle.delete()


@transaction.atomic
def reserver(
    fiche: FicheAction, organisations: Sequence[Organisation], *, auteur: str | Auteur = ""
) -> FicheAction:
    """Let only these organisations, and whoever has a part in it, see a fiche. Raises `Refus` without any."""
    if not organisations:
        raise Refus("Choisissez au moins une organisation à qui réserver cette fiche.")
    actuelle = verrouiller(fiche)
    actuelle.reserves.all().delete()
    Reserve.objects.bulk_create(Reserve(fiche=actuelle, organisation=o) for o in organisations)
    actuelle.reservee = True
    actuelle.version += 1
    sauver(actuelle)
    noms = ", ".join(o.nom for o in organisations)
    raconter(actuelle, "reservee", f"Fiche {actuelle.numero} réservée à {noms}.", auteur)
    return actuelle


@transaction.atomic
def partager(fiche: FicheAction, *, auteur: str | Auteur = "") -> FicheAction:
    """Let every member of the convention see a fiche."""
    actuelle = verrouiller(fiche)
    actuelle.reserves.all().delete()
    actuelle.reservee = False
    actuelle.version += 1
    sauver(actuelle)
    raconter(actuelle, "partagee", f"{actuelle.nom} partagée avec tous les membres.", auteur)
    return actuelle


@transaction.atomic
def donner_des_nouvelles(
    fiche: FicheAction, texte: str, *, le: datetime.date | None = None, auteur: Auteur
) -> Nouvelle:
    """Note what somebody says of a fiche. Raises `Refus` without words."""
    actuelle = verrouiller(fiche)
    nouvelle = Nouvelle(
        fiche=actuelle, le=le or timezone.localdate(), texte=texte.strip(), auteur=auteur.nom[:200]
    )
    verifier(nouvelle)
    nouvelle.save()
    actuelle.nouvelles_le = max(actuelle.nouvelles_le, nouvelle.le)
    actuelle.save(update_fields=["nouvelles_le"])
    raconter(actuelle, "nouvelles", f"Nouvelles de la fiche {actuelle.numero}.", auteur)
    return nouvelle


@transaction.atomic
def joindre(
    fiche: FicheAction, nom: str, octets: bytes, titre: str, *, auteur: str | Auteur = ""
) -> PieceJointe:
    """Join a document to a fiche. Raises `Refus` when it is empty, infected, or there already."""
    examiner(octets)
    actuelle = verrouiller(fiche)
    piece = PieceJointe(fiche=actuelle, fichier=conserver(nom, octets), titre=titre.strip() or nom[:200])
    verifier(piece)
    piece.save()
    raconter(
        actuelle, "piece_jointe", f"Document joint à la fiche {actuelle.numero} : {piece.titre}.", auteur
    )
    return piece
