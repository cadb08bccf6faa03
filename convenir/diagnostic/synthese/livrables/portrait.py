"""The portrait of one commune, in two pages: figures, rank, trend, services, what it raised."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.equipements.catalogue import type_de_cle
from convenir.diagnostic.equipements.queries import offre
from convenir.diagnostic.figures import evolution
from convenir.diagnostic.queries import Lecture, lieux_compares, lieux_de_l_epci
from convenir.diagnostic.synthese.livrables.mots import FICTIF, SANS_VALEUR, annee, dire, paragraphe, tableau
from convenir.diagnostic.synthese.queries import enjeux_de, par_theme, types_fictifs
from convenir.documents.blocs import Element, Liste, Saut, Titre, texte
from convenir.documents.publication import Publication
from convenir.documents.sortie.pdf import paginer
from convenir.socle.formats import ecrire_date, ecrire_nombre
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from convenir.conventions.models import Convention
    from convenir.diagnostic.equipements.queries import Offre
    from convenir.diagnostic.models import EnjeuRemonte, Indicateur
    from convenir.diagnostic.queries import Cellule, Lieu
    from convenir.documents.blocs import Bloc
    from convenir.documents.graphiques import Graphique

PAGES = 2
EVOLUTIONS = 4
RANG = "Rang : du plus élevé au moins élevé, parmi les communes dont la valeur est connue la même année."
#: how many rows of figures, trends, services, issues are printed: less and less, until two pages hold them
_MESURES = (
    *((20, 2, 12, 10), (18, 1, 12, 10), (16, 1, 10, 8), (14, 1, 8, 6)),
    *((12, 1, 6, 4), (9, 1, 5, 3), (6, 0, 4, 3)),
)


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A figure of the commune beside wider territories; `rang` among the communes of its EPCI, in words."""

    indicateur: Indicateur
    dits: tuple[str, ...]
    rang: str
    annee: str


@dataclass(frozen=True, slots=True)
class Service:
    """Services of a type open in the commune; `places` in words."""

    libelle: str
    nombre: int
    places: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """A commune as its convention knows it. `compares`: the territories beside it, in order."""

    lieu: Lieu
    convention: Convention
    jour: datetime.date
    compares: tuple[Lieu, ...]
    chiffres: tuple[Chiffre, ...]
    evolutions: tuple[Graphique, ...]
    services: tuple[Service, ...]
    enjeux: tuple[EnjeuRemonte, ...]
    sources: tuple[str, ...]
    communes: int

    @property
    def accroche(self) -> str:
        """Who it is, in one sentence."""
        trouvee = commune(self.lieu.code)
        compte = f"{ecrire_nombre(trouvee.population)} habitants, " if trouvee and trouvee.population else ""
        ou = self.compares[0].nom if self.compares else self.convention.territoire
        return f"{self.lieu.nom} : {compte}l’une des {self.communes} communes de {ou}."


class Portraits:
    """The portraits of the communes of a convention on a day, everything read once."""

    def __init__(self, convention: Convention, jour: datetime.date) -> None:
        self.convention, self.jour = convention, jour
        self.communes = lieux_de_l_epci(convention)
        self.compares = tuple(c for c in lieux_compares(convention) if c.niveau != Niveau.FRANCE)
        self._lecture = Lecture(convention, (*self.compares, *self.communes))
        self._offre: Offre = offre(convention, "", jour)
        self._fictifs = types_fictifs(convention)
        self._enjeux = par_theme(enjeux_de(convention))

    def de(self, insee: str) -> Portrait | None:
        """That of one commune (INSEE code); None when it is not of the territory."""
        lieu = next((lieu for lieu in self.communes if lieu.code == insee), None)
        if lieu is None:
            return None
        chiffres = tuple(self._chiffres(lieu))
        return Portrait(
            lieu=lieu,
            convention=self.convention,
            jour=self.jour,
            compares=self.compares,
            chiffres=chiffres,
            evolutions=tuple(self._evolutions(lieu, chiffres)),
            services=tuple(self._services(insee)),
            enjeux=tuple(enjeu for enjeu in self._enjeux if insee in enjeu.insees),
            sources=tuple(self._sources(lieu, chiffres)),
            communes=len(self.communes),
        )

    def _chiffres(self, lieu: Lieu) -> Iterator[Chiffre]:
        """What is known of the commune: rates first, that compare, then counts, as the catalogue goes."""
        connus = [
            (indicateur, cellule)
            for indicateur in self._lecture.indicateurs.values()
            if not (cellule := self._lecture.cellule(indicateur, lieu)).est_vide
        ]
        for indicateur, cellule in sorted(connus, key=lambda c: not c[0].est_relatif):
            autres = (self._lecture.cellule(indicateur, autre) for autre in self.compares)
            dits = (dire(cellule), *(dire(autre) for autre in autres))
            yield Chiffre(indicateur, dits, self._rang(indicateur, cellule), annee(cellule))

    def _rang(self, indicateur: Indicateur, sienne: Cellule) -> str:
        nombre = _nombre(sienne)
        cellules = [self._lecture.cellule(indicateur, lieu) for lieu in self.communes]
        connus = [
            n
            for cellule in cellules
            if (n := _nombre(cellule)) is not None and annee(cellule) == annee(sienne)
        ]
        if nombre is None or len(connus) < len(self.communes) / 2:
            return SANS_VALEUR
        rang = 1 + sum(autre > nombre for autre in connus)
        return f"{rang}{'ᵉʳ' if rang == 1 else 'ᵉ'} sur {len(connus)}"

    def _evolutions(self, lieu: Lieu, chiffres: Sequence[Chiffre]) -> Iterator[Graphique]:
        """The first trends that can be drawn: every one has its page in the diagnostic."""
        dessins = (evolution(self._lecture, c.indicateur, (lieu, *self.compares), lieu) for c in chiffres)
        return islice((dessin for dessin in dessins if dessin is not None), EVOLUTIONS)

    def _services(self, insee: str) -> Iterator[Service]:
        places, inconnues = self._offre.places.get(insee, {}), self._offre.inconnues.get(insee, {})
        for cle, nombre in self._offre.services.get(insee, {}).items():
            type_ = type_de_cle(cle)
            connues = ecrire_nombre(places[cle]) if cle in places else "non connues"
            suite = f", {inconnues[cle]} sans capacité connue" if cle in places and cle in inconnues else ""
            exemple = FICTIF if cle in self._fictifs else ""
            yield Service(
                f"{type_.libelle}{exemple}", nombre, f"{connues}{suite}" if type_.places else SANS_VALEUR
            )

    def _sources(self, lieu: Lieu, chiffres: Sequence[Chiffre]) -> Iterator[str]:
        vues = {
            source
            for chiffre in chiffres
            for autre in (lieu, *self.compares)
            for source in self._lecture.sources(chiffre.indicateur, autre)
        }
        return (f"{s.titre} ({s.producteur})" for s in sorted(vues, key=lambda s: s.titre))


