"""Parties and signatories: the opening of the convention and its signature block, merged."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature, Partie, Signataire, Visa
from convenir.lecture.structure import PARTIES, SIGNATURES, VISAS
from convenir.socle.formats import reperer_dates
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.lecture.dossier import Lignes, Passage

_CIVILITE = r"(?:Madame|Monsieur|Mesdames|Messieurs|Mme|Mlle|MM?\.|M\b|Mr|Dr|Docteur|Maître)"
_PRENOM = r"[A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý]?[a-zà-ÿ'’]+)*\.?"
_MOT_DE_NOM = (
    r"(?:(?:d['’]|de\s+la\s+|de\s+|du\s+|le\s+|la\s+|von\s+|van\s+|ben\s+|el\s+)?[A-ZÀ-Ý][\wÀ-ÿ'’-]*)"
)
#: a title, then a name: words with a capital, up to what is not one
_PERSONNE = re.compile(rf"{_CIVILITE}\s+(?P<nom>(?:{_PRENOM}\s+)?{_MOT_DE_NOM}(?:\s+{_MOT_DE_NOM}){{0,4}})")
_NOM_PROPRE = re.compile(
    rf"(?:{_CIVILITE}\s+)?(?P<nom>{_PRENOM}(?:\s+{_PRENOM})?(?:\s+(?:d['’]|de\s+)?[A-ZÀ-Ý][A-ZÀ-Ý'’-]+)+)"
)
#: a name without a title, printed under a quality
_NOM_SOUS_QUALITE = re.compile(rf"(?P<nom>{_PRENOM}(?:\s+{_MOT_DE_NOM}){{1,3}})")
#: names side by side, each ending in capitals; and what may stand between them
_NOM_ALIGNE = re.compile(
    rf"(?:{_CIVILITE}\s+)?(?P<nom>{_PRENOM}(?:\s+{_PRENOM})?(?:\s+(?:d['’]|de\s+)?[A-ZÀ-Ý][A-ZÀ-Ý'’-]+(?![a-zà-ÿ]))+)"
)
_SANS_NOM = re.compile(r"[\s,;/|–-]*")
_DEBUT_DE_QUALITE = re.compile(r"(?<=[^\W\d_])[ ,]+(?=(?:Le|La|L['’])\s?[\w-])")
_REPRESENTEE = re.compile(
    r"[,(]?\s*\(?\s*(?:dûment\s+)?repr[ée]sent[ée]e?s?\s+(?:aux\s+fins\s+des\s+pr[ée]sentes\s+|l[ée]galement\s+)?par\b",
    re.IGNORECASE,
)
_APPELLATION = re.compile(
    r"(?:ci[- ]?apr[èe]s\s*,?\s+(?=[«\"“])|"
    r"(?:ci[- ]?apr[èe]s\s+)?(?:d[ée]nomm[ée]e?s?|d[ée]sign[ée]e?s?|appel[ée]e?s?|nomm[ée]e?s?)\s*)"
    r"(?:ci[- ]?apr[èe]s\s*)?(?:par\s+)?(?:sous\s+(?:le\s+terme|l['’]appellation)\s+)?"
    r"[:,]?\s*[«\"“'‘](?P<nom>[^»\"”]{2,80})[»\"”'’]",
    re.IGNORECASE,
)
_QUALITES = re.compile(
    r"\b(?:(?:vice[- ]|co[- ]?)?pr[ée]sident\w*|direct(?:eur|rice)\w*|maires?|adjoint\w*|pr[ée]f[èe]t\w*|"
    r"conseill[èe]r\w*|administrat\w+|d[ée]l[ée]gu[ée]\w*|g[ée]rant\w*|secr[ée]taire\w*|responsable\w*|tr[ée]sori[èe]r\w*|"
    r"inspect\w+|chef\w*|doyen\w*|repr[ée]sentant\w*)\b",
    re.IGNORECASE,
)
_FACULTATIVE = re.compile(
    r"\b[ée]ventuel\w*|\ble cas [ée]ch[ée]ant\b|\bautres?\s+(?:partenaires|signataires|cosignataires)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:caisse|caf|msa|mutualit|communaut|commune|ville|m[ée]tropole|agglom[ée]ration|syndicat|sivom|sivu|d[ée]partement|"
    r"conseil\s+d[ée]partemental|r[ée]gion|[ée]tat|pr[ée]fecture|association|centre\s+(?:communal|intercommunal)|ccas|cias|"
    r"cpam|carsat|f[ée]d[ée]ration|union|pays|p[ôo]le|[ée]tablissement|mairie|epci|collectivit|acad[ée]mie|rectorat)",
    re.IGNORECASE,
)
_LIAISON = re.compile(
    r"(?:et|d['’]une\s+part|d['’]autre\s+part|entre|de\s+premi[èe]re\s+part)\s*[,;:]*\s*(?:et)?\s*[,:]?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:et\s+|d['’]une\s+part,?\s+|entre\s+)*(?:la|le|les|l['’])\s*", re.IGNORECASE)
_AUTORISATION = re.compile(
    r",?\s*(?:d[ûu]ment\s+)?(?:habilit|autoris|mandat|agissant|en\s+vertu|conform[ée]ment|par\s+d[ée]lib[ée]ration).*",
    re.IGNORECASE,
)
_ARTICLE_DE_QUALITE = re.compile(
    r"^(?:sa|son|leur|la|le|l['’]|ses|et|par|en\s+qualit[ée]\s+de|agissant\s+en\s+qualit[ée]\s+de)\s+|^l['’]",
    re.IGNORECASE,
)
_SUITE_DE_QUALITE = re.compile(r"\s*,?\s+et(?:\s+par)?\s*,?\s*$", re.IGNORECASE)
_ADRESSE = re.compile(
    r",?\s*(?:dont\s+le\s+si[èe]ge|sise?\b|situ[ée]e?\b|domicili[ée]e?\b|siret|num[ée]ro\s+siret|immatricul|ayant\s+son\s+si[èe]ge|demeurant|\d+[,\s]).*",
    re.IGNORECASE,
)
_IDENTIFIANT = re.compile(r"\s*[(,]?\s*(?:num[ée]ro\s+)?SIRE[NT]\b[^,;)]{0,30}\)?", re.IGNORECASE)
_LONGUEUR_DE_NOM = 140  # characters


# ------------------------------------------------------------------ opening


def lire_parties(passages: tuple[Passage, ...]) -> tuple[tuple[Partie, ...], tuple[Signataire, ...]]:
    """The parties with their signatories, and the signatories as the signature block prints them.

    The block completes the opening: a quality left out there, a signatory named only there. A line that
    makes room for optional partners is no party.
    """
    parties: list[Partie] = []
    for passage in _ouverture(passages):
        _lire_ouverture(passage, parties)
    imprimes = tuple(_bloc_de_signature([p for p in passages if p.disposition == SIGNATURES]))
    return tuple(_completer(_sans_redites(parties), imprimes)), imprimes


def _sans_redites(parties: list[Partie]) -> list[Partie]:
    """A cover names the parties that the opening presents further on: each one once."""
    presentees = {normaliser(p.nom) for p in parties if p.signataires or p.appellation}
    redites: dict[str, tuple[int, ...]] = {}
    gardees: list[Partie] = []
    for partie in parties:
        nom = normaliser(partie.nom)
        if nom in presentees and not partie.signataires and not partie.appellation:
            redites[nom] = (*redites.get(nom, ()), *partie.lignes)
        else:
            gardees.append(replace(partie, lignes=(*redites.pop(nom, ()), *partie.lignes)))
    return gardees


def _ouverture(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages that name the parties: their section, else any "représentée par" before the body."""
    section = [p for p in passages if p.disposition == PARTIES]
    if any(_REPRESENTEE.search(p.texte) or _ORGANISATION.search(p.texte) for p in section):
        yield from section
        return
    yield from (p for p in passages if p.disposition in {"", VISAS} and _REPRESENTEE.search(p.texte))


