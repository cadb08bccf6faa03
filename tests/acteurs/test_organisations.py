"""One record each: found in the geographic code, checked by hand, a likely duplicate shown before."""

import pytest

from convenir.acteurs.enums import TypeOrganisation
from convenir.acteurs.models import Organisation
from convenir.acteurs.operations import DoublonProbable, enregistrer_organisation, modifier_organisation
from convenir.acteurs.queries import proposer, proposition, proposition_du_siren
from convenir.acteurs.rules import cle_du_nom
from convenir.journal.queries import evenements_de
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OrganisationFactory

EPCI = "245901160"
#: A check digit that is right, borne by nobody here.
SIREN = "732829320"


def test_proposer_finds_epci_communes_and_departements_with_their_codes():
    trouvees = {p.cle: (p.type, p.siren, p.insee) for p in proposer("valenciennes")}
    assert trouvees[f"epci:{EPCI}"] == (TypeOrganisation.EPCI, EPCI, "")
    assert trouvees["commune:59606"] == (TypeOrganisation.COMMUNE, "215906066", "59606")
    assert [p.cle for p in proposer("Lozère") if p.type == TypeOrganisation.DEPARTEMENT] == ["departement:48"]


@pytest.mark.parametrize("texte", ["", "v", " - ", "%00", "☃" * 90])
def test_proposer_without_two_letters_is_empty(texte):
    assert proposer(texte) == ()


@pytest.mark.parametrize("cle", ["", "epci:", "epci:000000000", "commune:99999", "departement:00", "autre:1"])
def test_proposition_of_an_unknown_key_is_none(cle):
    assert proposition(cle) is None


def test_proposition_of_a_key_gives_the_record_to_write():
    lue = proposition("commune:59606").organisation()
    assert (lue.nom, lue.siren, lue.insee, lue.type) == ("Valenciennes", "215906066", "59606", "commune")


def test_proposition_du_siren_is_that_of_the_epci_or_commune():
    assert proposition_du_siren(EPCI).cle == f"epci:{EPCI}"
    assert proposition_du_siren("215906066").cle == "commune:59606"
    assert proposition_du_siren(SIREN) is None


@pytest.mark.parametrize(
    ("nom", "autre"),
    [
        ("Communauté d’agglomération Val d’Ambre", "VAL D'AMBRE"),
        ("Caf de l’Ambre", "Caisse d’allocations familiales de l'Ambre"),
        ("Commune de Saint-Élan", "saint elan"),
    ],
)
def test_cle_du_nom_is_the_same_for_two_spellings(nom, autre):
    assert cle_du_nom(nom) == cle_du_nom(autre)


@pytest.mark.django_db
def test_enregistrer_organisation_cleans_and_tells_the_journal():
    ecrite = enregistrer_organisation(
        Organisation(type=TypeOrganisation.ASSOCIATION, nom="  Les   Petits Pas ", siren="732 829 320")
    )
    assert (ecrite.nom, ecrite.siren) == ("Les Petits Pas", SIREN)
    assert [e.resume for e in evenements_de(ecrite.cle)] == ["Organisation enregistrée : Les Petits Pas."]


@pytest.mark.django_db
@pytest.mark.parametrize("siren", ["732829321", "12", "ABCDEFGHI"])
def test_enregistrer_organisation_refuses_a_wrong_siren(siren):
    with pytest.raises(Refus, match="SIREN"):
        enregistrer_organisation(Organisation(type="association", nom="Les Petits Pas", siren=siren))
    assert Organisation.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "champs",
    [
        {"nom": "Tout autre nom", "siren": SIREN},
        {"nom": "CC DU VAL D'AMBRE".replace("CC", "Communauté de communes")},
    ],
)
def test_enregistrer_organisation_proposes_a_likely_duplicate_first(champs):
    connue = OrganisationFactory(siren=SIREN)
    with pytest.raises(DoublonProbable) as refus:
        enregistrer_organisation(Organisation(type=TypeOrganisation.EPCI, **champs))
    assert refus.value.candidates == (connue,)


@pytest.mark.django_db
def test_enregistrer_organisation_despite_a_namesake_when_told_so():
    OrganisationFactory(nom="Saint-Martin", type=TypeOrganisation.COMMUNE)
    autre = Organisation(nom="Saint-Martin", type=TypeOrganisation.COMMUNE)
    assert enregistrer_organisation(autre, malgre_les_doublons=True).pk
    assert Organisation.objects.count() == 2


@pytest.mark.django_db
def test_modifier_organisation_keeps_what_it_was_in_the_journal():
    organisation = OrganisationFactory()
    modifier_organisation(organisation, {"nom": "Val d’Ambre Agglomération"})
    evenement = evenements_de(organisation.cle).get()
    assert (evenement.avant["nom"], evenement.apres["nom"]) == (
        "Communauté de communes du Val d’Ambre",
        "Val d’Ambre Agglomération",
    )
