"""One table imported whole or not at all; told line by line."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from convenir.diagnostic.importation import versement
from convenir.diagnostic.importation.colonnes import placer
from convenir.diagnostic.importation.controle import FAUTES_GARDEES, Controle
from convenir.diagnostic.models import Indicateur, Source
from convenir.diagnostic.operations import SAISIES
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.conventions.models import Convention
    from convenir.diagnostic.importation.colonnes import Colonnes
    from convenir.diagnostic.importation.controle import Constats
    from convenir.diagnostic.importation.tables import Tableau
    from convenir.journal.operations import Auteur


@dataclass(frozen=True, slots=True)
class Rapport:
    """What a table did, or would do. `ecrit` is false for a dry run, and when a fault held all back."""

    constats: Constats
    nouvelles: int
    changees: int
    identiques: int
    ignorees: tuple[str, ...]
    ecrit: bool

    @property
    def lues(self) -> int:
        return self.nouvelles + self.changees + self.identiques

    @property
    def phrase(self) -> str:
        """How many lines, how many values of which sort."""
        c = self.constats
        comptes = (
            f"{ecrire_nombre(nombre)} {mot}"
            for nombre, mot in (
                (self.nouvelles, "nouvelles"),
                (self.changees, "changées"),
                (self.identiques, "déjà connues"),
                (c.secretes, "sous secret statistique"),
                (c.absentes, "absentes du fichier"),
                (c.ecartees, "lignes d’autres sujets laissées de côté"),
            )
            if nombre
        )
        return f"{ecrire_nombre(c.lignes)} lignes lues ; valeurs : {', '.join(comptes) or 'aucune'}."


def importer(  # noqa: PLR0913 -- each option of the command
    tableau: Tableau,
    colonnes: Colonnes,
    *,
    annee: int | None = None,
    convention: Convention | None = None,
    essai: bool = False,
    partiel: bool = False,
    avancer: Callable[[float], None] | None = None,
    auteur: str | Auteur = "",
) -> Rapport:
    """Load the values of a table; the same one again changes nothing.

    `annee`: the only year expected. `convention`: for that one alone, else for all. `essai`: tell, and undo.
    `partiel`: load what is right though some lines are not; without it one fault holds all back.
    Raises `Refus` when a column is missing, the catalogue is empty, or a key is not in it.
    """
    indicateurs = {i.cle: i for i in Indicateur.objects.filter(en_vigueur=True).order_by("pk")}
    if not indicateurs:
        raise Refus("Le catalogue des indicateurs est vide : lancez « convenir preparer ».")
    places = placer(colonnes, tableau.entete)
    controle = Controle(colonnes, places, indicateurs, annee)
    lue = [0.0]

    def noter(part: float) -> None:
        lue[0] = part

    apres_un_lot = (lambda: avancer(lue[0])) if avancer is not None else None
    versement.deposer(controle.lire(tableau.lignes(noter)), apres_un_lot)
    return _ecrire(tableau, colonnes, controle.constats, places.ignorees, convention, essai, partiel, auteur)


@transaction.atomic
def _ecrire(  # noqa: PLR0913, PLR0917 -- as `importer`
    tableau: Tableau,
    colonnes: Colonnes,
    constats: Constats,
    ignorees: tuple[str, ...],
    convention: Convention | None,
    essai: bool,  # noqa: FBT001 -- as `importer`
    partiel: bool,  # noqa: FBT001 -- as `importer`
    auteur: str | Auteur,
) -> Rapport:
    """What was put aside becomes the values of a source: whole, or nothing."""
    if _dire_les_repetitions(constats):
        versement.ecarter_les_repetitions()
    source = _source(tableau, colonnes, convention)
    comptes = versement.fondre(source.pk)
    ecrit = not essai and (partiel or not constats.nombre_de_fautes)
    rapport = Rapport(constats, *comptes, ignorees, ecrit)
    if ecrit:
        objet = f"convention:{convention.code}/diagnostic" if convention else f"source:{source.cle}"
        resume = f"« {source.titre} » chargé : {rapport.phrase}"
        consigner("diagnostic.importe", objet=objet, resume=resume, auteur=auteur, donnees=_empreinte(source))
    else:
        transaction.set_rollback(True)
    return rapport


def _dire_les_repetitions(constats: Constats) -> int:
    """How many values are said more than once, each told as a fault."""
    nombre, premieres = versement.repetitions(FAUTES_GARDEES)
    for premiere, seconde, accord in premieres:
        suite = "la même valeur" if accord else "une autre valeur"
        constats.fauter(seconde, f"Doublon : la ligne {premiere} donne déjà {suite}.")
    constats.nombre_de_fautes += nombre - len(premieres)
    return nombre


def _source(tableau: Tableau, colonnes: Colonnes, convention: Convention | None) -> Source:
    """The data set, as this file leaves it.

    Raises `Refus` for the one kept for what people type, and for one badly named.
    """
    if colonnes.origine.cle == SAISIES:
        raise Refus(f"La source « {SAISIES} » est celle des valeurs saisies : donnez-en une autre.")
    champs = asdict(colonnes.origine) | {
        "recuperee_le": timezone.localdate(),
        "fichier": tableau.nom[:255],
        "empreinte": tableau.empreinte,
    }
    siennes = Source.objects.select_for_update().filter(convention=convention)
    source = siennes.filter(cle=champs["cle"]).first() or Source(convention=convention)
    if source.empreinte != tableau.empreinte or source.titre != champs["titre"]:
        for champ, valeur in champs.items():
            setattr(source, champ, valeur)
        try:
            source.full_clean()
        except ValidationError as erreur:
            raise Refus(f"La source ne peut être gardée : {' '.join(erreur.messages)}") from erreur
        source.save()
    return source


def _empreinte(source: Source) -> dict[str, str]:
    return {"source": source.cle, "fichier": source.fichier, "empreinte": source.empreinte}
