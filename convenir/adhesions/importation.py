"""Many votes at once, from a spreadsheet: columns recognised, each line told, nothing done twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.adhesions.enums import EtatAdhesion
from convenir.adhesions.operations import Vote, dater, enregistrer
from convenir.adhesions.queries import adhesions_de
from convenir.conventions.rules.actes import exiger_acte
from convenir.conventions.rules.executoire import Publication
from convenir.journal.operations import Lot
from convenir.socle.erreurs import Refus
from convenir.socle.formats import lire_date
from convenir.territoires.queries import commune_par_siren
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from convenir.adhesions.models import Adhesion
    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

#: what each column may be called, as `territoires.rules.cle` writes it; first, what our own export writes
COLONNES: dict[str, tuple[str, ...]] = {
    "commune": ("commune", "nom", "nom de la commune", "nom commune", "collectivite", "coll nom"),
    "insee": ("code insee", "insee", "code commune", "code insee commune"),
    "siret": ("siret", "coll siret", "siren", "siret de la commune"),
    "identifiant": ("identifiant", "identifiant de l acte", "id acte", "id", "identifiant acte", "acte"),
    "date": (
        *("deliberation du", "date", "date de la deliberation", "date deliberation", "deliberee le"),
        *("votee le", "delib date", "date de deliberation", "date du vote"),
    ),
    "numero": ("numero", "n", "no", "delib id", "numero de deliberation", "n de deliberation"),
    "sens": ("vote", "sens", "sens du vote", "decision"),
    "recue_le": (
        *("recue le", "recue en prefecture le", "recu en prefecture le", "reception", "date de reception"),
        *("recu le", "pref date", "accuse de reception", "transmise le"),
    ),
    "publiee_le": ("publiee le", "publication", "date de publication", "publie le", "affichee le"),
    "publication": ("mode de publication", "mode"),
    "attestation": ("attestation", "qui l atteste", "source", "d apres"),
}
_CONTRE = frozenset({"contre", "defavorable", "non", "refus", "refusee", "rejet"})
_MODES = {"affichage": Publication.AFFICHAGE, "affichee": Publication.AFFICHAGE, "papier": Publication.PAPIER}


class Verdict(StrEnum):
    """What a line of the file does."""

    NOUVELLE = "nouvelle"
    COMPLETEE = "complétée"
    DEJA = "déjà connue"
    REFUSEE = "refusée"


PLURIELS = {
    Verdict.NOUVELLE: "nouvelles",
    Verdict.COMPLETEE: "complétées",
    Verdict.DEJA: "déjà connues",
    Verdict.REFUSEE: "refusées",
}


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the file, told: its number (1 is the header), the commune, what it does, why not."""

    numero: int
    commune: str
    verdict: Verdict
    raison: str = ""


@dataclass(frozen=True, slots=True)
class Rapport:
    """What a file does, or would do. `ignorees`: headers that mean nothing here."""

    lignes: tuple[Ligne, ...]
    ignorees: tuple[str, ...]

    @property
    def compte(self) -> Counter[Verdict]:
        return Counter(ligne.verdict for ligne in self.lignes)

    @property
    def phrase(self) -> str:
        """How many lines do what."""
        comptes = (f"{nombre} {PLURIELS[v] if nombre > 1 else v}" for v, nombre in self.compte.items())
        lues = "1 ligne lue" if len(self.lignes) == 1 else f"{len(self.lignes)} lignes lues"
        return f"{lues} : {', '.join(comptes) or 'aucune délibération'}."

    @property
    def nouvelles(self) -> int:
        """Lines that change something."""
        return self.compte[Verdict.NOUVELLE] + self.compte[Verdict.COMPLETEE]


@transaction.atomic
def importer(
    convention: Convention,
    rangs: Sequence[Sequence[str]],
    fichier: str,
    *,
    auteur: str | Auteur = "",
    a_blanc: bool = False,
) -> Rapport:
    """Record the votes of a table whose first row is the header; a line refused leaves the others be.

    `fichier`: its name, which attests of a vote without identifier; `a_blanc`: tell what would be done, and
    undo it. The same file again changes nothing. Raises `Refus` when no column tells which commune, or none
    tells what it voted.
    """
    colonnes, ignorees = reconnaitre(rangs[0])
    registre = _Registre(convention, fichier, auteur)
    lignes = [
        registre.noter(_champs(rang, colonnes), numero) for numero, rang in enumerate(rangs[1:], start=2)
    ]
    registre.lot.ecrire()
    if a_blanc:
        transaction.set_rollback(True)
    return Rapport(tuple(lignes), ignorees)


