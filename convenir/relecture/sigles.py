"""Acronyms: those everyone of the field reads without help, and how to find the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.etendues import morceaux

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier
    from convenir.relecture.etendues import Morceau

_CONNUS = """
CAF CNAF CTG CEJ EAJE RPE RAM MAM LAEP ALSH CLAS REAAP EVS PSU PAJE MSA CCMSA CCAS CIAS EPCI COG CPOG RGPD SDSF QPV
PMI BAFA BAFD FJT PS CMG RSA AAH AEEH APL ALF ALS CPAM CARSAT CNIL DPO SCOT PLU PLUI PLH ZRR CLS SDAASP COF PEDT
TVA HT TTC INSEE SIREN SIRET CGCT CASF UE ETP SA SARL SCOP SIVOM SIVU PDF DGS CDD CDI PSC FNADT ANCT ASF LEADER
COPIL COTECH ADO RH OK NB CPEF PIF CE CNFPT PSEJ DGA DGCS ONU
ENTRE VU ET DATE LE LA LES PAR POUR
"""
CONNUS = frozenset(_CONNUS.split())

_SIGLE = re.compile(r"(?<![\w’'.-])([A-ZÀ-Ý]{3,7})(?![\w’'-]|\.[A-Z])")
PORTEE = 60  # characters looked at on each side of an acronym
_ROMAIN = re.compile(r"[IVXLC]+")


def est_en_capitales(texte: str) -> bool:
    """Whether capitals are the layout of the text rather than the mark of an acronym."""
    lettres = [c for c in texte if c.isalpha()]
    return sum(c.isupper() for c in lettres) * 2 > len(lettres)


def sigles(dossier: Dossier) -> Iterator[tuple[str, Morceau, re.Match[str]]]:
    """Each acronym of the running text, where it is used."""
    for morceau in morceaux(dossier):
        if morceau.passage.nature in HORS_TEXTE or morceau.passage.nature is Nature.TITRE:
            continue
        if morceau.passage.disposition == "signatures" or est_en_capitales(morceau.texte):
            continue
        for m in _SIGLE.finditer(morceau.texte):
            if not _ROMAIN.fullmatch(m[1]) and not _dans_un_nom(morceau.texte, m):
                yield m[1], morceau, m


def _dans_un_nom(texte: str, m: re.Match[str]) -> bool:
    """A surname, or one word of a run of capitals ("PETITE ENFANCE")."""
    avant, apres = texte[max(0, m.start() - PORTEE) : m.start()], texte[m.end() : m.end() + PORTEE]
    if re.search(r"(?:Madame|Monsieur|Mme|M\.)(?:\s+[\w-]+){0,2}\s+$", avant):
        return True
    return bool(re.match(r"\s+[A-ZÀ-Ý]{4,}\b", apres) or re.search(r"\b[A-ZÀ-Ý]{4,}\s+$", avant))
