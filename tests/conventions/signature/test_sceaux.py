"""What is sealed: proved by its page, guarded by the database, its drifts found and told."""

import pathlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenir.__main__ import main
from convenir.conventions.enums import Statut
from convenir.conventions.models import Convention, Disposition, Sceau, Version
from convenir.conventions.signature import operations
from convenir.conventions.signature.derives import verifier_les_sceaux
from convenir.documents.models import Fichier
from convenir.documents.queries import octets
from tests.documents.signature.fabrique import certifier_aujourd_hui as certifier
from tests.documents.signature.fabrique import document
from tests.factories.signatures import envoyer_le_texte

pytestmark = pytest.mark.django_db


@pytest.fixture
def sceau(texte, attendus, signataires):
    """A convention signed by three people, the first with a certificate."""
    circuit = envoyer_le_texte(texte, attendus, document())
    une, deux, trois = circuit.signatures.order_by("rang", "pk")
    operations.joindre_l_exemplaire_certifie(une, certifier(document(), "Zoé Un"))
    operations.signer(deux, signataires[1], lu=True)
    operations.constater_sur_papier(trois, timezone.localdate(), "Une élue")
    return Sceau.objects.get()


def adresse(circuit):
    return reverse("signature:verifier", args=[circuit.cle])


def donner(sceau, contenu):
    """What the page answers to anybody who gives this file."""
    fichier = SimpleUploadedFile("exemplaire.pdf", contenu)
    reponse = Client().post(adresse(sceau.circuit), {"fichier": fichier})
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_anybody_reads_who_signed_in_which_quality(sceau):
    page = Client().get(adresse(sceau.circuit)).content.decode()
    for dit in (sceau.sha256, "Zoé Un", "Présidente", "Val d’Ambre", "Ève Trois", "Déjà signée sur papier"):
        assert dit in page


def test_sealed_file_is_recognised_and_not_kept(sceau):
    avant = Fichier.objects.count()
    assert "octet pour octet" in donner(sceau, octets(sceau.fichier))
    assert Fichier.objects.count() == avant


def test_file_altered_by_one_byte_is_told_wherever_it_is(sceau):
    scelle = octets(sceau.fichier)
    for place in (20, len(scelle) // 2, len(scelle) - 3):
        altere = scelle[:place] + bytes([scelle[place] ^ 1]) + scelle[place + 1 :]
        page = donner(sceau, altere)
        assert "un octet a été altéré" in page
        assert "C’est bien lui" not in page


def test_other_files_are_told_for_what_they_are(sceau):
    assert "avant les dernières signatures" in donner(sceau, document())
    assert "signature valable, mais" in donner(sceau, certifier(octets(sceau.fichier), "Passant"))
    assert "aucune signature" in donner(sceau, b"%PDF-1.7 autre chose")
    assert "aucune signature" in donner(sceau, b"du texte")


def test_file_after_file_is_asked_to_wait(sceau):
    reponses = [Client().post(adresse(sceau.circuit)).status_code for _ in range(21)]
    assert reponses == [422] * 20 + [429]


def test_page_of_a_round_not_sealed_tells_nothing_of_the_text(texte, attendus):
    circuit = envoyer_le_texte(texte, attendus)
    page = Client().get(adresse(circuit)).content.decode()
    assert "pas encore scellé" in page
    assert "Ambre" not in page
    assert "Zoé" not in page
    operations.retirer(circuit, "Une erreur.")
    page = Client().get(adresse(circuit)).content.decode()
    assert "a été retiré" in page
    assert "Ambre" not in page


@pytest.mark.parametrize("modele", [Sceau, Version])
@pytest.mark.parametrize("acte", ["update", "delete", "sql", "remplacement"])
def test_database_refuses_to_change_or_remove_what_is_sealed(sceau, modele, acte):
    table = modele._meta.db_table
    ordres = {
        "update": lambda: modele.objects.update(**{"sha256" if modele is Sceau else "motif": "autre"}),
        "delete": lambda: modele.objects.all()._raw_delete("default"),
        "sql": lambda: executer(f"UPDATE {table} SET id = id"),
        "remplacement": lambda: executer(
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
            if connection.vendor == "sqlite"
            else f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE"
        ),
    }
    with pytest.raises(DatabaseError, match="scellé"), transaction.atomic():
        ordres[acte]()


def executer(ordre):
    with connection.cursor() as curseur:
        curseur.execute(ordre)


def test_sound_seals_are_told_so_at_the_command_line(sceau, capsys):
    assert main(["verifier-sceaux"]) == 0
    assert "Sceaux vérifiés : 1. Rien n’a changé" in capsys.readouterr().out
    assert main(["verifier-sceaux", "inconnue"]) == 2


def test_bytes_altered_on_the_disk_are_a_drift(sceau, settings, capsys):
    chemin = pathlib.Path(settings.MEDIA_ROOT) / str(sceau.fichier.contenu.name)
    chemin.write_bytes(chemin.read_bytes() + b" ")
    assert main(["verifier-sceaux"]) == 1
    assert "a été altéré sur le disque" in capsys.readouterr().out
    chemin.unlink()
    assert "n’est plus sur le disque" in verifier_les_sceaux()[1][0]


def test_text_changed_in_the_record_is_a_drift_that_names_it(sceau, convention):
    Disposition.objects.filter(convention=convention, cle="objet").update(texte="Un texte glissé.")
    (derive,) = verifier_les_sceaux(convention.code)[1]
    assert "Article 1" in derive


def test_state_taken_back_and_file_exchanged_are_drifts(sceau):
    Convention.objects.update(statut=Statut.BROUILLON)
    Fichier.objects.filter(pk=sceau.fichier_id).update(sha256="0" * 64)
    phrases = " ".join(verifier_les_sceaux()[1])
    assert "à l’état « Brouillon »" in phrases
    assert "l’empreinte du sceau n’est pas celle du fichier" in phrases


def test_text_said_signed_without_a_seal_is_a_drift(convention):
    Convention.objects.update(statut=Statut.SIGNEE)
    nombre, (derive,) = verifier_les_sceaux()
    assert (nombre, "n’a pas de sceau" in derive) == (0, True)
