"""A table of services recorded line by line; the same one again changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenir.diagnostic.equipements.importation.colonnes import LIBELLES
from convenir.diagnostic.equipements.importation.valeurs import champs_de, lieu_de, type_de
from convenir.diagnostic.equipements.operations import inscrire, modifier
from convenir.diagnostic.equipements.queries import equipements_de
from convenir.diagnostic.models import Equipement
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_de_epci
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from convenir.conventions.models import Convention
    from convenir.diagnostic.equipements.catalogue import TypeEquipement
    from convenir.journal.operations import Auteur

    #: whether whoever imports may write on a type in a commune (INSEE code, or "")
    Permission = Callable[[TypeEquipement, str], bool]

LIGNES_MAXIMUM = 3000


class Verdict(StrEnum):
    """What a line of the file does. `LAISSEE`: it is right, and not about this convention."""

    NOUVELLE = "nouvelle"
    MODIFIEE = "modifiée"
    DEJA = "déjà connue"
    LAISSEE = "laissée"
    REFUSEE = "refusée"


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the file, told: its number (1 is the header), what it names, what it does, why."""

    numero: int
    nom: str
    verdict: Verdict
    raison: str = ""


@dataclass(frozen=True, slots=True)
class Rapport:
    """What a file does, or would do."""

    lignes: tuple[Ligne, ...]

    @property
    def compte(self) -> Counter[Verdict]:
        return Counter(ligne.verdict for ligne in self.lignes)

    @property
    def phrase(self) -> str:
        """How many lines do what."""
        compte = self.compte
        dits = ", ".join(f"{n} {v}{'s' if n > 1 else ''}" for v in Verdict if (n := compte[v]))
        lues = "1 ligne lue" if len(self.lignes) == 1 else f"{len(self.lignes)} lignes lues"
        return f"{lues} : {dits or 'aucun service'}."

    @property
    def nouvelles(self) -> int:
        """Lines that change something."""
        return self.compte[Verdict.NOUVELLE] + self.compte[Verdict.MODIFIEE]


class _Laissee(Exception):  # noqa: N818 -- no error: a line that is about something else
    """Why a line is not for this convention."""


@transaction.atomic
def importer(  # noqa: PLR0913 -- each choice of the page
    convention: Convention,
    rangs: Sequence[Sequence[str]],
    colonnes: Sequence[str],
    *,
    source: str,
    type_par_defaut: str = "",
    permis: Permission | None = None,
    auteur: str | Auteur = "",
    a_blanc: bool = False,
) -> Rapport:
    """Record the services of a table whose first row is the header; a line refused leaves the others be.

    `colonnes` tells what each column is (keys of `LIBELLES`, "" to leave it). `type_par_defaut`: the type of
    all the lines when no column tells it. `a_blanc`: tell what would be done, and undo it. An empty cell
    changes nothing; a service is known again by its identifier, else by its type, name and commune. Raises
    `Refus` when no column gives the names, or none the types, or when there are too many lines.
    """
    _exiger_les_colonnes(colonnes, type_par_defaut, len(rangs))
    lecteur = _Lecteur(convention, source, type_par_defaut, permis, auteur)
    lignes = tuple(
        lecteur.lire(numero, _cellules(rang, colonnes)) for numero, rang in enumerate(rangs[1:], start=2)
    )
    if a_blanc:
        transaction.set_rollback(True)
    return Rapport(lignes)


def _exiger_les_colonnes(colonnes: Sequence[str], type_par_defaut: str, nombre: int) -> None:
    if "nom" not in colonnes:
        raise Refus("Aucune colonne ne donne le nom des services : dites laquelle.")
    if not {"type", "code_type"} & set(colonnes) and not type_par_defaut:
        raise Refus("Aucune colonne ne donne le type des services : dites laquelle, ou un type pour tous.")
    doubles = [champ for champ, fois in Counter(filter(None, colonnes)).items() if fois > 1]
    if doubles:
        noms = ", ".join(f"« {LIBELLES[champ]} »" for champ in doubles)
        raise Refus(f"Deux colonnes sont désignées pour {noms} : n’en gardez qu’une.")
    if nombre - 1 > LIGNES_MAXIMUM:
        raise Refus(f"Ce tableau compte plus de {LIGNES_MAXIMUM} lignes : partagez-le en plusieurs.")


