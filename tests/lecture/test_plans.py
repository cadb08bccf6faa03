from tests.lecture.conftest import lire, lire_texte


def plans(dossier):
    return [
        (p.thematique, [e.libelle for e in p.enjeux], [(o.numero, o.libelle) for o in p.objectifs])
        for p in dossier.plans
    ]


def test_lire_plans_with_continuous_numbers_and_a_wrapped_label():
    assert plans(lire_texte("deux_caf.txt")) == [
        (
            "Petite enfance",
            ["Ouvrir plus de places"],
            [
                (1, "Créer une crèche dans le sud du territoire, en lien avec les employeurs"),
                (2, "Former les assistantes maternelles"),
            ],
        ),
        (
            "Jeunesse",
            ["Aller vers les jeunes", "Soutenir leurs projets"],
            [(3, "Ouvrir un accueil à Saint-Conte")],
        ),
    ]


def test_lire_plans_of_numbered_lists_restarting_by_theme():
    assert plans(lire_texte("commune_seule.txt")) == [
        ("JEUNESSE", [], [(1, "Ouvrir un local"), (2, "Recruter un animateur")]),
        ("LOGEMENT", [], [(1, "Informer les jeunes ménages")]),
    ]


def test_lire_plans_separates_enjeux_glued_in_one_cell():
    dossier = lire(
        "Annexe 2 - Plans d’actions\n\nPLAN D'ACTION LOGEMENT\t\n<u>Enjeux :</u> <ul>• Loger les jeunes• Rénover l’habitat\t\n"
        "Objectif 1\tOuvrir une résidence\nObjectif 2\tConseiller les bailleurs\n"
    )
    assert plans(dossier) == [
        (
            "LOGEMENT",
            ["Loger les jeunes", "Rénover l’habitat"],
            [(1, "Ouvrir une résidence"), (2, "Conseiller les bailleurs")],
        )
    ]


def test_lire_plans_of_a_theme_nobody_listed_before():
    dossier = lire(
        "Annexe 1 - Plan d’actions\n\nPLAN D'ACTION\n\nMOBILITÉ SOLIDAIRE\n\nEnjeux :\n\n- Se déplacer\n\nObjectif 1 : Prêter des vélos\n"
    )
    assert plans(dossier) == [("MOBILITÉ SOLIDAIRE", ["Se déplacer"], [(1, "Prêter des vélos")])]


def test_lire_plans_printed_in_columns():
    dossier = lire(
        "Annexe 1 - Plan d’actions\n\n| Thématique | Enjeux | Objectifs |\n|---|---|---|\n"
        "| Jeunesse | Aller vers | Objectif 1 : Ouvrir un local |\n|  | Aller vers | Objectif 2 : Former |\n"
    )
    assert plans(dossier) == [("Jeunesse", ["Aller vers"], [(1, "Ouvrir un local"), (2, "Former")])]


def test_lire_enjeux_announced_by_an_article():
    dossier = lire(
        "Article 5 - Objectifs\n\nLes enjeux retenus sont les suivants.\n\nLOGEMENT :\n\nEnjeux :\n\n- Loger les jeunes\n- Rénover\n\n"
        "Les signataires en reparleront ensemble au cours de l’année, lors d’une réunion que chacun pourra demander.\n"
    )
    assert [(p.thematique, [e.libelle for e in p.enjeux]) for p in dossier.enjeux] == [
        ("LOGEMENT", ["Loger les jeunes", "Rénover"])
    ]


def test_lire_plans_of_the_real_convention(reelle):
    assert [(len(p.enjeux), [o.numero for o in p.objectifs]) for p in reelle.plans] == [
        (2, [1, 2, 3, 4]),
        (2, [1, 2, 3]),
        (2, [1, 2, 3]),
        (4, [1, 2, 3, 4]),
    ]
    assert sum(len(p.enjeux) for p in reelle.enjeux) == 10


def test_lire_plans_of_tables_under_the_heading_of_each_theme():
    dossier = lire(
        "Annexe 2 - Plans d’actions\n\nPlan d’actions jeunesse\n\nEnjeux :\n\n- Aller vers\n\n"
        "| Numéro | Objectif |\n|---|---|\n| Objectif 1 | Ouvrir un local |\n\n"
        "Plan d’actions logement\n\nEnjeux :\n\n- Loger\n\n"
        "| Numéro | Objectif |\n|---|---|\n| 1 | Rénover |\n| 2 | Conseiller |\n"
    )
    assert plans(dossier) == [
        ("jeunesse", ["Aller vers"], [(1, "Ouvrir un local")]),
        ("logement", ["Loger"], [(1, "Rénover"), (2, "Conseiller")]),
    ]
