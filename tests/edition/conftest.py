"""A whole fictional convention, written as people write them, and its dossier."""

from __future__ import annotations

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre

CONVENTION = """CONVENTION TERRITORIALE GLOBALE

2030 - 2033

Sommaire
Préambule\t3
Article 1 : Objet\t4
Article 2 : Durée\t5
Article 3 : Bilan oublié\t5
Annexe 1 : Instances\t6

Entre

La Caisse d’allocations familiales de Grandlac, représentée par sa directrice, Madame Rose TREMIERE,
Ci-après dénommée « la Caf »,

Et

La commune de Trifouillis, représentée par son maire, Monsieur Jean VALJUS,
Ci-après dénommée « la Commune »,

Vu le Code de l’action sociale et des familles ;

Vu la délibération du conseil municipal en date du XX/XX/2030 ;

Préambule

Les deux parties veulent mieux accueillir les 1 250 enfants de la commune, dont 45% de moins de 6 ans.

Article 1 : Objet

La convention fixe les buts suivants :

- ouvrir 12 places de crèche ;
- recenser XX familles.

Article 2 : Durée

Elle court du 1er janvier 2030 au 31 décembre 2033.

Fait à Trifouillis, le ..............

Le présent texte comporte XX pages et XX annexes.

Annexe 1 : Instances

Instance\tRythme\tMontant
Comité de suivi\tdeux fois par an\t1 500 €
Groupe technique\ttous les mois\tXX
"""


@pytest.fixture(scope="session")
def dossier():
    return comprendre(lire_octets("convention.txt", CONVENTION.encode()))
