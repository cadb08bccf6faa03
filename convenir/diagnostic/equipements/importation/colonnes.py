"""What the columns of a table of services are called: our own export, the national schema, the BPE, schools.

SCDL « Équipements » 0.1.5: COLL_NOM, COLL_SIRET, EQUIP_UID, EQUIP_THEME, EQUIP_CODE, EQUIP_TYPE, EQUIP_NOM,
ADR_NUMERO, ADR_NOMVOIE, ADR_CODEPOSTAL, ADR_COMMUNE, ADR_CLE_INTEROP, EQUIP_LAT, EQUIP_LONG, EQUIP_OUVERTURE,
EQUIP_TEL, EQUIP_EMAIL, EQUIP_WEB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Sequence

#: label of each thing that a table may tell; first, the headers of our own export, in its order
LIBELLES: dict[str, str] = {
    "identifiant": "Identifiant",
    "type": "Type",
    "nom": "Nom",
    "insee": "Code INSEE",
    "commune": "Commune",
    "adresse": "Adresse",
    "lat": "Latitude",
    "lon": "Longitude",
    "gestionnaire": "Gestionnaire",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "places": "Places",
    "horaires": "Horaires",
    "horaires_particuliers": "Horaires particuliers",
    "avip": "AVIP",
    "handicap": "Accueil du handicap",
    "ouvert_le": "Ouvert le",
    "ferme_le": "Fermé le",
    "verifie_le": "Vérifié le",
    "source": "Source",
    "fictif": "Exemple fictif",
    "code_type": "Code du type",
    "code_postal": "Code postal",
    "numero": "Numéro dans la voie",
    "voie": "Voie",
}
#: other headers, as `territoires.rules.cle` writes them
COLONNES: dict[str, tuple[str, ...]] = {
    "identifiant": ("equip uid", "uid", "id", "uai", "finess", "numero finess", "code uai"),
    "type": ("equip type", "type d equipement", "type de service", "categorie", "nature"),
    "nom": ("equip nom", "nom de l equipement", "nom du service", "appellation", "denomination", "libelle"),
    "insee": ("insee", "depcom", "code commune", "code insee commune", "com insee"),
    "commune": ("adr commune", "ville", "nom de la commune", "libelle commune", "libcom"),
    "adresse": ("adresse postale", "adresse complete"),
    "lat": ("equip lat", "lat", "y"),
    "lon": ("equip long", "lon", "long", "lng", "x"),
    "gestionnaire": ("organisme gestionnaire", "structure gestionnaire", "porteur"),
    "telephone": ("equip tel", "tel"),
    "courriel": ("equip email", "email", "mail", "adresse electronique"),
    "places": ("nombre de places", "nb places", "capacite", "capacite d accueil", "places agreees"),
    "horaires": ("equip ouverture", "horaires d ouverture", "ouverture"),
    "horaires_particuliers": ("horaires atypiques", "horaires decales"),
    "avip": ("creche avip", "a vocation d insertion"),
    "handicap": ("handicap", "accueil handicap", "inclusion"),
    "ouvert_le": ("date d ouverture", "date ouverture"),
    "ferme_le": ("date de fermeture", "date fermeture"),
    "verifie_le": ("date de verification", "mis a jour le", "date de mise a jour"),
    "code_type": ("equip code", "typequ", "code type"),
    "code_postal": ("adr codepostal", "cp"),
    "numero": ("adr numero",),
    "voie": ("adr nomvoie", "nom de la voie"),
}


def reconnaitre_les_colonnes(entete: Sequence[str]) -> tuple[str, ...]:
    """What each column of a header tells (a key of `LIBELLES`), "" for none; each thing once."""
    sens = {cle(nom): champ for champ, noms in COLONNES.items() for nom in noms}
    sens |= {cle(libelle): champ for champ, libelle in LIBELLES.items()}
    trouvees: list[str] = []
    for titre in entete:
        champ = sens.get(cle(titre), "")
        trouvees.append("" if champ in trouvees else champ)
    return tuple(trouvees)
