"""Many votes from a table: columns recognised, each line told, nothing twice."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.adhesions.exports import en_csv
from convenir.adhesions.importation import COLONNES, importer, reconnaitre
from convenir.adhesions.models import Adhesion
from convenir.adhesions.queries import registre
from convenir.documents.entree.tableur import lire_tableur
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_du_departement
from tests.factories.adhesions import ACTE, EPCI, AdhesionFactory
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db
ENTETE = [
    "Commune",
    "Identifiant",
    "Délibération du",
    "Reçue le",
    "Publiée le",
    "Mode de publication",
    "Vote",
    "Humeur",
]
LIGNES = [
    ["Rombies-et-Marchipont", ACTE, "", "16/07/2025", "", "", "", ""],
    ["ANZIN", "", "30 juin 2025", "", "2025-07-02", "Affichage en mairie", "pour", "gaie"],
    ["Artres", "", "1er juillet 2025", "", "", "", "défavorable", ""],
    ["Ailleurs", "", "01/07/2025", "", "", "", "", ""],
    ["Marly", "", "31/02/2025", "", "", "", "", ""],
    ["Marly", "", "", "", "", "", "", ""],
    ["Maing", "059-215900143-20250708-12-DE", "", "", "", "", "", ""],
]


@pytest.fixture
def convention():
    from convenir.adhesions.operations import ouvrir

    convention = ConventionFactory(epci_siren=EPCI, debut=datetime.date(2025, 1, 1))
    ouvrir(convention)
    return convention


def verdicts(rapport):
    return [(ligne.commune, str(ligne.verdict)) for ligne in rapport.lignes]


def test_each_line_does_what_it_says(convention):
    rapport = importer(convention, [ENTETE, *LIGNES], "votes.csv")
    assert rapport.ignorees == ("Humeur",)
    assert verdicts(rapport) == [
        ("Rombies-et-Marchipont", "nouvelle"),
        ("Anzin", "nouvelle"),
        ("Artres", "nouvelle"),
        ("Ailleurs", "refusée"),
        ("Marly", "refusée"),
        ("Marly", "refusée"),
        ("Anzin", "refusée"),
    ]
    raisons = [ligne.raison for ligne in rapport.lignes if ligne.raison]
    assert raisons == [
        "Cette commune n’est pas au registre de la convention.",
        "La date du vote « 31/02/2025 » ne se lit pas : écrivez-la comme 08/07/2025.",
        "La date du vote manque.",
        "Anzin : l’adhésion est déjà « votée », elle ne peut devenir « votée ».",
    ]
    anzin = Adhesion.objects.get(insee="59014")
    assert (anzin.deliberee_le, anzin.publiee_le, anzin.publication) == (
        datetime.date(2025, 6, 30),
        datetime.date(2025, 7, 2),
        "affichage",
    )
    assert anzin.attestation == "Tableau « votes.csv »"
    assert Adhesion.objects.get(insee="59019").statut == "refusee"
    assert rapport.phrase == "7 lignes lues : 3 nouvelles, 4 refusées."


def test_dry_run_tells_the_same_and_writes_nothing(convention):
    avant = Evenement.objects.count()
    a_blanc = importer(convention, [ENTETE, *LIGNES], "votes.csv", a_blanc=True)
    assert (Adhesion.objects.filter(statut="non_demandee").count(), Evenement.objects.count()) == (35, avant)
    assert a_blanc == importer(convention, [ENTETE, *LIGNES], "votes.csv")


def test_same_table_again_changes_nothing_and_new_dates_complete(convention):
    tableau = [ENTETE, *LIGNES[:3]]
    importer(convention, tableau, "votes.csv")
    faits = Evenement.objects.count()
    encore = importer(convention, tableau, "votes.csv")
    assert [str(ligne.verdict) for ligne in encore.lignes] == ["déjà connue"] * 3
    assert Evenement.objects.count() == faits
    publiee = [["Rombies-et-Marchipont", ACTE, "", "", "20/07/2025", "", "", ""]]
    assert verdicts(importer(convention, [ENTETE, *publiee], "suite.csv"))[0][1] == "complétée"
    votee = Adhesion.objects.get(insee="59505")
    assert (votee.recue_le, votee.publiee_le, votee.publication) == (
        datetime.date(2025, 7, 16),
        datetime.date(2025, 7, 20),
        "electronique",
    )


def test_own_export_comes_back_as_already_known(convention):
    importer(convention, [ENTETE, *LIGNES[:3]], "votes.csv")
    rangs = lire_tableur("x.csv", en_csv(registre(convention, datetime.date(2026, 1, 1))).encode())
    rapport = importer(convention, [rangs[0], *(r for r in rangs[1:] if r[4])], "x.csv")
    assert {str(ligne.verdict) for ligne in rapport.lignes} == {"déjà connue"}


@pytest.mark.parametrize("colonne", COLONNES)
def test_each_column_is_known_by_its_names(colonne):
    for nom in COLONNES[colonne]:
        assert reconnaitre([nom.upper(), "Identifiant"])[0][colonne] == 0


def test_names_of_columns_are_never_ambiguous():
    noms = [nom for noms in COLONNES.values() for nom in noms]
    assert len(noms) == len(set(noms))


@pytest.mark.parametrize(
    ("entete", "phrase"), [(["Date"], "ne dit la commune"), (["Commune", "Reçue le"], "ne dit le vote")]
)
def test_table_without_what_matters_is_refused(entete, phrase):
    with pytest.raises(Refus, match=phrase):
        reconnaitre(entete)


@pytest.mark.parametrize(
    ("insee", "identifiant"),
    [
        ("2A004", "02A-212000046-20250708-2025-12-DE"),
        ("97411", "974-219740115-20250708-12-DE"),
        ("75056", "075-217500016-20250708-2015-294-DE"),
    ],
)
def test_identifiers_of_corsica_overseas_and_with_hyphens_find_their_commune(insee, identifiant):
    sans_epci = ConventionFactory(debut=datetime.date(2025, 1, 1))
    AdhesionFactory(convention=sans_epci, insee=insee, nom="Lieu")
    rapport = importer(sans_epci, [["Identifiant"], [identifiant]], "a.csv")
    assert verdicts(rapport) == [("Lieu", "nouvelle")]


def test_thousand_lines_cost_a_fixed_number_of_queries_each(django_assert_num_queries, convention):
    lieux = communes_du_departement("80")[:41]
    sans_epci = ConventionFactory(debut=datetime.date(2025, 1, 1))
    Adhesion.objects.bulk_create(Adhesion(convention=sans_epci, insee=c.insee, nom=c.nom) for c in lieux)
    rangs = [[c.insee, f"080-{c.siren}-20250708-{n}-DE"] for n, c in enumerate(lieux)]
    importer(sans_epci, [["Code INSEE", "Identifiant"], rangs[0]], "a.csv")
    with django_assert_num_queries(5 + 5 * 40):
        importer(sans_epci, [["Code INSEE", "Identifiant"], *rangs[1:]], "a.csv")


def test_page_tells_then_records(client, convention):
    adresse = reverse("adhesions:importer", args=[convention.code])
    octets = "\n".join(";".join(ligne) for ligne in [ENTETE, *LIGNES]).encode()
    lue = client.post(adresse, {"fichier": SimpleUploadedFile("votes.csv", octets)})
    assert "Rien n’est encore enregistré. 7 lignes lues : 3 nouvelles, 4 refusées." in " ".join(
        lue.text.split()
    )
    assert not Adhesion.objects.exclude(statut="non_demandee").exists()
    suite = {nom: lue.context["confirmation"][nom].value() for nom in ("nom", "tableau")}
    assert client.post(adresse, suite).status_code == 302
    assert Adhesion.objects.filter(statut="votee").count() == 2


def test_page_refuses_what_is_no_table(client, convention):
    adresse = reverse("adhesions:importer", args=[convention.code])
    vide = client.post(adresse, {"fichier": SimpleUploadedFile("votes.csv", b";;")})
    assert (vide.status_code, "est vide" in vide.text) == (422, True)
    assert client.post(adresse, {}).status_code == 422
