"""One walk down the passages that gathers indicators, on one line or split over several."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Comparaison, Indicateur, Nature
from convenir.lecture.indicateurs import contexte, libelles
from convenir.lecture.indicateurs.chiffres import reperer
from convenir.lecture.indicateurs.phrases import lire_phrase
from convenir.lecture.indicateurs.rangees import lire_rangees
from convenir.socle.themes import theme_de

if TYPE_CHECKING:
    from convenir.lecture.dossier import Passage
    from convenir.lecture.indicateurs.chiffres import Chiffre
    from convenir.lecture.indicateurs.contexte import Territoire

_HORS_CORPS = frozenset({"parties", "visas", "sommaire", "signatures"})
_MILLESIME_DE_TITRE = re.compile(
    r"(?:\b(?:en|fin|d[ée]cembre|donn[ée]es|chiffres|source)\s+|\()((?:19|20)\d\d)\b", re.IGNORECASE
)
_RUBRIQUE = re.compile(
    r"(?:les\s+)?(?:chiffres?|donn[ée]es?|rep[èe]res?|indicateurs?)\b|synth[èe]se", re.IGNORECASE
)
_LONGUEUR_D_ETIQUETTE = 200  # characters
_FIGURE_SEULE = re.compile(r"[-+±<>≈~]?\s*\d[\d\s.,]*(?:%|€|k€|M€)?")
_MEMOIRE = 12  # indicators of a block that a "soit…" may be about
_RESTE_VIDE = re.compile(r"[\s\W]*")


@dataclass(frozen=True, slots=True)
class Recolte:
    """The indicators in the order of the text, and the lines of figures that nothing says the meaning of."""

    indicateurs: tuple[Indicateur, ...]
    orphelines: tuple[int, ...]


@dataclass(slots=True)
class _Isole:
    """A figure alone on its line, waiting for its label."""

    chiffre: Chiffre
    passage: Passage
    comparaison: Comparaison | None = None


def lire_indicateurs(
    passages: tuple[Passage, ...], territoire: Territoire, exclues: frozenset[int]
) -> Recolte:
    """Every figure of the text that counts or measures something.

    `exclues`: the lines read elsewhere (money tables, plans, bodies).
    """
    nu = not any(p.disposition.startswith(("preambule", "article", "annexe")) for p in passages)
    corps = tuple(
        p for p in passages if _est_du_corps(p, sans_disposition=nu) and exclues.isdisjoint(p.lignes)
    )
    recueil = _Recueil(territoire)
    recueil.parcourir([p for p in corps if p.nature not in {Nature.RANG, Nature.ENTETE}])
    trouves = [*recueil.indicateurs, *lire_rangees(corps, territoire)]
    trouves.sort(key=lambda i: i.lignes[:1])
    return Recolte(tuple(trouves), tuple(recueil.orphelines))


def _est_du_corps(passage: Passage, *, sans_disposition: bool) -> bool:
    """In a provision; anywhere in a document that has none (a bare diagnostic)."""
    if passage.nature in HORS_TEXTE or passage.disposition in _HORS_CORPS:
        return False
    return bool(passage.disposition) or sans_disposition


class _Recueil:
    """What is remembered from one passage to the next."""

    def __init__(self, territoire: Territoire) -> None:
        self.territoire = territoire
        self.indicateurs: list[Indicateur] = []
        self.orphelines: list[int] = []
        self.millesime = ""
        self.isole: _Isole | None = None
        self.etiquette: Passage | None = None
        self.parent: Passage | None = None
        self.lieu = ("", "")
        self.bloc: tuple[tuple[str, str], str] = (self.lieu, "")
        self.debut_du_bloc = 0

    def parcourir(self, passages: list[Passage]) -> None:
        for i, passage in enumerate(passages):
            suivant = passages[i + 1] if i + 1 < len(passages) else None
            self._changer_de_lieu(passage, suivant)
            self._lire(passage, suivant)
        self._abandonner()

    def _changer_de_lieu(self, passage: Passage, suivant: Passage | None) -> None:
        """Forget what does not hold under another heading; the label of a lone figure is no heading."""
        lieu = (passage.disposition, passage.thematique)
        if lieu != self.lieu:
            self._abandonner()
            self.lieu, self.millesime, self.etiquette, self.parent = lieu, "", None, None
        etiquette = suivant is not None and bool(_FIGURE_SEULE.fullmatch(suivant.texte))
        if passage.nature is Nature.TITRE and not reperer(passage.texte):
            annee = _MILLESIME_DE_TITRE.search(passage.texte)
            if annee or not etiquette:
                self.millesime = annee[1] if annee else ""
                self.parent = None

    def _lire(self, passage: Passage, suivant: Passage | None) -> None:
        annee = contexte.millesime_seul(passage.texte)
        if annee:
            self.millesime = annee
            return
        chiffres = reperer(passage.texte)
        if not chiffres:
            self._sans_chiffre(passage)
        elif all(c.reference for c in chiffres) and self._comparer(chiffres, passage):
            pass
        elif len(chiffres) == 1 and _est_seul(chiffres[0], passage.texte):
            self._isoler(chiffres[0], passage, suivant)
        elif passage.nature is not Nature.TITRE or _mesure(chiffres[0], passage.texte):
            self._abandonner()
            self._lire_phrase(passage, chiffres)

    # -- a figure and its label on different lines

    def _sans_chiffre(self, passage: Passage) -> None:
        if passage.nature is Nature.TITRE and (_RUBRIQUE.search(passage.texte) or theme_de(passage.texte)):
            self._abandonner()
            self.etiquette = None
        elif (
            self.isole
            and len(passage.texte) <= _LONGUEUR_D_ETIQUETTE
            and re.search(r"[^\W\d]{2}", passage.texte)
        ):
            self._etiqueter(self.isole, passage)
            self.isole = self.etiquette = None
        else:
            self.etiquette = passage if _est_etiquette(passage.texte) else None
        if passage.texte.endswith(":"):
            self.parent = passage

    def _isoler(self, chiffre: Chiffre, passage: Passage, suivant: Passage | None) -> None:
        self._abandonner()
        isole = _Isole(chiffre, passage)
        if self.etiquette is not None and not self._suivi_d_une_etiquette(suivant):
            self._etiqueter(isole, self.etiquette)
            self.etiquette = None
        else:
            self.isole = isole

    def _suivi_d_une_etiquette(self, suivant: Passage | None) -> bool:
        """The label printed before a figure is its own, unless it is a heading and another one follows."""
        if self.etiquette is None or suivant is None:
            return False
        titre = self.etiquette.nature is Nature.TITRE or self.etiquette.texte.endswith((".", ":"))
        return titre and not reperer(suivant.texte) and suivant.nature is not Nature.TITRE

    def _etiqueter(self, isole: _Isole, etiquette: Passage) -> None:
        chiffre = isole.chiffre
        libelle = libelles.nettoyer_apres(etiquette.texte)
        self.indicateurs.append(
            Indicateur(
                libelle=libelle,
                valeur=chiffre.valeur,
                unite=chiffre.unite or libelles.unite(libelle),
                territoire=contexte.territoire_dit(etiquette.texte, self.territoire),
                comparaison=isole.comparaison,
                millesime=contexte.millesime(etiquette.texte) or self.millesime,
                lignes=tuple(sorted((*isole.passage.lignes, *etiquette.lignes))),
                valeur_ecrite=chiffre.ecrit,
                denominateur=libelles.denominateur(etiquette.texte) if chiffre.unite == "%" else "",
                tranche=libelles.tranche(libelle),
                thematique=isole.passage.thematique,
                disposition=isole.passage.disposition,
                passage=f"{isole.passage.texte} {etiquette.texte}",
                approche=chiffre.approche,
            )
        )

    def _comparer(self, chiffres: tuple[Chiffre, ...], passage: Passage) -> bool:
        """A line that only compares: for the figure that waits, else for the last one read."""
        chiffre = chiffres[0]
        comparaison = Comparaison(chiffre.reference, chiffre.valeur, passage.lignes)
        if self.isole:
            self.isole.comparaison = self.isole.comparaison or comparaison
            return True
        dernier = self.indicateurs[-1] if self.indicateurs else None
        if dernier is None or (dernier.disposition, dernier.thematique) != self.lieu:
            return False
        if chiffre.unite and chiffre.unite != dernier.unite:
            return False
        if dernier.comparaison is None:
            self.indicateurs[-1] = replace(dernier, comparaison=comparaison)
        return True

    def _abandonner(self) -> None:
        if self.isole:
            self.orphelines.extend(self.isole.passage.lignes)
            self.isole = None

    # -- a figure inside a sentence

    def _lire_phrase(self, passage: Passage, chiffres: tuple[Chiffre, ...]) -> None:
        self.etiquette = None
        if (self.lieu, passage.rubrique) != self.bloc:
            self.bloc, self.debut_du_bloc = (self.lieu, passage.rubrique), len(self.indicateurs)
        precedent = _sujet(self.indicateurs[max(self.debut_du_bloc, len(self.indicateurs) - _MEMOIRE) :])
        trouves, sans_nom = lire_phrase(passage, chiffres, precedent, self._parent_de(passage))
        self.orphelines.extend(sans_nom)
        self.indicateurs += [
            replace(
                indicateur,
                territoire=contexte.territoire_dit(passage.texte, self.territoire, indicateur.comparaison),
                millesime=indicateur.millesime or self.millesime,
            )
            for indicateur in trouves
        ]
        if passage.texte.endswith(":"):
            self.parent = passage

    def _parent_de(self, passage: Passage) -> str:
        """The item above that this one details ("Enfants de moins de 3 ans :")."""
        parent = self.parent
        if parent is None or passage.nature is not Nature.ELEMENT or passage.niveau <= parent.niveau:
            return ""
        return parent.texte.rstrip(" :") if parent.nature is Nature.ELEMENT else ""


def _sujet(bloc: list[Indicateur]) -> Indicateur | None:
    """What the next "soit…" or "une hausse de…" is about: the last indicator that is no denominator.

    After a list by age ("… de 12 à 15 ans", "… de 16 à 19 ans"), it is about the whole list.
    """
    candidats = [
        i
        for i in bloc
        if not any(i.libelle and d.denominateur.endswith(i.libelle) for d in bloc if d is not i)
    ]
    if not candidats:
        return None
    dernier = candidats[-1]
    tranches = [i.tranche for i in candidats if i.unite == dernier.unite and i.tranche]
    if len(set(tranches)) > 1 and len(tranches) == len(candidats):
        ages = min(t[0] for t in tranches), max(t[1] for t in tranches)
        return replace(dernier, libelle=f"{dernier.unite} de {ages[0]} à {ages[1]} ans", tranche=ages)
    return dernier


def _est_etiquette(texte: str) -> bool:
    return len(texte) <= _LONGUEUR_D_ETIQUETTE and bool(re.search(r"[^\W\d]{2}", texte))


def _mesure(chiffre: Chiffre, texte: str) -> bool:
    """A line that looks like a heading and is a figure: "9 262 jeunes", "Budget : 2,5 M€"."""
    return chiffre.debut == 0 or bool(chiffre.unite) or texte[: chiffre.debut].rstrip().endswith(":")


def _est_seul(chiffre: Chiffre, texte: str) -> bool:
    return not chiffre.reference and bool(
        _RESTE_VIDE.fullmatch(texte[: chiffre.debut]) and _RESTE_VIDE.fullmatch(texte[chiffre.fin :])
    )
