"""Blocks written and changed, issues kept or set aside, what a text read holds taken over."""

import pytest

from convenir.conventions.operations import TextePerime
from convenir.diagnostic.enums import TRANSITIONS, EtatEnjeu, OrigineEnjeu
from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte
from convenir.diagnostic.synthese.operations import (
    ecarter,
    rediger,
    remonter,
    reprendre,
    retenir,
    retirer,
    revenir,
)
from convenir.diagnostic.synthese.purge import effacer_les_noms
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus
from tests.factories.diagnostic import IndicateurFactory
from tests.factories.synthese import BlocDeSyntheseFactory, EnjeuRemonteFactory

pytestmark = pytest.mark.django_db
LECTURE = {
    "thematiques": ["petite_enfance", "Jeunesse"],
    "syntheses": [
        {
            "thematique": "Petite enfance",
            "blocs": [
                {"titre": "Des besoins nouveaux", "elements": ["Moins  d’enfants", "Plus d’emploi"]},
                {"titre": "D’autres besoins", "elements": ["Des relais"]},
                {"titre": "Une offre rare", "elements": []},
            ],
            "enjeux_communes": ["Anzin et Marly : créer des places", "Former les équipes"],
        },
        {"thematique": "Rubrique inconnue", "blocs": [], "enjeux_communes": ["Perdu"]},
    ],
}


def bloc_neuf(convention, **champs):
    attributs = {"theme": "petite_enfance", "cle": "offre", "titre": "L’offre"} | champs
    return BlocDeSynthese(convention=convention, **attributs)


def test_block_is_written_then_changed_and_the_journal_keeps_both(convention):
    ecrit = rediger(bloc_neuf(convention), " Rare.\r\n", 0, auteur="Ida")
    rediger(ecrit, "Dense.", 1, titre="L’offre d’accueil", auteur="Ida")
    assert BlocDeSynthese.objects.values_list("titre", "texte", "version").get() == (
        *("L’offre d’accueil", "Dense."),
        2,
    )
    dernier = Evenement.objects.filter(objet=ecrit.objet).latest("id")
    assert (dernier.type, dernier.avant["texte"], dernier.apres["texte"]) == (
        *("synthese.redige", "Rare."),
        "Dense.",
    )


def test_same_text_writes_nothing(convention):
    ecrit = rediger(bloc_neuf(convention), "Rare.", 0)
    assert rediger(ecrit, "Rare.", 1).version == 1


@pytest.mark.parametrize(("version", "actuel"), [(0, "Rare."), (2, "Rare.")])
def test_stale_form_is_refused_with_both_texts(convention, version, actuel):
    rediger(bloc_neuf(convention), "Rare.", 0)
    with pytest.raises(TextePerime) as refus:
        rediger(bloc_neuf(convention), "Dense.", version)
    assert (refus.value.propose, refus.value.actuel, refus.value.version) == ("Dense.", actuel, 1)
    assert BlocDeSynthese.objects.get().texte == "Rare."


def test_emptied_block_goes_and_a_form_opened_before_is_refused(convention):
    ecrit = rediger(bloc_neuf(convention), "Rare.", 0)
    assert rediger(ecrit, "  ", 1) is None
    with pytest.raises(TextePerime) as refus:
        rediger(bloc_neuf(convention), "Dense.", 1)
    assert (BlocDeSynthese.objects.count(), refus.value.actuel) == (0, "")


def test_comment_is_attached_to_its_figure(convention):
    indicateur = IndicateurFactory(theme="petite_enfance")
    ecrit = rediger(bloc_neuf(convention, cle="chiffre-enfants", titre="Enfants"), "Moins qu’en 2017.", 0)
    assert ecrit.indicateur == indicateur
    with pytest.raises(Refus, match="plus au catalogue"):
        rediger(bloc_neuf(convention, cle="chiffre-disparu", titre="Disparu"), "Rien.", 0)


