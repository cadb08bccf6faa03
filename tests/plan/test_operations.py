"""The acts on the plan: what they write, refuse, and tell."""

import datetime
from itertools import product

import pytest

from convenir.acteurs.models import Organisation
from convenir.journal.models import Evenement
from convenir.journal.operations import Auteur
from convenir.journal.queries import evenements_de
from convenir.plan import operations
from convenir.plan.contenu import photographier
from convenir.plan.enums import Avancement, EtatEnjeu, Redaction
from convenir.plan.enums.avancement import TRANSITIONS as AVANCEMENTS
from convenir.plan.enums.redaction import TRANSITIONS as REDACTIONS
from convenir.plan.models import FicheAction
from convenir.plan.operations.fiches import FichePerimee
from convenir.plan.queries.plan import numeros
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OrganisationFactory
from tests.factories.plan import ENTIERE, EnjeuFactory, FicheFactory, ObjectifFactory, dans_l_etat

pytestmark = pytest.mark.django_db
VALIDATION = {"validee_le": datetime.date(2026, 1, 5), "validee_par": "Comité technique"}


@pytest.mark.parametrize(("avant", "apres"), list(product(Avancement, Avancement)))
def test_progress_goes_where_the_table_says(avant, apres):
    fiche = dans_l_etat(avant)
    if apres in AVANCEMENTS[avant]:
        assert operations.avancer(fiche, apres, motif="Un motif").avancement == apres
    else:
        with pytest.raises(Refus, match="elle ne peut devenir"):
            operations.avancer(fiche, apres, motif="Un motif")


@pytest.mark.parametrize(("avant", "apres"), list(product(Redaction, Redaction)))
def test_writing_goes_where_the_table_says(avant, apres):
    fiche = dans_l_etat(avant)
    if apres in REDACTIONS[avant]:
        assert operations.passer_en(fiche, apres, **VALIDATION).redaction == apres
    else:
        with pytest.raises(Refus, match="elle ne peut devenir"):
            operations.passer_en(fiche, apres, **VALIDATION)


@pytest.mark.parametrize(
    ("etat", "phrase"), [(Avancement.BLOQUEE, "ce qui bloque"), (Avancement.ABANDONNEE, "pourquoi")]
)
def test_state_that_asks_for_a_reason_is_refused_without(etat, phrase):
    fiche = FicheFactory()
    with pytest.raises(Refus, match=phrase):
        operations.avancer(fiche, etat, motif="  ")
    fiche.refresh_from_db()
    assert fiche.avancement == Avancement.A_DEMARRER


@pytest.mark.parametrize("manque", ["validee_le", "validee_par"])
def test_fiche_is_not_circulated_before_a_body_validated_it(manque):
    fiche = FicheFactory(formalisee=True)
    dite = {cle: valeur for cle, valeur in VALIDATION.items() if cle != manque}
    with pytest.raises(Refus, match="quand, et par quelle instance"):
        operations.passer_en(fiche, Redaction.DIFFUSEE, **dite)


def test_dates_to_come_are_refused():
    demain = datetime.date(2199, 1, 1)
    with pytest.raises(Refus, match="est à venir"):
        operations.avancer(FicheFactory(), Avancement.TERMINEE, le=demain)
    with pytest.raises(Refus, match="est à venir"):
        operations.passer_en(
            FicheFactory(formalisee=True), Redaction.DIFFUSEE, **VALIDATION | {"validee_le": demain}
        )


def test_stale_form_is_refused_with_both_contents(entiere):
    operations.modifier(entiere, {"titre": "Le titre d’une autre"}, version=1)
    with pytest.raises(FichePerimee) as refus:
        operations.modifier(entiere, {"titre": "Mon titre", "public": "Tous"}, version=1)
    assert refus.value.propose == {"titre": "Mon titre", "public": "Tous"}
    assert refus.value.actuel["titre"] == "Le titre d’une autre"
    assert FicheAction.objects.get(pk=entiere.pk).public == ENTIERE["public"]


def test_stale_form_that_says_what_is_recorded_loses_nothing(entiere):
    operations.modifier(entiere, {"titre": "Un même titre"}, version=1)
    assert operations.modifier(entiere, {"titre": "Un même titre"}, version=1) == frozenset()