def _lire_ouverture(passage: Passage, parties: list[Partie]) -> None:
    texte = passage.texte.strip()
    appellation = _APPELLATION.search(texte)
    if appellation and parties and not _REPRESENTEE.search(texte[: appellation.start()]):
        nom = appellation["nom"].strip()
        parties[-1] = replace(
            parties[-1],
            appellation=parties[-1].appellation or nom,
            lignes=(*parties[-1].lignes, *passage.lignes),
        )
        return
    if _FACULTATIVE.search(texte) and not _PERSONNE.search(texte):
        return
    if _LIAISON.fullmatch(texte) or not texte:
        return
    for morceau in _separer(texte):
        _lire_partie(morceau, passage, parties)


def _separer(texte: str) -> list[str]:
    """One piece per party when a paragraph names several ("la Caf … représentée par…, et la commune …")."""
    debuts = [
        m.start()
        for m in re.finditer(
            r"(?:^(?:entre\s*:?\s+)?|[,;]\s*(?:d['’](?:une|autre)\s+part,?\s*)?(?:et\s+)?)(?:la|le|l['’])\s*(?=[A-ZÀ-Ýa-zà-ÿ])",
            texte,
            re.IGNORECASE,
        )
    ]
    coupes = [
        d
        for d in debuts
        if _REPRESENTEE.search(texte[d : d + 160])
        and _ORGANISATION.match(_ARTICLE.sub("", texte[d:].lstrip(" ,;")))
    ]
    if len(coupes) < 2:  # noqa: PLR2004 -- one party or none
        return [texte]
    bornes = [*coupes, len(texte)]
    return [texte[a:b] for a, b in pairwise(bornes)]


