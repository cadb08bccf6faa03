from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from convenir.journal.models import Chaine, DonneePersonnelle, Evenement
from convenir.journal.operations import Auteur, Lot, consigner, effacer_personnel
from convenir.journal.queries import evenements_de
from convenir.journal.queries.verification import verifier_chaine
from convenir.journal.rules import EFFACEMENT, INSTALLATION, ORIGINE
from convenir.socle.erreurs import Refus

OBJET = "convention:exemple-2025"


@pytest.mark.django_db
def test_consigner_writes_what_was_done_newest_first():
    consigner("convention.creee", objet=OBJET, resume="Convention créée.")
    consigner("convention.relue", objet=OBJET, resume="Relecture faite.", donnees={"constats": 3})
    consigner("convention.creee", objet="convention:autre", resume="Une autre.")

    assert [(e.type, e.donnees) for e in evenements_de(OBJET)] == [
        ("convention.relue", {"constats": 3}),
        ("convention.creee", {}),
    ]


@pytest.mark.django_db
def test_consigner_chains_events_of_a_convention_apart_from_the_others():
    premier = consigner("convention.creee", objet=OBJET, resume="Convention créée.")
    ailleurs = consigner("territoires.charges", objet="territoires:2026", resume="Territoires chargés.")
    second = consigner("fiche.creee", objet=f"{OBJET}/fiche:3", resume="Fiche créée.")

    assert [(e.chaine, e.rang, e.precedente) for e in (premier, ailleurs, second)] == [
        (OBJET, 1, ORIGINE),
        (INSTALLATION, 1, ORIGINE),
        (OBJET, 2, premier.empreinte),
    ]
    assert list(Chaine.objects.values_list("cle", "rang", "empreinte")) == [
        (OBJET, 2, second.empreinte),
        (INSTALLATION, 1, ailleurs.empreinte),
    ]


@pytest.mark.django_db
def test_lot_chains_its_events_in_order_after_what_was_told_meanwhile(django_assert_num_queries):
    lot = Lot()
    for numero in (1, 2):
        lot.consigner("vote.note", objet=OBJET, resume=f"Vote {numero}.", auteur="Lise Orval")
    lot.consigner("territoires.charges", objet="territoires:2026", resume="Territoires chargés.")
    consigner("convention.creee", objet=OBJET, resume="Convention créée.")
    Chaine.objects.create(cle=INSTALLATION)

    with django_assert_num_queries(2 + 3 + 2):  # two heads, three steps, two tables
        lot.ecrire()
    lot.ecrire()

    assert [(e.rang, e.resume) for e in evenements_de(OBJET)] == [
        (3, "Vote 2."),
        (2, "Vote 1."),
        (1, "Convention créée."),
    ]
    assert [e.auteur for e in evenements_de(OBJET)] == ["Lise Orval", "Lise Orval", ""]
    assert [verifier_chaine(cle).rupture for cle in (OBJET, INSTALLATION)] == [None, None]


@pytest.mark.django_db
def test_consigner_keeps_who_acted_and_what_changed():
    consigner(
        "convention.duree_modifiee",
        objet=OBJET,
        resume="Durée modifiée.",
        auteur=Auteur("Lise Orval", "lise@ambre.example", "personne:7", "organisation:4", "Caf de l’Ambre"),
        avant={"fin": "2034-12-31"},
        apres={"fin": "2035-12-31"},
        personnel={"telephone": "01 99 00 00 00"},
    )
    relu = evenements_de(OBJET).get()
    assert (relu.auteur, relu.acteur, relu.organisation, relu.organisation_nom) == (
        *("Lise Orval", "personne:7", "organisation:4", "Caf de l’Ambre"),
    )
    assert (relu.avant, relu.apres) == ({"fin": "2034-12-31"}, {"fin": "2035-12-31"})
    assert relu.personnel.champs == {
        "auteur": "Lise Orval",
        "courriel": "lise@ambre.example",
        "telephone": "01 99 00 00 00",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "donnees",
    [
        {"grand": 1e22, "immense": 1.5e300, "petit": 1e-7, "rond": 2.0, "négatif": -0.0},
        {"texte": "« é » \u2028 \U0001f600", "liste": (1, [True, None]), "vide": {}},
        {1: "clé entière", "2": {"b": 1, "a": 2}},
    ],
)
def test_consigner_hashes_values_as_the_database_gives_them_back(donnees):
    consigner("convention.creee", objet=OBJET, resume="Convention créée.", donnees=donnees)
    assert verifier_chaine(OBJET).rupture is None


@pytest.mark.django_db
@pytest.mark.parametrize("valeur", [Decimal("1.5"), float("nan")])
def test_consigner_refuses_what_json_cannot_hold(valeur):
    with pytest.raises((TypeError, ValueError)):
        consigner("convention.creee", objet=OBJET, resume="Convention créée.", donnees={"v": valeur})