def _cellules(rang: Sequence[str], colonnes: Sequence[str]) -> dict[str, str]:
    """The cells of a line by what they are, every one present; the quote against formulas is taken off."""
    lues = {champ: cellule.strip().removeprefix("'") for champ, cellule in zip(colonnes, rang, strict=False)}
    return dict.fromkeys(LIBELLES, "") | {champ: valeur for champ, valeur in lues.items() if champ}


class _Lecteur:
    """The services of a convention, found again without a query a line."""

    def __init__(
        self,
        convention: Convention,
        source: str,
        type_par_defaut: str,
        permis: Permission | None,
        auteur: str | Auteur,
    ) -> None:
        self.convention, self.source, self.auteur = convention, source, auteur
        self.type_par_defaut, self.permis = type_par_defaut, permis
        self.communes = {c.insee for c in communes_de_epci(convention.epci_siren)}
        siens = list(equipements_de(convention).order_by("pk"))
        self.par_identifiant = {e.identifiant: e for e in siens if e.identifiant}
        self.par_nom = {_signalement(e.type, e.nom, e.insee): e for e in siens}
        self.vus: dict[int, int] = {}

    def lire(self, numero: int, cellules: Mapping[str, str]) -> Ligne:
        """What a line does, done."""
        nom = cellules["nom"] or cellules["identifiant"] or f"Ligne {numero}"
        try:
            with transaction.atomic():
                return self._appliquer(numero, nom, cellules)
        except _Laissee as raison:
            return Ligne(numero, nom, Verdict.LAISSEE, str(raison))
        except Refus as refus:
            return Ligne(numero, nom, Verdict.REFUSEE, refus.message)

    def _appliquer(self, numero: int, nom: str, cellules: Mapping[str, str]) -> Ligne:
        if not cellules["nom"]:
            raise Refus("Le nom du service manque.")
        type_ = type_de(cellules, self.type_par_defaut)
        if type_ is None:
            raise _Laissee(
                f"« {cellules['type'] or cellules['code_type']} » n’est pas un service aux familles."
            )
        insee, avertissement = lieu_de(cellules, self.convention.epci_siren)
        if insee and self.communes and insee not in self.communes:
            raise _Laissee("Cette commune n’est pas de l’intercommunalité.")
        if self.permis is not None and not self.permis(type_, insee):
            raise Refus("Votre contribution ne porte pas sur cette commune ou cette thématique.")
        champs = champs_de(cellules, type_) | {"type": type_.cle} | ({"insee": insee} if insee else {})
        connu = self._connu(champs, insee)
        if connu is None:
            connu = self._inscrire(champs)
            verdict = Verdict.NOUVELLE
        else:
            if ancienne := self.vus.get(connu.pk):
                raise Refus(f"Doublon : la ligne {ancienne} donne déjà ce service.")
            verdict = self._modifier(connu, champs)
        self.vus[connu.pk] = numero
        return Ligne(numero, nom, verdict, avertissement)

    def _connu(self, champs: Mapping[str, Any], insee: str) -> Equipement | None:
        if identifiant := champs.get("identifiant"):
            if identifiant in self.par_identifiant:
                return self.par_identifiant[identifiant]
            homonyme = self.par_nom.get(_signalement(champs["type"], champs["nom"], insee))
            return homonyme if homonyme is not None and not homonyme.identifiant else None
        return self.par_nom.get(_signalement(champs["type"], champs["nom"], insee))

    def _inscrire(self, champs: Mapping[str, Any]) -> Equipement:
        nouveau = Equipement(convention=self.convention, **({"source": self.source} | dict(champs)))
        inscrire(nouveau, auteur=self.auteur)
        if nouveau.identifiant:
            self.par_identifiant[nouveau.identifiant] = nouveau
        self.par_nom.setdefault(_signalement(nouveau.type, nouveau.nom, nouveau.insee), nouveau)
        return nouveau

    def _modifier(self, connu: Equipement, champs: dict[str, Any]) -> Verdict:
        if champs.get("gestionnaire_libelle") == connu.gere_par:
            del champs["gestionnaire_libelle"]
        elif "gestionnaire_libelle" in champs:
            champs["gestionnaire"] = None
        champs.pop("source", None)
        change = modifier(connu, champs, auteur=self.auteur)
        return Verdict.MODIFIEE if change else Verdict.DEJA


def _signalement(type_: str, nom: str, insee: str) -> tuple[str, str, str]:
    return type_, cle(nom), insee
