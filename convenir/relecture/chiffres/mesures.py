"""What each number of a text measures: head noun, qualifiers, age band, vintage, link with its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.ages import tranches
from convenir.relecture.chiffres.comparaisons import territoire_compare
from convenir.relecture.chiffres.lexique import Population, abreger, population
from convenir.relecture.chiffres.mots import plier, racines
from convenir.relecture.chiffres.nombres import Nombre, nombres
from convenir.relecture.chiffres.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier, Lignes, Passage

Racines = frozenset[str]

_FIN_DE_LIBELLE = re.compile(
    r"[;:()!?«»|\"]|\.(?=\s|$)|,(?!\d)|\s(?:soit|dont|contre|mais|alors que|tandis que|qui)\s|\s(?:pour|"
    r"et|sur|par|a)\s(?=\d)"
    r"|\s(?:entre|en|depuis|au)\s(?=(?:\d|janvier|decembre|juin))|\spar (?:an|mois)\b|/(?:an|mois)\b"
    r"|\s(?:resident|habitent|repartie?s?|fin|dans le departement|au niveau)\s|\t"
    r"|\s(?:pour|et|sur|par|a)\s*$"
)
_VERBE = re.compile(
    r"\b(?:vivent|vivant|vit|sont|est|ont|a|percoivent|beneficient|resident|habitent|travaillent|"
    r"frequentent|declarent|"
    r"disposent|occupent|utilisent|relevent|appartiennent|connaissent|proposent|representent|restent|"
    r"couverte?s?)\b"
)
_DENOMINATEUR = re.compile(r"\s*(?:d'entre |parmi )?(?:des?\b(?= la )|des\b|du\b|de (?:la|l')|de ces\b)\s*")
_INDEFINI = re.compile(r"\s*(?:de\b|d')\s*")
_EVOLUTION_AVANT = re.compile(
    r"(?:hausse|baisse|augment\w*|diminu\w*|progress\w*|recul\w*|evolution|croissance|chute|repli|"
    r"accroiss\w*|variation)[^.;:]*$"
)
_EVOLUTION_APRES = re.compile(
    r"^[^.;(%]*?(?:\bentre (?:19|20)\d\d et|\b(?:en|sur|depuis) \d+ ans|par rapport a|\bdepuis (?:19|20)\d\d)"
)
_REPRESENTENT = re.compile(
    r"(?P<sujet>[^.;:,]{3,80}?)\s(?:(?:ne )?represente(?:nt)?|constitue(?:nt)?|forme(?:nt)?)\s[^.;:]{0,20}$"
)
_LIEN = re.compile(r"\b(soit|dont)\b[^.;]*$")
_DES = re.compile(r"\s*(?:des|de ces|de nos|sur les|parmi les|d'entre les)\s*")
_INTRODUCTION = re.compile(
    r"(?:^|[.;,:(]\s*|\b(?:un|le|avec|et)\s)(?P<nom>(?:taux|part|proportion|pourcentage|nombre) (?:de|des|du|d')\s?[^.;:,()]{3,60}?)\s"
    r"(?:est(?: estimee?)?(?: de)?|s'etablit a|s'eleve a|s'elevait a|atteint|atteignait|de|a)\s(?:environ |pres de )?$"
)
_TERRITOIRE_SEUL = re.compile(r"(?:dans|au niveau|a l'echelle|en|pour)\s(?:le |la |l'|du |de la )?[a-z]")
_SUR = re.compile(r"\bsur (?:un total de |les |pres de |environ |un ensemble de )?$")
_ANNEES = re.compile(r"\b(?:19|20)\d\d\b(?! ?[-–] ?\d{4})")
_AUTRE_TERRITOIRE = re.compile(
    r"\b(?:commune|ville|quartier|secteur|canton|bassin|pole|antenne|iris|zone)s? (?:de |d'|du |des )?\w+|"
    r"\b(?:dans le nord|departementa(?:l|ux)e?s?|du departement|au departement|nationale?s?|nationaux|"
    r"en france|regional\w*|"
    r"de la region|metropolitaine|hauts-de-france|qpv|zones rurales)\b"
)
_COMMUNE_EN_TETE = re.compile(r"(?:À|A|Pour|Sur) [A-ZÉÈ][\w’'-]+(?: ?[-–] ?\w+)*\s?[,:]")
#: the territory of the convention itself says nothing more
_ICI = re.compile(
    r"\s(?:sur|de|dans|du|au sein de) ?(?:le |la |l['’])?(?:ensemble (?:du |de la |de l['’]))?"
    r"(?:territoire|agglomération|agglo|collectivité|EPCI|intercommunalité|communauté (?:de communes|"
    r"d['’]agglomération|urbaine)"
    r"|métropole|[A-Z]{3,6})\b(?! de [A-Z])"
)
_LIEU_EN_TETE = re.compile(r"[A-ZÀ-Ý][\w’' -]{2,40}?\s?:\s?")
_NOTION = re.compile(
    r"population|nombre|total|effectif|enfant|jeune|famille|allocataire|habitant|place|soit|dont|en 20\d\d"
)
_MOUVEMENT = re.compile(
    r"\b(?:creation|creer|cree\w*|ouverture|ouvrir|ouvert\w*|nouve\w+|projet|objectif|fermeture|ferm\w+|"
    r"supplementaire\w*|perte|"
    r"perdu\w*|atteindre|viser|vise\w*|manque|plus|moins|encore|chaque|par)\b[^.;:]*$"
)
_CONTEXTE_DATE = re.compile(
    r"(?:chiffres cles |donnees |source[s]? .*|en |au |annee |au 31 |decembre |\(|mise a jour )*(?:19|"
    r"20)\d\d\)?\.?"
)


@dataclass(frozen=True, slots=True)
class Mesure:
    """A number with what it counts. `rang` is the place of its sentence among `Mesures.phrases`.

    `tete` is the root of the head noun, `qualificatifs` the roots of the words that narrow it; for a
    percentage, `base` holds the roots of what it is a share of (None when the text does not say).
    `lien`: "soit", "dont", "sur", "(" (a share in brackets) or "" — how the text ties it to the number before. `comparaison`: the
    territory of a figure given beside another; `territoire`: a part or a whole of the territory of the
    convention that the sentence names. `stock`: false for what is to be created, opened or closed.
    """

    nombre: Nombre
    phrase: Passage
    rang: int
    libelle: str
    tete: str
    qualificatifs: Racines
    tranche: tuple[int, int] | None
    millesime: str
    lien: str
    evolution: bool = False
    comparaison: str = ""
    base: Racines | None = None
    territoire: str = ""
    stock: bool = True

    @property
    def lignes(self) -> Lignes:
        """Where the figure is printed."""
        return self.phrase.lignes_de(self.nombre.debut, self.nombre.fin)

    @property
    def extrait(self) -> str:
        return (
            f"{self.nombre.ecrit} {self.libelle}".strip()
            if self.libelle in self.phrase.texte
            else self.nombre.ecrit
        )

    @property
    def genre(self) -> Population | None:
        return population(self.tete)

    @property
    def racines(self) -> Racines:
        """Everything that is said of what is counted."""
        return self.qualificatifs | {self.tete} | (self.base or frozenset())

    @property
    def est_compte(self) -> bool:
        """A plain count of something named, not a share, an amount or an evolution."""
        return not self.nombre.unite and bool(self.tete) and not self.evolution and not self.comparaison

    @property
    def est_part(self) -> bool:
        return self.nombre.unite == "%" and not self.evolution


@dataclass(frozen=True, slots=True)
class Mesures:
    """All the figures of a dossier, with the sentences they stand in."""

    phrases: tuple[Passage, ...]
    toutes: tuple[Mesure, ...]
    par_phrase: tuple[tuple[Mesure, ...], ...]


_derniere: list[tuple[Dossier, Mesures]] = []


def mesures(dossier: Dossier) -> Mesures:
    """Read the figures of a dossier once: every rule asks for the same dossier in turn."""
    if _derniere and _derniere[0][0] is dossier:
        return _derniere[0][1]
    lues = _lire(phrases(dossier))
    _derniere[:] = [(dossier, lues)]
    return lues


def _lire(textes: Sequence[Passage]) -> Mesures:
    par_phrase: list[tuple[Mesure, ...]] = []
    precedentes: tuple[Mesure, ...] = ()
    contexte = ""
    for rang, phrase in enumerate(textes):
        contexte = _millesime_du_bloc(phrase, textes[rang - 1] if rang else None, contexte)
        par_phrase.append(tuple(_heriter(_mesures_de(phrase, rang, contexte), precedentes)))
        precedentes = par_phrase[-1] or precedentes
    return Mesures(tuple(textes), tuple(m for groupe in par_phrase for m in groupe), tuple(par_phrase))


def _heriter(lues: Iterator[Mesure], precedentes: tuple[Mesure, ...]) -> Iterator[Mesure]:
    """A comparison measures what the figure before it measures; an age alone, what the count before counts."""
    derniere = precedentes[-1] if precedentes else None
    for mesure in lues:
        herite = mesure
        if derniere is not None and mesure.comparaison and _sans_libelle(mesure):
            herite = replace(
                mesure,
                libelle=derniere.libelle,
                tete=derniere.tete,
                qualificatifs=derniere.qualificatifs,
                tranche=derniere.tranche,
                base=derniere.base,
            )
        elif derniere is not None and _compte_aussi(mesure, derniere):
            herite = replace(mesure, tete=derniere.tete, qualificatifs=derniere.qualificatifs)
        derniere = derniere if herite.nombre.unite == "%" and not herite.tete else herite
        yield herite


def _compte_aussi(mesure: Mesure, derniere: Mesure) -> bool:
    """As in "5 155 personnes de moins de 18 ans, 10 740 de 18 à 59 ans", or items under "… jeunes :"."""
    suit = mesure.phrase is derniere.phrase or (
        mesure.phrase.nature == Nature.ELEMENT
        and (derniere.phrase.nature == Nature.ELEMENT or derniere.phrase.texte.rstrip().endswith(":"))
        and derniere.rang == mesure.rang - 1
    )
    nue = mesure.tranche is not None and not mesure.tete and not mesure.nombre.unite
    return suit and nue and derniere.genre is not None and not derniere.nombre.unite


def _sans_libelle(mesure: Mesure) -> bool:
    """Nothing after the figure but the name of its territory, or another comparison."""
    suite = mesure.phrase.texte[mesure.nombre.fin :].strip(" .;,)")
    return not suite or bool(_TERRITOIRE_SEUL.match(plier(suite)))


def _millesime_du_bloc(phrase: Passage, precedente: Passage | None, contexte: str) -> str:
    """The year printed alone above a block of figures holds until the block ends."""
    plie = plier(phrase.texte).strip()
    if _CONTEXTE_DATE.fullmatch(plie):
        return str(_ANNEES.findall(plie)[-1])
    if phrase.nature == Nature.TITRE or (
        precedente is not None and phrase.thematique != precedente.thematique
    ):
        annees = _ANNEES.findall(plie)
        return annees[-1] if len(annees) == 1 else ""
    if (
        precedente is not None
        and precedente.nature != Nature.TITRE
        and phrase.rubrique != precedente.rubrique
    ):
        return ""
    return contexte


def _mesures_de(phrase: Passage, rang: int, contexte: str) -> Iterator[Mesure]:
    texte = phrase.texte
    plie = plier(texte)
    trouves = nombres(texte)
    compares = [territoire_compare(plie, trouves, i) for i in range(len(trouves))]
    for i, nombre in enumerate(trouves):
        suivant = i + 1
        while (
            suivant < len(trouves)
            and compares[suivant]
            and not compares[i]
            and _vide(texte, trouves, i, suivant)
        ):
            suivant += 1
        debut = trouves[suivant - 1].fin
        fin = trouves[suivant].debut if suivant < len(trouves) else len(texte)
        avant = texte[trouves[i - 1].fin if i else 0 : nombre.debut]
        libelle, tranche = _libelle(texte[debut:fin], avant)
        millesime = _millesime(plie, plie[debut:fin], contexte)
        lue = _mesure(nombre, phrase, rang, libelle, tranche, plier(avant), millesime, compares[i])
        yield replace(lue, lien="sur") if i and _part_de(trouves[i - 1], nombre, avant) else lue


def _part_de(part: Nombre, tout: Nombre, entre: str) -> bool:
    """The whole said after its share: "22 % des 8 470 familles"."""
    return part.unite == "%" and not tout.unite and bool(_DES.fullmatch(plier(entre)))


def _vide(texte: str, trouves: Sequence[Nombre], i: int, suivant: int) -> bool:
    """Nothing but the name of a territory stands between two figures: the label comes after both."""
    return bool(
        re.fullmatch(r"\s*[(,]?\s*[\w' ’-]{2,40}:\s*", texte[trouves[i].fin : trouves[suivant].debut])
    ) and bool(racines(texte[trouves[suivant].fin :]))


def _millesime(plie: str, suite: str, contexte: str) -> str:
    """The year said just after the figure, else the only one of its sentence, else that of its block."""
    annees = set(_ANNEES.findall(suite)) or set(_ANNEES.findall(plie))
    if not annees:
        return contexte
    return annees.pop() if len(annees) == 1 else ""


def _mesure(  # noqa: PLR0913, PLR0917 -- what one figure is made of
    nombre: Nombre,
    phrase: Passage,
    rang: int,
    libelle: str,
    tranche: tuple[int, int] | None,
    avant: str,
    millesime: str,
    comparaison: str,
) -> Mesure:
    apres = plier(phrase.texte[nombre.fin :])
    evolution = nombre.unite in {"%", "point"} and bool(
        nombre.signe or _EVOLUTION_AVANT.search(avant) or _EVOLUTION_APRES.match(apres)
    )
    tete, qualificatifs, base = _analyser(libelle, nombre)
    if base and not qualificatifs and (sujet := _REPRESENTENT.search(avant)):
        qualificatifs = frozenset(racines(sujet["sujet"]))
    return Mesure(
        nombre=nombre,
        phrase=phrase,
        rang=rang,
        libelle=libelle.strip(),
        tete=tete,
        qualificatifs=qualificatifs,
        tranche=tranche,
        millesime=millesime,
        lien=_lien(nombre, avant),
        evolution=evolution,
        comparaison=comparaison,
        base=base,
        territoire=_territoire(phrase, nombre),
        stock=not _MOUVEMENT.search(avant[-60:]),
    )


def _lien(nombre: Nombre, avant: str) -> str:
    """How the words before a number tie it to the number before."""
    lien = _LIEN.search(avant)
    if lien:
        return lien[1]
    if nombre.unite == "%" and not nombre.signe and avant.rstrip().endswith("("):
        return "("
    return "sur" if _SUR.search(avant) else ""


def _territoire(phrase: Passage, nombre: Nombre) -> str:
    """The part or the whole of the territory that the sentence, or its heading, speaks of."""
    debut = phrase.texte.rfind(". ", 0, nombre.debut) + 1
    fin = phrase.texte.find(". ", nombre.fin)
    plie = plier(phrase.texte)
    nommes = list(_AUTRE_TERRITOIRE.finditer(plie, debut, fin if fin > 0 else len(plie)))
    avant = [m for m in nommes if m.end() <= nombre.debut]
    m = next(iter(avant[-1:] or nommes), None) or _AUTRE_TERRITOIRE.search(plier(phrase.rubrique))
    if m is None and (m := _COMMUNE_EN_TETE.match(phrase.texte)) and m.end() > nombre.debut:
        m = None
    if (
        m is None
        and (m := _LIEU_EN_TETE.match(phrase.texte))
        and (m.end() != nombre.debut or _NOTION.search(plier(m[0])))
    ):
        m = None
    return plier(m[0]).strip(" ,:") if m else ""


def _libelle(apres: str, avant: str) -> tuple[str, tuple[int, int] | None]:
    """The words that name what is counted, and their age band: after the number, else before a colon."""
    bandes = tranches(apres)
    masque = plier(apres)
    for bande in bandes:
        masque = masque[: bande.de] + "_" * (bande.a - bande.de) + masque[bande.a :]
    m = _FIN_DE_LIBELLE.search(masque)
    fin = m.start() if m else len(apres)
    libelle = apres[:fin]
    if (
        not racines(libelle)
        and not bandes
        and (tete := re.match(r"\s*(.{3,80}?)\s*:\s*(?:environ |pres de |près de )?$", avant))
    ):
        return tete[1], next((t.bornes for t in tranches(tete[1])), None)
    if not racines(libelle) and not bandes and (dit := _INTRODUCTION.search(plier(avant))):
        nom = avant[dit.start("nom") : dit.end("nom")]
        return nom, next((t.bornes for t in tranches(nom)), None)
    lue = next((t.bornes for t in bandes if t.de <= fin), None)
    if lue is None and avant.rstrip().endswith(":"):
        lue = next((t.bornes for t in tranches(avant)), None)
    return libelle.strip(), lue


def _analyser(libelle: str, nombre: Nombre) -> tuple[str, Racines, Racines | None]:
    """Head noun, qualifiers, and for a share what it is a share of."""
    plie = abreger(_ICI.sub("", _sans_ages(libelle)))
    if nombre.unite != "%":
        suite = () if _VERBE.match(plie.strip()) else racines(plie)
        return (suite[0] if suite else "", frozenset(suite[1:]), None)
    sujet, predicat = _partager(plie)
    definie = _DENOMINATEUR.match(plie)
    indefinie = not definie and _INDEFINI.match(plie)
    du_sujet, du_predicat = racines(sujet), racines(predicat)
    tete = du_sujet[0] if du_sujet else ""
    if definie:
        return tete, frozenset(du_predicat), frozenset(du_sujet) or None
    return (
        tete,
        frozenset(du_sujet[1:] + du_predicat),
        None if indefinie or not du_predicat else frozenset(du_sujet) or None,
    )


def _sans_ages(libelle: str) -> str:
    for tranche in reversed(tranches(libelle)):
        libelle = libelle[: tranche.de] + " " + libelle[tranche.a :]
    return libelle


def _partager(plie: str) -> tuple[str, str]:
    m = _VERBE.search(plie)
    return (plie[: m.start()], plie[m.end() :]) if m else (plie, "")


def lignes_de(*concernees: Mesure) -> Lignes:
    """The lines several figures are printed on, in the order given, each once."""
    return tuple(dict.fromkeys(n for m in concernees for n in m.lignes))
