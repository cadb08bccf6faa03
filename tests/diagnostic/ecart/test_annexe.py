import pytest

from convenir.diagnostic.annexe import sections_de
from convenir.diagnostic.ecart.annexe import composer
from convenir.diagnostic.ecart.livrables import FICTIF
from convenir.documents.blocs import Figure, Paragraphe, Tableau, Titre, texte_brut

pytestmark = pytest.mark.django_db


def test_section_says_each_theme_whose_need_and_offer_are_known(convention, situation):
    blocs = composer(convention)
    assert [type(b) for b in blocs] == [Titre, Paragraphe, Paragraphe, Figure, Tableau, Paragraphe]
    titre, fictif, resume, *_ = blocs
    assert (texte_brut(titre.contenu), texte_brut(fictif.contenu)) == ("Petite enfance", FICTIF)
    assert "20 pour 5 000" in texte_brut(resume.contenu).replace("\u202f", " ").replace("\xa0", " ")


def test_section_is_left_out_when_nothing_is_known(convention):
    assert "ecart" not in [section.cle for section, _ in sections_de(convention)]
