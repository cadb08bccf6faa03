"""Open tables: the plain one, and the national schema checked rule by rule."""

import csv
import datetime
import io
import re

import pytest

from convenir.adhesions.exports import CHAMPS_SCDL, ecrire_scdl, en_csv, en_scdl
from convenir.adhesions.queries import registre
from tests.factories.adhesions import ACTE, AdhesionFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2026, 1, 1)
ISO = r"\d{4}-\d{2}-\d{2}"
#: field of the schema SCDL « Délibérations » 2.1 → (mandatory, pattern of a value)
SCHEMA = {
    "COLL_NOM": (True, ".+"),
    "COLL_SIRET": (True, r"\d{14}"),
    "DELIB_ID": (True, ".+"),
    "DELIB_DATE": (True, ISO),
    "DELIB_MATIERE_CODE": (True, r"\d\.\d{1,2}"),
    "DELIB_MATIERE_NOM": (True, ".+"),
    "DELIB_OBJET": (True, ".+"),
    "BUDGET_ANNEE": (False, r"[0-9]{4}(/[0-9]{4})?"),
    "BUDGET_NOM": (False, ".+"),
    "PREF_ID": (False, r"PREF(\d{3}|02[AB])"),
    "PREF_DATE": (False, ISO),
    **{f"VOTE_{quoi}": (False, r"\d+") for quoi in ("EFFECTIF", "REEL", "POUR", "CONTRE", "ABSTENTION")},
    "DELIB_URL": (False, r"https?://\S+"),
}
COMPLETE = {
    "numero": "2025-014",
    "siret": "21590505000017",
    "matiere_code": "8.2",
    "matiere_nom": "domaines de compétences par thèmes/aide sociale",
}


def fautes(texte):
    """What the schema would say of a file."""
    entete, *lignes = csv.reader(io.StringIO(texte))
    assert entete == list(SCHEMA)
    for ligne in lignes:
        for (nom, (obligatoire, motif)), valeur in zip(SCHEMA.items(), ligne, strict=True):
            if (obligatoire and not valeur) or (valeur and not re.fullmatch(motif, valeur)):
                yield nom, valeur


def test_scdl_file_obeys_the_schema():
    faite = AdhesionFactory(
        votee=True, identifiant=ACTE, source="acte", recue_le=datetime.date(2025, 7, 16), **COMPLETE
    )
    corse = COMPLETE | {"siret": "21200004600014"}
    AdhesionFactory(convention=faite.convention, insee="2A004", nom="Ajaccio, =ville", refusee=True, **corse)
    scdl = en_scdl(registre(faite.convention, JOUR))
    texte = ecrire_scdl(scdl)
    assert list(fautes(texte)) == []
    ajaccio, rombies = csv.DictReader(io.StringIO(texte))
    assert (rombies["PREF_ID"], rombies["PREF_DATE"], rombies["DELIB_ID"]) == (
        "PREF059",
        "2025-07-16",
        "2025-014",
    )
    assert (ajaccio["PREF_ID"], ajaccio["DELIB_OBJET"][:17]) == ("", "Refus d’adhérer à")
    assert tuple(SCHEMA) == CHAMPS_SCDL


@pytest.mark.parametrize(
    ("champ", "nom"), [("numero", "numéro"), ("siret", "SIRET"), ("matiere_nom", "matière")]
)
def test_vote_that_lacks_a_mandatory_field_is_told_not_guessed(champ, nom):
    faite = AdhesionFactory(votee=True, **(COMPLETE | {champ: ""}))
    scdl = en_scdl(registre(faite.convention, JOUR))
    assert (scdl.lignes, scdl.manques) == ((), (("Rombies-et-Marchipont", nom),))


def test_register_as_a_table_says_each_commune_at_its_date():
    faite = AdhesionFactory(votee=True, numero="=2+2")
    AdhesionFactory(convention=faite.convention, insee="59014", nom="Anzin")
    lignes = list(csv.DictReader(io.StringIO(en_csv(registre(faite.convention, JOUR))), delimiter=";"))
    assert [(x["Commune"], x["État"], x["Délibération du"], x["Numéro"]) for x in lignes] == [
        ("Anzin", "Non demandée", "", ""),
        ("Rombies-et-Marchipont", "Votée", "2025-07-08", "'=2+2"),
    ]
