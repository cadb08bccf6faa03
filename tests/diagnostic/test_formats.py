"""The files of producers as they publish them: shapes of data.caf.fr and Insee, figures invented."""

import json
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from convenir.diagnostic.importation.adresse import telecharger
from convenir.diagnostic.importation.colonnes import reconnaitre
from convenir.diagnostic.importation.importer import importer
from convenir.diagnostic.importation.tables import ouvrir
from convenir.diagnostic.models import Valeur
from convenir.diagnostic.operations import charger_catalogue
from convenir.socle.erreurs import Refus
from tests.factories.adhesions import EPCI


@pytest.fixture
def verser(db, tmp_path):
    """Load a file by its header alone: its report."""

    def _verser(nom, texte):
        charger_catalogue()
        chemin = tmp_path / nom
        chemin.write_text(texte)
        tableau = ouvrir(chemin)
        return importer(tableau, reconnaitre(tableau.entete)[1])

    return _verser


def lues(*champs):
    return list(Valeur.objects.order_by("niveau", "code", "indicateur__cle").values_list(*champs, "valeur"))


RESULTATS = [
    {
        "annee": 2023,
        "numepci": EPCI,
        "nomepci": "CA FICTIVE",
        "txcouv_epci": 104.5,
        "txcouv_am_ind_epci": None,
    },
    {"annee": 2023, "numepci": "XX", "nomepci": "XX", "txcouv_epci": 195.8, "txcouv_am_ind_epci": 3},
]


@pytest.mark.parametrize(
    "contenu",
    [
        {"total_count": 2, "results": RESULTATS},
        {"nhits": 2, "records": [{"recordid": "a", "fields": champs} for champs in RESULTATS]},
        {"total_count": 2, "records": [{"links": [], "record": {"fields": champs}} for champs in RESULTATS]},
        RESULTATS,
    ],
)
def test_records_of_an_api_go_in_whatever_the_version(verser, contenu):
    rapport = verser("txcouv_pe_epci.json", json.dumps(contenu))
    assert (rapport.ecrit, rapport.constats.nombre_de_fautes, rapport.constats.absentes) == (True, 0, 2)
    assert lues("indicateur__cle", "millesime") == [("taux_couverture_accueil", 2023, Decimal("104.5"))]


@pytest.mark.parametrize(
    ("texte", "message"),
    [
        (json.dumps({"total_count": 1251, "results": RESULTATS}), "2 enregistrements sur 1.251"),
        ('{"results": [', "n.est pas du JSON entier"),
        ("{}", "aucun enregistrement"),
        ("[1, 2]", "aucun enregistrement"),
        ('{"results": []}', "aucun enregistrement"),
    ],
)
def test_records_that_are_not_whole_are_refused(verser, texte, message):
    with pytest.raises(Refus, match=message):
        verser("page.json", texte)
    assert not Valeur.objects.exists()


def test_national_file_has_a_date_and_no_code(verser):
    verser("nat.csv", "annee;national;txcouv_nat\n2023-01-01;FRANCE ENTIERE HORS MAYOTTE;60,9\n")
    assert lues("niveau", "code", "millesime") == [("france", "FR", 2023, Decimal("60.9"))]


@pytest.mark.parametrize(
    ("suffixe", "code", "niveau"),
    [("com", "59014", "commune"), ("epci", EPCI, "epci"), ("dep", "59", "departement")],
)
def test_places_go_in_at_each_level(verser, suffixe, code, niveau):
    entete = f"annee;num{suffixe};tot_offre_{suffixe};pl_eaje_{suffixe};pl_hors_psu_col_{suffixe}"
    rapport = verser("places.csv", f"{entete}\n2023;{code};100;40;\n2023;XXX;15;15;\n")
    assert rapport.constats.nombre_de_fautes == 0
    assert lues("indicateur__cle", "niveau") == [
        ("places_accueil", niveau, Decimal(100)),
        ("places_eaje", niveau, Decimal(40)),
    ]


def test_benefits_by_commune_are_rounded_and_the_unlocated_are_left(verser):
    rapport = verser(
        "s_ben_com_f.csv",
        "dtreffre;numcomdo;nomcom;indfoy_ndur;indnbp_ndur\n2024-12;59014;ANZIN;3450;8005\n2024-12;;;120;300\n2024-12;59XXX;;5;10\n",
    )
    assert (rapport.ecrit, rapport.constats.absentes) == (True, 2)
    assert lues("indicateur__cle", "millesime", "statut") == [
        ("allocataires", 2024, "arrondie", Decimal(3450)),
        ("personnes_couvertes", 2024, "arrondie", Decimal(8005)),
    ]


def test_filosofi_of_melodi_keeps_secrecy_and_levels(verser):
    rapport = verser(
        "DS_FILOSOFI_CC_data.csv",
        '"GEO";"GEO_OBJECT";"FILOSOFI_MEASURE";"UNIT_MEASURE";"UNIT_MULT";"CONF_STATUS";"OBS_STATUS";"TIME_PERIOD";"OBS_VALUE"\n'
        '"59014";"COM";"MED_SL";"EUR_YR";"0";"F";"A";"2021";"18000"\n'
        '"59019";"COM";"MED_SL";"EUR_YR";"0";"C";"A";"2021";""\n'
        f'"{EPCI}";"EPCI";"PR_MD60";"PT";"0";"F";"A";"2021";"22.5"\n'
        '"59014";"COM";"NUM_CU";"CU";"0";"F";"A";"2021";"9"\n'
        '"001";"BV2022";"MED_SL";"EUR_YR";"0";"F";"A";"2021";"9"\n',
    )
    assert (rapport.ecrit, rapport.constats.ecartees, rapport.constats.secretes) == (True, 2, 1)
    assert lues("niveau", "indicateur__cle") == [
        ("commune", "niveau_vie_median", Decimal(18000)),
        ("commune", "niveau_vie_median", None),
        ("epci", "taux_pauvrete", Decimal("22.5")),
    ]


