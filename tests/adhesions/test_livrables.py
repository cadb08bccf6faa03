"""Papers of a commune and annexe at a date: what they say, what they leave to complete, the archive."""

import datetime
import io
import zipfile

import pytest
from django.urls import reverse

from convenir.adhesions.livrables import DOCUMENTS, annexe, composer, valeurs_de
from convenir.adhesions.queries import Situation, registre
from convenir.documents.blocs import feuilles, texte_brut
from convenir.documents.entree import lire_octets
from convenir.lecture.queries import get_dossier
from convenir.socle.models import Travail
from tests.factories.adhesions import AdhesionFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2026, 9, 1)
CONSEIL = datetime.date(2026, 10, 15)


def situation(**champs):
    from tests.factories.adhesions import EPCI
    from tests.factories.conventions import ConventionFactory

    dates = {"debut": datetime.date(2025, 1, 1), "fin": datetime.date(2029, 12, 31)}
    convention = ConventionFactory(epci_siren=EPCI, avec_parties=True, **dates)
    return Situation(AdhesionFactory(convention=convention, **champs), JOUR)


def texte(cle, au):
    publication = composer(cle, au, valeurs_de(au.adhesion.convention))
    return publication, "\n".join(
        texte_brut(f.contenu)
        if hasattr(f, "contenu")
        else " | ".join(texte_brut(c.contenu) for c in f.cellules)
        for f in feuilles(publication.blocs)
        if hasattr(f, "contenu") or hasattr(f, "cellules")
    )


def test_draft_vote_says_what_is_known_and_leaves_the_rest():
    publication, dit = texte(
        "deliberation", situation(conseil_le=CONSEIL, matiere_code="8.2", matiere_nom="aide")
    )
    assert publication.filigrane == "projet"
    assert "séance du 15 octobre 2026" in dit
    assert "convention territoriale globale du 1er janvier 2025 au 31 décembre 2029" in dit
    assert "Matière (nomenclature des actes) : 8.2 aide" in dit
    assert "prise par « Communauté de communes du Val d’Ambre »" in dit
    assert publication.manques == 10  # rapporteur, decision, five counts, two signatures, court


def test_papers_of_a_bare_commune_leave_the_council_and_the_subject_to_complete():
    publication, _ = texte("deliberation", situation())
    assert publication.manques == 12


@pytest.mark.parametrize(
    ("insee", "titre", "jours"),
    [
        ("59014", "Note explicative de synthèse", "5 jours francs"),
        ("59505", "Note au conseil", "La loi ne demande pas"),
    ],
)
def test_note_follows_the_population(insee, titre, jours):
    publication, dit = texte("note", situation(insee=insee, nom="Lieu"))
    assert publication.titre == f"{titre} – Lieu"
    assert jours in dit


def test_calendar_counts_from_the_council():
    _, dit = texte("calendrier", situation(conseil_le=CONSEIL))
    assert "Envoyer la convocation | 11 octobre 2026 | 9 octobre 2026 | CGCT, art. L.2121-11" in dit
    assert "sauf si le conseil a choisi" in dit


def test_calendar_without_council_says_what_is_missing():
    assert texte("calendrier", situation(insee="59014", nom="Anzin"))[0].manques == 1


def test_annexe_at_three_dates():
    au = situation(
        votee=True,
        recue_le=datetime.date(2025, 7, 16),
        publiee_le=datetime.date(2025, 7, 20),
        publication="papier",
    )
    AdhesionFactory(convention=au.adhesion.convention, insee="59014", nom="Anzin", retiree=True)
    rangs = []
    for jour in (datetime.date(2025, 7, 1), datetime.date(2025, 7, 18), datetime.date(2026, 3, 1)):
        tenu = registre(au.adhesion.convention, jour)
        publication = annexe(au.adhesion.convention, tenu, jour)
        rangs.append([[texte_brut(c.contenu) for c in r.cellules] for r in publication.blocs[1].rangs])
    vote = "8 juillet 2025"
    assert rangs == [
        [["Anzin", "–", "–", "–"], ["Rombies-et-Marchipont", "–", "–", "–"]],
        [["Anzin", vote, "–", "–"], ["Rombies-et-Marchipont", vote, "–", "–"]],
        [
            ["Anzin", vote, "–", "retirée au 2 février 2026"],
            ["Rombies-et-Marchipont", vote, "20 juillet 2025", "20 juillet 2025"],
        ],
    ]