def test_change_is_told_without_the_names(entiere):
    nouveau = [{"role": "pilote", "libelle": "Odile Inventée"}]
    operations.modifier(entiere, {"intervenants": nouveau, "titre": "Autre"}, auteur="Ida")
    evenement = evenements_de(entiere.objet).first()
    assert (evenement.type, evenement.resume) == (
        "fiche.modifiee",
        f"Fiche {entiere.numero} « Autre » modifiée : titre, intervenants.",
    )
    assert (evenement.avant, evenement.apres) == ({"titre": ENTIERE["titre"]}, {"titre": "Autre"})


def test_former_version_is_given_back_whole(entiere):
    avant = photographier(entiere)
    operations.modifier(entiere, {"titre": "Autre", "etapes": [], "communes": [], "indicateurs": []})
    operations.restaurer(entiere, 1, 2)
    restauree = FicheAction.objects.get(pk=entiere.pk)
    assert (photographier(restauree), restauree.version) == (avant, 3)


def test_restoring_leaves_what_is_gone_since(entiere):
    autre = FicheFactory(objectif=entiere.objectif)
    operations.modifier(entiere, {"liees": [autre.numero]})
    operations.modifier(entiere, {"liees": []})
    operations.retirer(autre, 1)
    operations.restaurer(entiere, 2, 3)
    assert photographier(entiere)["liees"] == []
    with pytest.raises(Refus, match="n’est pas dans l’historique"):
        operations.restaurer(entiere, 77, 3)


def test_copy_says_the_same_but_what_was_done(entiere):
    copie = operations.dupliquer(entiere)
    dite, source = photographier(copie), photographier(entiere)
    assert dite["titre"] == f"{ENTIERE['titre']} (copie)"
    assert [e["faite_le"] for e in dite["etapes"]] == [None, None]
    assert dite["indicateurs"][0]["mesures"] == []
    communs = {"contexte", "communes", "intervenants", "effets"}
    assert {cle: dite[cle] for cle in communs} == {cle: source[cle] for cle in communs}


def test_only_a_draft_is_removed():
    with pytest.raises(Refus, match="Dites-la abandonnée"):
        operations.retirer(FicheFactory(formalisee=True), 1)
    fiche = FicheFactory()
    operations.retirer(fiche, 1)
    assert not FicheAction.objects.filter(pk=fiche.pk).exists()
    with pytest.raises(Refus, match="retirée du plan"):
        operations.avancer(fiche, Avancement.EN_COURS)


def test_reserved_fiche_names_its_organisations_then_is_shared():
    fiche, caf = FicheFactory(), OrganisationFactory(caf=True)
    with pytest.raises(Refus, match="au moins une"):
        operations.reserver(fiche, [])
    reservee = operations.reserver(fiche, [caf])
    assert (reservee.reservee, list(Organisation.objects.filter(fiches_reservees__fiche=fiche))) == (
        True,
        [caf],
    )
    assert not operations.partager(reservee).reserves.exists()


def test_news_make_a_fiche_speak_again():
    fiche = FicheFactory(nouvelles_le=datetime.date(2020, 1, 1))
    operations.donner_des_nouvelles(fiche, "Le local est trouvé.", auteur=Auteur("Ida"))
    fiche.refresh_from_db()
    nouvelle = fiche.nouvelles.get()
    assert (fiche.nouvelles_le, nouvelle.auteur) == (nouvelle.le, "Ida")


def test_numbers_follow_the_order_of_each_theme(convention):
    un = operations.ajouter_objectif(convention, "jeunesse", "Un")
    deux = operations.ajouter_objectif(convention, "jeunesse", "Deux")
    ailleurs = operations.ajouter_objectif(convention, "logement", "Ailleurs")
    operations.monter(deux, deux.version)
    assert numeros([convention.pk]) == {deux.pk: 1, un.pk: 2, ailleurs.pk: 1}
    with pytest.raises(Refus, match="déjà la première"):
        operations.monter(deux, deux.version)


def test_enjeu_set_aside_says_why_and_frees_its_objectives():
    enjeu = EnjeuFactory()
    objectif = ObjectifFactory(convention=enjeu.convention, enjeu=enjeu)
    with pytest.raises(Refus, match="Dites pourquoi"):
        operations.ecarter(enjeu, " ", 1)
    ecarte = operations.ecarter(enjeu, "Porté par le CLS", 1)
    objectif.refresh_from_db()
    assert (ecarte.etat, objectif.enjeu) == (EtatEnjeu.ECARTE, None)
    assert operations.retenir(ecarte, ecarte.version).motif == ""
    with pytest.raises(Refus, match="a changé entre-temps"):
        operations.modifier_enjeu(enjeu, "Autre", 1)


