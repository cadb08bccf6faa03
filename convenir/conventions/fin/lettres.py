"""The letters of a procedure: formal notice, notice of termination, notice that the convention ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.conventions.enums import EtatProcedure, NatureProcedure
from convenir.conventions.fin.rules import echeance_de
from convenir.documents.blocs import Champ, Element, Liste, Paragraphe, Texte, Titre, texte
from convenir.documents.markdown import lire_markdown
from convenir.documents.publication import Emplacement, Publication, Signatures
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.fin.effets import Effet
    from convenir.conventions.models import Procedure
    from convenir.documents.publication import BlocPublie

FORMATS = ("pdf", "docx", "odt")
_OBJETS = {
    NatureProcedure.MANQUEMENT: "Mise en demeure de respecter la convention",
    NatureProcedure.INFRACTION: "Mise en demeure de respecter la loi et les règlements",
    NatureProcedure.MODIFICATION: "Fin de la convention, un de ses termes ayant changé sans avenant",
    NatureProcedure.DENONCIATION: "Dénonciation de la convention",
}


def objet_de_la_lettre(procedure: Procedure) -> str:
    """What the letter is about: the notice, or the end once it came."""
    if procedure.etat == EtatProcedure.PRONONCEE:
        return "Fin de la convention territoriale globale"
    return _OBJETS[NatureProcedure(procedure.nature)]


def composer_lettre(procedure: Procedure, effets: tuple[Effet, ...]) -> Publication:
    """The letter to send by registered post, with what the end stops once it is pronounced."""
    objet = objet_de_la_lettre(procedure)
    return Publication(
        titre=objet,
        courant=procedure.convention.nom,
        date=timezone.localdate(),
        blocs=tuple(_blocs(procedure, objet, effets)),
    )


def _blocs(procedure: Procedure, objet: str, effets: tuple[Effet, ...]) -> Iterator[BlocPublie]:
    yield Titre(1, texte(objet), ancre="objet")
    yield Paragraphe((Texte("Expéditeur : ", gras=True), Texte(procedure.partie)))
    yield Paragraphe((Texte("Destinataire : ", gras=True), Champ("procedure.contre", procedure.contre)))
    yield Paragraphe((Texte("Lettre recommandée avec avis de réception", italique=True),))
    yield _paragraphe(f"Convention concernée : {procedure.convention.nom}.")
    yield _paragraphe("Madame, Monsieur,")
    if procedure.etat == EtatProcedure.PRONONCEE:
        yield from _fin(procedure, effets)
    else:
        yield from _demande(procedure)
    yield _paragraphe("Veuillez recevoir, Madame, Monsieur, nos salutations distinguées.")
    yield Signatures((Emplacement(procedure.partie, "", ""),))


def _demande(procedure: Procedure) -> Iterator[BlocPublie]:
    match procedure.nature:
        case NatureProcedure.DENONCIATION:
            yield _paragraphe("Nous dénonçons la convention, pour le motif suivant :")
        case NatureProcedure.MODIFICATION:
            yield _paragraphe("Un terme de la convention a changé sans qu’un avenant soit signé :")
        case _:
            yield _paragraphe("Nous constatons ce qui suit :")
    yield from lire_markdown(procedure.motif)
    yield _paragraphe(_delai(procedure))


def _delai(procedure: Procedure) -> str:
    if procedure.nature == NatureProcedure.MODIFICATION:
        return "La convention prend donc fin, sans mise en demeure préalable."
    mois = "un mois" if procedure.delai_mois == 1 else f"{procedure.delai_mois} mois"
    echeance = echeance_de(procedure)
    terme = f", soit jusqu’au {ecrire_date(echeance.retenue)} inclus" if echeance else ""
    if procedure.nature == NatureProcedure.DENONCIATION:
        depart = "à compter de l’envoi de cette lettre"
        return f"La convention prendra fin après un préavis de {mois} {depart}{terme}."
    return (
        f"Nous vous mettons en demeure d’y remédier dans un délai de {mois} à compter de l’envoi de cette "
        f"lettre{terme}. Sans effet à cette date, la convention prendra fin de plein droit."
    )


def _fin(procedure: Procedure, effets: tuple[Effet, ...]) -> Iterator[BlocPublie]:
    fin = ecrire_date(procedure.prend_effet_le) if procedure.prend_effet_le else ""
    yield Paragraphe((Texte("La convention prend fin le "), Champ("procedure.fin", fin), Texte(".")))
    if procedure.envoyee_le:
        yield _paragraphe(f"Notre lettre du {ecrire_date(procedure.envoyee_le)} est restée sans effet.")
    yield _paragraphe("Raison :")
    yield from lire_markdown(procedure.motif)
    yield _paragraphe("Ce qui s’arrête :")
    yield Liste(tuple(Element(texte(" ".join((e.phrase, ", ".join(e.details))).strip())) for e in effets))


def _paragraphe(phrase: str) -> Paragraphe:
    return Paragraphe(texte(phrase))
