"""Findings about figures, told where the figures are shown."""

import pytest
from django.urls import reverse

from convenir.relecture.models import Acceptation, ConstatReleve
from convenir.relecture.signalements import signaler
from tests.factories.relecture import ConstatReleveFactory, RelectureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def relecture():
    relecture = RelectureFactory()
    ConstatReleveFactory(
        relecture=relecture,
        famille="valeurs",
        gravite="avertissement",
        titre="Un effectif, plusieurs valeurs",
        message="Deux valeurs : 5 901 enfants et 6\u202f164 enfants.",
        preuve="Écart de 4,5 %.",
        extrait="",
        lignes=[12, 40],
        section="article-2",
    )
    return relecture


def test_signaler_quotes_lines_values_and_address(relecture):
    (signalement,) = signaler(relecture.convention)
    assert signalement.titre == "Un effectif, plusieurs valeurs"
    assert signalement.lignes == {12, 40}
    assert {int(valeur) for valeur in signalement.valeurs} == {5901, 6164, 4}
    page = reverse("relecture:section", args=[relecture.convention.code, "article-2"])
    assert signalement.adresse == f"{page}#c-{relecture.constats.get().empreinte}"


@pytest.mark.parametrize("champs", [{"famille": "redaction"}, {"gravite": "information"}])
def test_signaler_leaves_what_is_not_to_be_settled(relecture, champs):
    ConstatReleve.objects.update(**champs)
    assert signaler(relecture.convention) == ()


def test_signaler_leaves_what_was_accepted(relecture):
    empreinte = relecture.constats.get().empreinte
    Acceptation.objects.create(convention=relecture.convention, empreinte=empreinte, motif="Voulu.")
    assert signaler(relecture.convention) == ()


def test_signaler_a_convention_never_proofread_says_nothing(relecture):
    convention = relecture.convention
    relecture.delete()
    assert signaler(convention) == ()