@pytest.mark.parametrize(
    "texte",
    [
        (
            "GEO;GEO_OBJECT;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n"
            "59014;COM;D502;FACILITIES;2024;4\n59014;COM;B207;FACILITIES;2024;9\n59014;COM;D502;CAPACITY;2024;80\n"
        ),
        "AN;REG;DEP;DEPCOM;TYPEQU;NB_EQUIP\n2024;32;59;59014;D502;4\n2024;32;59;59014;B207;9\n",
    ],
)
def test_equipments_counted_by_insee_go_in(verser, texte):
    assert verser("bpe.csv", texte).ecrit
    assert lues("indicateur__cle", "millesime") == [("eaje", 2024, Decimal(4))]


def test_populations_of_melodi_go_in(verser):
    verser(
        "pop.csv",
        "FREQ;GEO;GEO_OBJECT;POPREF_MEASURE;TIME_PERIOD;OBS_VALUE\nA;59014;COM;PMUN;2022;13000\nA;59014;COM;PTOT;2022;13100\n",
    )
    assert lues("indicateur__cle") == [("population_municipale", Decimal(13000))]


@pytest.fixture
def serveur():
    """An API of Explore v2.1 on this machine: `reponses` by offset, and what was asked."""

    class Api(BaseHTTPRequestHandler):
        def do_GET(self):
            demande = parse_qs(urlsplit(self.path).query)
            self.server.demandes.append(demande)
            statut, corps = self.server.repondre(int(demande.get("offset", ["0"])[0]))
            self.send_response(statut)
            self.end_headers()
            self.wfile.write(corps if isinstance(corps, bytes) else json.dumps(corps).encode())

        def log_message(self, *_):
            pass

    http = HTTPServer(("127.0.0.1", 0), Api)
    http.demandes = []
    fil = threading.Thread(target=http.serve_forever)
    fil.start()
    yield http
    http.shutdown()
    fil.join()
    http.server_close()


def adresse(serveur, suite="catalog/datasets/txcouv_pe_epci/records?where=annee%3D2023"):
    return f"http://127.0.0.1:{serveur.server_port}/api/explore/v2.1/{suite}"


def test_pages_of_an_api_become_one_table(serveur, tmp_path):
    lignes = [{"numepci": str(n), "annee": 2023} for n in range(230)]
    serveur.repondre = lambda depuis: (200, {"total_count": 230, "results": lignes[depuis : depuis + 100]})
    parts = []
    tableau = ouvrir(telecharger(adresse(serveur), tmp_path, parts.append))
    assert [rang[0] for _, rang in tableau.lignes()] == [str(n) for n in range(230)]
    assert [d["offset"] for d in serveur.demandes] == [["0"], ["100"], ["200"]]
    assert {tuple(d["where"]) for d in serveur.demandes} == {("annee=2023",)}
    assert (tableau.chemin.name, parts[-1]) == ("txcouv_pe_epci.json", 1)


@pytest.mark.parametrize(
    ("reponses", "message"),
    [
        ([(500, {})], "a répondu par l.erreur 500"),
        ([(200, b"<html>")], "n.a pas répondu par des enregistrements"),
        ([(200, {"total_count": 230, "results": [{"a": 1}] * 100}), (404, {})], "l.erreur 404"),
        (
            [
                (200, {"total_count": 230, "results": [{"a": 1}] * 100}),
                (200, {"total_count": 231, "results": []}),
            ],
            "ont changé",
        ),
        ([(200, {"total_count": 230, "results": []})], "manque des lignes"),
        ([(200, {"total_count": 20000, "results": [{"a": 1}]})], "exports/csv"),
    ],
)
def test_pages_that_fail_leave_nothing(serveur, tmp_path, reponses, message):
    suite = iter(reponses)
    serveur.repondre = lambda _: next(suite)
    with pytest.raises(Refus, match=message):
        telecharger(adresse(serveur), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_export_of_an_api_is_kept_as_it_is(serveur, tmp_path):
    serveur.repondre = lambda _: (200, b"numepci;annee\n1;2023\n")
    fichier = telecharger(adresse(serveur, "catalog/datasets/jeu/exports/csv"), tmp_path)
    assert (fichier.name, fichier.read_text()) == ("jeu", "numepci;annee\n1;2023\n")


@pytest.mark.parametrize("mauvaise", ["data.caf.fr", "file:///etc/passwd", "https://"])
def test_what_is_no_address_is_refused(tmp_path, mauvaise):
    with pytest.raises(Refus, match=r"n.est pas une adresse"):
        telecharger(mauvaise, tmp_path)


def test_address_that_does_not_answer_is_told(tmp_path, serveur):
    port = serveur.server_port
    serveur.server_close()
    with pytest.raises(Refus, match="injoignable"):
        telecharger(f"http://127.0.0.1:{port}/records", tmp_path)
