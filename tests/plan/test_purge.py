"""Whoever is named in the plan may be forgotten."""

import pytest

from convenir.journal.operations import Auteur
from convenir.journal.purge import effacer_personne, exporter_personne
from convenir.plan.models import FicheAction, VersionDeFiche
from convenir.plan.operations import donner_des_nouvelles, modifier

pytestmark = pytest.mark.django_db


def test_name_goes_from_a_fiche_its_past_and_its_news(entiere):
    modifier(entiere, {"intervenants": [{"role": "pilote", "libelle": "Élise Orval"}]})
    donner_des_nouvelles(entiere, "Tout va bien.", auteur=Auteur("Élise Orval"))
    assert exporter_personne("élise orval")
    effacer_personne("élise  orval", "À sa demande")
    fiche = FicheAction.objects.get(pk=entiere.pk)
    assert (fiche.intervenants.count(), fiche.nouvelles.get().auteur) == (0, "")
    versions = VersionDeFiche.objects.filter(fiche=fiche).order_by("numero")
    assert [len(v.contenu["intervenants"]) for v in versions] == [2, 0]
