"""An avenant printed: what it replaces and by what, from when, signed by the same parties and those who join."""

import datetime
import io

import pytest

from convenir.conventions.enums import NatureModification, Statut
from convenir.documents.blocs import Titre, texte_brut
from convenir.documents.entree import lire_octets
from convenir.documents.publication import Signatures, parcourir
from convenir.documents.sortie import rendre
from convenir.edition.avenant import composer_avenant
from tests.factories.conventions import AvenantFactory, ConventionFactory, RalliementFactory

pytestmark = pytest.mark.django_db
EFFET = datetime.date(2032, 1, 1)


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True, avec_articles=True, statut=Statut.SIGNEE)


@pytest.fixture
def avenant(convention):
    return AvenantFactory(
        convention=convention, numero=1, effet_le=EFFET, modifications={"duree": "Une durée neuve."}
    )


def lignes(avenant):
    publication = composer_avenant(avenant)
    octets = rendre(publication, "html")
    return lire_octets("avenant.html", octets).source.lignes


def sujets(avenant):
    titres = [b for b in composer_avenant(avenant).blocs if isinstance(b, Titre) and b.numero]
    return [texte_brut(t.contenu) for t in titres]


def ajouter(avenant, nature, cle="duree", titre="Durée", texte=""):
    avenant.modifications.all().delete()
    avenant.modifications.create(cle=cle, nature=nature, type="article", titre=titre, texte=texte)


def test_avenant_prints_the_new_wording_and_the_former_one_for_the_record(convention, avenant):
    ancien = convention.dispositions.get(cle="duree").texte
    imprime = "\n".join(lignes(avenant))
    avant, memoire = imprime.split("Pour mémoire")
    assert "Une durée neuve." in avant
    assert ancien.splitlines()[0] not in avant
    assert ancien.splitlines()[0] in memoire


def test_avenant_quotes_the_wording_of_the_avenant_before_it(convention, avenant):
    AvenantFactory(
        convention=convention,
        numero=2,
        statut=Statut.SIGNEE,
        effet_le=EFFET - datetime.timedelta(days=30),
        modifications={"duree": "Une durée intermédiaire."},
    )
    assert "Une durée intermédiaire." in "\n".join(lignes(avenant)).split("Pour mémoire")[1]


def test_avenant_ignores_what_takes_effect_after_it(convention, avenant):
    AvenantFactory(
        convention=convention,
        numero=2,
        statut=Statut.SIGNEE,
        effet_le=EFFET + datetime.timedelta(days=1),
        modifications={"duree": "Une durée ultérieure."},
    )
    assert "Une durée ultérieure." not in "\n".join(lignes(avenant))


@pytest.mark.parametrize(
    ("nature", "attendu"),
    [
        (NatureModification.REMPLACE, "Nouvelle rédaction : Article 2"),
        (NatureModification.SUPPRIME, "Suppression : Article 2"),
        (NatureModification.NULLITE, "Nullité : Article 2"),
    ],
)
def test_avenant_has_one_article_for_what_it_does(avenant, nature, attendu):
    ajouter(avenant, nature, texte="Neuf." if nature == NatureModification.REMPLACE else "")
    assert sujets(avenant) == ["Objet", attendu, "Prise d’effet", "Dispositions inchangées"]


def test_avenant_adds_an_article(avenant):
    ajouter(avenant, NatureModification.AJOUTE, cle="donnees", titre="Données", texte="Gardées un an.")
    assert sujets(avenant)[1] == "Ajout : Données"
    assert "Pour mémoire" not in "\n".join(lignes(avenant))


def test_avenant_says_the_new_term_and_the_former_one(avenant):
    avenant.fin = datetime.date(2036, 12, 31)
    assert "La convention prend fin le 31 décembre 2036 au lieu du 31 décembre 2035." in lignes(avenant)


def test_avenant_is_signed_by_who_joins_too(avenant):
    RalliementFactory(avenant=avenant, nom="Syndicat mixte fictif", signataire="Une présidente")
    (signatures,) = [b for b in parcourir(composer_avenant(avenant).blocs) if isinstance(b, Signatures)]
    parties = [p.nom for p in avenant.convention.parties.order_by("ordre")]
    assert list(dict.fromkeys(e.organisation for e in signatures.emplacements)) == [
        *parties,
        "Syndicat mixte fictif",
    ]


def test_avenant_without_a_date_of_effect_says_that_it_is_missing(avenant):
    avenant.effet_le = None
    assert composer_avenant(avenant).phrase_manques == "1 valeur à compléter"


@pytest.mark.parametrize(("statut", "mention"), [(Statut.BROUILLON, "projet"), (Statut.SIGNEE, "")])
def test_avenant_that_is_a_draft_says_so_on_each_page(avenant, statut, mention):
    avenant.statut = statut
    assert composer_avenant(avenant).filigrane == mention


def test_avenant_is_written_as_an_accessible_pdf(avenant):
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(rendre(composer_avenant(avenant), "pdf"))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