def test_issue_is_recorded_today_in_its_communes(convention):
    enjeu = remonter(
        EnjeuRemonte(convention=convention, theme="jeunesse", texte=" Un local ", insees=["59014"])
    )
    assert (enjeu.texte, enjeu.ou, enjeu.etat, enjeu.origine) == (
        *("Un local", "Anzin", "recu"),
        OrigineEnjeu.SAISIE,
    )
    assert EnjeuRemonte(insees=[]).ou == "communes, sans précision"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"texte": " "}, "Écrivez l’enjeu"),
        ({"insees": ["00000"]}, "Aucune commune"),
        ({"theme": "inconnu"}, "thématique|choix"),
    ],
)
def test_issue_without_sense_is_refused(convention, champs, phrase):
    attributs = {"theme": "jeunesse", "texte": "Un local"} | champs
    with pytest.raises(Refus, match=phrase):
        remonter(EnjeuRemonte(convention=convention, **attributs))
    assert not EnjeuRemonte.objects.exists()


ACTES = {
    EtatEnjeu.RECU: revenir,
    EtatEnjeu.RETENU: retenir,
    EtatEnjeu.ECARTE: lambda enjeu: ecarter(enjeu, "Déjà au plan"),
}


@pytest.mark.parametrize("vers", EtatEnjeu)
@pytest.mark.parametrize("de", EtatEnjeu)
def test_every_pair_of_states_follows_the_table(de, vers):
    enjeu = EnjeuRemonteFactory()
    if de != EtatEnjeu.RECU:
        ACTES[de](enjeu)
    if vers in TRANSITIONS[de]:
        ACTES[vers](enjeu)
    else:
        with pytest.raises(Refus, match="déjà à l’état"):
            ACTES[vers](enjeu)
    enjeu.refresh_from_db()
    assert enjeu.etat == vers
    assert (enjeu.decide_le is None) == (vers == EtatEnjeu.RECU)
    assert bool(enjeu.motif) == (vers == EtatEnjeu.ECARTE)


def test_issue_is_not_set_aside_without_a_reason():
    with pytest.raises(Refus, match="Dites pourquoi"):
        ecarter(EnjeuRemonteFactory(), "  ")


def test_answer_of_somebody_is_not_taken_away():
    retirer(EnjeuRemonteFactory())
    repondu = EnjeuRemonteFactory(origine=OrigineEnjeu.LIEN)
    with pytest.raises(Refus, match="écartez-le"):
        retirer(repondu)
    assert list(EnjeuRemonte.objects.all()) == [repondu]


def test_what_the_text_says_is_taken_over_once(convention):
    convention.lecture = LECTURE
    convention.save()
    rediger(bloc_neuf(convention, cle="besoins", titre="Les besoins"), "Déjà écrit.", 0)
    assert reprendre(convention).phrase == "Repris du texte : 1 bloc de synthèse et 2 enjeux remontés."
    assert list(BlocDeSynthese.objects.order_by("pk").values_list("cle", "titre", "texte")) == [
        ("besoins", "Les besoins", "Déjà écrit."),
        ("lu-2", "D’autres besoins", "- Des relais"),
    ]
    assert [(e.texte, e.communes, e.origine) for e in EnjeuRemonte.objects.order_by("pk")] == [
        ("Anzin et Marly : créer des places", ("Anzin", "Marly"), "texte"),
        ("Former les équipes", (), "texte"),
    ]
    assert reprendre(convention).phrase == "Tout ce que dit le texte est déjà là."


def test_name_of_who_raised_an_issue_is_erased_and_the_issue_stays():
    enjeu = EnjeuRemonteFactory()
    BlocDeSyntheseFactory()
    assert effacer_les_noms("ida  SECRÉTAIRE", "demande") == 1
    enjeu.refresh_from_db()
    assert (enjeu.personne, enjeu.par) == ("", "Mairie d’Anzin")
