"""On the real convention: each known defect is raised on its lines, and falls silent once mended."""

import pytest

from tests.relecture.mutations import relever

#: rule, lines of the finding, then for each line mended what is replaced by what (None: the whole line).
MENDS = [
    ("renvois-contenu", {97}, {97: ("annexe 4", "annexe 5")}),
    ("renvois-contenu", {313}, {313: ("annexe 2", "annexe 3")}),
    ("lacunes-marqueur", {158}, {158: (" sont en cours d'actualisation", " sont définitives")}),
    ("lacunes-marqueur", {161, 162, 163, 164, 165}, dict.fromkeys(range(161, 166), ("XX", "12"))),
    ("lacunes-marqueur", {387}, {387: ("XX", "5")}),
    ("lacunes-marqueur", {853}, {853: ("à définir", "Camille Aubépin")}),
    ("lacunes-valeur-connue", {161, 481}, {161: ("XX RPE", "23 RPE")}),
    ("lacunes-champ-vide", {381, 383}, {381: ("Fait à", "Fait à Valmont,"), 383: ("Le", "Le 3 mars 2025")}),
    ("lacunes-champ-vide", {885}, {885: ("Publié le", "Publié le 17/07/2025")}),
    ("lacunes-reste-modele", {45}, {45: (None, "")}),
    ("lacunes-reste-modele", {393}, {393: (None, "")}),
    ("lacunes-disposition-vide", {869}, {871: (None, "Le conseil, réuni en séance publique, approuve la convention et autorise son président à la signer.")}),
    ("lacunes-tableau-vide", {879}, {880: (None, "Valmont\tJeanne Lorrain\t12/01/2025")}),
    ("lacunes-precisions-ulterieures", {345}, {345: ("précisions ultérieures", "précisions par avenant")}),
    ("clauses-titre", {363, 365}, {363: ("par consentement mutuel", "avec préavis")}),
    ("clauses-asymetrie", {357}, {357: ("par la CAF", "par l’autre partie")}),
    ("couverture-champ-sans-plan", {88, 90}, {88: (None, "La CTG couvre les domaines suivants : petite enfance, enfance, jeunesse, parentalité, animation de la vie sociale."), 90: ("accompagnement social, qui correspondent", "Ils correspondent")}),
    ("redaction-ponctuation-doublee", {97}, {97: (".,", ",")}),
    ("redaction-parenthese", {695}, {695: ("entre 2018", "(entre 2018")}),
    ("redaction-balisage", {339}, {339: ("^{er}", "er")}),
    ("redaction-titre-contraire", {546, 548, 549}, dict.fromkeys((548, 549), ("périscolaires", "extrascolaires"))),
    ("redaction-phrase-coupee", {277, 279}, {277: ("équipements", "équipements.")}),
    ("redaction-puce-perdue", {95}, {95: ("Un Bonus", "- Un Bonus")}),
    ("redaction-puce-perdue", {238}, {238: ("Renforcement", "- Renforcement")}),
    ("redaction-forme-fautive", {309}, {309: ("à minima", "a minima")}),
    ("redaction-forme-fautive", {639}, {639: ("l'**", "le **")}),
    ("redaction-accord", {665}, {665: ("monoparentale", "monoparentales")}),
    ("redaction-accord", {713}, {713: ("Un offre", "Une offre")}),
    ("redaction-accord", {722}, {722: ("leur enfants", "leurs enfants")}),
    ("redaction-accord", {784}, {784: ("structure ", "structures ")}),
    ("redaction-espace", {514, 520}, dict.fromkeys((514, 520), ("11ans", "11 ans"))),
    ("redaction-cellule-inachevee", {863}, {863: ("CCDAS,", "CCDAS")}),
    ("redaction-pronom-sans-antecedent", {116}, {116: ("Elle vise", "La convention vise")}),
]  # fmt: skip

PLANTS = [
    ("renvois-contenu", {110}, {110: ("annexe 1", "annexe 3")}),
    ("renvois-contenu", {203}, {203: ("annexe 2", "annexe 5")}),
    ("renvois-inexistant", {59}, {59: ("annexe 4", "annexe 9")}),
    ("numerotation-doublon", {323, 331}, {331: ("ARTICLE 10", "ARTICLE 9")}),
    ("numerotation-sommaire-titre", {20, 323}, {20: ("COMMUNICATION", "DIFFUSION")}),
    ("numerotation-sommaire-pages", {18, 19}, {19: ("12", "9")}),
    ("numerotation-objectifs", {801}, {801: ("Objectif 3", "Objectif 4"), 802: ("Objectif 4", "Objectif 5")}),
    ("lacunes-marqueur", {138}, {138: ("192 075", "XX")}),
    ("lacunes-tableau-vide", {152}, {152: ("9 866 245 €", "")}),
    ("dates-impossible", {59}, {59: ("11/06/2025", "31/06/2025")}),
    ("dates-jour-semaine", {207}, {207: ("23 juin", "mardi 23 juin")}),
    ("dates-estampille", {881, 883, 885, 889}, {883: ("16/07/2025", "12/07/2025")}),
    ("dates-rythme", {289, 862}, {289: ("tous les six mois", "une fois par an")}),
    ("couverture-enjeux", {244, 810}, {810: ("du vivre ensemble", "de la solidarité")}),
    ("couverture-enjeux", {837}, {259: (None, "")}),
    ("clauses-nombre-double", {365}, {365: ("6 mois", "six (3) mois")}),
    ("redaction-mot-repete", {116}, {116: ("vise à", "vise à à")}),
    ("redaction-parenthese", {138}, {138: ("habitants)", "habitants")}),
]  # fmt: skip


def changer(texte: str, changements) -> str:
    lignes = texte.split("\n")
    for numero, (avant, apres) in changements.items():
        place = numero - 1
        if avant is None:
            lignes[place] = apres
        else:
            assert avant in lignes[place], f"line {numero} has changed"
            lignes[place] = lignes[place].replace(avant, apres)
    return "\n".join(lignes)


@pytest.mark.parametrize(
    ("regle", "lignes", "changements"), MENDS, ids=[f"{r}-{min(n)}" for r, n, _ in MENDS]
)
def test_real_defect_is_raised_then_silent_once_mended(convention_reelle, regle, lignes, changements):
    texte = convention_reelle.read_text("utf-8")
    assert lignes in relever(texte, regle)
    assert not any(lignes & autres for autres in relever(changer(texte, changements), regle))


@pytest.mark.parametrize(
    ("regle", "lignes", "changements"), PLANTS, ids=[f"{r}-{min(n)}" for r, n, _ in PLANTS]
)
def test_defect_planted_in_the_real_convention_is_raised(convention_reelle, regle, lignes, changements):
    texte = convention_reelle.read_text("utf-8")
    assert lignes not in relever(texte, regle)
    assert lignes in relever(changer(texte, changements), regle)