def _lire_partie(texte: str, passage: Passage, parties: list[Partie]) -> None:
    coupe = _REPRESENTEE.search(texte)
    if coupe and not texte[: coupe.start()].strip(" -–•,") and parties:
        _ajouter(parties, list(_signataires(texte[coupe.end() :], passage)), passage)
        return
    nom = _nom_de_partie(texte[: coupe.start()] if coupe else texte)
    if coupe and parties and not parties[-1].signataires and not _ORGANISATION.match(nom):
        # the sentence of the last party was cut by the layout
        _ajouter(parties, list(_signataires(texte[coupe.end() :], passage)), passage)
        trouve = _APPELLATION.search(texte)
        parties[-1] = replace(parties[-1], appellation=trouve["nom"].strip() if trouve else "")
        return
    signataires = tuple(_signataires(texte[coupe.end() :], passage)) if coupe else ()
    if nom and (coupe or _ORGANISATION.match(nom)):
        trouve = _APPELLATION.search(texte)
        parties.append(Partie(nom, signataires, trouve["nom"].strip() if trouve else "", passage.lignes))
    elif parties and _PERSONNE.search(texte):
        _ajouter(parties, list(_signataires(texte, passage)), passage)


def _ajouter(parties: list[Partie], signataires: list[Signataire], passage: Passage) -> None:
    """A line that goes on with the last party ("et par sa directrice, Madame Y")."""
    derniere = parties[-1]
    parties[-1] = replace(
        derniere,
        signataires=(*derniere.signataires, *signataires),
        lignes=(*derniere.lignes, *passage.lignes),
    )


def _nom_de_partie(texte: str) -> str:
    """The full name without its article nor its address."""
    nom = _APPELLATION.sub("", texte)
    nom = _IDENTIFIANT.sub("", _ADRESSE.sub("", nom)).strip(" -–•:,;.()")
    nom = _ARTICLE.sub("", nom).strip(" ,;:")
    nom = f"{nom})" if nom.count("(") > nom.count(")") else nom
    return nom[:1].upper() + nom[1:] if 0 < len(nom) <= _LONGUEUR_DE_NOM else ""


def _signataires(texte: str, passage: Passage) -> Iterator[Signataire]:
    """The people who represent a party; the quality stands before or after each name."""
    texte = _APPELLATION.sub("", texte)
    personnes = list(_PERSONNE.finditer(texte)) or list(_NOM_PROPRE.finditer(texte))
    debut = 0
    for i, personne in enumerate(personnes):
        fin = personnes[i + 1].start() if i + 1 < len(personnes) else len(texte)
        avant = texte[debut : personne.start()]
        apres = texte[personne.end() : fin]
        qualite_avant, qualite_apres = _qualite(avant), _qualite(_premier_membre(apres))
        pris_apres = not qualite_avant and bool(qualite_apres)
        yield Signataire(
            personne["nom"].strip(), qualite_apres if pris_apres else qualite_avant, passage.lignes
        )
        debut = personne.end() + (len(_premier_membre(apres)) if pris_apres else 0)


def _premier_membre(texte: str) -> str:
    """What follows a name, up to the link to the next person."""
    lien = re.search(r"\s+et\s+(?:par\s+)?(?:sa|son|la|le|l['’]|Madame|Monsieur|Mme|M\.)|;", texte)
    return texte[: lien.start()] if lien else texte


def _qualite(texte: str) -> str:
    """A quality ("Présidente du conseil d'administration") out of the words around a name, or nothing."""
    net = _SUITE_DE_QUALITE.sub("", _AUTORISATION.sub("", texte)).strip(" ,;:.()-–")
    net = re.sub(r"^(?:et\s+)?(?:par\s+)?|[\s,;]+et$", "", net, flags=re.IGNORECASE)
    while (reduit := _ARTICLE_DE_QUALITE.sub("", net).strip(" ,")) != net:
        net = reduit
    return net if _QUALITES.search(net) and len(net) <= _LONGUEUR_DE_NOM else ""


# ------------------------------------------------------------------ signature block


