"""A count announced ("Trois enjeux :") and a list of another length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import MOIS
from convenir.relecture.en_lettres import NOMBRES
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.listes import elements_apres, profondeurs
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Passage

MAXIMUM = 16
CITATION = 40  # characters of an item quoted in the proof
DEUX = 2
#: what a convention announces before listing it
_NOMS = """
enjeu objectif axe mission phase etape date seminaire comite instance principe priorite volet
thematique theme domaine champ orientation levier action critere condition niveau type forme
categorie raison point engagement modalite temps rencontre reunion atelier document annexe piece
service structure gestionnaire commune partenaire signataire acteur groupe commission outil besoin
constat defi ambition finalite fonction role college membre representant site lieu dispositif projet
moyen indicateur fiche partie element cas situation hypothese source periode question piste
proposition frein atout resultat effet secteur pole quartier maniere aspect dimension chantier
programme plan schema equipement rubrique chapitre article facteur composante grande cible creneau journee
"""
_nom = "|".join(sorted((re.escape(n) for n in _NOMS.split()), key=len, reverse=True))
_ANNONCE = re.compile(
    rf"(?P<avant>\b(?:des|aux|ces|ses|nos|leurs|dits|dites)\s)?\b(?P<nombre>{'|'.join(NOMBRES)}|\d{{1,2}})\s"
    rf"(?:(?:grand|principa|nouve|premi|autre|second|dernier)\w*\s)?(?P<nom>(?:{_nom})[sx]?)\b"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:er)?(?=(?:(?:,| et| au) ?\d{{1,2}})* (?:{MOIS})\b)|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
)
_INTITULE = re.compile(
    r"(?:l[ea']s?|un|une|des|du)?\s?[^.:;]{3,110}\s?:\s+\S|"
    r"(?:\d{1,2}|[a-z])\s?[.)°–-]\s|(?:axe|phase|etape|objectif|enjeu|volet|point|priorite|temps)\s+\d|"
    r"(?:premier|deuxieme|second|troisieme|quatrieme|cinquieme|dernier)"
)
_SEPARATEUR = re.compile(
    r"\s*,\s*(?:et |ainsi que )?|\s+(?:et|ainsi que)\s+(?=l[ea]s? |une? |l['’]|\d|[A-ZÀ-Ý])"
)
#: an item that counts ("6 centres sociaux") is a part of a whole, not an item of a list
_EFFECTIF = re.compile(rf"(?:{'|'.join(NOMBRES)}|[2-9]|\d\d+)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:l[ea]s?|un|une|des|du|d'|l')\b ?|l'|d'|\d")


@dataclass(frozen=True, slots=True)
class Annonce:
    nombre: int
    extrait: str
    debut: int
    fin: int


@regle("calculs-liste-annoncee", Famille.CALCULS, Gravite.AVERTISSEMENT, "Nombre annoncé et liste qui suit")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    niveaux = profondeurs(dossier)
    for rang, passage in enumerate(dossier.passages):
        if passage.nature not in {Nature.PARAGRAPHE, Nature.ELEMENT, Nature.TITRE}:
            continue
        annonces = _annonces(passage.texte)
        if annonces:
            enumeres = _enumeres(passage.texte, annonces[-1])
            if enumeres:
                yield from _comparer_enumeres(passage, annonces[-1], enumeres)
            else:
                yield from _apres(dossier, rang, annonces, niveaux)


def _annonces(texte: str) -> list[Annonce]:
    """The counts announced by the last sentence of a passage."""
    plie = plier(texte)
    debut = max(plie.rfind(". "), plie.rfind("! "), 0)
    trouvees = []
    for m in _ANNONCE.finditer(plie, debut):
        nombre = NOMBRES.get(m["nombre"]) or int(m["nombre"])
        suivent = re.match(r"\s(?:\w+\s)?(?:suivant|ci-(?:apres|dessous))", plie[m.end() :])
        if DEUX <= nombre <= MAXIMUM and (not m["avant"] or suivent):
            trouvees.append(Annonce(nombre, texte[m.start("nombre") : m.end()], m.start("nombre"), m.end()))
    return trouvees


def _enumeres(texte: str, annonce: Annonce) -> list[str]:
    """What the same sentence lists: "deux comités : le comité de pilotage et le comité technique"."""
    m = re.match(r"[^.;:]*:\s*(?=\S)([^.;:()]+)\.?$", plier(texte[annonce.fin :]))
    if m is None:
        return []
    elements = _elements(texte[annonce.fin + m.start(1) : annonce.fin + m.end(1)])
    if any(_EFFECTIF.match(e) for e in elements):
        return []
    propres = all(e[:1].isupper() for e in _elements(texte[annonce.fin + m.start(1) :].rstrip(". ")))
    return elements if len(elements) >= DEUX and (propres or all(map(_ARTICLE.match, elements))) else []


def _elements(enumeration: str) -> list[str]:
    return _SEPARATEUR.split(enumeration.strip())


def _comparer_enumeres(passage: Passage, annonce: Annonce, elements: list[str]) -> Iterator[Trouvaille]:
    if annonce.nombre not in {len(elements), _membres(passage.texte, annonce)}:
        lignes = passage.lignes_de(annonce.debut, len(passage.texte))
        yield _trouvaille(annonce, len(elements), lignes, elements)


def _membres(texte: str, annonce: Annonce) -> int:
    """The items when commas alone part them, save the last: "l'enfance et la jeunesse" may be one of them."""
    liste = plier(texte[annonce.fin :]).partition(":")[2].split(".")[0]
    dernier = liste.rpartition(",")[2]
    return (
        liste.count(",")
        + 1
        + (1 if re.search(r"\bet\b", dernier) and not re.match(r"\s*et\b", dernier) else 0)
    )


def _apres(
    dossier: Dossier, rang: int, annonces: list[Annonce], niveaux: dict[int, int]
) -> Iterator[Trouvaille]:
    passage = dossier.passages[rang]
    suite = elements_apres(dossier, rang, niveaux) if passage.nature != Nature.ELEMENT else []
    if not suite and passage.texte.rstrip().endswith(":"):
        suite = _paragraphes_intitules(dossier, rang)
    if len(suite) < DEUX or _introduit_autre_chose(passage.texte, annonces[-1]):
        return
    if _est_un_chiffre_cle(passage.texte, annonces[-1]):
        return
    comptes = {len(suite), sum(len(_DATE.findall(plier(s.texte))) for s in suite)}
    if any(a.nombre in comptes for a in annonces):
        return
    annonce = annonces[-1]
    lignes = (*passage.lignes_de(annonce.debut, annonce.fin), *(s.lignes[0] for s in suite if s.lignes))
    yield _trouvaille(annonce, len(suite), lignes, [s.texte for s in suite])


def _introduit_autre_chose(texte: str, annonce: Annonce) -> bool:
    """Such as "issus de deux communes, les besoins sont :" lists needs, not communes."""
    suite = plier(texte[annonce.fin :]).strip()
    return bool(
        re.search(
            r"\b(?:les|leurs|ses|des|plusieurs)\s\w+(?:\s\w+){0,4}\s(?:suivant\w*|sont|ont ete \w+)\s?:$",
            suite,
        )
    )


def _est_un_chiffre_cle(texte: str, annonce: Annonce) -> bool:
    """A count among other figures, in a sentence that announces nothing ("14 communes, 142 630 habitants")."""
    return not texte.rstrip().endswith(":") and bool(re.search(r"\d{3}", texte[annonce.fin :]))


def _paragraphes_intitules(dossier: Dossier, rang: int) -> list[Passage]:
    """Paragraphs that follow, each opening on its own label ("La santé : …")."""
    suite: list[Passage] = []
    for passage in dossier.passages[rang + 1 :]:
        meme = (
            passage.nature == Nature.PARAGRAPHE and passage.disposition == dossier.passages[rang].disposition
        )
        if not meme or not _INTITULE.match(plier(passage.texte)) or passage.texte.rstrip().endswith(":"):
            break
        suite.append(passage)
    return suite


def _trouvaille(annonce: Annonce, compte: int, lignes: Lignes, elements: list[str]) -> Trouvaille:
    debuts = " ; ".join(f"{i}) {_abreger(e)}" for i, e in enumerate(elements, start=1))
    return Trouvaille(
        lignes=tuple(lignes),
        message=f"« {annonce.extrait} » : la suite en donne {compte}.",
        preuve=f"annoncé : {annonce.nombre} ; trouvé : {compte} — {debuts}",
        suggestion=f"Écrivez le nombre exact ({compte}), ou complétez ou retirez un élément de la liste.",
        extrait=annonce.extrait,
    )


def _abreger(element: str) -> str:
    return element if len(element) <= CITATION else f"{element[:CITATION].strip()}…"
