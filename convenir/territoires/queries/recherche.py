"""Search by name, code or SIREN, and the recognition of a name read in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from convenir.territoires.queries.communes import (
    LONGUEUR_INSEE,
    Commune,
    commune,
    commune_par_siren,
    lignes_anciennes,
    lignes_communes,
    lire_commune,
    rattacher,
)
from convenir.territoires.queries.communes import departement as lire_departement
from convenir.territoires.rules import LONGUEUR_SIREN, cle

_TITRE = re.compile(
    r"^(?:(?:m|mme|monsieur|madame) )?(?:la |le |l )?(?:commune|ville|mairie|maire|municipalite|village)s? "
    r"(?P<lien>de la|de l|du|des|de|d) (?=\w)"
)
_ARTICLE_CONTENU = {"de la": "la ", "de l": "l ", "du": "le ", "des": "les "}
_ARTICLE = re.compile(r"^(?:la|le|les|l) ")
_FIN = re.compile(r"\s*[(\[].*$")
EXACT, PREFIXE, MOTS, DEDANS = range(4)


def chercher(texte: str, departement: str | None = None, limite: int = 20) -> list[Commune]:
    """Communes that match what a person types, best first: exact, prefix, words, then the most populated.

    `texte`: a name or part of one (accents, case, hyphens, apostrophes, "St"/"Saint" do not count), an INSEE
    code, a postcode or a SIREN. `departement`: a code that restricts. `limite`: most results. A commune
    found by a former name carries it (`ancienne`); it appears once.
    """
    lieu = lire_departement(departement) if departement else None
    if limite <= 0 or (departement and lieu is None):
        return []
    trouvees = _par_numero("".join(texte.split()).upper()) or _par_nom(cle(texte), lieu.code if lieu else "")
    retenues: dict[str, Commune] = {}
    for trouvee in trouvees:
        if lieu is None or trouvee.departement == lieu.code:
            retenues.setdefault(trouvee.insee, trouvee)
        if len(retenues) == limite:
            break
    return list(retenues.values())


def reconnaitre_commune(nom: str, departement: str | None = None, epci: str | None = None) -> Commune | None:
    """The commune that a text names, None when none or several may be meant.

    `nom`: as read ("la commune de St-Saulve", "CONDE SUR L’ESCAUT", "Sentinelle (La)"). `departement` (code)
    or `epci` (SIREN) tell where to look, and then a missing article is forgiven; a present name goes before
    a former one.
    """
    lieu = lire_departement(departement) if departement else None
    if departement and lieu is None:
        return None
    for forme in _formes(nom, tolerant=bool(lieu or epci)):
        candidates = [
            c
            for c in _homonymes(forme)
            if (not lieu or c.departement == lieu.code) and (not epci or c.epci == epci)
        ]
        actuelles = {c.insee: c for c in candidates if c.ancienne is None} or {c.insee: c for c in candidates}
        if actuelles:
            return next(iter(actuelles.values())) if len(actuelles) == 1 else None
    return None


def _par_numero(numero: str) -> list[Commune]:
    """What an INSEE code (then a postcode) or a SIREN designates."""
    if len(numero) == LONGUEUR_SIREN and numero.isdigit():
        return [c] if (c := commune_par_siren(numero)) else []
    if len(numero) != LONGUEUR_INSEE or not numero[2:].isdigit():
        return []
    exacte = commune(numero)
    postales = [
        lire_commune(ligne) for ligne in lignes_communes() if numero in ligne.split("\t", 7)[6].split()
    ]
    return [*([exacte] if exacte else []), *sorted(postales, key=_poids)]


def _par_nom(cherche: str, departement: str) -> list[Commune]:
    trouvees = []
    for entouree, ligne, est_actuelle in _contenant(cherche.split()):
        lue = lire_commune(ligne) if est_actuelle else rattacher(ligne)
        if not departement or lue.departement == departement:
            trouvees.append((_rang(cherche, entouree), not est_actuelle, *_poids(lue), lue))
    return [lue for *_, lue in sorted(trouvees, key=lambda t: t[:-1])]


def _contenant(mots: list[str]) -> list[tuple[str, str, bool]]:
    """The entries of the index in which every word begins a word."""
    restants = _index() if mots else []
    for mot in sorted(mots, key=len, reverse=True):
        debut = f" {mot}"
        restants = [entree for entree in restants if debut in entree[0]]
    return restants


def _rang(cherche: str, entouree: str) -> int:
    nom = entouree.strip()
    if cherche in {nom, _ARTICLE.sub("", nom)}:
        return EXACT
    if _ARTICLE.sub("", nom).startswith(_ARTICLE.sub("", cherche)):
        return PREFIXE
    return MOTS if f" {cherche} " in entouree else DEDANS


def _poids(trouvee: Commune) -> tuple[int, str]:
    return -(trouvee.population or 0), trouvee.insee


def _formes(nom: str, *, tolerant: bool) -> list[str]:
    """The keys under which a name read in a text may be known, the most faithful first.

    `tolerant`: an article may be missing or in excess; safe only where the territory is known.
    """
    entiere, sans_fin = cle(nom), cle(_FIN.sub("", nom))
    nue = _TITRE.sub(lambda titre: _ARTICLE_CONTENU.get(titre["lien"], ""), sans_fin)
    inversee = re.sub(r"^(.+) (la|le|les|l)$", r"\2 \1", entiere)
    formes = [entiere, sans_fin, nue, inversee]
    if tolerant:
        sans_article = _ARTICLE.sub("", nue)
        formes += [sans_article, *(f"{article} {sans_article}" for article in ("la", "le", "les", "l"))]
    return [forme for forme in dict.fromkeys(formes) if forme]


def _homonymes(forme: str) -> list[Commune]:
    return [
        lire_commune(ligne) if actuelle else rattacher(ligne) for ligne, actuelle in _par_cle().get(forme, ())
    ]


@lru_cache(maxsize=1)
def _index() -> list[tuple[str, str, bool]]:
    """(" key ", row, whether the row is a present commune) for every name ever borne."""
    presentes = [(f" {_cle_de(ligne)} ", ligne, True) for ligne in lignes_communes()]
    return presentes + [(f" {_cle_de(ligne)} ", ligne, False) for ligne in lignes_anciennes()]


@lru_cache(maxsize=1)
def _par_cle() -> dict[str, list[tuple[str, bool]]]:
    par_cle = defaultdict(list)
    for lignes, actuelles in ((lignes_communes(), True), (lignes_anciennes(), False)):
        for ligne in lignes:
            par_cle[_cle_de(ligne)].append((ligne, actuelles))
    return dict(par_cle)


def _cle_de(ligne: str) -> str:
    """The last field of a row."""
    return ligne[ligne.rindex("\t") + 1 :]
