"""Action plans: for each theme its enjeux and its numbered objectives, however they are laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.lecture.balisage import aplatir, morceaux
from convenir.lecture.dossier import HORS_TEXTE, Enjeu, Nature, Objectif, Plan
from convenir.lecture.rubriques import nom_de_theme, theme_annonce
from convenir.lecture.tables import Table, cellule, tables
from convenir.socle.themes import normaliser, theme_de

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.lecture.dossier import Disposition, Passage

_TITRE_DE_PLAN = re.compile(
    r"\b(?:plans? d actions?|programme|objectifs|orientations|actions|feuille de route)\b"
)
_ANNONCE_DE_PLAN = re.compile(r"(?:plans?\s+d['’ ]?actions?|th[ée]matique|volet)\b[\s:–-]*", re.IGNORECASE)
_ENJEUX = re.compile(
    r"(?:les\s+)?enjeux?\b\s*(?:n[°o]\s*)?(?:\d{1,2}\b)?(?P<queue>[^:\d]{0,40}?)\s*(?::|$|\t)\s*(?P<suite>.*)",
    re.IGNORECASE,
)
_OBJECTIF = re.compile(
    r"objectif\s+(?:(?:strat[ée]gique|op[ée]rationnel|g[ée]n[ée]ral|sp[ée]cifique|partag[ée])\s+)?(?:n[°o]\s*)?"
    r"(?P<numero>\d{1,2}(?:\.\d{1,2})*)\s*[-–—:.)\t]*\s*(?P<libelle>.*)",
    re.IGNORECASE,
)
_OBJECTIFS = re.compile(
    r"(?:les\s+)?objectifs?(?:\s+(?:strat|op|g[ée]n|sp[ée]c|partag)\w+)?\s*:?", re.IGNORECASE
)
_AXE = re.compile(
    r"(?:axe|orientation)\s*(?:n[°o]\s*)?\d{1,2}\s*[-–—:.)]*\s*(?P<libelle>\S.*)", re.IGNORECASE
)
_AUTRE_RUBRIQUE = re.compile(
    r"(?:actions?|indicateurs?|pilotes?|pilotage|moyens|partenaires?|calendrier|[ée]ch[ée]ancier|publics?|constats?|"
    r"r[ée]sultats?|budget|financement|fiche)\b[^.]{0,60}",
    re.IGNORECASE,
)
_NUMERO_EN_TETE = re.compile(r"\s*(?P<numero>\d{1,2})\s*[.)\-–/]\s*(?P<libelle>\D.*)")
_PROSE = 110  # characters; a longer text is no heading
_PHRASE = 60  # characters; a longer full sentence is no item of a list
_OBJECTIFS_MINIMAUX = 2


@dataclass(slots=True)
class _Plan:
    """A plan being read."""

    thematique: str
    disposition: str
    enjeux: list[Enjeu] = field(default_factory=list)
    objectifs: list[Objectif] = field(default_factory=list)
    lignes: list[int] = field(default_factory=list)

    def clore(self) -> Plan:
        lignes = tuple(sorted(set(self.lignes)))
        return Plan(self.thematique, tuple(self.enjeux), tuple(self.objectifs), lignes, self.disposition)


def lire_plans(
    passages: tuple[Passage, ...], dispositions: tuple[Disposition, ...], lignes: tuple[str, ...]
) -> tuple[Plan, ...]:
    """The plans of the annexes (or of a document that is only one), in the order of the text.

    `lignes` are those of the source, where a list keeps the number it prints before an item.
    """
    trouves: list[Plan] = []
    for cle, contenu in _par_disposition(passages).items():
        if _parle_d_un_plan(cle, contenu, dispositions):
            trouves += [p for p in _lire(contenu, cle, lignes) if p.enjeux or p.objectifs]
    return tuple(trouves)


def lire_enjeux(passages: tuple[Passage, ...], dispositions: tuple[Disposition, ...]) -> tuple[Plan, ...]:
    """The enjeux that articles announce, by theme."""
    trouves: list[Plan] = []
    contenus = _par_disposition(passages)
    for disposition in dispositions:
        if disposition.type != "annexe":
            contenu = contenus.get(disposition.cle, ())
            trouves += [p for p in _lire(contenu, disposition.cle, ()) if p.enjeux]
    return tuple(trouves)


def _par_disposition(passages: tuple[Passage, ...]) -> dict[str, tuple[Passage, ...]]:
    contenus: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.nature is not Nature.SOMMAIRE:
            contenus.setdefault(passage.disposition, []).append(passage)
    return {cle: tuple(contenu) for cle, contenu in contenus.items()}


def _parle_d_un_plan(cle: str, contenu: tuple[Passage, ...], dispositions: tuple[Disposition, ...]) -> bool:
    disposition = next((d for d in dispositions if d.cle == cle), None)
    if disposition is not None and disposition.type != "annexe":
        return False
    if disposition is not None and _TITRE_DE_PLAN.search(normaliser(disposition.titre)):
        return True
    if any(_OBJECTIFS.fullmatch(p.texte) and p.texte.endswith(":") for p in contenu):
        return True
    return sum(1 for p in contenu if _OBJECTIF.match(p.texte)) >= _OBJECTIFS_MINIMAUX


def _lire(contenu: tuple[Passage, ...], cle: str, lignes: tuple[str, ...]) -> list[Plan]:
    par_colonnes = [t for t in tables(contenu) if _dit_tout(t)]
    if par_colonnes:
        return _des_tables(par_colonnes, cle)
    lecture = _Lecture(cle, lignes)
    for passage in contenu:
        lecture.avancer(passage)
    return [plan.clore() for plan in lecture.plans]


def _dit_tout(table: Table) -> bool:
    """A table whose columns name the theme or the enjeu of each objective; another stands under headings."""
    return (
        table.colonne(r"objectif") is not None and table.colonne(r"\bthem|\baxe|\benjeu|\bvolet") is not None
    )


class _Lecture:
    """One walk down a plan, remembering its theme and whether enjeux or objectives are being listed."""

    def __init__(self, disposition: str, lignes: tuple[str, ...]) -> None:
        self.disposition = disposition
        self.lignes = lignes
        self.plans: list[_Plan] = []
        self.mode = ""
        self.theme_attendu = False
        self.en_attente: list[int] = []

    def avancer(self, passage: Passage) -> None:
        if passage.nature in HORS_TEXTE or self._ouvre_la_disposition(passage):
            return
        if passage.nature is Nature.ENTETE:
            self.mode = "objectifs" if "objectif" in normaliser(passage.texte) else ""
            return
        for essayer in (self._theme, self._objectif, self._enjeux, self._rubrique, self._axe, self._suite):
            if essayer(passage):
                self._retenir(passage)
                return
        self._item(passage)

    def _retenir(self, passage: Passage) -> None:
        """A bare "PLAN D'ACTION" waits for the plan that it announces."""
        self.en_attente.extend(passage.lignes)
        if self.plans and not self.theme_attendu:
            self.plans[-1].lignes.extend(self.en_attente)
            self.en_attente = []

    def _ouvre_la_disposition(self, passage: Passage) -> bool:
        return passage.nature is Nature.TITRE and bool(
            re.match(r"(?:annexe|article)\b", passage.texte, re.IGNORECASE)
        )

    def _ouvrir(self, thematique: str) -> None:
        dernier = self.plans[-1] if self.plans else None
        if dernier and normaliser(dernier.thematique) == normaliser(thematique):
            return
        self.plans.append(_Plan(thematique, self.disposition))
        self.mode = ""

    def _theme(self, passage: Passage) -> bool:
        """A theme alone, after "PLAN D'ACTION" ("PLAN D'ACTION LOGEMENT"), or under it."""
        texte = passage.texte.strip("\t ")
        titre = passage.nature in {Nature.TITRE, Nature.RANG, Nature.PARAGRAPHE} and len(texte) <= _PROSE
        annonce = _ANNONCE_DE_PLAN.match(texte) if titre else None
        if annonce and not texte[annonce.end() :].strip(" :"):
            self.theme_attendu = True
            return True
        if not titre or not (annonce or self.theme_attendu or theme_annonce(passage)):
            return False
        if self.mode == "enjeux" and not annonce and not self.theme_attendu and theme_de(texte) is None:
            return False
        self.theme_attendu = False
        self._ouvrir(nom_de_theme(texte))
        return True

    def _objectif(self, passage: Passage) -> bool:
        trouve = _OBJECTIF.match(passage.texte)
        if trouve is None:
            return False
        if not self.plans:
            self._ouvrir("")
        numero = int(trouve["numero"]) if trouve["numero"].isdecimal() else None
        libelle = trouve["libelle"].replace("\t", " ").strip()
        self.plans[-1].objectifs.append(Objectif(numero, libelle, passage.lignes))
        self.mode = "objectif"
        return True

    def _enjeux(self, passage: Passage) -> bool:
        trouve = _ENJEUX.match(passage.texte)
        if trouve is None or (passage.nature is Nature.ELEMENT and not trouve["suite"]):
            return False
        if not self.plans:
            self._ouvrir("")
        self.mode = "enjeux"
        contenu = "\n".join(passage.cellules) if passage.cellules else trouve["suite"]
        contenu = _ENJEUX.sub(lambda m: m["suite"], contenu, count=1) if passage.cellules else contenu
        self.plans[-1].enjeux += [Enjeu(item, passage.lignes) for item in morceaux(contenu) if item != ":"]
        return True

    def _rubrique(self, passage: Passage) -> bool:
        if passage.nature is Nature.ELEMENT or len(passage.texte) > _PROSE:
            return False
        if _OBJECTIFS.fullmatch(passage.texte):
            self.mode = "objectifs"
            return True
        titre = passage.nature is Nature.TITRE or passage.texte.endswith(":")
        if titre and _AUTRE_RUBRIQUE.match(passage.texte):
            self.mode = ""
            return True
        return False

    def _axe(self, passage: Passage) -> bool:
        """An axis opens a plan; under a known theme it is one of its enjeux."""
        trouve = _AXE.fullmatch(passage.texte)
        if trouve is None:
            return False
        libelle = trouve["libelle"].rstrip(" :")
        if self.plans and self.plans[-1].thematique and theme_de(self.plans[-1].thematique):
            self.plans[-1].enjeux.append(Enjeu(libelle, passage.lignes))
        else:
            self._ouvrir(libelle)
        self.mode = "objectifs"
        return True

    def _suite(self, passage: Passage) -> bool:
        """The end of a label that was wrapped: lower case first, or under an empty first cell."""
        if self.mode != "objectif" or not self.plans or not self.plans[-1].objectifs:
            return False
        dernier = self.plans[-1].objectifs[-1]
        texte = passage.texte.strip("\t ")
        sous_cellule_vide = bool(passage.cellules) and not passage.cellules[0].strip()
        if dernier.libelle and not (texte[:1].islower() or sous_cellule_vide):
            return False
        if dernier.libelle.endswith(".") and not sous_cellule_vide:
            return False
        libelle = f"{dernier.libelle} {texte}".strip()
        self.plans[-1].objectifs[-1] = Objectif(dernier.numero, libelle, (*dernier.lignes, *passage.lignes))
        return True

    def _item(self, passage: Passage) -> None:
        """An item of the list under way, or a sentence that ends it."""
        if not self.plans or self.mode not in {"enjeux", "objectifs"}:
            return
        if (
            passage.nature is Nature.PARAGRAPHE
            and len(passage.texte) > _PHRASE
            and passage.texte.endswith(".")
        ):
            self.mode = ""
            return
        plan = self.plans[-1]
        plan.lignes.extend(passage.lignes)
        libelle = passage.texte.replace("\t", " ").strip(" ;")
        if self.mode == "enjeux":
            plan.enjeux.append(Enjeu(libelle, passage.lignes))
        else:
            plan.objectifs.append(self._objectif_de_liste(libelle, passage))

    def _objectif_de_liste(self, libelle: str, passage: Passage) -> Objectif:
        """Its number is the one printed before the item, else its place in a numbered list."""
        if passage.cellules and passage.cellules[0].strip().isdecimal():
            return Objectif(int(passage.cellules[0]), aplatir(cellule(passage, 1)), passage.lignes)
        ecrit = _NUMERO_EN_TETE.fullmatch(libelle)
        if ecrit:
            return Objectif(int(ecrit["numero"]), ecrit["libelle"].strip(), passage.lignes)
        source = [self.lignes[n - 1] for n in passage.lignes[:1] if n <= len(self.lignes)]
        trouve = _NUMERO_EN_TETE.match(source[0]) if source else None
        return Objectif(int(trouve["numero"]) if trouve else passage.numero, libelle, passage.lignes)


def _des_tables(trouvees: Iterable[Table], cle: str) -> list[Plan]:
    """Plans printed as columns (theme | enjeu | objective | action)."""
    plans: list[_Plan] = []
    for table in trouvees:
        theme = table.colonne(r"\bthem", r"\baxe", r"\bdomaine", r"\bvolet")
        enjeu, objectif = table.colonne(r"\benjeu"), table.colonne(r"\bobjectif")
        for rang in table.rangs:
            nom = aplatir(cellule(rang, theme)) or (plans[-1].thematique if plans else rang.thematique)
            if not plans or normaliser(plans[-1].thematique) != normaliser(nom):
                plans.append(_Plan(nom, cle))
            plan = plans[-1]
            plan.lignes.extend(rang.lignes)
            connus = {e.libelle for e in plan.enjeux}
            plan.enjeux += [Enjeu(e, rang.lignes) for e in morceaux(cellule(rang, enjeu)) if e not in connus]
            plan.objectifs += [_objectif_de_cellule(o, rang) for o in morceaux(cellule(rang, objectif))]
    return [plan.clore() for plan in plans]


def _objectif_de_cellule(texte: str, rang: Passage) -> Objectif:
    trouve = _OBJECTIF.match(texte) or _NUMERO_EN_TETE.fullmatch(texte)
    if trouve is None:
        return Objectif(None, texte, rang.lignes)
    numero = int(trouve["numero"]) if trouve["numero"].isdecimal() else None
    return Objectif(numero, trouve["libelle"].strip(), rang.lignes)