def _nombre(cellule: Cellule) -> Decimal | None:
    if cellule.calcul is not None:
        return cellule.calcul.valeur
    return cellule.retenue.valeur if cellule.retenue else None


def composer(portrait: Portrait) -> Publication:
    """The portrait on exactly two pages; what does not fit is counted, and told to be on the site."""
    for mesure in _MESURES:
        publication = _publication(portrait, mesure)
        if paginer(publication)[0] <= PAGES:
            break
    return publication


def _publication(portrait: Portrait, mesure: tuple[int, int, int, int]) -> Publication:
    return Publication(
        titre=portrait.lieu.nom,
        courant=f"Portrait de commune – {portrait.convention.nom}",
        sujet=f"Portrait de {portrait.lieu.nom} dans le diagnostic partagé",
        date=portrait.jour,
        blocs=(*_recto(portrait, mesure), Saut(), *_verso(portrait, mesure)),
    )


def _recto(portrait: Portrait, mesure: tuple[int, int, int, int]) -> Iterator[Bloc]:
    yield paragraphe(f"{portrait.accroche} État au {ecrire_date(portrait.jour)}.")
    yield Titre(1, texte("Chiffres clés"))
    retenus = portrait.chiffres[: mesure[0]]
    if not retenus:
        yield paragraphe("Aucun chiffre publié n’est encore entré pour cette commune.")
        return
    entetes = ("Indicateur", portrait.lieu.nom, *(lieu.nom for lieu in portrait.compares), "Rang", "Année")
    lignes = [(c.indicateur.libelle, *c.dits, c.rang, c.annee) for c in retenus]
    yield tableau(entetes, lignes, f"{portrait.lieu.nom} : chiffres clés")
    yield paragraphe(f"{RANG}{_reste(portrait.chiffres, retenus)}")
    if portrait.sources:
        yield paragraphe(f"Sources : {' ; '.join(portrait.sources)}.")


def _verso(portrait: Portrait, mesure: tuple[int, int, int, int]) -> Iterator[Bloc]:
    _, evolutions, services, enjeux = mesure
    if portrait.evolutions and evolutions:
        yield Titre(1, texte("Évolution"))
        for dessin in portrait.evolutions[:evolutions]:
            yield Titre(2, texte(dessin.titre))
            yield from dessin.blocs(avec_tableau=False)
    yield Titre(1, texte("Services aux familles"))
    retenus = portrait.services[:services]
    if retenus:
        lignes = [(s.libelle, ecrire_nombre(s.nombre), s.places) for s in retenus]
        yield tableau(("Service", "Nombre", "Places"), lignes, f"{portrait.lieu.nom} : services recensés")
        if reste := _reste(portrait.services, retenus):
            yield paragraphe(reste.strip())
    else:
        yield paragraphe("Aucun service n’est encore recensé dans cette commune.")
    yield Titre(1, texte("Ce que la commune remonte"))
    remontes = portrait.enjeux[:enjeux]
    if remontes:
        yield Liste(tuple(Element(texte(_enjeu(enjeu))) for enjeu in remontes))
        if reste := _reste(portrait.enjeux, remontes):
            yield paragraphe(reste.strip())
    else:
        yield paragraphe("Aucun enjeu n’a encore été remonté par cette commune.")


def _enjeu(enjeu: EnjeuRemonte) -> str:
    motif = f" : {enjeu.motif}" if enjeu.motif else ""
    return f"{enjeu.get_theme_display()} – {enjeu.texte} ({enjeu.get_etat_display().lower()}{motif})"


def _reste(tous: Sequence[object], montres: Sequence[object]) -> str:
    """How many are left out, in words."""
    reste = len(tous) - len(montres)
    if not reste:
        return ""
    accord = "autre est" if reste == 1 else "autres sont"
    return f" {ecrire_nombre(reste)} {accord} à la page de la commune, en ligne."
