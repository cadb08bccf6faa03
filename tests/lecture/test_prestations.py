from decimal import Decimal

from tests.lecture.conftest import lire, lire_texte


def test_lire_prestations_keeps_the_printed_total_apart():
    dossier = lire_texte("deux_caf.txt")
    assert [(m.libelle, m.montant) for m in dossier.prestations] == [
        ("Prestations familiales", Decimal(8200000)),
        ("Aides au logement", Decimal("3100500.50")),
    ]
    assert dossier.total_prestations.montant == Decimal("11300500.50")


def test_lire_prestations_of_a_list_and_of_a_sentence_for_the_total():
    dossier = lire(
        "Article 2 - Territoire\n\n- Prestations familiales : 1 200 000 €\n- Prime d’activité : XX €\n- Minima sociaux : 300 000 €\n\n"
        "Soit une enveloppe de 1,5 M€.\n"
    )
    assert [m.montant for m in dossier.prestations] == [Decimal(1200000), Decimal(300000)]
    assert dossier.total_prestations.montant == Decimal(1500000)


def test_lire_subventions_reads_a_placeholder_as_missing():
    dossier = lire(
        "Article 2 - Territoire\n\nThématiques\tMontant des subventions\tNombre d’équipements\n"
        "JEUNESSE\tXX\tXX ALSH 2 accueils ados\nLOGEMENT\t12 000 €\tRHJ : 1\n"
    )
    assert [(s.thematique, s.montant, s.equipements) for s in dossier.subventions] == [
        ("JEUNESSE", None, (("ALSH", None), ("accueils ados", 2))),
        ("LOGEMENT", Decimal(12000), (("RHJ", 1),)),
    ]


def test_lire_communes_with_their_votes():
    communes = lire_texte("deux_caf.txt").communes
    assert [(c.nom, c.maire, str(c.date)) for c in communes] == [
        ("Saint-Conte", "Mme Ève Récit", "2024-04-12"),
        ("Légende-sur-Mer", "M. Noé Mythe", "None"),
        ("Fable", "", "None"),
    ]


def test_lire_communes_of_a_list():
    dossier = lire("Annexe 5 - Liste des communes\n\n- Fable\n- Saint-Conte (Mme Ève Récit, le 12/04/2024)\n")
    assert [(c.nom, c.maire, str(c.date)) for c in dossier.communes] == [
        ("Fable", "", "None"),
        ("Saint-Conte", "Mme Ève Récit", "2024-04-12"),
    ]


def test_lire_money_of_the_real_convention(reelle):
    assert sum(m.montant for m in reelle.prestations) == Decimal(46270061)
    assert reelle.total_prestations.montant == Decimal(46270061)
    assert [s.montant for s in reelle.subventions] == [None] * 5
    assert reelle.subventions[3].equipements == (("Centres sociaux", 15), ("Espaces de Vie Sociales", 4))
    assert reelle.communes == ()


def test_lire_communes_printed_one_under_the_other_without_bullets():
    dossier = lire("Annexe 4 - Liste des communes\n\nFable-le-Vieux\nSaint-Conte\nLe Récit\n")
    assert [c.nom for c in dossier.communes] == ["Fable-le-Vieux", "Saint-Conte", "Le Récit"]


def test_lire_communes_takes_no_sentence_for_a_name():
    dossier = lire("Annexe 4 - Liste des communes\n\nLa liste sera jointe.\n\nElle sera mise à jour.\n")
    assert dossier.communes == ()