@pytest.mark.django_db(transaction=True)
def test_consigner_refuses_outside_the_transaction_of_the_act():
    with pytest.raises(RuntimeError):
        consigner("convention.creee", objet=OBJET, resume="Sans transaction.")

    assert Evenement.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_consigner_disappears_with_an_act_that_fails():
    @transaction.atomic
    def acte_qui_echoue():
        consigner("convention.creee", objet=OBJET, resume="Acte qui échoue.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        acte_qui_echoue()

    assert (Evenement.objects.count(), Chaine.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_consigner_takes_back_the_rank_of_a_step_undone():
    consigner("convention.creee", objet=OBJET, resume="Convention créée.")
    etape = transaction.savepoint()
    consigner("convention.relue", objet=OBJET, resume="Défait.")
    transaction.savepoint_rollback(etape)
    consigner("convention.relue", objet=OBJET, resume="Relecture faite.")

    assert [(e.rang, e.resume) for e in evenements_de(OBJET)] == [
        (2, "Relecture faite."),
        (1, "Convention créée."),
    ]
    assert verifier_chaine(OBJET).nombre == 2


REECRITURES = {
    "évènement modifié": lambda: Evenement.objects.update(resume="Autre chose."),
    "évènement supprimé": lambda: Evenement.objects.all()._raw_delete("default"),
    "tête reculée": lambda: Chaine.objects.update(rang=0),
    "tête avancée de deux": lambda: Chaine.objects.update(rang=3),
    "tête renommée": lambda: Chaine.objects.update(cle="convention:autre", rang=2),
    "tête supprimée": lambda: Chaine.objects.all().delete(),
    "nom modifié": lambda: DonneePersonnelle.objects.update(champs={"auteur": "Marc Sorbier"}),
    "sel modifié": lambda: DonneePersonnelle.objects.update(sel="0" * 64),
    "nom supprimé": lambda: DonneePersonnelle.objects.all().delete(),
    "nom effacé sans date": lambda: DonneePersonnelle.objects.update(champs=None, sel=""),
}


def etat_du_journal():
    return [list(m.objects.order_by("pk").values()) for m in (Evenement, Chaine, DonneePersonnelle)]


@pytest.mark.django_db
@pytest.mark.parametrize("reecriture", REECRITURES)
def test_journal_refuses_to_be_rewritten(reecriture):
    consigner("convention.creee", objet=OBJET, resume="Convention créée.", auteur="Lise Orval")
    avant = etat_du_journal()

    with pytest.raises(DatabaseError), transaction.atomic():
        REECRITURES[reecriture]()

    assert etat_du_journal() == avant


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["journal_evenement", "journal_chaine", "journal_donneepersonnelle"])
def test_journal_refuses_to_be_replaced_or_emptied(table):
    consigner("convention.creee", objet=OBJET, resume="Convention créée.", auteur="Lise Orval")
    avant = etat_du_journal()
    connection.check_constraints()
    vider = (
        f"TRUNCATE {table} CASCADE"
        if connection.vendor == "postgresql"
        else f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    )
    with (
        pytest.raises(DatabaseError, match="Le journal"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(vider)

    assert etat_du_journal() == avant


@pytest.mark.django_db
def test_effacer_personnel_erases_names_and_keeps_the_chain():
    acte = consigner("convention.creee", objet=OBJET, resume="Convention créée.", auteur="Lise Orval")
    sans_nom = consigner("convention.relue", objet=OBJET, resume="Relecture faite.")

    assert effacer_personnel([acte, sans_nom, acte], motif="Demande de la personne.") == 1

    personnel = DonneePersonnelle.objects.get()
    assert (personnel.evenement_id, personnel.champs, personnel.sel) == (acte.pk, None, "")
    effacement, _, relu = evenements_de(OBJET)
    assert (relu.auteur, relu.efface_le) == ("", personnel.efface_le)
    assert (effacement.type, effacement.donnees) == (
        EFFACEMENT,
        {"rangs": [1], "motif": "Demande de la personne."},
    )
    assert verifier_chaine(OBJET).rupture is None


@pytest.mark.django_db
def test_effacer_personnel_twice_changes_nothing_more():
    acte = consigner("convention.creee", objet=OBJET, resume="Convention créée.", auteur="Lise Orval")
    effacer_personnel([acte], motif="Demande de la personne.")
    avant = etat_du_journal()

    assert effacer_personnel([acte], motif="Demande de la personne.") == 0
    assert etat_du_journal() == avant


@pytest.mark.django_db
def test_effacer_personnel_refuses_without_reason():
    acte = consigner("convention.creee", objet=OBJET, resume="Convention créée.", auteur="Lise Orval")
    with pytest.raises(Refus, match="Dites pourquoi"):
        effacer_personnel([acte], motif=" ")
    assert evenements_de(OBJET).get().auteur == "Lise Orval"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("passage", [1, 2])
def test_journal_starts_empty_in_each_test(passage):
    assert (Evenement.objects.count(), Chaine.objects.count()) == (0, 0)
    with transaction.atomic():
        consigner("convention.creee", objet=OBJET, resume="Convention créée.", auteur="Lise Orval")
