"""Recording a new convention, and its parties and visas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.modele import charger_modele
from convenir.conventions.models import Convention, Disposition, Partie, Signataire, Visa
from convenir.conventions.operations.ecriture import consigner_l_acte, verifier
from convenir.conventions.queries import codes_pris
from convenir.conventions.rules.texte import code_libre, code_propose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.journal.operations import Auteur

    #: A party not yet recorded, with those who sign for it, in order.
    PartieSignataires = tuple[Partie, Sequence[Signataire]]


@transaction.atomic
def creer(
    convention: Convention,
    *,
    parties: Iterable[PartieSignataires] = (),
    visas: Iterable[str] = (),
    dispositions: Iterable[Disposition] = (),
    resume: str = "",
    auteur: str | Auteur = "",
) -> Convention:
    """Record a new convention and all it holds, or nothing.

    Takes unsaved objects, in the order of the text: ranks are given here. When the code is empty one is
    made of the territory and the first year; a taken one gets a suffix.

    Raises `Refus` when a rule of the record is broken (end before start, two préambules…).
    """
    convention.code = _code(convention)
    verifier(convention)
    convention.save(force_insert=True)
    ecrire_parties(convention, parties)
    ecrire_visas(convention, visas)
    _ecrire_dispositions(convention, dispositions)
    consigner_l_acte(convention, "creee", resume or "Convention créée à l’état de brouillon.", auteur)
    return convention


def creer_depuis_modele(
    convention: Convention, parties: Iterable[PartieSignataires] = (), *, auteur: str | Auteur = ""
) -> Convention:
    """Start a convention from the model text: préambule, fifteen articles, five annexes, visas.

    Takes an unsaved `Convention` with what is already known (territoire, debut, fin, epci_siren…); what
    is missing will show in the text as "à compléter". The model speaks of two parties whose keys are
    `caf` and `collectivite`.
    """
    modele = charger_modele()
    convention.titre = convention.titre or f"Convention territoriale globale – {convention.territoire}"
    convention.ouverture, convention.cloture = modele.ouverture, modele.cloture
    return creer(
        convention,
        parties=parties,
        visas=modele.visas,
        dispositions=[
            Disposition(type=d.type, cle=d.cle, titre=d.titre, texte=d.texte) for d in modele.dispositions
        ],
        resume="Convention commencée d’après le texte modèle.",
        auteur=auteur,
    )


def _code(convention: Convention) -> str:
    annee = str(convention.debut.year) if convention.debut else ""
    base = convention.code or code_propose(convention.territoire or convention.titre, annee)
    return code_libre(base, codes_pris(base))


def ecrire_parties(convention: Convention, parties: Iterable[PartieSignataires]) -> None:
    for ordre, (partie, signataires) in enumerate(parties, start=1):
        partie.convention, partie.ordre = convention, ordre
        verifier(partie)
        partie.save(force_insert=True)
        for rang, signataire in enumerate(signataires, start=1):
            signataire.partie, signataire.ordre = partie, rang
            verifier(signataire)
        Signataire.objects.bulk_create(signataires)


def ecrire_visas(convention: Convention, visas: Iterable[str]) -> None:
    Visa.objects.bulk_create(
        Visa(convention=convention, ordre=ordre, texte=texte) for ordre, texte in enumerate(visas, start=1)
    )


def _ecrire_dispositions(convention: Convention, dispositions: Iterable[Disposition]) -> None:
    for ordre, disposition in enumerate(dispositions, start=1):
        disposition.convention, disposition.ordre = convention, ordre
        verifier(disposition)
        disposition.save(force_insert=True)