def _bloc_de_signature(passages: list[Passage]) -> Iterator[Signataire]:
    """Signatories of the block: columns (organisations, qualities, names) or lines, quality then name."""
    rangs = [p for p in passages if p.nature in {Nature.RANG, Nature.ENTETE}]
    yield from _signataires_en_colonnes(rangs)
    qualite = ""
    lignes: Lignes = ()
    colonnes: list[str] = []
    for passage in (p for p in passages if p.nature not in {Nature.RANG, Nature.ENTETE}):
        texte = passage.texte.strip(" ,;:")
        if _FACULTATIVE.search(texte):
            continue
        if len(alignees := _cotes_a_cotes(texte)) > 1:
            colonnes, lignes, qualite = alignees, passage.lignes, ""
            continue
        noms = [m["nom"].strip() for m in _NOM_ALIGNE.finditer(texte)]
        if len(noms) > 1 and _SANS_NOM.fullmatch(_NOM_ALIGNE.sub(" ", texte)):
            qualites = colonnes if len(colonnes) == len(noms) else [""] * len(noms)
            yield from (
                Signataire(nom, q, (*lignes, *passage.lignes)) for nom, q in zip(noms, qualites, strict=True)
            )
            colonnes, lignes = [], ()
            continue
        personne = _PERSONNE.search(texte) or _NOM_PROPRE.fullmatch(texte)
        if personne is None and qualite:
            personne = _NOM_SOUS_QUALITE.fullmatch(texte)
        if personne:
            propre = _qualite(texte[: personne.start()]) or _qualite(texte[personne.end() :])
            yield Signataire(personne["nom"].strip(), propre or qualite, (*lignes, *passage.lignes))
            qualite, lignes = "", ()
        elif _QUALITES.search(texte) and len(texte) <= _LONGUEUR_DE_NOM:
            qualite, lignes = _qualite(texte), passage.lignes


def _cotes_a_cotes(texte: str) -> list[str]:
    """Qualities on one line, in columns that only spaces part ("Le directeur   La présidente")."""
    parts = _DEBUT_DE_QUALITE.split(texte)
    return [_qualite(p) for p in parts] if all(_qualite(p) for p in parts) else []


def _signataires_en_colonnes(rangs: list[Passage]) -> Iterator[Signataire]:
    """Each name with the quality printed above it; the cells that are filled are matched in order."""
    qualites: list[tuple[str, Lignes]] = []
    for rang in rangs:
        pleines = [c.strip(" ,") for c in rang.cellules if c.strip(" ,")]
        noms = [m["nom"] for c in pleines if (m := _PERSONNE.search(c) or _NOM_PROPRE.fullmatch(c))]
        if noms and len(noms) == len(pleines):
            for i, nom in enumerate(noms):
                qualite, lignes = qualites[i] if i < len(qualites) else ("", ())
                yield Signataire(nom, qualite, (*lignes, *rang.lignes))
            qualites = []
        elif sum(1 for c in pleines if _QUALITES.search(c)) == len(pleines):
            qualites = [(_qualite(c) or c, rang.lignes) for c in pleines]


def _completer(parties: list[Partie], imprimes: tuple[Signataire, ...]) -> Iterator[Partie]:
    """Parties with what the block adds: lines of each mention, qualities, signatories named only there."""
    par_nom = {normaliser(s.nom): s for s in imprimes}
    vus: set[str] = set()
    completes: list[Partie] = []
    for partie in parties:
        signataires = []
        for s in partie.signataires:
            imprime = par_nom.get(normaliser(s.nom))
            vus.add(normaliser(s.nom))
            lignes = tuple(dict.fromkeys((*s.lignes, *(imprime.lignes if imprime else ()))))
            signataires.append(
                replace(s, qualite=s.qualite or (imprime.qualite if imprime else ""), lignes=lignes)
            )
        completes.append(replace(partie, signataires=tuple(signataires)))
    restants = [s for cle, s in par_nom.items() if cle not in vus]
    sans = [i for i, p in enumerate(completes) if not p.signataires]
    if restants and len(sans) == 1:
        completes[sans[0]] = replace(completes[sans[0]], signataires=tuple(restants))
    yield from completes


# ------------------------------------------------------------------ visas


def lire_visas(passages: Iterable[Passage]) -> tuple[Visa, ...]:
    """The visas, one per "Vu" (or "Considérant"), with the dates they quote."""
    visas: list[Visa] = []
    for passage in passages:
        if passage.disposition != VISAS:
            continue
        if re.match(r"(?:vu|consid[ée]rant)\b", passage.texte, re.IGNORECASE):
            visas.append(_visa(passage.texte, passage.lignes))
        elif visas and _est_suite(visas[-1].texte, passage.texte):
            visas[-1] = _visa(f"{visas[-1].texte} {passage.texte}", (*visas[-1].lignes, *passage.lignes))
    return tuple(visas)


def _visa(texte: str, lignes: Lignes) -> Visa:
    return Visa(texte, tuple(date for date, _, _ in reperer_dates(texte)), lignes)


def _est_suite(visa: str, texte: str) -> bool:
    """The end of a visa that the layout cut."""
    if re.match(r"(?:il\s+(?:est|a\s+été)|entre)\b", texte, re.IGNORECASE):
        return False
    return not visa.rstrip().endswith((";", ".")) and not texte[:1].isupper()
