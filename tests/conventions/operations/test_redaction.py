"""Ready, reopened; what is missing, waived; a text that is no draft is not edited."""

import datetime

import pytest

from convenir.conventions import operations
from convenir.conventions.enums import EtatCommentaire, Statut
from convenir.conventions.enums.texte import TRANSITIONS
from convenir.conventions.models import Commentaire, Convention, Disposition, Partie, Signataire, Version
from convenir.conventions.prealables import manques, points
from convenir.conventions.rules.redaction import REFUS
from convenir.journal.models import Evenement
from convenir.journal.operations import Auteur
from convenir.relecture.operations import relire_convention
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory, VisaFactory

pytestmark = pytest.mark.django_db
ICI = Auteur(nom="Ida Inventée", cle="personne:1")


@pytest.fixture
def convention():
    """Whole, and proofread without a blocking finding."""
    convention = ConventionFactory(avec_parties=True, avec_articles=True)
    VisaFactory(convention=convention, ordre=1)
    relire_convention(convention.code)
    return convention


@pytest.fixture
def personne():
    return PersonneFactory()


def cles(convention):
    return [manque.cle.split(":")[0] for manque in manques(convention)]


def mettre(convention, statut):
    Convention.objects.filter(pk=convention.pk).update(statut=statut)
    convention.refresh_from_db()
    return convention


def tout_dispenser(convention, personne):
    for manque in manques(convention):
        operations.dispenser(convention, manque.cle, "Vu ensemble.", personne, auteur=ICI)


def reprendre_le_texte(convention, cle="objet", texte="Un autre objet."):
    disposition = convention.dispositions.get(cle=cle)
    return operations.modifier_disposition(disposition, texte, disposition.version)


def test_points_missing_everything_are_all_told():
    vide = ConventionFactory(debut=None)
    assert cles(vide) == ["parties", "dates", "relecture"]


def test_points_party_without_signatory_and_provision_without_text(convention):
    Signataire.objects.filter(partie__cle="caf").delete()
    Disposition.objects.filter(cle="objet").update(texte=" \n")
    Disposition.objects.filter(cle="duree").update(a_completer=True)
    phrases = [manque.phrase for manque in manques(convention)]
    assert phrases[:3] == [
        "Personne ne signe encore pour « Caisse d’allocations familiales de l’Ambre ».",
        "Article 1 – Objet n’a pas de texte.",
        "Article 2 – Duree est marqué « à compléter ».",
    ]


def test_declarer_prete_with_something_missing_is_refused(convention):
    convention.parties.all().delete()
    with pytest.raises(Refus, match="Aucune partie n’est enregistrée"):
        operations.declarer_prete(convention)
    convention.refresh_from_db()
    assert (convention.statut, Version.objects.count()) == (Statut.BROUILLON, 0)


def test_declarer_prete_freezes_the_text_and_tells_who(convention, personne):
    tout_dispenser(convention, personne)
    version = operations.declarer_prete(convention, auteur=ICI)
    convention.refresh_from_db()
    assert convention.statut == Statut.PRETE
    assert [d["cle"] for d in version.contenu["dispositions"]] == ["preambule", "objet", "duree", "instances"]
    dernier = Evenement.objects.order_by("rang").last()
    assert (dernier.type, dernier.acteur, dernier.donnees) == (
        "convention.prete",
        "personne:1",
        {"version": 1},
    )


def test_rouvrir_without_a_reason_is_refused(convention):
    mettre(convention, Statut.PRETE)
    with pytest.raises(Refus, match="Dites pourquoi"):
        operations.rouvrir(convention, "  ")


def test_rouvrir_makes_it_a_draft_and_keeps_the_reason(convention):
    mettre(convention, Statut.PRETE)
    operations.rouvrir(convention, " Une date à revoir. ", auteur=ICI)
    convention.refresh_from_db()
    assert convention.statut == Statut.BROUILLON
    assert Evenement.objects.order_by("rang").last().donnees == {"motif": "Une date à revoir."}


@pytest.mark.parametrize("depuis", Statut)
def test_declarer_prete_is_for_a_draft_only(convention, personne, depuis):
    tout_dispenser(convention, personne)
    mettre(convention, depuis)
    permis = depuis == Statut.BROUILLON
    if not permis:
        with pytest.raises(Refus):
            operations.declarer_prete(convention)
    else:
        operations.declarer_prete(convention)
    convention.refresh_from_db()
    assert convention.statut == (Statut.PRETE if permis else depuis)


@pytest.mark.parametrize("depuis", Statut)
def test_rouvrir_from_any_state_follows_the_table(convention, depuis):
    mettre(convention, depuis)
    if Statut.BROUILLON in TRANSITIONS[depuis]:
        operations.rouvrir(convention, "À revoir.")
        depuis = Statut.BROUILLON
    else:
        with pytest.raises(Refus):
            operations.rouvrir(convention, "À revoir.")
    convention.refresh_from_db()
    assert convention.statut == depuis


