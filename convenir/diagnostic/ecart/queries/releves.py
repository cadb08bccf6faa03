"""The need and the offer of a theme, read once for the whole territory and each of its communes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.diagnostic.ecart.catalogue import INVENTAIRE
from convenir.diagnostic.ecart.queries.reglages import reglages_de
from convenir.diagnostic.ecart.rules.couverture import SOUS_SECRET, Mesure, regrouper
from convenir.diagnostic.enums import Niveau, StatutValeur
from convenir.diagnostic.equipements.catalogue import type_de_cle
from convenir.diagnostic.equipements.queries import non_localises, ouverts
from convenir.diagnostic.queries import Lecture, lieux_compares, lieux_de_l_epci
from convenir.socle.formats import ecrire_date
from convenir.territoires.queries import population_epci, populations
from convenir.territoires.queries.populations import annees

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.catalogue import Volet
    from convenir.diagnostic.ecart.queries.reglages import Reglages
    from convenir.diagnostic.models import Equipement
    from convenir.diagnostic.queries import Cellule, Lieu

HABITANTS = "population_municipale"
SOURCE_HABITANTS = "Populations municipales (Insee)"
#: a data set whose key begins so describes nothing real
PREFIXE_FICTIF = "exemple_fictif"
NON_RECENSEE = "aucun service recensé"
SANS_CAPACITE = "capacité non connue"
A_TRANCHER = "plusieurs valeurs : retenez-en une"


@dataclass(frozen=True)
class Releve:
    """What is read of a theme on a day. `besoins`, `offres`, `series`: by code, the territory's included.

    `mots`: what the need counts. `services`: those open and counted; `a_venir`: those whose opening or
    closing is announced. `notes`: what a reader must know of the offer.
    """

    volet: Volet
    reglages: Reglages
    mots: str
    au: datetime.date
    territoire: Lieu
    communes: tuple[Lieu, ...]
    besoins: Mapping[str, Mesure]
    series: Mapping[str, Mapping[int, Decimal]]
    offres: Mapping[str, Mesure]
    criteres: Mapping[str, Mapping[str, Mesure]]
    services: tuple[Equipement, ...] = ()
    a_venir: tuple[Equipement, ...] = ()
    non_situee: Decimal = Decimal(0)
    notes: tuple[str, ...] = field(default=())

    @property
    def besoin(self) -> Mesure:
        """That of the whole territory."""
        return self.besoins[self.territoire.code]

    @property
    def offre(self) -> Mesure:
        """That of the whole territory."""
        return self.offres[self.territoire.code]

    @property
    def depuis_l_inventaire(self) -> bool:
        return self.reglages.offre == INVENTAIRE

    @property
    def est_fictif(self) -> bool:
        """Whether a figure of it describes nothing real."""
        return any(m.fictive for lues in (self.besoins, self.offres) for m in lues.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """What it is read from, each once."""
        lues = (*self.besoins.values(), *self.offres.values())
        return tuple(dict.fromkeys(m.source for m in lues if m.connue and m.source))


def relever(convention: Convention, volet: Volet, au: datetime.date) -> Releve | None:
    """What is known of a theme on a day; None when the convention has no territory."""
    compares = lieux_compares(convention)
    if not compares:
        return None
    territoire, communes = compares[0], lieux_de_l_epci(convention)
    reglages = reglages_de(convention, volet)
    cles = [reglages.besoin, *volet.indicateurs.values()]
    cles += [] if reglages.offre == INVENTAIRE else [reglages.offre]
    lecture = Lecture(convention, (territoire, *communes), cles)
    lieux = (territoire, *communes)
    besoins = {lieu.code: mesurer(lecture, reglages.besoin, lieu) for lieu in lieux}
    if not besoins[territoire.code].connue and not besoins[territoire.code].raison:
        besoins[territoire.code] = regrouper([besoins[c.code] for c in communes])
    releve = Releve(
        volet=volet,
        reglages=reglages,
        mots=_mots(lecture, volet, reglages.besoin),
        au=au,
        territoire=territoire,
        communes=communes,
        besoins=besoins,
        series={lieu.code: _serie(lecture, reglages.besoin, lieu) for lieu in lieux},
        offres={},
        criteres={
            critere: {c.code: mesurer(lecture, cle, c) for c in communes}
            for critere, cle in volet.indicateurs.items()
        },
    )
    if reglages.offre == INVENTAIRE:
        return _avec_l_inventaire(releve, convention)
    return replace(releve, offres={lieu.code: mesurer(lecture, reglages.offre, lieu) for lieu in lieux})


def _mots(lecture: Lecture, volet: Volet, cle: str) -> str:
    """What the need counts, in words: those of the theme, or of the indicator chosen instead."""
    indicateur = lecture.indicateurs.get(cle)
    if cle == volet.besoins[0] or indicateur is None:
        return volet.besoin
    return indicateur.libelle[0].lower() + indicateur.libelle[1:]


def mesurer(lecture: Lecture, cle: str, lieu: Lieu) -> Mesure:
    """An indicator for a territory, as far as it is known."""
    indicateur = lecture.indicateurs.get(cle)
    lue = _lire(lecture.cellule(indicateur, lieu)) if indicateur else Mesure(None)
    if cle == HABITANTS and not lue.connue and not lue.raison and (serie := _habitants(lieu)):
        annee = max(serie)
        return Mesure(serie[annee], millesime=annee, source=SOURCE_HABITANTS)
    return lue


def _lire(cellule: Cellule) -> Mesure:
    if cellule.calcul is not None:
        calcul = cellule.calcul
        raison = SOUS_SECRET if "secret" in calcul.raison else calcul.raison
        return Mesure(calcul.valeur, raison, arrondie=calcul.arrondi, millesime=calcul.millesime)
    valeur = cellule.retenue
    if valeur is None:
        return Mesure(None, A_TRANCHER if cellule.valeurs else "")
    return Mesure(
        valeur.valeur,
        SOUS_SECRET if valeur.statut == StatutValeur.SECRETE else "",
        arrondie=valeur.statut == StatutValeur.ARRONDIE,
        millesime=valeur.millesime,
        source=f"{valeur.source.titre} ({valeur.source.producteur})",
        fictive=valeur.source.cle.startswith(PREFIXE_FICTIF),
    )


def _serie(lecture: Lecture, cle: str, lieu: Lieu) -> dict[int, Decimal]:
    """The figures by year of the source that is read: another one would break the trend."""
    indicateur = lecture.indicateurs.get(cle)
    cellule = lecture.cellule(indicateur, lieu) if indicateur else None
    retenue = cellule.retenue if cellule else None
    if cle == HABITANTS:
        connus = _habitants(lieu)
        if retenue is None or connus.get(retenue.millesime) == retenue.valeur:
            return connus  # the same count, of which the other years are known
    if cellule is None or retenue is None:
        return {}
    return {
        v.millesime: v.valeur
        for v in cellule.valeurs
        if v.valeur is not None and v.source_id == retenue.source_id and v.population == retenue.population
    }


def _habitants(lieu: Lieu) -> dict[int, Decimal]:
    """The shipped populations of a territory, by year."""
    if lieu.niveau == Niveau.COMMUNE:
        return {p.annee: Decimal(p.valeur) for p in populations(lieu.code)}
    connues = (population_epci(lieu.code, annee) for annee in annees())
    return {p.annee: Decimal(p.valeur) for p in connues if p}


def _avec_l_inventaire(releve: Releve, convention: Convention) -> Releve:
    """The same with the offer counted service by service; what has no commune counts for the whole alone."""
    types = releve.volet.types
    services = tuple(ouverts(convention, releve.au).filter(type__in=types).order_by("type", "nom", "pk"))
    a_venir = tuple(
        convention.equipements.filter(type__in=types)
        .exclude(pk__in=[s.pk for s in services if s.ferme_le is None])
        .exclude(ferme_le__lte=releve.au)
        .order_by("type", "nom", "pk")
    )
    if not services:
        vide = Mesure(None, NON_RECENSEE)
        offres = dict.fromkeys(releve.besoins, vide)
        return replace(releve, offres=offres, a_venir=a_venir)
    codes = {c.code for c in releve.communes}
    par_commune: dict[str, list[Equipement]] = {code: [] for code in ("", *codes)}
    for service in services:
        if service.insee in par_commune:
            par_commune[service.insee].append(service)
    dans_le_territoire = [s for code in par_commune for s in par_commune[code]]
    source = f"Inventaire des services ouverts au {ecrire_date(releve.au)}"
    fictive = any(s.fictif for s in services)

    def compter(siens: Sequence[Equipement], de_plus: int = 0) -> Mesure:
        connus = [_capacite(releve.volet, s) for s in siens]
        sommes = [c for c in connus if c is not None]
        if siens and not sommes:
            return Mesure(None, SANS_CAPACITE)
        total = sum(sommes, Decimal(de_plus))
        return Mesure(
            total,
            partielle=len(sommes) < len(siens),
            source=source,
            millesime=releve.au.year,
            fictive=fictive,
        )

    comptes, de_plus = _comptes_seuls(releve.volet, convention)
    offres = {code: compter(par_commune[code]) for code in codes}
    offres[releve.territoire.code] = compter(dans_le_territoire, de_plus)
    sans_commune = compter(par_commune[""], de_plus).valeur or Decimal(0)
    return replace(
        releve,
        offres=offres,
        services=tuple(dans_le_territoire),
        a_venir=a_venir,
        non_situee=sans_commune,
        notes=(*_notes(releve.volet, par_commune, len(services) - len(dans_le_territoire)), *comptes),
    )


def _capacite(volet: Volet, service: Equipement) -> Decimal | None:
    if not volet.en_places:
        return Decimal(1)
    return None if service.places is None else Decimal(service.places)


def capacite(volet: Volet, service: Equipement) -> Decimal:
    """What a service adds to the offer; 0 when its capacity is not known."""
    return _capacite(volet, service) or Decimal(0)


def _comptes_seuls(volet: Volet, convention: Convention) -> tuple[list[str], int]:
    """What is known by a number alone: said, and counted for the whole where services are counted."""
    notes, de_plus = [], 0
    for compte in non_localises(convention):
        if compte.type.cle not in volet.types or not compte.manquants:
            continue
        dit = f"{compte.type.nom} : {compte.manquants} connus par un nombre seul"
        if volet.en_places:
            notes.append(f"{dit}, sans capacité ni commune : ils n’entrent dans aucun calcul.")
        else:
            de_plus += compte.manquants
            notes.append(f"{dit}, sans commune : comptés pour l’ensemble du territoire seulement.")
    return notes, de_plus


def _notes(volet: Volet, par_commune: Mapping[str, Sequence[Equipement]], dehors: int) -> Iterable[str]:
    if volet.en_places:
        muets = [s for siens in par_commune.values() for s in siens if s.places is None]
        par_type = {s.type: type_de_cle(s.type).nom for s in muets}
        if muets:
            yield (
                f"Services de capacité inconnue : {len(muets)} ({', '.join(par_type.values())}). "
                "La couverture est un minimum, et ce qui manque un maximum."
            )
    if par_commune[""]:
        yield (
            f"Services de commune inconnue : {len(par_commune[''])}. Ils comptent pour l’ensemble, "
            "sans être répartis entre les communes."
        )
    if dehors:
        yield f"Services situés hors du territoire : {dehors}. Ils ne sont pas comptés."
