import datetime

from tests.lecture.conftest import lire, lire_texte


def parties(dossier):
    return [(p.nom, [(s.nom, s.qualite) for s in p.signataires], p.appellation) for p in dossier.parties]


def test_lire_parties_of_an_epci_and_three_caisses_after_the_visas():
    assert parties(lire_texte("deux_caf.txt")) == [
        (
            "Caisse d’allocations familiales des Deux Estuaires",
            [("Paul ESSAI", "directeur par intérim"), ("Rose TEST-DUPONT", "présidente de son conseil")],
            "la Caf des Estuaires",
        ),
        ("Caisse d’allocations familiales du Haut Bocage", [("Anne Modèle", "directrice")], ""),
        (
            "Mutualité sociale agricole Estuaires-Bocage",
            [("Lise de la Fiction", "directrice générale")],
            "",
        ),
        (
            "Communauté de communes du Pays de Fable",
            [("Jean-Luc Imaginaire", "premier vice-président")],
            "la Communauté",
        ),
    ]


def test_lire_parties_takes_the_quality_before_or_after_the_name():
    assert parties(lire_texte("commune_seule.txt")) == [
        ("Commune de Port-Roman", [("Jade Récit", "maire")], ""),
        ("Caf de la Manche", [("Hugo Prose", "directeur")], ""),
        ("MSA Côtes Normandes", [("Zoé Vers", "présidente")], ""),
    ]


def test_lire_parties_merges_the_signature_block_and_keeps_it_as_printed():
    dossier = lire_texte("commune_seule.txt")
    lignes = dossier.source.lignes
    maire = dossier.parties[0].signataires[0]
    assert [lignes[n - 1] for n in maire.lignes[1:]] == ["La maire,", "Jade RÉCIT"]
    assert [(s.nom, s.qualite) for s in dossier.signataires_imprimes] == [
        ("Jade RÉCIT", "maire"),
        ("Hugo PROSE", "directeur de la Caf de la Manche"),
        ("Zoé VERS", "présidente de la MSA"),
    ]


def test_lire_parties_reads_a_signature_block_in_columns():
    dossier = lire(
        "Entre\n\nla Caf d’Essai, représentée par Mme Rose TEST ;\n\nArticle 1 - Objet\n\nTexte.\n\nFait à Essai, le\n\n"
        "La Caf d’Essai\tLa Ville\nLa Directrice,\tLe Maire,\nRose TEST\tPaul ESSAI\n"
    )
    assert [(s.nom, s.qualite) for s in dossier.signataires_imprimes] == [
        ("Rose TEST", "Directrice"),
        ("Paul ESSAI", "Maire"),
    ]
    assert [(s.nom, s.qualite) for s in dossier.parties[0].signataires] == [("Rose TEST", "Directrice")]


def test_lire_parties_skips_the_room_made_for_other_partners():
    dossier = lire(
        "Entre\n\nla Caf d’Essai, représentée par M. Paul ESSAI, directeur ;\n\n"
        "(et tout autre partenaire éventuel, par exemple la MSA)\n\nArticle 1 - Objet\n\nTexte.\n"
    )
    assert [p.nom for p in dossier.parties] == ["Caf d’Essai"]


def test_lire_parties_of_an_avenant():
    assert parties(lire_texte("avenant.txt")) == [
        ("Caisse d'allocations familiales de la Somme", [("Iris Note", "directrice")], ""),
        ("Syndicat intercommunal à vocations multiples de l'Encre", [("Léo Plume", "président")], ""),
    ]


def test_lire_visas_joins_a_visa_cut_by_the_layout():
    visas = lire_texte("deux_caf.txt").visas
    assert [v.dates for v in visas] == [
        (),
        (datetime.date(2024, 3, 14),),
        (datetime.date(2024, 3, 28),),
    ]


def test_lire_parties_of_the_real_convention(reelle):
    assert [[s.qualite for s in p.signataires] for p in reelle.parties] == [
        ["Présidente de son Conseil d'Administration", "Directrice Générale"],
        ["Président"],
    ]
    assert [p.appellation for p in reelle.parties] == ["la CAF", "la Collectivité"]
    assert len(reelle.visas) == 7


def test_lire_parties_named_in_one_paragraph():
    dossier = lire(
        "Entre la Caf d’Essai, représentée par M. Paul ESSAI, directeur, ci-après dénommée « la Caf », et la Ville de Fable, "
        "représentée par Mme Rose TEST, maire, ci-après dénommée « la Ville ».\n\nArticle 1 - Objet\n\nTexte.\n"
    )
    assert parties(dossier) == [
        ("Caf d’Essai", [("Paul ESSAI", "directeur")], "la Caf"),
        ("Ville de Fable", [("Rose TEST", "maire")], "la Ville"),
    ]


def test_lire_parties_leaves_the_siren_and_the_address_out_of_the_name():
    dossier = lire(
        "Entre\n\nla Commune de Fable (SIREN 210000000), dont le siège est 2, place du Conte, représentée par "
        "Mme Rose TEST, maire ;\n\nArticle 1 - Objet\n\nTexte.\n"
    )
    assert parties(dossier) == [("Commune de Fable", [("Rose TEST", "maire")], "")]


def test_lire_parties_named_hereafter_without_a_verb():
    dossier = lire(
        "Entre\n\nLa Caf de la Fable, représentée par Mme Ève RÉCIT, directrice, et par M. Paul ESSAI, président, "
        "ci-après « la Caf »,\n\nIl est convenu ce qui suit :\n\nArticle 1 : Objet\n\nUn but.\n"
    )
    assert parties(dossier) == [
        ("Caf de la Fable", [("Ève RÉCIT", "directrice"), ("Paul ESSAI", "président")], "la Caf")
    ]


def test_parties_named_on_a_cover_and_presented_further_on_are_one():
    document = (
        "Convention territoriale globale\n\nEntre\n\nCaf de la Fable\n\net\n\nVille de Fable\n\nEntre :\n\n"
        "La Caf de la Fable, représentée par son directeur, Monsieur Paul Essai ;\n\n"
        "Et\n\nLa Ville de Fable, représentée par sa maire, Madame Rose Modèle.\n\nARTICLE 1 – Objet\n\nTexte.\n"
    )
    parties = lire(document).parties

    assert [(p.nom, [s.nom for s in p.signataires], p.lignes) for p in parties] == [
        ("Caf de la Fable", ["Paul Essai"], (5, 13)),
        ("Ville de Fable", ["Rose Modèle"], (9, 17)),
    ]


def test_parties_block_in_columns_parted_by_spaces():
    dossier = lire(
        "Convention territoriale globale\n\nEntre\n\nLa Caf de la Fable, représentée par Mme Jeanne PERVENCHE ;\n"
        "La commune de Valmont, représentée par M. Paul ARDOISE ;\n\nArticle 1 : Objet\n\nUn projet.\n\n"
        "Fait à Valmont\n\nLa présidente      Le maire\nJeanne PERVENCHE      Paul ARDOISE\n"
    )
    assert [(s.nom, s.qualite) for s in dossier.signataires_imprimes] == [
        ("Jeanne PERVENCHE", "présidente"),
        ("Paul ARDOISE", "maire"),
    ]