def test_dispenser_falls_when_the_text_it_is_about_changes(convention, personne):
    Disposition.objects.filter(cle="objet").update(a_completer=True)
    tout_dispenser(convention, personne)
    assert manques(convention) == ()
    reprendre_le_texte(convention)
    assert cles(convention) == ["a-completer", "relecture"]


def test_dispenser_keeps_who_and_why(convention, personne):
    Disposition.objects.filter(cle="objet").update(a_completer=True)
    operations.dispenser(convention, manques(convention)[0].cle, " Vu. ", personne, auteur=ICI)
    dispense = next(point.dispense for point in points(convention) if point.est_leve)
    assert (dispense.personne, dispense.motif) == (personne, "Vu.")
    assert Evenement.objects.order_by("rang").last().type == "convention.dispensee"


def test_dispenser_twice_or_without_reason_or_unknown_is_refused(convention, personne):
    Disposition.objects.filter(cle="objet").update(a_completer=True)
    cle = manques(convention)[0].cle
    for autre, motif, phrase in [
        (cle, " ", "Dites pourquoi"),
        ("inconnu", "Vu.", "n’est plus dans la liste"),
    ]:
        with pytest.raises(Refus, match=phrase):
            operations.dispenser(convention, autre, motif, personne)
    operations.dispenser(convention, cle, "Vu.", personne)
    with pytest.raises(Refus, match="déjà dispensé"):
        operations.dispenser(convention, cle, "Revu.", personne)


def test_dispenser_what_nothing_waives_is_refused(convention, personne):
    convention.parties.all().delete()
    with pytest.raises(Refus, match="ne peut pas être dispensé"):
        operations.dispenser(convention, "parties", "Vu.", personne)


def test_retirer_la_dispense_asks_again(convention, personne):
    Disposition.objects.filter(cle="objet").update(a_completer=True)
    cle = manques(convention)[0].cle
    operations.dispenser(convention, cle, "Vu.", personne)
    operations.retirer_la_dispense(convention, cle)
    operations.retirer_la_dispense(convention, cle)
    assert manques(convention)[0].cle == cle


ECRIVAINS = {
    "modifier_disposition": reprendre_le_texte,
    "ajouter_disposition": lambda c: operations.ajouter_disposition(
        c, Disposition(type="article", titre="Autre", texte="Autre."), c.version
    ),
    "retirer_disposition": lambda c: operations.retirer_disposition(
        c.dispositions.get(cle="objet"), c.version
    ),
    "deplacer_disposition": lambda c: operations.deplacer_disposition(
        c.dispositions.get(cle="objet"), 2, c.version
    ),
    "renumeroter": lambda c: operations.renumeroter(c, c.version),
    "modifier_parties": lambda c: operations.modifier_parties(
        c, [(Partie(cle="msa", nom="MSA"), [])], c.version
    ),
    "modifier_visas": lambda c: operations.modifier_visas(c, ["Vu la loi"], c.version),
    "modifier_duree": lambda c: operations.modifier_duree(c, None, datetime.date(2036, 1, 1), c.version),
}


@pytest.mark.parametrize("statut", Statut)
@pytest.mark.parametrize("ecrivain", ECRIVAINS)
def test_every_writer_edits_a_draft_only(convention, ecrivain, statut):
    mettre(convention, statut)
    evenements = Evenement.objects.count()
    if statut == Statut.BROUILLON:
        ECRIVAINS[ecrivain](convention)
    else:
        with pytest.raises(Refus) as refus:
            ECRIVAINS[ecrivain](convention)
        assert refus.value.message == REFUS[statut]
    assert Evenement.objects.count() - evenements == (statut == Statut.BROUILLON)


def ouvrir(convention, cle, etat=EtatCommentaire.OUVERT):
    return Commentaire.objects.create(
        convention=convention,
        disposition=cle,
        texte="À revoir ensemble.",
        personne=PersonneFactory(),
        etat=etat,
        deverrouille=True,
    )


def test_provision_opened_by_a_comment_is_edited_though_ready_and_frozen_apart(convention, personne):
    tout_dispenser(convention, personne)
    operations.declarer_prete(convention)
    ouvrir(convention, "objet")
    reprendre_le_texte(convention)
    convention.refresh_from_db()
    assert convention.statut == Statut.PRETE
    motifs = list(Version.objects.order_by("numero").values_list("motif", flat=True))
    assert motifs == [
        "Texte dit prêt à signer",
        "Disposition ouverte par un commentaire : Article 1 – Objet",
    ]
    with pytest.raises(Refus, match="dit prêt"):
        reprendre_le_texte(convention, "duree")


@pytest.mark.parametrize(
    ("statut", "etat"),
    [
        (Statut.PRETE, EtatCommentaire.CLOS),
        (Statut.EN_SIGNATURE, EtatCommentaire.OUVERT),
        (Statut.SIGNEE, EtatCommentaire.OUVERT),
    ],
)
def test_comment_closed_or_text_gone_opens_nothing(convention, statut, etat):
    mettre(convention, statut)
    ouvrir(convention, "objet", etat)
    with pytest.raises(Refus):
        reprendre_le_texte(convention)
