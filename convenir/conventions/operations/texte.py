"""The acts on the text: each locks, checks the rule, writes, and tells the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max

from convenir.conventions.enums import Statut, TypeDisposition
from convenir.conventions.models import Convention, Disposition
from convenir.conventions.operations.creation import ecrire_parties, ecrire_visas
from convenir.conventions.operations.ecriture import (
    consigner_l_acte,
    verifier,
    verrouiller_a_la_version,
    verrouiller_le_texte,
)
from convenir.conventions.operations.versions import figer
from convenir.conventions.queries import numerotation
from convenir.conventions.rules.texte import (
    code_libre,
    code_propose,
    nom_de_disposition,
    periode_valide,
    renvois_vers,
)
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from convenir.conventions.operations.creation import PartieSignataires
    from convenir.journal.operations import Auteur


class TextePerime(Refus):
    """The text was changed by someone else meanwhile: nothing is written, both texts are kept here."""

    def __init__(self, *, propose: str, actuel: str, version: int) -> None:
        super().__init__(
            "Ce texte a été modifié entre-temps : comparez votre version à celle enregistrée, "
            "puis enregistrez celle que vous retenez."
        )
        self.propose = propose
        self.actuel = actuel
        self.version = version


@transaction.atomic
def modifier_disposition(
    disposition: Disposition,
    texte: str,
    version: int,
    *,
    titre: str | None = None,
    a_completer: bool | None = None,
    auteur: str | Auteur = "",
) -> Disposition:
    """Replace the text of a provision, and its title and "à compléter" mark when given.

    `version` is the one the person was shown. Raises `TextePerime`, which holds both texts, when
    somebody else wrote since; nothing is lost, nothing is written. A text said ready stays so when the
    provision was opened by a comment: what it becomes is a version apart. Raises `Refus` otherwise.
    """
    convention = verrouiller_le_texte(disposition.convention, disposition=disposition.cle)
    actuelle = Disposition.objects.select_for_update().filter(pk=disposition.pk).first()
    if actuelle is None:
        raise TextePerime(propose=texte, actuel="", version=0)
    if actuelle.version != version:
        raise TextePerime(propose=texte, actuel=actuelle.texte, version=actuelle.version)
    avant = _texte_et_titre(actuelle)
    actuelle.texte = texte
    if titre is not None and titre != actuelle.titre:
        actuelle.titre, actuelle.intitule_ecrit = titre, ""
    actuelle.a_completer = actuelle.a_completer if a_completer is None else a_completer
    actuelle.version += 1
    verifier(actuelle)
    actuelle.save()
    consigner_l_acte(
        convention,
        "disposition_modifiee",
        f"Texte modifié : {_nom(actuelle)}.",
        auteur,
        (avant, _texte_et_titre(actuelle)),
        cle=actuelle.cle,
    )
    if convention.statut == Statut.PRETE:
        figer(convention, f"Disposition ouverte par un commentaire : {_nom(actuelle)}"[:300])
    return actuelle


def _texte_et_titre(disposition: Disposition) -> dict[str, str]:
    return {"titre": disposition.titre, "texte": disposition.texte}


@transaction.atomic
def ajouter_disposition(
    convention: Convention,
    disposition: Disposition,
    version: int,
    *,
    apres: str = "",
    auteur: str | Auteur = "",
) -> Disposition:
    """Add an unsaved provision after the one whose key is `apres`, or else last of its type.

    The numbers of its type are computed from then on. Raises `Refus` on a stale version, an unknown
    `apres`, a key already used, a second préambule.
    """
    convention = verrouiller_a_la_version(convention, version)
    disposition.convention = convention
    disposition.cle = disposition.cle or _cle_libre(convention, disposition)
    disposition.ordre = (convention.dispositions.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 1
    verifier(disposition, unicite=True)
    suite = list(convention.dispositions.order_by("ordre"))
    suite.insert(_place(suite, disposition, apres), disposition)
    disposition.save(force_insert=True)
    _ranger(suite)
    _numeroter(convention, disposition.type)
    consigner_l_acte(
        convention, "disposition_ajoutee", f"Ajout : {_nom(disposition)}.", auteur, cle=disposition.cle
    )
    return disposition


def _place(suite: Sequence[Disposition], nouvelle: Disposition, apres: str) -> int:
    """Index where the new provision goes: after `apres`, else after those of its type."""
    if apres:
        rangs = [i for i, d in enumerate(suite, start=1) if d.cle == apres]
        if not rangs:
            raise Refus(f"Aucune disposition « {apres} » après laquelle insérer celle-ci.")
        return rangs[0]
    types = list(TypeDisposition)
    limite = types.index(TypeDisposition(nouvelle.type))
    avant = [i for i, d in enumerate(suite, start=1) if types.index(TypeDisposition(d.type)) <= limite]
    return avant[-1] if avant else 0


def _cle_libre(convention: Convention, disposition: Disposition) -> str:
    prises = frozenset(convention.dispositions.values_list("cle", flat=True))
    return code_libre(code_propose(disposition.titre or disposition.type), prises)


@transaction.atomic
def retirer_disposition(disposition: Disposition, version: int, *, auteur: str | Auteur = "") -> None:
    """Remove a provision; the following ones are renumbered.

    `version` is the convention's. Raises `Refus` naming the provisions that still quote it.
    """
    convention = verrouiller_a_la_version(disposition.convention, version)
    autres = convention.dispositions.exclude(pk=disposition.pk).order_by("ordre")
    citent = [_nom(d) for d in autres if renvois_vers(d.texte, disposition.type, disposition.cle)]
    if citent:
        raise Refus(f"{_nom(disposition)} reste cité par {', '.join(citent)} : retirez d’abord ces renvois.")
    consigner_l_acte(
        convention,
        "disposition_retiree",
        f"Retrait : {_nom(disposition)}.",
        auteur,
        (_texte_et_titre(disposition), {}),
        cle=disposition.cle,
    )
    disposition.delete()
    _numeroter(convention, disposition.type)


@transaction.atomic
def deplacer_disposition(
    disposition: Disposition, rang: int, version: int, *, auteur: str | Auteur = ""
) -> None:
    """Move a provision to the `rang`-th place (1-based) among those of its type; numbers follow.

    `version` is the convention's. Raises `Refus` on a stale version or a rank that does not exist.
    """
    convention = verrouiller_a_la_version(disposition.convention, version)
    suite = list(convention.dispositions.order_by("ordre"))
    places = [i for i, d in enumerate(suite) if d.type == disposition.type]
    if not 1 <= rang <= len(places):
        raise Refus(f"Choisissez une place entre 1 et {len(places)}.")
    element = suite.pop(next(i for i, d in enumerate(suite) if d.pk == disposition.pk))
    suite.insert(places[rang - 1], element)
    _ranger(suite)
    _numeroter(convention, disposition.type)
    consigner_l_acte(
        convention, "disposition_deplacee", f"Déplacement : {_nom(disposition)}.", auteur, rang=rang
    )


@transaction.atomic
def renumeroter(convention: Convention, version: int, *, auteur: str | Auteur = "") -> None:
    """Drop the numbers written in the document read: from now on every number follows the order."""
    convention = verrouiller_a_la_version(convention, version)
    for type_ in (TypeDisposition.ARTICLE, TypeDisposition.ANNEXE):
        _numeroter(convention, type_)
    consigner_l_acte(convention, "renumerotee", "Articles et annexes renumérotés d’après leur ordre.", auteur)


@transaction.atomic
def modifier_parties(
    convention: Convention,
    parties: Iterable[PartieSignataires],
    version: int,
    *,
    ouverture: str | None = None,
    cloture: str | None = None,
    auteur: str | Auteur = "",
) -> None:
    """Replace the parties and those who sign for them.

    When the convention came from a document, its opening and its signature block were kept as they
    were read: pass the texts that take their place. Raises `Refus` on a stale version.
    """
    convention = verrouiller_a_la_version(convention, version)
    convention.parties.all().delete()
    ecrire_parties(convention, parties)
    convention.ouverture = convention.ouverture if ouverture is None else ouverture
    convention.cloture = convention.cloture if cloture is None else cloture
    convention.save(update_fields=["ouverture", "cloture"])
    consigner_l_acte(convention, "parties_modifiees", "Parties et signataires modifiés.", auteur)


@transaction.atomic
def modifier_visas(
    convention: Convention,
    visas: Iterable[str],
    version: int,
    *,
    ouverture: str | None = None,
    auteur: str | Auteur = "",
) -> None:
    """Replace the visas, in order, and the opening when given. Raises `Refus` on a stale version."""
    convention = verrouiller_a_la_version(convention, version)
    convention.visas.all().delete()
    ecrire_visas(convention, visas)
    convention.ouverture = convention.ouverture if ouverture is None else ouverture
    convention.save(update_fields=["ouverture"])
    consigner_l_acte(convention, "visas_modifies", "Visas modifiés.", auteur)


@transaction.atomic
def modifier_duree(
    convention: Convention,
    debut: datetime.date | None,
    fin: datetime.date | None,
    version: int,
    *,
    auteur: str | Auteur = "",
) -> None:
    """Change the first and the last day. Raises `Refus` on a stale version or an end before the start."""
    convention = verrouiller_a_la_version(convention, version)
    if not periode_valide(debut, fin):
        raise Refus("Le dernier jour ne peut précéder le premier : corrigez l’une des deux dates.")
    avant = _jours(convention)
    convention.debut, convention.fin = debut, fin
    convention.save(update_fields=["debut", "fin"])
    consigner_l_acte(convention, "duree_modifiee", "Durée modifiée.", auteur, (avant, _jours(convention)))


def _jours(convention: Convention) -> dict[str, str | None]:
    bornes = {"debut": convention.debut, "fin": convention.fin}
    return {nom: jour.isoformat() if jour else None for nom, jour in bornes.items()}


def _ranger(suite: Sequence[Disposition]) -> None:
    """Write the ranks in two passes, so that no two rows ever hold the same one."""
    Disposition.objects.filter(pk__in=[d.pk for d in suite]).update(ordre=F("ordre") + len(suite) + 1000)
    for ordre, disposition in enumerate(suite, start=1):
        disposition.ordre = ordre
    Disposition.objects.bulk_update(suite, ["ordre"])


def _numeroter(convention: Convention, type_: str) -> None:
    convention.dispositions.filter(type=type_).update(numero_ecrit=None, intitule_ecrit="")


def _nom(disposition: Disposition) -> str:
    numero = numerotation(disposition.convention).get(disposition.cle)
    return nom_de_disposition(disposition.type, numero, disposition.titre)
