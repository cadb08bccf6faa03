import datetime

import pytest

from convenir.conventions.models import Disposition, Partie, Signataire
from convenir.conventions.operations import ajouter_disposition, modifier_duree, modifier_parties
from convenir.documents.blocs import Insertion
from convenir.lecture.queries import get_dossier
from convenir.relecture.enums import Gravite
from convenir.relecture.registre import relire
from convenir.socle.erreurs import Refus
from tests.factories.conventions import ConventionFactory
from tests.factories.faits import FAITS, convention_complete

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return convention_complete()


def test_get_dossier_of_an_unknown_code_names_those_that_exist():
    ConventionFactory(code="ambre")
    ConventionFactory(code="belette")

    with pytest.raises(Refus, match=r"« zut » : les codes connus sont ambre, belette\."):
        get_dossier("zut")


def test_get_dossier_of_an_unknown_code_without_any_says_how_to_keep_one():
    with pytest.raises(Refus, match="--enregistrer"):
        get_dossier("zut")


def test_model_with_complete_facts_gives_no_finding_above_information(convention):
    constats = relire(get_dossier(convention.code))

    assert [c.message for c in constats if c.gravite is not Gravite.INFORMATION] == []


def test_get_dossier_computes_numbers_and_references(convention):
    dossier = get_dossier(convention.code)

    assert [d.numero for d in dossier.dispositions] == [None, *range(1, 16), *range(1, 6)]
    assert any("jointe en annexe 4" in ligne for ligne in dossier.source.lignes)


def test_get_dossier_follows_a_provision_added(convention):
    ajouter_disposition(convention, Disposition(type="article", titre="Ajout"), 1, apres="objet")

    lignes = get_dossier(convention.code).source.lignes
    assert "Article 2 – Ajout" in lignes
    assert "Article 16 – Confidentialité" in lignes
    assert "L’obligation prévue à l’article 16 survit à la fin de la convention." in lignes


def test_get_dossier_gives_parties_and_dates_of_the_record(convention):
    modifier_parties(convention, [(Partie(cle="msa", nom="MSA de l’Ambre"), [Signataire(nom="Ève Sol")])], 1)
    modifier_duree(convention, datetime.date(2031, 1, 1), datetime.date(2034, 12, 31), 2)

    dossier = get_dossier(convention.code)
    assert [(p.nom, [s.nom for s in p.signataires]) for p in dossier.parties] == [
        ("MSA de l’Ambre", ["Ève Sol"])
    ]
    assert (dossier.duree.debut.year, dossier.duree.fin.year) == (2031, 2034)
    assert any("conclue pour une durée de quatre ans" in ligne for ligne in dossier.source.lignes)


@pytest.mark.parametrize(
    ("famille", "nombre"),
    [
        ("indicateurs", len(FAITS.indicateurs)),
        ("prestations", 2),
        ("subventions", 2),
        ("plans", 2),
        ("instances", 2),
        ("communes", 3),
        ("syntheses", 2),
    ],
)
def test_facts_shown_by_the_text_point_at_their_line(convention, famille, nombre):
    dossier = get_dossier(convention.code)
    faits = getattr(dossier, famille)

    assert len(faits) == nombre
    for fait in faits:
        nom = next(getattr(fait, n) for n in ("libelle", "nom", "thematique") if hasattr(fait, n))
        assert any(nom in dossier.source.lignes[n - 1] for n in fait.lignes)


def test_each_objective_points_at_its_own_row(convention):
    dossier = get_dossier(convention.code)

    for plan in dossier.plans:
        for objectif in plan.objectifs:
            (ligne,) = objectif.lignes
            assert dossier.source.lignes[ligne - 1] == f"Objectif {objectif.numero}\t{objectif.libelle}"


def test_only_the_signature_block_is_left_to_publication(convention):
    blocs = get_dossier(convention.code).document.blocs

    assert [b.cle for b in blocs if isinstance(b, Insertion)] == ["signatures"]


def test_every_line_is_held_once(convention):
    couverture = get_dossier(convention.code).couverture

    assert couverture.lignes == couverture.rattachees
