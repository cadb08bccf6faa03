"""Names of communes and of people, against the official code and the signature block."""

import pytest

from convenir.lecture.dossier import Commune
from tests.relecture.esquisse import lignes

#: communes of one real EPCI, as the official code writes them
LISTE = ("Anzin", "Beuvrages", "Onnaing", "Quiévrechain")


def _communes(*noms):
    return tuple(Commune(nom, lignes=(rang,)) for rang, nom in enumerate(noms, start=1))


def test_noms_communes_letter_off_the_official_name_is_told():
    noms = (*LISTE[:2], "Onaing", LISTE[3])
    assert lignes("noms-communes", "\n".join(noms), communes=_communes(*noms)) == [(3,)]


@pytest.mark.parametrize("noms", [LISTE, ("Anzin", "BEUVRAGES", "Onnaing", "Quievrechain"), ("Anzain",)])
def test_noms_communes_official_or_alone_is_silent(noms):
    assert lignes("noms-communes", "\n".join(noms), communes=_communes(*noms)) == []


def test_noms_personnes_block_in_columns_is_read(lignes_relevees):
    texte = """Convention territoriale globale

Entre :

La Caf de la Fable, représentée par Madame Jeanne PERVENCHE, présidente ;
La commune de Valmont, représentée par Monsieur Paul ARDOISE, maire ;

Article 1 – Objet

Un projet commun.

Fait à Valmont, le 3 mars 2025

Jeanne {}      Paul ARDOISE
"""
    assert lignes_relevees(texte.format("PERVENCHE"), "noms-personnes") == []
    assert lignes_relevees(texte.format("PERVANCHE"), "noms-personnes") == [(5, 14)]
