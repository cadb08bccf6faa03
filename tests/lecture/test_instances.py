from tests.lecture.conftest import lire, lire_texte

TABLE = """\
Annexe 3 - Gouvernance

\tPilotes\tAnimateurs\tParticipants\tObjectifs\tRythme
Comité de pilotage\t<p>EPCI : la vice-présidente</p> <p>CAF : le directeur</p>\tLa chargée de coopération\tÉlus de la Ville, de la Caf et familles\t<ul> - Décider, - Suivre </ul>\tUne fois par an
Comité technique\tEPCI : une cadre CAF : un cadre\t\t\t\tChaque trimestre
"""


def test_lire_instances_from_a_table_with_traces_of_markup():
    pilotage, technique = lire(TABLE).instances
    assert (pilotage.pilotes, pilotage.animateurs) == (
        ("EPCI : la vice-présidente", "CAF : le directeur"),
        ("La chargée de coopération",),
    )
    assert pilotage.participants == ("Élus de la Ville", "Élus de la Caf", "familles")
    assert (pilotage.objectifs, pilotage.rythme) == (("Décider", "Suivre"), "Une fois par an")
    assert technique.pilotes == ("EPCI : une cadre", "CAF : un cadre")


def test_lire_instances_from_prose():
    pilotage, technique = lire_texte("deux_caf.txt").instances
    assert (pilotage.nom, pilotage.rythme) == ("comité de pilotage", "deux fois par an")
    assert (pilotage.pilotes, pilotage.animateurs) == (("la Communauté",), ("la chargée de coopération",))
    assert (technique.nom, technique.rythme) == ("comité technique", "chaque trimestre")


def test_lire_instances_merges_the_names_of_one_body():
    dossier = lire(
        "Article 7 - Pilotage\n\nDeux comités sont créés.\n\nUn comité de pilotage stratégique se réunit deux fois par an.\n\n"
        "Le comité de pilotage est animé par la Ville.\n\nUn comité technique semestriel suit les actions.\n\n"
        "Le comité opérationnel est animé par la Caf.\n"
    )
    assert [(i.nom, i.autres_noms, i.animateurs) for i in dossier.instances] == [
        ("comité de pilotage stratégique", ("comité de pilotage",), ("la Ville",)),
        ("comité technique", ("comité opérationnel",), ("la Caf",)),
    ]


def test_lire_instances_keeps_two_bodies_that_a_sentence_sets_side_by_side():
    dossier = lire(
        "Article 7 - Pilotage\n\nTrois instances : un comité technique et un comité opérationnel.\n\n"
        "Le comité technique se réunit chaque mois.\n\nLe comité opérationnel se réunit tous les ans.\n"
    )
    assert [i.nom for i in dossier.instances] == ["comité technique", "comité opérationnel"]


def test_lire_instances_of_the_real_convention(reelle):
    assert len(reelle.instances) == 2
    assert [(len(i.pilotes), len(i.animateurs), len(i.objectifs)) for i in reelle.instances] == [
        (2, 2, 3),
        (2, 2, 4),
    ]
    assert len(reelle.instances_imprimees) == 7


def test_lire_instances_follows_the_pronoun_under_the_heading_of_a_body():
    dossier = lire(
        "Article 3 - Pilotage\n\n3.1. Le comité de pilotage\n\nIl se réunit une fois par an.\n\n"
        "3.2. Le comité technique\n\nIl se réunit tous les deux mois et rend compte au comité de pilotage.\n"
    )
    assert [(i.nom, i.rythme) for i in dossier.instances] == [
        ("comité de pilotage", "une fois par an"),
        ("comité technique", "tous les deux mois"),
    ]


def test_lire_instances_reads_two_bodies_of_one_paragraph_sentence_by_sentence():
    dossier = lire(
        "Article 6 : Pilotage\n\nUn comité de pilotage, composé du maire et de deux élus, se réunit chaque semestre. "
        "Un comité technique le prépare ; il se réunit tous les trimestres.\n\n"
        "Article 7 : Évaluation\n\nLe comité de pilotage évalue chaque année l’avancement du plan.\n"
    )
    assert [(i.nom, i.rythme, i.participants) for i in dossier.instances] == [
        ("comité de pilotage", "chaque semestre", ("maire", "deux élus")),
        ("comité technique", "tous les trimestres", ()),
    ]
