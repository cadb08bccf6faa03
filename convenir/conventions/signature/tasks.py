"""Printing the exemplaire to sign, then sending it, outside the request."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from convenir.acteurs.models import Organisation, Personne
from convenir.conventions.models import Convention
from convenir.conventions.signature.courriels import lien_de_verification
from convenir.conventions.signature.operations import Attendu, Envoi, envoyer, figer_pour_la_signature
from convenir.conventions.signature.queries import places_de
from convenir.conventions.signature.rendus import exiger_le_rendu
from convenir.conventions.signature.textes import Texte
from convenir.documents.models import Fichier
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.socle.models import Travail

NATURE = "signature"
ETAPES = ("Contrôle du texte", "Composition de l’exemplaire à signer", "Envoi aux signataires")


def envoyer_a_la_signature(travail: Travail) -> str:
    """Freeze the text, print it with the address that will prove it, send it. Returns its page."""
    avancer(travail, ETAPES[0], 5)
    donnees = travail.donnees
    texte = _texte(travail.objet, donnees["avenant"])
    rendre = exiger_le_rendu(texte)
    version = figer_pour_la_signature(texte)
    avancer(travail, ETAPES[1], 20)
    cle = uuid.uuid4()
    exemplaire = rendre(texte.sujet, lien_de_verification(str(cle)))
    avancer(travail, ETAPES[2], 90)
    personne = Personne.objects.get(pk=donnees["personne"])
    organisation = Organisation.objects.filter(pk=donnees["organisation"]).first()
    envoi = Envoi(version, cle, exemplaire, tuple(_attendus(texte, donnees["choix"])), donnees["lieu"])
    envoyer(texte, envoi, auteur=personne.en_auteur(organisation))
    return texte.adresse()


def _texte(code: str, avenant: int | None) -> Texte:
    convention = Convention.objects.get(code=code)
    return Texte(convention, convention.avenants.get(numero=avenant) if avenant else None)


def _attendus(texte: Texte, choix: dict[str, dict[str, Any]]) -> Iterator[Attendu]:
    """The signatories of the parties with what was chosen for each: rank, account, delegation."""
    for place in places_de(texte):
        choisi = choix[place.cle]
        yield Attendu(
            partie=place.partie,
            nom=place.nom,
            qualite=place.qualite,
            rang=choisi["rang"],
            personne=Personne.objects.filter(pk=choisi["personne"]).first(),
            delegation=Fichier.objects.filter(pk=choisi["delegation"]).first(),
        )
