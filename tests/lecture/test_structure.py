from tests.lecture.conftest import lire

CONVENTION = """\
CONVENTION TERRITORIALE GLOBALE

Sommaire
Préambule 2
Article 1 : Objet 3
Article 2 : Durée ........ 3
Annexe 1 - Liste des communes 5

Entre
La Caf de l’Estuaire, représentée par son directeur, Monsieur Paul ESSAI ;

Vu le code de l’action sociale ;

Préambule

Les partenaires veulent agir ensemble.

Article 1 : Objet

Le présent texte fixe un cadre. Il s’appuie sur l’article 2.

Article 2 : Durée

Article 5 de la loi, rien n’interdit cette durée.

Fait à Port-Essai, le

Annexe 1 - Liste des communes

Article 1 : une décision copiée ici reste dans son annexe
"""


def cles(dossier):
    return [(d.cle, d.numero, d.titre) for d in dossier.dispositions]


def test_structurer_tells_the_contents_from_the_body():
    dossier = lire(CONVENTION)
    assert [(e.type, e.numero, e.titre, e.page) for e in dossier.sommaire] == [
        ("preambule", None, "Préambule", 2),
        ("article", 1, "Objet", 3),
        ("article", 2, "Durée", 3),
        ("annexe", 1, "Liste des communes", 5),
    ]
    assert cles(dossier) == [
        ("preambule", None, "Préambule"),
        ("article-1", 1, "Objet"),
        ("article-2", 2, "Durée"),
        ("annexe-1", 1, "Liste des communes"),
    ]


def test_structurer_gives_each_line_to_its_provision():
    dossier = lire(CONVENTION)
    lignes = CONVENTION.splitlines()
    ligne = {texte: n for n, texte in enumerate(lignes, start=1)}
    par_ligne = {n: p.disposition for p in dossier.passages for n in p.lignes}
    assert par_ligne[ligne["Entre"]] == "parties"
    assert par_ligne[ligne["Vu le code de l’action sociale ;"]] == "visas"
    assert par_ligne[ligne["Fait à Port-Essai, le"]] == "signatures"
    assert dossier.disposition("article-2").lignes == (
        ligne["Article 2 : Durée"],
        ligne["Article 5 de la loi, rien n’interdit cette durée."],
    )


def test_structurer_keeps_a_number_printed_twice():
    dossier = lire("Article 1 - Objet\n\nTexte.\n\nArticle 1 - Durée\n\nTexte.\n")
    assert cles(dossier) == [("article-1", 1, "Objet"), ("article-1-bis", 1, "Durée")]


def test_structurer_takes_the_title_under_a_bare_number():
    dossier = lire(
        "ARTICLE 1\n\nOBJET DU CONTRAT\n\nLe contrat a un objet.\n\nARTICLE 2\n\nLe second article n’a pas de titre.\n"
    )
    assert cles(dossier) == [("article-1", 1, "OBJET DU CONTRAT"), ("article-2", 2, "")]


def test_structurer_without_the_word_article_follows_the_numbers():
    dossier = lire("1 - Objet\n\nTexte un.\n\n2 - Durée\n\nTexte deux.\n\n3 - Fin\n\nTexte trois.\n")
    assert cles(dossier) == [("article-1", 1, "Objet"), ("article-2", 2, "Durée"), ("article-3", 3, "Fin")]


def test_structurer_does_not_open_the_annexes_it_lists():
    texte = "Article 9 - Annexes\n\nAnnexe 1 : diagnostic\n\nAnnexe 2 : plan\n\nAnnexe 1 : Diagnostic\n\nTexte.\n\nAnnexe 2 : Plan\n\nTexte.\n"
    assert [cle for cle, _, _ in cles(lire(texte))] == ["article-9", "annexe-1", "annexe-2"]


def test_structurer_the_real_convention(reelle):
    articles = [d.numero for d in reelle.dispositions if d.type == "article"]
    annexes = [d.numero for d in reelle.dispositions if d.type == "annexe"]
    assert articles == [1, 2, 3, *range(5, 16)]
    assert annexes == [1, 2, 3, 4, 5]
    assert len(reelle.sommaire) == 20
