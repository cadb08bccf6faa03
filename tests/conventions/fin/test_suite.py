"""The next convention starts from the text in force of the one that ends, and nothing goes on by itself."""

import datetime

import pytest
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.enums import NatureModification, Statut
from convenir.conventions.fin.suite import renouveler
from convenir.conventions.models import Convention
from convenir.conventions.queries import conventions_de
from convenir.socle.erreurs import Refus
from tests.factories.conventions import AvenantFactory, ConventionFactory, MembreFactory, RalliementFactory

pytestmark = pytest.mark.django_db
DEBUT, FIN = datetime.date(2036, 1, 1), datetime.date(2040, 12, 31)
EFFET = datetime.date(2020, 1, 1)  # long since in effect


@pytest.fixture
def convention():
    return ConventionFactory(
        avec_parties=True, avec_articles=True, statut=Statut.SIGNEE, epci_siren="200000001"
    )


def test_renouveler_takes_the_text_in_force(convention):
    avenant = AvenantFactory(
        convention=convention, statut=Statut.SIGNEE, effet_le=EFFET, modifications={"duree": "Cinq ans."}
    )
    avenant.modifications.create(cle="objet", nature=NatureModification.SUPPRIME, type="article")
    avenant.modifications.create(
        cle="donnees", nature=NatureModification.AJOUTE, type="article", titre="Données", texte="Gardées."
    )
    suivante = renouveler(convention, DEBUT, FIN)
    textes = dict(suivante.dispositions.order_by("ordre").values_list("cle", "texte"))
    assert list(textes) == ["preambule", "duree", "donnees", "instances"]
    assert (textes["duree"], textes["donnees"]) == ("Cinq ans.", "Gardées.")
    assert (suivante.statut, suivante.debut, suivante.fin) == (Statut.BROUILLON, DEBUT, FIN)
    assert (suivante.precedente, suivante.epci_siren) == (convention, "200000001")


def test_renouveler_takes_who_joined_since(convention):
    avenant = AvenantFactory(convention=convention, statut=Statut.SIGNEE, effet_le=EFFET)
    RalliementFactory(avenant=avenant, nom="Syndicat mixte fictif", signataire="Une présidente")
    suivante = renouveler(convention, DEBUT, FIN)
    noms = list(suivante.parties.order_by("ordre").values_list("nom", flat=True))
    assert noms == [
        *convention.parties.order_by("ordre").values_list("nom", flat=True),
        "Syndicat mixte fictif",
    ]
    assert suivante.parties.get(cle="syndicat-mixte-fictif").signataires.get().nom == "Une présidente"


def test_renouveler_takes_the_members_who_are_still_there(convention):
    partie = MembreFactory(convention=convention, autre=True, parti_le=timezone.localdate())
    pilote = MembreFactory(convention=convention, autre=True, role=Role.PILOTAGE, signataire=True)
    suivante = renouveler(convention, DEBUT, FIN)
    repris = suivante.membres.get(personne=pilote.personne)
    assert (repris.role, repris.signataire) == (Role.PILOTAGE, True)
    assert not conventions_de(partie.personne).filter(pk=suivante.pk).exists()


def test_renouveler_a_draft_is_refused(convention):
    Convention.objects.update(statut=Statut.BROUILLON)
    with pytest.raises(Refus, match="convention signée"):
        renouveler(convention, DEBUT, FIN)
    assert Convention.objects.count() == 1


def test_renouveler_twice_is_refused(convention):
    renouveler(convention, DEBUT, FIN)
    with pytest.raises(Refus, match="déjà renouvelée"):
        renouveler(convention, DEBUT, FIN)


@pytest.mark.parametrize("fin", [datetime.date(2035, 12, 31), datetime.date(2036, 6, 30)])
def test_renouveler_before_the_term_in_force_is_refused(convention, fin):
    AvenantFactory(convention=convention, statut=Statut.SIGNEE, effet_le=EFFET, fin=fin)
    with pytest.raises(Refus, match="après le terme"):
        renouveler(convention, fin, FIN)
    assert renouveler(convention, fin + datetime.timedelta(days=1), FIN).fin == FIN
