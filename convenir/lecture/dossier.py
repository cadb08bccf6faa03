"""The Dossier: one immutable structure of a whole convention, built from a file *or* from a record.

relecture and edition consume only this. Its JSON form is documented in docs/formats.md.
`lignes` are always 1-based numbers into `dossier.source.lignes`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from convenir.documents.blocs import Bloc, DocumentLu, Source

Lignes = tuple[int, ...]


class Nature(StrEnum):
    """What a passage is, in the layout of the text."""

    TITRE = "titre"
    PARAGRAPHE = "paragraphe"
    ELEMENT = "element"
    RANG = "rang"
    ENTETE = "entete"
    SOMMAIRE = "sommaire"
    FIGURE = "figure"
    ESTAMPILLE = "estampille"
    MARGE = "marge"  # page number or running head left in the text


#: What a person reads beside the text itself: contents, stamp of the prefecture, margins of the pages.
HORS_TEXTE = frozenset({Nature.SOMMAIRE, Nature.ESTAMPILLE, Nature.MARGE})


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit of text as a person reads it: a heading, a paragraph, a list item, a table row.

    `texte` is plain (no markup), hard-wrapped lines rejoined by one space; `debuts[i]` is the offset in
    `texte` where `lignes[i]` begins. `disposition` is the key of the provision it belongs to
    (`preambule`, `article-5`, `annexe-1`, `parties`, `visas`, `sommaire`, `signatures`, or empty),
    `thematique` the stable key of the theme of its block (`petite_enfance`…), `rubrique` the nearest
    sub-heading above, as written. `cellules` holds the cells of a table row.
    """

    texte: str
    lignes: Lignes
    nature: Nature
    disposition: str = ""
    thematique: str = ""
    rubrique: str = ""
    cellules: tuple[str, ...] = ()
    debuts: tuple[int, ...] = (0,)
    page: int | None = None
    repere: str = ""
    niveau: int = 0  # depth of a list item, 0 outside of a nested list
    numero: int | None = None  # place of an item in a numbered list

    def lignes_de(self, debut: int, fin: int | None = None) -> Lignes:
        """Lines of the source that the characters `debut` to `fin` (excluded) of `texte` stand on."""
        fin = debut + 1 if fin is None else max(fin, debut + 1)
        de = max(bisect_right(self.debuts, debut) - 1, 0)
        return self.lignes[de : max(bisect_left(self.debuts, fin), de + 1)] or self.lignes[:1]


@dataclass(frozen=True, slots=True)
class Signataire:
    """Someone who signs for a party. `lignes` covers every mention (opening and signature block)."""

    nom: str
    qualite: str
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Partie:
    """A party. `appellation` is the name it is given in the text ("la Caf", "la Collectivité")."""

    nom: str
    signataires: tuple[Signataire, ...] = ()
    appellation: str = ""
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Visa:
    texte: str
    dates: tuple[datetime.date, ...] = ()
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class EntreeSommaire:
    """A line of the contents: what it announces and the page it prints."""

    type: str
    numero: int | None
    titre: str
    page: int | None
    lignes: Lignes


@dataclass(frozen=True, slots=True)
class Disposition:
    """The préambule, an article or an annexe.

    `numero` is the number as written, `lignes` all its lines (heading included, flat list), `titre`
    without the number. `cle` is unique in the dossier ("article-5"; a duplicate gets "article-5-bis").
    """

    type: str
    numero: int | None
    titre: str
    cle: str
    lignes: Lignes
    blocs: tuple[Bloc, ...] = ()

    @property
    def ligne_titre(self) -> int | None:
        return self.lignes[0] if self.lignes else None


@dataclass(frozen=True, slots=True)
class Duree:
    debut: datetime.date | None
    fin: datetime.date | None
    lignes: Lignes = ()
    annees_annoncees: int | None = None


@dataclass(frozen=True, slots=True)
class Comparaison:
    territoire: str
    valeur: Decimal
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Indicateur:
    """A figure read in the text. `unite` is "%", "€", or what is counted ("enfants", "habitants"…).

    `valeur_ecrite` is the figure as printed; `denominateur` what a percentage is a share of, when said;
    `tranche` the age band in years (both ends included) when the label gives one; `passage` the whole
    sentence. `approche` marks "environ", "près de".
    """

    libelle: str
    valeur: Decimal
    unite: str
    territoire: str = ""
    comparaison: Comparaison | None = None
    millesime: str = ""
    lignes: Lignes = ()
    valeur_ecrite: str = ""
    denominateur: str = ""
    tranche: tuple[int, int] | None = None
    thematique: str = ""
    disposition: str = ""
    passage: str = ""
    approche: bool = False


