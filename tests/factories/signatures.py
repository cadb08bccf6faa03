"""Texts out for signature, through the operations."""

from __future__ import annotations

import uuid

from convenir.conventions.enums import Statut
from convenir.conventions.operations.avenants import declarer_pret
from convenir.conventions.signature.operations import Attendu, Envoi, envoyer, figer_pour_la_signature
from convenir.conventions.signature.textes import Texte
from convenir.documents.operations import conserver

#: what a round may hold when nobody opens it
FAUX_PDF = b"%PDF-1.7 exemplaire zinzolin"


def prete(convention):
    """A convention said ready, whatever it misses: its obstacles are those of other tests."""
    type(convention).objects.filter(pk=convention.pk).update(statut=Statut.PRETE)
    convention.refresh_from_db()
    return convention


def envoyer_le_texte(texte, attendus, exemplaire=FAUX_PDF, **options):
    """A round on a ready text; `attendus` are the signatures expected."""
    version = figer_pour_la_signature(texte)
    return envoyer(texte, Envoi(version, uuid.uuid4(), exemplaire, tuple(attendus), **options))


def envoyer_un_avenant(avenant, personne=None):
    """An avenant out for signature; returns the one signature it waits for."""
    declarer_pret(avenant)
    delegation = conserver("delegation-zinzolin.txt", b"Une delegation.")
    attendu = Attendu("Caf", "Maëlle Fictive", "Présidente", 1, personne, delegation)
    circuit = envoyer_le_texte(Texte(avenant.convention, avenant), [attendu])
    return circuit.signatures.get()