def test_text_of_the_convention_shows_the_register_at_its_date():
    from convenir.conventions.models import Disposition

    au = situation(votee=True)
    au.adhesion.convention.dispositions.create(
        ordre=1, type="annexe", cle="communes", titre="Communes", texte="{{{communes}}}"
    )
    assert Disposition.objects.count() == 1
    code = au.adhesion.convention.code
    avant, apres = (get_dossier(code, jour).communes[0] for jour in (datetime.date(2025, 7, 7), JOUR))
    assert (avant.date, apres.date) == (None, datetime.date(2025, 7, 8))


@pytest.mark.parametrize("extension", ["docx", "pdf"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_paper_is_downloaded_whole(client, document, extension):
    adhesion = situation(conseil_le=CONSEIL).adhesion
    chemin = reverse("adhesions:document", args=[adhesion.convention.code, "59505", document, extension])
    reponse = client.get(chemin)
    lu = lire_octets(f"x.{extension}", reponse.content)
    assert "Rombies-et-Marchipont" in " ".join(lu.source.lignes)
    assert reponse["Content-Disposition"] == f'attachment; filename="{document}-59505.{extension}"'


@pytest.mark.parametrize("fin", ["rien.pdf", "note.odt", "note.exe"])
def test_paper_that_does_not_exist_is_not_found(client, fin):
    adhesion = situation().adhesion
    base = reverse("adhesions:commune", args=[adhesion.convention.code, "59505"])
    assert client.get(base + fin).status_code == 404


def test_archive_holds_the_file_of_each_silent_commune(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    adhesion = situation().adhesion
    AdhesionFactory(convention=adhesion.convention, insee="59014", nom="Anzin", votee=True)
    code = adhesion.convention.code
    chemin = reverse("adhesions:archive", args=[code])
    assert client.get(chemin).url == reverse("adhesions:registre", args=[code])
    client.post(reverse("adhesions:archiver", args=[code]))
    assert Travail.objects.get().etat == "fait"
    reponse = client.get(chemin)
    with zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content))) as archive:
        noms = archive.namelist()
    assert noms == [f"rombies-et-marchipont-59505/dossier.{e}" for e in ("docx", "pdf")]


def test_archive_is_refused_once_every_commune_has_voted(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    adhesion = situation(votee=True).adhesion
    client.post(reverse("adhesions:archiver", args=[adhesion.convention.code]))
    assert Travail.objects.get().message.startswith("Toutes les communes ont délibéré")


@pytest.mark.parametrize(
    ("au", "attendu"), [("2025-07-07", "0 sur"), ("2025-07-08", "1 sur"), ("x", "1 sur"), ("", "1 sur")]
)
def test_annexe_page_and_files_answer_at_any_date(client, au, attendu):
    adhesion = situation(votee=True).adhesion
    adresse = reverse("adhesions:annexe", args=[adhesion.convention.code])
    assert attendu in client.get(adresse, {"au": au}).text
    assert client.get(adresse.rstrip("/") + ".pdf", {"au": au}).content.startswith(b"%PDF")
    assert client.get(adresse.rstrip("/") + ".exe").status_code == 404


def test_exports_are_downloaded_or_say_what_is_missing(client):
    adhesion = situation(votee=True).adhesion
    chemin = reverse("adhesions:exporter", args=[adhesion.convention.code, "registre"])
    assert "Rombies-et-Marchipont" in client.get(chemin).content.decode("utf-8-sig")
    schema = chemin.replace("registre", "deliberations")
    assert client.get(schema).status_code == 422
    adhesion.siret, adhesion.numero, adhesion.matiere_code, adhesion.matiere_nom = (
        "1" * 14,
        "12",
        "8.2",
        "aide",
    )
    adhesion.save()
    assert client.get(schema).content.startswith(b"COLL_NOM,COLL_SIRET")
    assert client.get(chemin.replace("registre", "autre")).status_code == 404
