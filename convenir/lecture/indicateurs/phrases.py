"""The indicators of one sentence: each figure with its share of the words and its comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Comparaison, Indicateur
from convenir.lecture.indicateurs import contexte, libelles
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.lecture.dossier import Passage
    from convenir.lecture.indicateurs.chiffres import Chiffre
    from convenir.lecture.indicateurs.libelles import Clause

#: what a convention counts about itself, not about its territory
_HORS_TERRITOIRE = re.compile(
    r"(?:enjeu|axe|objectif|phase|etape|page|annexe|article|exemplaire|comite|reunion|rencontre|seminaire|date|mission|"
    r"principe|orientation|volet|priorite|thematique|theme|partie|fiche|mois|jour|semaine|heure|an|annee|fois|instance|"
    r"niveau|champ|domaine|signataire|originaux|premier|premiere|pilier|prochaine?|derniere?|trimestre|semestre)[sx]?"
)
_EVOLUTION = re.compile(
    r"\b(?P<mot>hausse|baisse|augmentation|diminution|progression|recul|[ée]volution|croissance)\b",
    re.IGNORECASE,
)
_EVOLUTION_EN_TETE = re.compile(rf"{_EVOLUTION.pattern}\s+(?:de|d['’]|:)\s*$", re.IGNORECASE)
_SUJET = re.compile(r"\b(?:repr[ée]sent\w+|constitu\w+|concern\w+|regroup\w+)\s*$", re.IGNORECASE)
_LIEN = re.compile(r"(?:^|\b)(?P<lien>soit|dont)\s*(?:environ|pr[èe]s\s+de)?\s*$", re.IGNORECASE)
_PLUS_OU_MOINS = re.compile(r"\s*de\s+(?:plus|moins)\b", re.IGNORECASE)
_DUREE = re.compile(
    r"^\s*(?:sur|en|depuis)\s+\S+\s+(?:derni[èe]res?\s+)?(?:ans?|ann[ée]es?)\b", re.IGNORECASE
)
_CONTRE = re.compile(r"\bcontre\s*$", re.IGNORECASE)
_LIEU = re.compile(r"\s*(?:chez|en|dans|[àa]|au|aux)\s+(?!(?:19|20)\d\d)[^\W\d]", re.IGNORECASE)
_SUR = re.compile(r"\bsur\s+(?:un\s+total\s+de\s+|les\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Nom:
    """A label and the noun counted."""

    libelle: str
    compte: str = ""


def lire_phrase(
    passage: Passage, chiffres: tuple[Chiffre, ...], precedent: Indicateur | None, parent: str
) -> tuple[list[Indicateur], list[int]]:
    """The indicators of a passage, and the lines of figures without a label.

    `precedent` is the last indicator of the same block (for "soit 10 %"), `parent` the item above.
    """
    bornes = [(c.debut_reference if c.reference else c.debut, c.fin) for c in chiffres]
    parts = libelles.clauses(passage.texte, bornes)
    trouves: list[Indicateur] = []
    sans_nom: list[int] = []
    for i, chiffre in enumerate(chiffres):
        if chiffre.reference:
            _comparer(trouves, chiffre, passage)
            continue
        nom = _nommer(chiffre, parts[i], trouves[-1] if trouves else None, precedent)
        if not nom.libelle:
            sans_nom.extend(passage.lignes_de(chiffre.debut, chiffre.fin))
        elif not _est_hors_territoire(chiffre, nom):
            trouves.append(_indicateur(passage, chiffre, parts[i], nom, parent))
            _rapporter(trouves, parts[i])
    return trouves, sans_nom


def _comparer(trouves: list[Indicateur], chiffre: Chiffre, passage: Passage) -> None:
    """Give the first figure of comparison to the nearest figure of its unit before it."""
    for i in range(len(trouves) - 1, -1, -1):
        candidat = trouves[i]
        meme_unite = candidat.unite == (chiffre.unite or candidat.unite)
        if not meme_unite or _signe(candidat):
            continue
        if candidat.comparaison is None:
            lignes = passage.lignes_de(chiffre.debut, chiffre.fin)
            trouves[i] = replace(candidat, comparaison=Comparaison(chiffre.reference, chiffre.valeur, lignes))
        return


def _signe(indicateur: Indicateur) -> bool:
    return indicateur.valeur_ecrite.startswith(("+", "-", "–", "−"))


def _nommer(chiffre: Chiffre, part: Clause, voisin: Indicateur | None, precedent: Indicateur | None) -> _Nom:
    """The label: what follows the figure when it names something, else what leads to it."""
    avant = libelles.nettoyer_avant(part.avant)
    trouve = _LIEN.search(part.avant)
    lien = trouve["lien"].casefold() if trouve else ""
    reference = voisin or precedent
    if voisin and (meme := _suite_du_voisin(chiffre, part, avant, voisin)):
        return meme
    if reference and _PLUS_OU_MOINS.match(part.apres):
        return _Nom(f"évolution : {reference.libelle}")
    if libelles.est_nominal(part.apres):
        return _nom_lie(chiffre, part, lien, reference) or _nom_suivant(chiffre, part, avant)
    if libelles.est_verbal(part.apres):
        sujet = (voisin.libelle if voisin else avant) or (precedent.libelle if precedent else "")
        suite = part.apres.strip(" .;,")
        return _Nom(f"{sujet} qui {suite}" if sujet else suite, voisin.unite if voisin else "")
    if lien and reference:
        return _Nom(f"{reference.libelle}, en part" if chiffre.unite == "%" else reference.libelle)
    return _nom_precedent(chiffre, part, avant, reference)


def _suite_du_voisin(chiffre: Chiffre, part: Clause, avant: str, voisin: Indicateur) -> _Nom | None:
    """A figure that counts what its neighbour counts: another year ("contre 23 980 en 2015") or a part of it.

    In "312 places : 180 en crèche, 132 à domicile" the noun is said once, for all.
    """
    if bool(chiffre.unite) != (voisin.unite in {"%", "€"}):
        return None
    if _CONTRE.search(part.avant) and not libelles.est_nominal(part.apres):
        return _Nom(voisin.libelle, voisin.unite)
    if not chiffre.unite and not avant and _LIEU.match(part.apres):
        return _Nom(f"{voisin.unite} {libelles.nettoyer_apres(part.apres)}", voisin.unite)
    return None


def _nom_lie(chiffre: Chiffre, part: Clause, lien: str, reference: Indicateur | None) -> _Nom | None:
    """After "soit" or "dont", the figure is about what was counted just before."""
    if reference is None or not lien:
        return None
    base = libelles.nettoyer_apres(part.apres)
    compte = libelles.unite(base)
    if lien == "dont":
        if " " not in base and not chiffre.unite and reference.unite not in {"%", "€"}:
            base, compte = f"{reference.unite} {base}", reference.unite
        return _Nom(f"{base}, parmi : {reference.libelle}", compte)
    if chiffre.unite == "%":
        return _Nom(f"{reference.libelle}, part {part.apres.strip(' .;,')}")
    if reference.libelle.startswith(f"{base} : "):
        return _Nom(base, compte)
    meme = normaliser(reference.libelle).startswith(normaliser(base))
    return _Nom(reference.libelle if meme else f"{base} : {reference.libelle}", compte)


def _nom_suivant(chiffre: Chiffre, part: Clause, avant: str) -> _Nom:
    base = libelles.nettoyer_apres(part.apres)
    compte = libelles.unite(base)
    if avant and _SUJET.search(part.avant):
        suite = f", part {part.apres.strip(' .;,')}" if chiffre.unite == "%" else f" : {base}"
        return _Nom(avant + suite, compte)
    evolution = _EVOLUTION_EN_TETE.search(part.avant)
    if evolution:
        return _Nom(f"{evolution['mot']} : {base}", compte)
    if chiffre.signe and chiffre.unite == "%":
        return _Nom(f"évolution : {base}", compte)
    offreur, _ = libelles.sujet(part.avant)
    return _Nom(f"{base} : {offreur}" if offreur and not chiffre.unite else base, compte)


def _nom_precedent(chiffre: Chiffre, part: Clause, avant: str, reference: Indicateur | None) -> _Nom:
    offreur, pronom = libelles.sujet(part.avant)
    if pronom and reference and not chiffre.unite:
        return _Nom(f"{reference.unite} : {offreur}", reference.unite)
    duree = _DUREE.match(part.apres)
    evolution = _EVOLUTION.search(avant) or (chiffre.signe and chiffre.unite == "%")
    queue = duree.group().strip() if duree else ""
    if not avant and not (evolution and reference):
        return _Nom("")
    tete = avant or "évolution"
    libelle = " ".join(mot for mot in (tete, queue) if mot)
    seul = isinstance(evolution, re.Match) and len(avant.split()) <= 2  # noqa: PLR2004 -- "une hausse"
    if reference and (seul or not avant):
        libelle = f"{libelle} : {reference.libelle}"
    nu = re.sub(
        r"^(?:nombre|effectifs?|total)\s+(?:total\s+)?(?:de\s+|d['’]|des\s+)", "", avant, flags=re.IGNORECASE
    )
    return _Nom(libelle, libelles.unite(nu))


def _est_hors_territoire(chiffre: Chiffre, nom: _Nom) -> bool:
    return not chiffre.unite and bool(not nom.compte or _HORS_TERRITOIRE.fullmatch(normaliser(nom.compte)))


def _indicateur(passage: Passage, chiffre: Chiffre, part: Clause, nom: _Nom, parent: str) -> Indicateur:
    libelle = f"{parent} : {nom.libelle}" if parent else nom.libelle
    textes = (part.apres, part.avant, libelles.phrase_autour(passage.texte, chiffre.debut, chiffre.fin))
    millesime = next((an for texte in textes if (an := contexte.millesime(texte))), "")
    return Indicateur(
        libelle=libelle,
        valeur=chiffre.valeur,
        unite=chiffre.unite or nom.compte,
        millesime=millesime,
        lignes=passage.lignes_de(chiffre.debut, chiffre.fin + len(part.apres.rstrip())),
        valeur_ecrite=chiffre.ecrit,
        denominateur=libelles.denominateur(part.apres) if chiffre.unite == "%" else "",
        tranche=libelles.tranche(nom.libelle) or libelles.tranche(parent),
        thematique=passage.thematique,
        disposition=passage.disposition,
        passage=passage.texte,
        approche=chiffre.approche,
    )


def _rapporter(trouves: list[Indicateur], part: Clause) -> None:
    """What a figure is counted out of, when its neighbour says it.

    In "2 243 enfants sur 5 853 familles" the second is the whole of the first; in "5 901 enfants et 41 %
    ont…" the first is the whole of the second.
    """
    if len(trouves) < 2:  # noqa: PLR2004 -- two neighbours
        return
    voisin, dernier = trouves[-2:]
    if _SUR.search(part.avant) and not voisin.denominateur:
        trouves[-2] = replace(voisin, denominateur=f"{dernier.valeur_ecrite} {dernier.libelle}")
    elif libelles.est_verbal(part.apres) and not dernier.denominateur:
        trouves[-1] = replace(dernier, denominateur=f"{voisin.valeur_ecrite} {voisin.libelle}")
