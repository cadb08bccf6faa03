"""Comments: each state from each, who is told, nothing lost when two write at once."""

import pytest

from convenir.conventions import operations
from convenir.conventions.enums import EtatCommentaire, Statut
from convenir.conventions.enums.commentaires import TRANSITIONS
from convenir.conventions.models import Commentaire, Convention, Reponse
from convenir.conventions.queries.commentaires import compter_les_non_clos, deverrouillees, echanges
from convenir.journal.models import Evenement
from convenir.journal.operations import Auteur
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import CommentaireFactory, ConventionFactory

pytestmark = pytest.mark.django_db
ICI = Auteur(nom="Ida Inventée", cle="personne:1", organisation_nom="Commune d’Ambremont")


@pytest.fixture
def convention():
    return ConventionFactory(avec_articles=True)


def test_commenter_keeps_who_on_what_and_tells_the_journal(convention):
    personne = PersonneFactory()
    ecrit = operations.commenter(convention, "objet", " Trop vague. ", personne, ICI, passage="agissent\n de")
    assert (ecrit.texte, ecrit.passage, ecrit.etat) == ("Trop vague.", "agissent de", EtatCommentaire.OUVERT)
    assert (ecrit.personne, ecrit.organisation_nom) == (personne, "Commune d’Ambremont")
    dernier = Evenement.objects.order_by("rang").last()
    assert (dernier.type, dernier.resume, dernier.acteur) == (
        "convention.commentee",
        "Commentaire sur Article 1 – Objet.",
        "personne:1",
    )


@pytest.mark.parametrize(("cle", "texte"), [("objet", "  "), ("inconnue", "Mais encore ?")])
def test_commenter_nothing_or_nowhere_is_refused(convention, cle, texte):
    with pytest.raises(Refus):
        operations.commenter(convention, cle, texte, PersonneFactory(), ICI)
    assert Commentaire.objects.count() == 0


@pytest.mark.parametrize("statut", Statut)
def test_commenter_stops_once_signed(convention, statut):
    Convention.objects.update(statut=statut)
    if statut in {Statut.SIGNEE, Statut.RESILIEE}:
        with pytest.raises(Refus):
            operations.commenter(convention, "objet", "Encore.", PersonneFactory(), ICI)
    else:
        operations.commenter(convention, "objet", "Encore.", PersonneFactory(), ICI)
    assert Commentaire.objects.count() == (statut not in {Statut.SIGNEE, Statut.RESILIEE})


ACTES = {
    "repondre_un_autre": (
        lambda c: operations.repondre(c, "Vu.", PersonneFactory(), ICI),
        {EtatCommentaire.OUVERT: EtatCommentaire.REPONDU, EtatCommentaire.REPONDU: EtatCommentaire.REPONDU},
    ),
    "repondre_soi_meme": (
        lambda c: operations.repondre(c, "Non.", c.personne, ICI),
        {EtatCommentaire.OUVERT: EtatCommentaire.OUVERT, EtatCommentaire.REPONDU: EtatCommentaire.OUVERT},
    ),
    "clore": (
        lambda c: operations.clore(c, ICI),
        {EtatCommentaire.OUVERT: EtatCommentaire.CLOS, EtatCommentaire.REPONDU: EtatCommentaire.CLOS},
    ),
    "rouvrir": (
        lambda c: operations.rouvrir_commentaire(c, ICI),
        {EtatCommentaire.REPONDU: EtatCommentaire.OUVERT, EtatCommentaire.CLOS: EtatCommentaire.OUVERT},
    ),
}


@pytest.mark.parametrize("depuis", EtatCommentaire)
@pytest.mark.parametrize("acte", ACTES)
def test_every_act_from_every_state_follows_the_table(convention, acte, depuis):
    commentaire = CommentaireFactory(convention=convention, etat=depuis)
    faire, arrivees = ACTES[acte]
    if depuis in arrivees:
        faire(commentaire)
    else:
        with pytest.raises(Refus):
            faire(commentaire)
    commentaire.refresh_from_db()
    vers = arrivees.get(depuis, depuis)
    assert commentaire.etat == vers
    assert vers == depuis or vers in TRANSITIONS[depuis]


def test_repondre_nothing_is_refused(convention):
    with pytest.raises(Refus, match="Écrivez quelque chose"):
        operations.repondre(CommentaireFactory(convention=convention), " ", PersonneFactory(), ICI)
    assert Reponse.objects.count() == 0


def test_deverrouiller_opens_until_closed(convention):
    commentaire = CommentaireFactory(convention=convention)
    operations.deverrouiller(commentaire, ICI)
    assert deverrouillees(convention) == {"objet"}
    operations.repondre(commentaire, "Vu.", PersonneFactory(), ICI)
    assert deverrouillees(convention) == {"objet"}
    operations.deverrouiller(commentaire, ICI, ouvre=False)
    assert deverrouillees(convention) == frozenset()
    operations.deverrouiller(commentaire, ICI)
    operations.clore(commentaire, ICI)
    assert deverrouillees(convention) == frozenset()
    with pytest.raises(Refus, match="clos"):
        operations.deverrouiller(commentaire, ICI)


def test_echanges_follow_the_text_and_tell_what_changed_since(convention):
    CommentaireFactory(convention=convention, disposition="duree", passage="agissent de concert")
    CommentaireFactory(convention=convention, disposition="retiree", passage="de concert")
    CommentaireFactory(convention=convention, disposition="objet", passage="agissent seules")
    lus = [(e.nom, e.retrouve) for e in echanges(convention)]
    assert lus == [("Article 1 – Objet", False), ("Article 2 – Duree", True), ("", False)]
    assert compter_les_non_clos(convention) == {"duree": 1, "objet": 1, "retiree": 1}


@pytest.mark.parametrize("nombre", [1, 300])
def test_echanges_cost_the_same_at_any_number(convention, nombre, django_assert_num_queries):
    personne = PersonneFactory()
    ecrits = CommentaireFactory.build_batch(nombre, convention=convention, personne=personne)
    Commentaire.objects.bulk_create(ecrits)
    Reponse.objects.bulk_create(
        Reponse(commentaire=c, texte="Vu.", personne=personne) for c in Commentaire.objects.order_by("pk")
    )
    with django_assert_num_queries(6):
        lus = echanges(convention)
        assert [len(e.commentaire.reponses.all()) for e in lus] == [1] * nombre
