"""The acts of proofreading: run the rules on a recorded convention, accept a finding, think better of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.models import Convention
from convenir.journal.operations import consigner
from convenir.lecture.queries import get_dossier
from convenir.lecture.sections import OUVERTURE, sections
from convenir.relecture.models import Acceptation, ConstatReleve, Relecture
from convenir.relecture.registre import relire
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur
    from convenir.lecture.dossier import Dossier
    from convenir.relecture.registre import Constat


def empreinte_du_texte(dossier: Dossier) -> str:
    """What tells whether the text changed since it was proofread."""
    return hashlib.sha256("\n".join(dossier.source.lignes).encode()).hexdigest()


def relire_convention(code: str, *, auteur: str | Auteur = "") -> Relecture:
    """Run every rule on a recorded convention and keep the findings.

    Raises `Refus` when no convention has this code.
    """
    dossier = get_dossier(code)
    convention = Convention.objects.get(code=code)
    return _garder(convention, dossier, relire(dossier), auteur)


def relire_les_nouvelles() -> int:
    """Proofread the conventions that never were, so that none is shown unread. Returns how many."""
    codes = list(Convention.objects.filter(relectures=None).order_by("code").values_list("code", flat=True))
    for code in codes:
        relire_convention(code)
    return len(codes)


@transaction.atomic
def _garder(
    convention: Convention, dossier: Dossier, constats: tuple[Constat, ...], auteur: str | Auteur
) -> Relecture:
    relecture = Relecture.objects.create(convention=convention, empreinte_texte=empreinte_du_texte(dossier))
    par_ligne = {ligne: s.cle for s in sections(dossier) for ligne in s.lignes}
    ConstatReleve.objects.bulk_create(
        _releve(relecture, rang, constat, par_ligne) for rang, constat in enumerate(constats, start=1)
    )
    consigner(
        "convention.relue",
        objet=f"convention:{convention.code}",
        resume=f"Convention relue : {len(constats)} constats.",
        auteur=auteur,
        donnees={"relecture": relecture.pk, "constats": len(constats)},
    )
    return relecture


def _releve(relecture: Relecture, rang: int, constat: Constat, par_ligne: dict[int, str]) -> ConstatReleve:
    return ConstatReleve(
        relecture=relecture,
        rang=rang,
        regle=constat.regle,
        titre=constat.titre,
        famille=constat.famille,
        gravite=constat.gravite,
        section=next((par_ligne[n] for n in constat.lignes if n in par_ligne), OUVERTURE),
        lignes=list(constat.lignes),
        lieu=constat.lieu[:300],
        message=constat.message,
        preuve=constat.preuve,
        suggestion=constat.suggestion,
        extrait=constat.extrait,
        empreinte=constat.empreinte,
    )


@transaction.atomic
def accepter(convention: Convention, empreinte: str, *, motif: str, auteur: str | Auteur = "") -> Acceptation:
    """Leave a finding as it is, for a reason; it stays accepted in later readings.

    Raises `Refus` without a reason, or when the last readings never raised this finding.
    """
    if not motif.strip():
        raise Refus("Dites pourquoi ce constat est accepté : le motif sera gardé et relu par d’autres.")
    constat = _constat(convention, empreinte)
    par = auteur if isinstance(auteur, str) else auteur.nom
    acceptation, _ = Acceptation.objects.update_or_create(
        convention=convention, empreinte=empreinte, defaults={"motif": motif.strip(), "par": par}
    )
    consigner(
        "constat.accepte",
        objet=f"convention:{convention.code}",
        resume=f"Constat accepté ({constat.lieu}) : {constat.titre}.",
        auteur=auteur,
        donnees={"empreinte": empreinte, "regle": constat.regle, "motif": acceptation.motif},
    )
    return acceptation


@transaction.atomic
def retablir(convention: Convention, empreinte: str, *, auteur: str | Auteur = "") -> None:
    """Think better of an acceptance: the finding is open again. Nothing happens when it was not accepted."""
    constat = _constat(convention, empreinte)
    supprimees, _ = Acceptation.objects.filter(convention=convention, empreinte=empreinte).delete()
    if supprimees:
        consigner(
            "constat.retabli",
            objet=f"convention:{convention.code}",
            resume=f"Constat rétabli ({constat.lieu}) : {constat.titre}.",
            auteur=auteur,
            donnees={"empreinte": empreinte, "regle": constat.regle},
        )


def _constat(convention: Convention, empreinte: str) -> ConstatReleve:
    constats = ConstatReleve.objects.filter(relecture__convention=convention, empreinte=empreinte)
    constat = constats.order_by("-pk").first()
    if constat is None:
        raise Refus("Ce constat n’existe plus dans cette convention : rechargez la page.")
    return constat
