"""Each cell of a row → a value, nothing, or one French sentence that says what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import Niveau, StatutValeur
from convenir.diagnostic.importation.chiffres import lire_chiffre
from convenir.diagnostic.models import DERNIERE_ANNEE, PREMIERE_ANNEE
from convenir.diagnostic.rules import lieu_de
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from convenir.diagnostic.importation.colonnes import Colonnes, Places
    from convenir.diagnostic.models import Indicateur

#: how producers write that a figure is withheld, that there is none, that a whole row holds the place
SECRETS = frozenset({"s", "c", "secret", "ss"})
ABSENTES = frozenset(
    {"", "-", "–", "—", "…", "...", "nd", "n.d.", "n.d", "na", "n/a", "nan", "null", "none", "xx"}
)
FAUTES_GARDEES = 500
#: what stands for no territory: « XX », « 59XXX »
_BOUCHE_TROU = re.compile(r"(\d\d|2[ab])?x+", re.IGNORECASE)
#: how a producer writes that a row is not withheld
LIBRES = frozenset({"", "0", "f", "n"})
_ANNEE = re.compile(r"(\d{4})(?!\d)")

#: identifier of the indicator, level, code, year, population, figure, status, number of the line
Lue = tuple[int, str, str, int, str, "str | None", str, int]


@dataclass
class Constats:
    """What was met along the lines. `fautes` are the first ones, `nombre_de_fautes` counts them all.

    `ecartees`: rows about something else than what is read.
    `disparues`: what is said of each code that is no longer one.
    """

    lignes: int = 0
    secretes: int = 0
    absentes: int = 0
    ecartees: int = 0
    nombre_de_fautes: int = 0
    fautes: list[tuple[int, str]] = field(default_factory=list)
    disparues: dict[str, str] = field(default_factory=dict)
    millesimes: Counter[int] = field(default_factory=Counter)

    def fauter(self, numero: int, message: str) -> None:
        self.nombre_de_fautes += 1
        if len(self.fautes) < FAUTES_GARDEES:
            self.fautes.append((numero, message))


class Controle:
    """Reads the rows of one table; the territories and years met are kept, so that each is checked once.

    `annee`: the only year expected; another one is told as a fault.
    """

    def __init__(
        self,
        colonnes: Colonnes,
        places: Places,
        indicateurs: Mapping[str, Indicateur],
        annee: int | None = None,
    ) -> None:
        self.colonnes, self.places, self.annee = colonnes, places, annee
        self.indicateurs = indicateurs
        self.constats = Constats()
        self._lieux: dict[tuple[str, str], str | Refus] = {}
        self._annees: dict[str, int | Refus] = {}
        self._statuts = {
            i.cle: _statut(i, colonnes.origine.arrondi) for i in indicateurs.values() if not i.est_derive
        }
        for _, cle, _ in places.indicateurs:
            self._indicateur(cle)

    def lire(self, lignes: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Lue]:
        """The values of the rows, as they come."""
        largeur = self.places.largeur
        for numero, rang in lignes:
            self.constats.lignes += 1
            if len(rang) < largeur:
                self.constats.fauter(numero, "La ligne est plus courte que l’en-tête.")
                continue
            try:
                yield from self._ligne(numero, rang)
            except Refus as refus:
                self.constats.fauter(numero, refus.message)

    def _ligne(self, numero: int, rang: Sequence[str]) -> Iterator[Lue]:
        places = self.places
        if not self._est_lue(rang):
            self.constats.ecartees += 1
            return
        ecrit = rang[places.code].strip()
        if ecrit.lower() in ABSENTES or _BOUCHE_TROU.fullmatch(ecrit):
            self.constats.absentes += 1
            return
        niveau = self.colonnes.niveau if places.niveau is None else self._niveau(rang[places.niveau].strip())
        code = self._lieu(niveau, ecrit)
        if not code:
            return
        annee = self._annee_de(rang)
        population = "" if places.population is None else rang[places.population].strip("\0 ")[:60]
        retenue = places.secret is not None and rang[places.secret].strip().lower() not in LIBRES
        for place, cle, sienne in self._cellules(rang):
            try:
                lu = self._chiffre(cle, "s" if retenue else rang[place])
            except Refus as refus:
                self.constats.fauter(numero, refus.message)
                continue
            if lu is not None:
                chiffre, statut = lu
                an = sienne or annee
                self.constats.millesimes[an] += 1
                yield self.indicateurs[cle].pk, niveau, code, an, population, chiffre, statut, numero

    def _cellules(self, rang: Sequence[str]) -> tuple[tuple[int, str, int | None], ...]:
        places = self.places
        if places.cle is None or places.valeur is None:
            return places.indicateurs
        cle = rang[places.cle].strip()
        cle = self.colonnes.designations.get(cle, cle)
        self._indicateur(cle)
        return ((places.valeur, cle, None),)

    def _est_lue(self, rang: Sequence[str]) -> bool:
        """Whether a row is about what is read: its filters, an indicator and a level among those named."""
        colonnes, places = self.colonnes, self.places
        if any(rang[place].strip() != voulu for place, voulu in places.filtres):
            return False
        nommes = ((places.cle, colonnes.designations), (places.niveau, colonnes.niveaux))
        return all(place is None or not connus or rang[place].strip() in connus for place, connus in nommes)

    def _niveau(self, ecrit: str) -> str:
        return _niveau(self.colonnes.niveaux.get(ecrit, ecrit))

    def _indicateur(self, cle: str) -> None:
        """Raises `Refus` for a key unknown to the catalogue, or one that is computed."""
        if cle in self._statuts:
            return
        if cle in self.indicateurs:
            raise Refus(f"« {self.indicateurs[cle]} » se calcule à partir d’autres : il ne s’importe pas.")
        raise Refus(f"L’indicateur « {cle} » n’est pas au catalogue (convenir donnees indicateurs).")

    def _lieu(self, niveau: str, ecrit: str) -> str:
        connu = self._lieux.get((niveau, ecrit))
        if connu is None:
            try:
                connu, avertissement = lieu_de(niveau, ecrit)
                if avertissement:
                    self.constats.disparues[ecrit] = avertissement
            except Refus as refus:
                connu = refus
            self._lieux[niveau, ecrit] = connu
        if isinstance(connu, Refus):
            raise connu
        return connu

    def _annee_de(self, rang: Sequence[str]) -> int:
        if self.places.annee is None:
            return self.annee or self.colonnes.millesime or 0
        ecrite = rang[self.places.annee].strip()
        lue = self._annees.get(ecrite)
        if lue is None:
            try:
                lue = annee(ecrite, self.annee)
            except Refus as refus:
                lue = refus
            self._annees[ecrite] = lue
        if isinstance(lue, Refus):
            raise lue
        return lue

    def _chiffre(self, cle: str, ecrit: str) -> tuple[str | None, str] | None:
        """The figure of a cell and its status; None when there is none. Raises `Refus`."""
        nu = ecrit.strip()
        bas = nu.lower()
        if bas in ABSENTES:
            self.constats.absentes += 1
            return None
        if bas in SECRETS:
            self.constats.secretes += 1
            return None, StatutValeur.SECRETE.value
        nombre = lire_chiffre(self.indicateurs[cle], nu)
        return nombre, self._statuts[cle]


def annee(ecrite: str, attendue: int | None = None) -> int:
    """The year of "2022", "2022-12-31", "31/12/2022" or "2022-2023" (its first one).

    Raises `Refus` when there is none, or another than the one expected.
    """
    trouvee = _ANNEE.search(ecrite)
    lue = int(trouvee[1]) if trouvee else 0
    if not PREMIERE_ANNEE <= lue <= DERNIERE_ANNEE:
        raise Refus(f"« {ecrite[:40]} » n’est pas une année.")
    if attendue is not None and lue != attendue:
        raise Refus(f"Millésime mêlé : {lue}, alors que le tableau est annoncé de {attendue}.")
    return lue


def _niveau(ecrit: str) -> str:
    bas = ecrit.strip().lower().replace("é", "e")
    if bas not in Niveau.values:
        raise Refus(f"Le niveau « {ecrit[:40]} » n’existe pas : {', '.join(Niveau.values)}.")
    return bas


def _statut(indicateur: Indicateur, arrondi: int | None) -> str:
    """Counts of a source that rounds are rounded; its shares are published as they are."""
    return (StatutValeur.ARRONDIE if arrondi and indicateur.sommable else StatutValeur.PUBLIEE).value