@dataclass(frozen=True, slots=True)
class Montant:
    """A line of the table of benefits: `montant` None when left blank or as a placeholder."""

    libelle: str
    montant: Decimal | None
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Subvention:
    """A line of the table of subsidies: amount and services counted by type, None when a placeholder."""

    thematique: str
    montant: Decimal | None
    equipements: tuple[tuple[str, int | None], ...] = ()
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A titled block of a synthesis and its items, or the issues raised by the communes."""

    titre: str
    elements: tuple[str, ...]
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Synthese:
    """The diagnostic of one theme: legend of services, titled blocks, issues raised by the communes."""

    thematique: str
    libelle: str
    legende: tuple[str, ...] = ()
    blocs: tuple[Point, ...] = ()
    enjeux_communes: tuple[str, ...] = ()
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Enjeu:
    libelle: str
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Objectif:
    numero: int | None
    libelle: str
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The action plan of one theme (annexe 2), `thematique` as written, or enjeux announced in an article."""

    thematique: str
    enjeux: tuple[Enjeu, ...] = ()
    objectifs: tuple[Objectif, ...] = ()
    lignes: Lignes = ()
    disposition: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """A body, the names it goes by merged (`nom` the fullest, `autres_noms` the others)."""

    nom: str
    rythme: str = ""
    pilotes: tuple[str, ...] = ()
    animateurs: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    objectifs: tuple[str, ...] = ()
    autres_noms: tuple[str, ...] = ()
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Delai:
    """A deadline or a notice period: number and unit ("jour", "mois", "an"), from what."""

    libelle: str
    quantite: int
    unite: str
    a_compter_de: str = ""
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Commune:
    """A row of the annexe that lists the communes."""

    nom: str
    maire: str = ""
    date: datetime.date | None = None
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Acte:
    """The transmission stamp. `insee` and `commune` come from the official table, never from a formula."""

    identifiant: str
    siren: str
    insee: str
    commune: str
    date: datetime.date | None
    numero: str
    nature: str
    envoye: datetime.date | None = None
    recu: datetime.date | None = None
    publie: datetime.date | None = None
    lignes: Lignes = ()


@dataclass(frozen=True, slots=True)
class Couverture:
    """Proof that nothing was lost.

    `lignes`: non-blank lines of the input; `rattachees`: those held by exactly one node;
    `non_comprises`: the lines kept as text without being understood.
    """

    lignes: int
    rattachees: int
    non_comprises: Lignes = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole convention, read or recorded."""

    document: DocumentLu
    passages: tuple[Passage, ...]
    couverture: Couverture
    titre: str = ""
    sommaire: tuple[EntreeSommaire, ...] = ()
    parties: tuple[Partie, ...] = ()
    visas: tuple[Visa, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    duree: Duree | None = None
    indicateurs: tuple[Indicateur, ...] = ()
    prestations: tuple[Montant, ...] = ()
    total_prestations: Montant | None = None
    subventions: tuple[Subvention, ...] = ()
    syntheses: tuple[Synthese, ...] = ()
    enjeux: tuple[Plan, ...] = ()
    plans: tuple[Plan, ...] = ()
    instances: tuple[Instance, ...] = ()
    delais: tuple[Delai, ...] = ()
    communes: tuple[Commune, ...] = ()
    acte: Acte | None = None
    #: what the signature block prints, before any merging
    signataires_imprimes: tuple[Signataire, ...] = ()
    #: bodies as each table row and each provision names them, before any merging
    instances_imprimees: tuple[Instance, ...] = ()
    #: a draft of the record: what is published of it says that it is not signed
    projet: bool = False
    #: the day whose text in force this is, when one was asked for
    au: datetime.date | None = None

    @property
    def source(self) -> Source:
        return self.document.source

    def disposition(self, cle: str) -> Disposition | None:
        """The provision of that key ("article-7", "annexe-3", "preambule"), or None."""
        return next((d for d in self.dispositions if d.cle == cle), None)

    def passages_de(self, cle: str) -> tuple[Passage, ...]:
        """The passages of one provision, in order."""
        return tuple(p for p in self.passages if p.disposition == cle)