def reconnaitre(entete: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The rank of each column that is known, by its name here, and the headers left aside.

    Raises `Refus` naming what is missing.
    """
    sens = {nom: colonne for colonne, noms in COLONNES.items() for nom in noms}
    trouvees: dict[str, int] = {}
    ignorees = []
    for rang, titre in enumerate(entete):
        colonne = sens.get(cle(titre))
        if colonne is None or colonne in trouvees:
            ignorees.append(titre)
        else:
            trouvees[colonne] = rang
    if not trouvees.keys() & {"commune", "insee", "siret", "identifiant"}:
        raise Refus(
            "Aucune colonne ne dit la commune : nommez-en une « Commune », « Code INSEE » ou « Identifiant »."
        )
    if not trouvees.keys() & {"identifiant", "date"}:
        raise Refus("Aucune colonne ne dit le vote : nommez-en une « Identifiant » ou « Délibération du ».")
    return trouvees, tuple(filter(None, ignorees))


def _champs(rang: Sequence[str], colonnes: Mapping[str, int]) -> dict[str, str]:
    """The values of a line, every known column present."""
    lus = {nom: rang[place].strip() for nom, place in colonnes.items() if place < len(rang)}
    return dict.fromkeys(COLONNES, "") | lus


class _Registre:
    """The register, found by code or by name without a query a line, and told of as one act."""

    def __init__(self, convention: Convention, fichier: str, auteur: str | Auteur) -> None:
        self.fichier, self.auteur, self.lot = fichier, auteur, Lot()
        self.par_code = {a.insee: a for a in adhesions_de(convention)}
        self.par_nom = {cle(a.nom): a for a in self.par_code.values()}

    def trouver(self, champs: Mapping[str, str]) -> Adhesion:
        """The record of the commune of a line. Raises `Refus` when it is not in the register."""
        if champs["insee"]:
            trouvee = self.par_code.get(champs["insee"].upper().rjust(5, "0"))
        elif champs["siret"] or champs["identifiant"]:
            siren = champs["siret"][:9] or exiger_acte(champs["identifiant"]).siren
            lieu = commune_par_siren(siren)
            trouvee = self.par_code.get(lieu.insee) if lieu else None
        else:
            trouvee = self.par_nom.get(cle(champs["commune"]))
        if trouvee is None:
            raise Refus("Cette commune n’est pas au registre de la convention.")
        return trouvee

    def noter(self, champs: Mapping[str, str], numero: int) -> Ligne:
        """Record the vote of a line, or say why not."""
        nom = champs["commune"] or champs["insee"] or champs["identifiant"]
        try:
            adhesion = self.trouver(champs)
            nom = adhesion.nom
            verdict, actuelle = self._appliquer(adhesion, _vote(champs, self.fichier))
        except Refus as refus:
            return Ligne(numero, nom, Verdict.REFUSEE, refus.message)
        self.par_code[adhesion.insee] = self.par_nom[cle(nom)] = actuelle
        return Ligne(numero, nom, verdict)

    def _appliquer(self, adhesion: Adhesion, vote: Vote) -> tuple[Verdict, Adhesion]:
        statut = EtatAdhesion.VOTEE if vote.favorable else EtatAdhesion.REFUSEE
        if adhesion.statut != statut or not _est_le_meme(adhesion, vote):
            return Verdict.NOUVELLE, enregistrer(adhesion, vote, auteur=self.auteur, lot=self.lot)
        manquent = (vote.recue_le and not adhesion.recue_le) or (vote.publiee_le and not adhesion.publiee_le)
        if not manquent or not vote.favorable:
            return Verdict.DEJA, adhesion
        datee = dater(
            adhesion,
            recue_le=adhesion.recue_le or vote.recue_le,
            publiee_le=adhesion.publiee_le or vote.publiee_le,
            publication=adhesion.publication or vote.publication,
            auteur=self.auteur,
            lot=self.lot,
        )
        return Verdict.COMPLETEE, datee


def _est_le_meme(adhesion: Adhesion, vote: Vote) -> bool:
    if vote.identifiant and adhesion.identifiant:
        return exiger_acte(vote.identifiant).identifiant == adhesion.identifiant
    return adhesion.deliberee_le == vote.date


def _vote(champs: Mapping[str, str], fichier: str) -> Vote:
    """The vote of a line. Raises `Refus` when its dates cannot be read."""
    identifiant = champs["identifiant"]
    date = _date(champs["date"], "du vote") or (exiger_acte(identifiant).date if identifiant else None)
    if date is None:
        raise Refus("La date du vote manque.")
    publiee_le = _date(champs["publiee_le"], "de publication")
    return Vote(
        date=date,
        favorable=cle(champs["sens"]) not in _CONTRE,
        identifiant=identifiant,
        numero=champs["numero"][:60],
        recue_le=_date(champs["recue_le"], "de réception"),
        publiee_le=publiee_le,
        publication=_mode(champs["publication"]) if publiee_le else "",
        attestation="" if identifiant else (champs["attestation"] or f"Tableau « {fichier} »")[:300],
    )


def _date(ecrite: str, quoi: str) -> datetime.date | None:
    """A date of a cell; a dash or nothing is none. Raises `Refus` when it is something else."""
    if not ecrite.strip("-–—"):
        return None
    lue = lire_date(ecrite)
    if lue is None:
        raise Refus(f"La date {quoi} « {ecrite[:40]} » ne se lit pas : écrivez-la comme 08/07/2025.")
    return lue


def _mode(ecrit: str) -> str:
    """The electronic way is the rule (ordonnance n° 2021-1310); another is told."""
    mots = cle(ecrit).split()
    return next((_MODES[mot] for mot in mots if mot in _MODES), Publication.ELECTRONIQUE).value
