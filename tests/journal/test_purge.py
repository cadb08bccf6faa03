"""Nothing that names a person is kept without saying why, how long, and how it goes."""

import json

import pytest
from django.apps import apps

from convenir.__main__ import main
from convenir.journal.operations import Auteur, consigner
from convenir.journal.purge import ECARTES, UNITES, UnitePurge, registre
from convenir.journal.queries import evenements_de
from convenir.journal.queries.verification import verifier
from convenir.relecture.models import Acceptation
from tests.conftest import RACINE
from tests.factories.conventions import ConventionFactory, SignataireFactory
from tests.journal.conftest import OBJET

#: A field one of whose words is among these names a person, until its room says otherwise.
MOTS = {
    *("nom", "prenom", "courriel", "email", "mail", "telephone", "tel", "portable", "adresse"),
    *("maire", "par", "auteur", "signataire", "naissance", "ip", "agent", "uid"),
}


def champs_suspects():
    return {
        (modele._meta.label, champ.name)
        for modele in apps.get_models()
        if modele.__module__.startswith(("convenir.", "allauth."))
        for champ in modele._meta.get_fields()
        if not champ.is_relation and MOTS & set(champ.name.split("_"))
    }


def test_every_field_that_names_a_person_has_a_unit_or_a_reason():
    dits = {(u.modele, champ) for u in UNITES.values() for champ in u.champs} | ECARTES.keys()
    assert champs_suspects() - dits == set()


def test_every_unit_and_reason_is_about_a_field_that_exists():
    dits = [(u.modele, champ) for u in UNITES.values() for champ in u.champs] + list(ECARTES)
    existants = [
        (modele, champ)
        for modele, champ in dits
        if champ in {f.name for f in apps.get_model(modele)._meta.get_fields()}
    ]
    assert existants == dits


def test_every_unit_says_what_why_and_how_long():
    assert [u.modele for u in UNITES.values() if not (u.contenu and u.base_legale and u.conservation)] == []


def test_unit_without_erasure_says_why():
    with pytest.raises(ValueError, match="either"):
        UnitePurge("x.Y", ("nom",), "Quoi.", "Base.", "Durée.")


def test_docs_rgpd_is_up_to_date():
    ecrit = (RACINE / "docs" / "rgpd.md").read_text("utf-8")
    assert ecrit == registre(), "run: convenir rgpd registre > docs/rgpd.md"


@pytest.fixture
def traces(db):
    """Élise Orval signs, accepted a finding, acted once; her namesake Élise Orvalet too."""
    convention = ConventionFactory(code="val-d-ambre-2031")
    SignataireFactory(partie__convention=convention, ordre=2, nom="Élise Orval")
    for rang, nom in enumerate(("Élise Orval", "Élise Orvalet")):
        Acceptation.objects.create(
            convention=convention, empreinte=str(rang), motif="Voulu.", par=nom.upper()
        )
        consigner("convention.relue", objet=OBJET, resume="Relue.", auteur=Auteur(nom, f"o{rang}@a.example"))
    return convention


def test_export_gives_all_that_names_the_person_and_nobody_else(traces, capsys):
    assert main(["rgpd", "exporter", "élise  orval"]) == 0
    donnees = [ligne for unite in json.loads(capsys.readouterr().out) for ligne in unite["donnees"]]
    assert [{c: v for c, v in ligne.items() if c != "numero"} for ligne in donnees] == [
        {"modele": "journal.DonneePersonnelle", "champs": ["Élise Orval"]},
        {"modele": "conventions.Signataire", "nom": ["Élise Orval"]},
        {"modele": "relecture.Acceptation", "par": ["ÉLISE ORVAL"]},
    ]


def test_erasure_says_what_goes_and_what_stays(traces, capsys):
    assert main(["rgpd", "effacer", "Élise Orval", "--motif", "Demande de la personne."]) == 0
    assert [phrase.partition(" : ")[0] for phrase in capsys.readouterr().out.splitlines()] == [
        "Effacé (1)",
        "Conservé (1)",
        "Effacé (1)",
    ]
    assert list(Acceptation.objects.order_by("pk").values_list("par", flat=True)) == ["", "ÉLISE ORVALET"]
    assert [e.auteur for e in evenements_de(OBJET).filter(type="convention.relue")] == ["Élise Orvalet", ""]
    assert [e.rupture for e in verifier()] == [None]


def test_erasure_of_somebody_unknown_says_so(traces, capsys):
    assert main(["rgpd", "effacer", "Marc Sorbier", "--motif", "Demande."]) == 0
    assert capsys.readouterr().out == "Rien n’est gardé sur « Marc Sorbier ».\n"


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["exporter", " "], "Dites de qui il s’agit"),
        (["effacer", "", "--motif", "Demande."], "Dites de qui il s’agit"),
        (["effacer", "Élise Orval", "--motif", " "], "Dites pourquoi"),
    ],
)
def test_refusals_say_what_to_do(traces, capsys, arguments, phrase):
    assert main(["rgpd", *arguments]) == 2
    assert capsys.readouterr().err.startswith(phrase)
