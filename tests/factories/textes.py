"""A short convention of a fictional territory, with defects planted: a number skipped, a blank left."""

CONVENTION = """Convention territoriale globale du Val d’Ambre

2031 – 2035

Entre

La Caisse d’allocations familiales du Haut-Rivage, représentée par sa Directrice, Madame Iris Belorme,
ci-après dénommée « la Caf » ;

Et

La Communauté de communes du Val d’Ambre, représentée par son Président, Monsieur Côme Tavelle,
ci-après dénommée « la Communauté » ;

Vu le Code de la route ;

Vu le Code de l’éducation ;

Préambule

Le Val d’Ambre et la Caf veulent faciliter la vie des familles du plateau.

ARTICLE 1 - OBJET

Cette convention dit ce que chacun fera, et avec quels moyens.

ARTICLE 2 - TERRITOIRE

Le territoire compte 12 400 habitants et 1 310 enfants de moins de trois ans.

La Caf a versé XX euros au titre de l’année 2030.

ARTICLE 4 - INSTANCES

Un comité de pilotage se réunit deux fois par an.

- il suit les actions ;
- il prépare le bilan.

ARTICLE 5 - DURÉE

La convention prend effet le 1er janvier 2031 et s’achève le 31 décembre 2035.

Annexe 1 - Communes

Ambremont, Rive-Haute et Clairbois.
"""

OCTETS = CONVENTION.encode()
