import json

import pytest

from convenir.documents.blocs import DocumentLu, Paragraphe, Place, Source, texte
from convenir.lecture.comprendre import comprendre
from convenir.lecture.formats import en_json, resume
from convenir.lecture.reconnaissance import verifier_convention
from convenir.socle.erreurs import Refus
from tests.lecture.conftest import lire, lire_texte


def test_en_json_writes_dates_iso_and_values_as_numbers():
    donnees = json.loads(json.dumps(en_json(lire_texte("deux_caf.txt"))))
    assert donnees["duree"] == {
        "debut": "2024-01-01",
        "fin": "2028-12-31",
        "annees_annoncees": 5,
        "lignes": [86],
    }
    assert [m["montant"] for m in donnees["prestations"]] == [8200000, 3100500.5]
    assert donnees["communes"][1] == {
        "nom": "Légende-sur-Mer",
        "maire": "M. Noé Mythe",
        "date": None,
        "lignes": [126],
    }
    assert donnees["couverture"] == {"lignes": 85, "rattachees": 85, "non_comprises": []}
    assert donnees["acte"] is None


def test_en_json_of_an_indicator_compared():
    donnees = en_json(lire("Annexe 1 - Diagnostic\n\nENFANCE\n\n31,2 % des familles (Gers : 27 %) en 2022\n"))
    assert donnees["indicateurs"] == [
        {
            "libelle": "familles",
            "valeur": 31.2,
            "unite": "%",
            "territoire": None,
            "comparaison": {"territoire": "Gers", "valeur": 27},
            "millesime": "2022",
            "tranche": None,
            "denominateur": "familles",
            "approche": False,
            "thematique": "enfance",
            "disposition": "annexe-1",
            "lignes": [5],
        }
    ]


def test_en_json_gives_no_line_numbers_to_a_source_without_lines():
    source = Source("essai.docx", "docx", ("Article 1 - Objet", "Texte."), numerotee=False)
    blocs = tuple(Paragraphe(texte(ligne), Place((n,))) for n, ligne in enumerate(source.lignes, 1))
    (disposition,) = en_json(comprendre(DocumentLu(source, blocs)))["dispositions"]
    assert (disposition["titre"], disposition["lignes"]) == ("Objet", None)


def test_resume_tells_the_missing_number_and_what_is_blank():
    page = resume(
        lire(
            "Article 1 - Objet\n\nTexte.\n\nArticle 3 - Fin\n\nTexte.\n\nPublié le\n\nReçu en préfecture le 02/03/2024\n"
        )
    )
    assert "Numéro absent : Article 2." in page.splitlines()
    assert "    publié : date à compléter" in page.splitlines()
    assert "    reçu : 2 mars 2024" in page.splitlines()


@pytest.mark.parametrize(
    "document",
    [
        "Tarte aux pommes\n\n- 3 pommes\n- 200 g de farine\n\nMélanger.\n",
        "Facture n° 12\n\nDésignation\tPrix\nTable\t120 €\nTotal\t120 €\n",
        "lorem ipsum dolor\n\nsit amet\n",
    ],
)
def test_verifier_convention_refuses_what_is_none(document):
    with pytest.raises(Refus, match="ne ressemble pas à une convention"):
        verifier_convention(lire(document))


@pytest.mark.parametrize("nom", ["avenant.txt", "diagnostic.txt", "commune_seule.txt", "deux_caf.txt"])
def test_verifier_convention_accepts_an_avenant_or_an_annexe_alone(nom):
    assert verifier_convention(lire_texte(nom)) is None
