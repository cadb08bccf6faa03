"""The one writer of typed values: a case of a grid, written beside what is published or given back to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.importation.chiffres import lire_chiffre
from convenir.diagnostic.models import Source, Valeur
from convenir.diagnostic.operations import SAISIES
from convenir.diagnostic.saisie.queries import Case, ecrire, relire
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

LONGUEUR_DE_L_ATTESTATION = 300
_MAXIMUM = Decimal(10**14)


class CasePerimee(Refus):
    """Someone wrote the same case meanwhile: `actuelle` is what it holds now, `propose` what was wanted."""

    def __init__(self, actuelle: Case, propose: str) -> None:
        self.actuelle, self.propose = actuelle, propose
        super().__init__(f"{_dire(actuelle)} Vous vouliez écrire « {propose[:40] or 'rien'} ».")


def _dire(case: Case) -> str:
    lue, texte = case.lue, case.texte or "plus rien"
    if lue is None or lue.saisie_par is None or lue.saisie_le is None:
        return f"Entre-temps, cette case contient {texte}."
    jour = ecrire_date(timezone.localtime(lue.saisie_le).date())
    return f"Entre-temps, {lue.saisie_par} a saisi {texte}, le {jour}, d’après « {lue.attestation} »."


@transaction.atomic
def saisir(
    convention: Convention,
    case: Case,
    ecrit: str,
    *,
    vu: str,
    attestation: str,
    par: Personne,
    auteur: str | Auteur = "",
) -> Case:
    """Write what a person typed in a case; nothing, or the published number, gives the case back to it.

    `vu` is what the field held when the person began; `attestation` says according to whom or what.
    Raises `CasePerimee` when it holds something else by now, `Refus` for what is no number, for one that
    the indicator forbids, for a computed indicator, without an attestation.
    """
    if case.indicateur.est_derive:
        raise Refus(f"« {case.indicateur} » se calcule à partir d’autres : il ne se saisit pas.")
    if not case.ecrit:
        raise Refus("Votre contribution ne s’étend pas à cette case : demandez à qui pilote la convention.")
    source = _source(convention)
    actuelle = relire(convention, case)
    nombre = round(Decimal(lire_chiffre(case.indicateur, ecrit)), 4) if ecrit.strip() else None
    if nombre is not None and abs(nombre) >= _MAXIMUM:
        raise Refus(f"« {ecrit.strip()[:40]} » est trop grand.")
    lue = actuelle.lue
    if nombre == (lue.valeur if lue else None):
        return actuelle
    if actuelle.texte != vu:
        raise CasePerimee(actuelle, ecrit.strip())
    publiee = actuelle.publiee
    if nombre is None or (publiee is not None and nombre == publiee.valeur):
        return _rendre(convention, actuelle, auteur)
    return _ecrire(convention, source, actuelle, nombre, attestation.strip(), par, auteur)


def _source(convention: Convention) -> Source:
    """Where what people type in a convention is kept; locked, so that they write one after the other."""
    titres = {"titre": "Valeurs saisies", "producteur": "Membres de la convention"}
    source, _ = Source.objects.get_or_create(convention=convention, cle=SAISIES, defaults=titres)
    return Source.objects.select_for_update().get(pk=source.pk)


def _ecrire(
    convention: Convention,
    source: Source,
    case: Case,
    nombre: Decimal,
    attestation: str,
    par: Personne,
    auteur: str | Auteur,
) -> Case:
    if not attestation:
        raise Refus("Dites d’abord, au-dessus de la grille, d’après qui ou quoi vous saisissez.")
    Valeur.objects.update_or_create(
        source=source,
        indicateur=case.indicateur,
        niveau=case.lieu.niveau,
        code=case.lieu.code,
        millesime=case.millesime,
        population="",
        defaults={
            "valeur": nombre,
            "statut": StatutValeur.SAISIE,
            "saisie_par": par,
            "saisie_le": timezone.now(),
            "attestation": attestation[:LONGUEUR_DE_L_ATTESTATION],
        },
    )
    ecrite = relire(convention, case)
    _consigner("diagnostic.saisi", convention, case, ecrite, auteur, attestation)
    return ecrite


def _rendre(convention: Convention, case: Case, auteur: str | Auteur) -> Case:
    """Take the typed value away: what is published, or nothing, is read again."""
    if case.saisie is None:
        raise Refus("Cette valeur est publiée : elle ne s’efface pas ici. Saisissez la vôtre à côté.")
    case.saisie.delete()
    rendue = relire(convention, case)
    _consigner("diagnostic.saisie_retiree", convention, case, rendue, auteur)
    return rendue


def _consigner(
    type_: str,
    convention: Convention,
    avant: Case,
    apres: Case,
    auteur: str | Auteur,
    attestation: str = "",
) -> None:
    ou = f"{avant.indicateur.libelle}, {avant.lieu.nom}, {avant.millesime}"
    fait = f"{apres.texte} saisi" if attestation else f"{ecrire(avant.saisie)} retiré"
    consigner(
        type_,
        objet=f"convention:{convention.code}/indicateur:{avant.indicateur.cle}",
        resume=f"{ou} : {fait}.",
        auteur=auteur,
        donnees={
            "indicateur": avant.indicateur.cle,
            "code": avant.lieu.code,
            "millesime": avant.millesime,
        },
        avant={"valeur": avant.texte},
        apres={"valeur": apres.texte},
        personnel={"attestation": attestation} if attestation else None,
    )