def test_objective_answers_an_enjeu_kept_of_its_theme():
    objectif = ObjectifFactory()
    for enjeu in (
        EnjeuFactory(),
        EnjeuFactory(convention=objectif.convention, theme="logement"),
        EnjeuFactory(convention=objectif.convention, etat=EtatEnjeu.ECARTE, motif="Non"),
    ):
        with pytest.raises(Refus, match="un enjeu retenu de la même thématique"):
            operations.modifier_objectif(objectif, "Mots", enjeu, objectif.version)


def test_objective_that_fiches_serve_stays():
    fiche = FicheFactory()
    with pytest.raises(Refus, match="une fiche en dépend"):
        operations.retirer_objectif(fiche.objectif, 1)


def test_plan_of_the_text_is_taken_over_once(convention):
    convention.lecture = {
        "plans": [
            {
                "thematique": "La parentalité",
                "enjeux": [{"libelle": "Écouter"}],
                "objectifs": [{"numero": 1, "libelle": "Ouvrir un lieu"}, {"numero": 2, "libelle": "Former"}],
            },
            {"thematique": "Mobilité", "objectifs": [{"numero": 1, "libelle": "Prêter des vélos"}]},
        ]
    }
    convention.save()
    assert (
        operations.reprendre(convention).phrase
        == "Plan lu dans le texte : 1 enjeu repris, 3 objectifs repris."
    )
    assert operations.reprendre(convention).phrase == "Plan lu dans le texte : rien de nouveau."
    lus = convention.objectifs.order_by("theme", "ordre").values_list("theme", "libelle")
    assert list(lus) == [
        ("Mobilité", "Prêter des vélos"),
        ("parentalite", "Ouvrir un lieu"),
        ("parentalite", "Former"),
    ]
    assert Evenement.objects.filter(type="plan.repris").count() == 1


def effets(convention):
    from convenir.diagnostic.models import Effet

    lus = Effet.objects.filter(convention=convention).order_by("pk")
    return [(e.theme, e.insee, int(e.quantite), e.a_partir_du.isoformat()) for e in lus]


def test_effect_of_an_action_moves_the_projection(convention, entiere):
    assert effets(convention) == [("petite_enfance", "59505", 12, "2026-09-01")]
    ligne = ENTIERE["effets"][0]
    operations.modifier(entiere, {"effets": [ligne | {"places": 20}, ligne | {"insee": "59019"}]})
    assert [e[1:3] for e in effets(convention)] == [("59505", 20), ("59019", 12)]
    operations.modifier(entiere, {"effets": [ligne | {"insee": "59019"}]})
    assert [e[1:3] for e in effets(convention)] == [("59019", 12)]
    operations.avancer(entiere, Avancement.ABANDONNEE, motif="Sans financeur")
    assert effets(convention) == []
    operations.avancer(entiere, Avancement.EN_COURS)
    assert len(effets(convention)) == 1
    operations.retirer(FicheAction.objects.get(pk=entiere.pk), 5)
    assert effets(convention) == []


def test_effect_that_the_gap_does_not_measure_stays_on_the_fiche(convention, entiere):
    ligne = ENTIERE["effets"][0]
    operations.modifier(entiere, {"effets": [ligne | {"type": "fjt"}, ligne | {"insee": "75056"}]})
    assert effets(convention) == []
    assert entiere.effets.count() == 2


def test_journal_says_nothing_of_a_reserved_fiche_nor_of_its_copy(entiere):
    operations.reserver(entiere, [OrganisationFactory(caf=True)])
    reservee = FicheAction.objects.get(pk=entiere.pk)
    operations.modifier(reservee, {"titre": "Un secret", "notes": "Un secret"})
    copie = operations.dupliquer(FicheAction.objects.get(pk=entiere.pk))
    assert (copie.reservee, copie.reserves.count()) == (True, 1)
    depuis = Evenement.objects.filter(type__in=["fiche.modifiee", "fiche.creee"]).order_by("pk")[1:]
    dits = [(e.resume, e.avant, e.apres) for e in depuis]
    assert dits == [("Fiche 1 modifiée : titre, notes.", {}, {}), ("Fiche 2 créée.", {}, {})]
