"""Bodies of governance: read in tables and in prose, then the names of one body merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.lecture.balisage import aplatir, morceaux
from convenir.lecture.dossier import Instance, Nature
from convenir.lecture.tables import cellule, tables
from convenir.socle.formats import MOTIF_QUANTITE, lire_quantite
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.lecture.dossier import Lignes, Passage
    from convenir.lecture.tables import Table

_QUALIFICATIFS = (
    r"(?:de\s+|d['’]|des\s+|du\s+)?(?:pilotage|suivi|coordination|direction|projet|lecture|partenaires|financeurs|"
    r"[ée]lus|strat[ée]giques?|techniques?|op[ée]rationnel(?:le)?s?|partenarial(?:e)?s?|politique|th[ée]matiques?|"
    r"territorial(?:e)?s?|local(?:e)?|restreint|[ée]largi|ex[ée]cutif|travail|concertation|[ée]valuation|CTG|Ctg)"
)
_NOM = re.compile(
    rf"\b(?:(?:comit[ée]|commission|instance|groupe|cellule|[ée]quipe)s?(?:\s+{_QUALIFICATIFS})+|COPIL|COTECH|CoPil|CoTech)"
    rf"(?:\s+{_QUALIFICATIFS})*(?!\w)",
    re.IGNORECASE,
)
_RENVOI = re.compile(r"(?:ce|cette|le|la|cet)\s+(?:comit[ée]|instance|commission|groupe)\b", re.IGNORECASE)
_PRONOM = re.compile(r"(?:[Ii]l|[Ee]lle|Sa|Son|Ses)\b")
_FIN_DE_PHRASE = re.compile(r"(?<=[.;!?])(?<!\sM\.)\s+(?=\S)")
_SUJET = re.compile(r"\W*(?:le|la|l['’]|un|une|ce|cette)\s*(?=\S)", re.IGNORECASE)
_SE_REUNIT = re.compile(
    r"\b(?:r[ée]uni\w*|rencontr\w+|s[ée]ances?|si[èe]g\w+|retrouv\w+|convoqu\w+|tien\w+|rythme|fr[ée]quence|p[ée]riodicit[ée])",
    re.IGNORECASE,
)
_PERIODE = r"(?:ans?|ann[ée]es?|semestres?|trimestres?|mois|semaines?)"
_RYTHME = re.compile(
    rf"(?:au moins\s+|a minima\s+|minimum\s+)?(?:\b\w+\s+fois\s+(?:par|l['’]|chaque)\s*{_PERIODE}\b|"
    rf"tou(?:s|tes)\s+les\s+(?:\w+\s+)?{_PERIODE}\b|chaque\s+{_PERIODE}\b|"
    r"\b(?:bi|tri)?-?(?:semestriel|trimestriel|annuel|mensuel|bimestriel|hebdomadaire)(?:le)?s?(?:ment)?\b)",
    re.IGNORECASE,
)
_NOMBRE_ANNONCE = re.compile(r"\b(?P<nombre>\w+)\s+(?:comit[ée]s|instances|niveaux)\b", re.IGNORECASE)
_ROLES = {
    "pilotes": re.compile(
        r"\b(?:(?:co-?)?pilot|pr[ée]sid)[ée]e?s?\b(?P<et>\s+et\s+(?:co-?)?anim[ée]e?s?)?\s+par\s+(?P<qui>[^.;]+)",
        re.IGNORECASE,
    ),
    "animateurs": re.compile(r"\b(?:co-?)?anim[ée]e?s?\s+par\s+(?P<qui>[^.;]+)", re.IGNORECASE),
    "participants": re.compile(
        r"\b(?:compos[ée]e?|constitu[ée]e?|r[ée]uni(?:t|ra)|rassembl\w+|comprend(?:ra)?)\b[\s,àÀ:]*"
        r"(?:parit[ée][\s,:]*)?(?:paritairement[\s,:]*)?(?:(?:à|en)\s+(?:parts?|nombre)\s+[ée]gales?[\s,:]*)?"
        rf"(?P<qui>(?:(?:de|des|du|les?|la|{MOTIF_QUANTITE}(?!\s+(?:fois|r[ée]unions?|rencontres?|s[ée]ances?)))\b|d['’])\s*[^.;]+)",
        re.IGNORECASE,
    ),
}
_FIN_DE_QUI = re.compile(
    r",?\s+(?:(?:et\s+)?se\s+r[ée]uni\w*|et\s+(?:impliqu|(?:co-?)?anim|(?:co-?)?pilot|assur|aura|sera|a\s+pour)\w*|en\s+charge|"
    r"avec\s+(?:l['’]appui|le\s+soutien)|qui\b|ainsi\s+que\s+d['’]autres).*"
)
_SEPARATEUR = re.compile(
    rf"\s*,\s*(?:et\s+)?|\s+et\s+(?=(?:de|des|du|d['’]|les?|la|{MOTIF_QUANTITE})\b|[a-zà-ÿ]+s\b)"
)
_DETAIL = re.compile(rf"[^:]*:\s*(?={MOTIF_QUANTITE}\s)")
_DE = re.compile(r"(?:de\s(?:la\b|l['’]|chaque\b)|du\s|d['’])")
_ARTICLE = re.compile(r"^(?:des\s+|de\s+(?!la\b|l['’])|du\s+|d['’])")
_ANNONCE_D_OBJECTIFS = re.compile(
    r"(?:cette\s+instance|ce\s+comit[ée]|il|elle|ses\s+(?:missions|objectifs|r[ôo]les).*|a\s+pour.*|"
    r".*\ba pour (?:mission|objectif|r[ôo]le)s?.*)\s*:",
    re.IGNORECASE,
)
_HORS_SUJET = re.compile(r"commission nationale|commission europ", re.IGNORECASE)


@dataclass(slots=True)
class _Corps:
    """A body under one of its names, where it was read."""

    nom: str
    rythme: str = ""
    rythme_suppose: str = ""  # of its work, when nothing says how often it meets
    pilotes: list[str] = field(default_factory=list)
    animateurs: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    objectifs: list[str] = field(default_factory=list)
    lignes: list[int] = field(default_factory=list)
    imprime: bool = False  # a row of a table, which prevails over prose

    def clore(self) -> Instance:
        return Instance(
            nom=self.nom,
            rythme=self.rythme or self.rythme_suppose,
            pilotes=tuple(self.pilotes),
            animateurs=tuple(self.animateurs),
            participants=tuple(self.participants),
            objectifs=tuple(self.objectifs),
            lignes=tuple(sorted(set(self.lignes))),
        )


def lire_instances(passages: tuple[Passage, ...]) -> tuple[tuple[Instance, ...], tuple[Instance, ...]]:
    """The bodies, the names of one merged; and the same as printed, one per name and provision."""
    corps = [*_des_tables(passages), *_de_la_prose(passages)]
    imprimees = tuple(c.clore() for c in corps)
    return tuple(_fondre(groupe) for groupe in _regrouper(corps, passages)), imprimees


# ------------------------------------------------------------------ tables


def _des_tables(passages: tuple[Passage, ...]) -> Iterator[_Corps]:
    for table in tables(passages):
        if _est_table_d_instances(table):
            yield from (c for rang in table.rangs if (c := _de_rang(table, rang)) is not None)


def _est_table_d_instances(table: Table) -> bool:
    colonnes = (
        r"pilote",
        r"animat",
        r"participant|composition|membre",
        r"rythme|frequence|periodicite|reunion",
    )
    return sum(1 for motif in colonnes if table.colonne(motif) is not None) >= 2  # noqa: PLR2004 -- columns


def _de_rang(table: Table, rang: Passage) -> _Corps | None:
    nom = aplatir(cellule(rang, table.colonne(r"instance|comite|nom") or 0))
    if not nom:
        return None
    return _Corps(
        nom=nom,
        rythme=aplatir(cellule(rang, table.colonne(r"rythme|frequence|periodicite|reunion"))),
        pilotes=_par_partie(cellule(rang, table.colonne(r"pilote"))),
        animateurs=_par_partie(cellule(rang, table.colonne(r"animat"))),
        participants=_personnes(cellule(rang, table.colonne(r"participant|composition|membre"))),
        objectifs=[o.rstrip(".") for o in morceaux(cellule(rang, table.colonne(r"objectif|role|mission")))],
        lignes=list(rang.lignes),
        imprime=True,
    )


def _par_partie(texte: str) -> list[str]:
    """One item per party, even printed on one line ("EPCI : X CAF : Y")."""
    coupe = re.sub(r"(?<=\S) +(?=[A-ZÀ-Ý]{2,}\s*:\s)", "\n", texte)
    return list(morceaux(coupe))


def _personnes(texte: str) -> list[str]:
    """The people of a list; "élus de l'un, de l'autre" repeats the head that was left out."""
    items: list[str] = []
    for ligne in morceaux(texte):
        for part in _SEPARATEUR.split(ligne):
            item = part.strip(" .")
            tete = re.match(r"[^\W\d]+s?", items[-1]) if items else None
            if tete and _DE.match(item) and re.search(rf"\s{_DE.pattern}", items[-1]):
                item = f"{tete.group()} {item}"
            if item:
                items.append(item)
    return items


# ------------------------------------------------------------------ prose


def _de_la_prose(passages: tuple[Passage, ...]) -> list[_Corps]:
    """Bodies named in sentences, with what the next sentences say of them ("Ce comité sera composé…")."""
    connus: dict[tuple[str, str], _Corps] = {}
    courant: _Corps | None = None
    objectifs = False
    disposition = ""
    for passage in passages:
        if passage.nature not in {Nature.PARAGRAPHE, Nature.ELEMENT, Nature.TITRE}:
            continue
        if passage.disposition != disposition:
            courant, objectifs, disposition = None, False, passage.disposition
        if not passage.disposition.startswith(("article", "annexe")):
            continue
        if objectifs and courant and passage.nature is Nature.ELEMENT:
            courant.objectifs.append(passage.texte.strip(" ;."))
            courant.lignes.extend(passage.lignes)
            continue
        for phrase, lignes in _phrases(passage):
            courant = _de_la_phrase(phrase, lignes, courant, connus, disposition)
        objectifs = bool(courant and _ANNONCE_D_OBJECTIFS.fullmatch(passage.texte))
    return list(connus.values())


def _phrases(passage: Passage) -> Iterator[tuple[str, Lignes]]:
    """The sentences of a passage, each with its lines."""
    debut = 0
    for fin in [*(t.end() for t in _FIN_DE_PHRASE.finditer(passage.texte)), len(passage.texte)]:
        if passage.texte[debut:fin].strip():
            yield passage.texte[debut:fin].strip(), passage.lignes_de(debut, fin)
        debut = fin


def _de_la_phrase(
    phrase: str,
    lignes: Lignes,
    courant: _Corps | None,
    connus: dict[tuple[str, str], _Corps],
    disposition: str,
) -> _Corps | None:
    """The body that a sentence speaks of, with what it says of it; `courant` was the last one."""
    suite = courant is not None and _PRONOM.match(phrase)
    nommes = [] if suite else _nommes(phrase)
    if nommes and (len(nommes) == 1 or _est_sujet(nommes[0], phrase)):
        courant = connus.setdefault((disposition, normaliser(nommes[0])), _Corps(nommes[0]))
    elif nommes or courant is None or not (suite or _RENVOI.search(phrase)):
        return courant
    courant.lignes.extend(lignes)
    if len(nommes) <= 1:
        _completer(courant, phrase)
    return courant


def _est_sujet(nom: str, phrase: str) -> bool:
    """Whether the sentence opens on the name ("Le comité technique prépare le comité de pilotage")."""
    article = _SUJET.match(phrase)
    return article is not None and phrase.startswith(nom, article.end())


def _nommes(texte: str) -> list[str]:
    """The bodies a sentence names, each once; "le comité" alone names none."""
    noms: dict[str, str] = {}
    for trouve in _NOM.finditer(texte):
        nom = trouve.group().strip()
        if not _HORS_SUJET.search(nom) and not re.match(r"\w+s\b", nom):
            noms.setdefault(normaliser(nom), nom)
    return list(noms.values())


def _completer(corps: _Corps, texte: str) -> None:
    rythme = _RYTHME.search(texte)
    if rythme and (_SE_REUNIT.search(texte) or texte[: rythme.start()].rstrip().endswith(corps.nom)):
        corps.rythme = corps.rythme or rythme.group().strip()
    elif rythme:
        corps.rythme_suppose = corps.rythme_suppose or rythme.group().strip()
    for role, motif in _ROLES.items():
        trouve = motif.search(texte)
        if trouve is None:
            continue
        qui = _personnes_de_phrase(trouve["qui"])
        cibles = ("pilotes", "animateurs") if trouve.groupdict().get("et") else (role,)
        for cible in cibles:
            if not getattr(corps, cible):
                getattr(corps, cible).extend(qui)


def _personnes_de_phrase(texte: str) -> list[str]:
    texte = _DETAIL.sub("", texte, count=1)
    items = _personnes(_ARTICLE.sub("", _FIN_DE_QUI.sub("", texte).strip()))
    return [_ARTICLE.sub("", item) for item in items]


# ------------------------------------------------------------------ merging


def _regrouper(corps: list[_Corps], passages: tuple[Passage, ...]) -> list[list[_Corps]]:
    """Groups of one body each.

    Two names are one body when one repeats the words of the other; or when both are of one level
    (strategic, technical) and the text shows it: nowhere are they set side by side as two, their rhythms
    agree, and both have one, or one line names both, or no more bodies are announced ("deux comités").
    """
    groupes: list[list[_Corps]] = []
    for un in corps:
        for groupe in groupes:
            if any(_memes_mots(un, autre) for autre in groupe):
                groupe.append(un)
                break
        else:
            groupes.append([un])
    return _fondre_par_niveau(groupes, passages)


def _fondre_par_niveau(groupes: list[list[_Corps]], passages: tuple[Passage, ...]) -> list[list[_Corps]]:
    fondus: list[list[_Corps]] = []
    for groupe in groupes:
        niveau = _niveau(groupe)
        voisin = next(
            (g for g in fondus if niveau and _niveau(g) == niveau and _montre_un_seul(g, groupe, passages)),
            None,
        )
        if voisin is None:
            fondus.append(groupe)
        else:
            voisin.extend(groupe)
    return fondus


def _mots(nom: str) -> frozenset[str]:
    """The words that tell a body from another: "Le comité de Pilotage (CTG)" → pilotage."""
    mots = normaliser(nom).replace("copil", "pilotage").replace("cotech", "technique").split()
    vides = {"comite", "commission", "instance", "de", "du", "des", "d", "la", "le", "l", "ctg", "un", "une"}
    return frozenset(mot.removesuffix("s") for mot in mots) - vides


def _memes_mots(un: _Corps, autre: _Corps) -> bool:
    """One name is the other, or the other shortened ("comité de pilotage")."""
    a, b = _mots(un.nom), _mots(autre.nom)
    if a == b:
        return True
    return _niveau([un]) == _niveau([autre]) != "" and bool(a and b) and (a <= b or b <= a)


def _niveau(groupe: list[_Corps]) -> str:
    """Who decides ("pilotage") or who carries out ("technique"); empty for another kind of body."""
    mots = frozenset().union(*(_mots(c.nom) for c in groupe))
    if mots & {"operationnel", "technique", "operationnelle"}:
        return "technique"
    if mots & {"strategique", "pilotage", "politique"}:
        return "pilotage"
    return ""


def _montre_un_seul(un: list[_Corps], autre: list[_Corps], passages: tuple[Passage, ...]) -> bool:
    if any(a.imprime and b.imprime for a in un for b in autre):
        return False  # two rows of a table are two bodies
    if _cote_a_cote(un, autre, passages):
        return False
    rythmes = {_rythme_normal(c.rythme) for c in (*un, *autre) if c.rythme}
    if len(rythmes - {""}) > 1:
        return False
    partage = bool(set(_lignes(un)) & set(_lignes(autre)))
    meme_rythme = any(c.rythme for c in un) and any(c.rythme for c in autre)
    return partage or meme_rythme or _nombre_annonce(passages) <= 2  # noqa: PLR2004 -- one per level


def _lignes(groupe: list[_Corps]) -> Iterable[int]:
    return (n for c in groupe for n in c.lignes)


def _cote_a_cote(un: list[_Corps], autre: list[_Corps], passages: tuple[Passage, ...]) -> bool:
    """A sentence lists both as two ("un comité technique et un comité opérationnel")."""
    noms = {normaliser(c.nom) for c in un}, {normaliser(c.nom) for c in autre}
    for passage in passages:
        nommes = {normaliser(nom) for nom in _nommes(passage.texte)}
        if nommes & noms[0] and nommes & noms[1]:
            return True
    return False


def _nombre_annonce(passages: tuple[Passage, ...]) -> int:
    """How many bodies the text announces; a large number when it says nothing."""
    for passage in passages:
        trouve = _NOMBRE_ANNONCE.search(passage.texte)
        nombre = lire_quantite(trouve["nombre"]) if trouve else None
        if nombre:
            return nombre
    return 99


def _rythme_normal(rythme: str) -> str:
    """One key for "tous les six mois", "semestriel", "deux fois par an"; empty when not understood."""
    mots = normaliser(rythme)
    cles = {
        "semestre": r"semestr|six mois|6 mois|(?:deux|2) fois par an",
        "trimestre": r"trimestr|trois mois|3 mois|(?:quatre|4) fois par an",
        "an": r"annuel|tous les ans|une fois par an|1 fois par an|chaque annee|douze mois",
        "mois": r"mensuel|tous les mois|chaque mois",
    }
    return next((cle for cle, motif in cles.items() if re.search(motif, mots)), "")


def _fondre(groupe: list[_Corps]) -> Instance:
    """One body: what a table prints first, what prose adds where it says nothing; its fullest name."""
    ordre = sorted(groupe, key=lambda c: not c.imprime)
    principal = replace(ordre[0])
    for autre in ordre[1:]:
        principal.rythme = principal.rythme or autre.rythme
        principal.rythme_suppose = principal.rythme_suppose or autre.rythme_suppose
        for role in ("pilotes", "animateurs", "participants", "objectifs"):
            setattr(principal, role, getattr(principal, role) or getattr(autre, role))
    noms = list({normaliser(c.nom): c.nom for c in reversed(ordre)}.values())[::-1]
    nom = max(noms, key=lambda n: len(_mots(n)))
    principal.lignes = [n for c in groupe for n in c.lignes]
    return replace(principal.clore(), nom=nom, autres_noms=tuple(n for n in noms if n != nom))
