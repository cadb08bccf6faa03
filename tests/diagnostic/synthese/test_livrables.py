"""Annexe 1 and portraits: what they say, beside whom, and how they are printed."""

import datetime
from decimal import Decimal

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from convenir.conventions.models import Convention
from convenir.diagnostic import annexe as registre
from convenir.diagnostic.annexe import Section
from convenir.diagnostic.enums import EtatEnjeu, Niveau
from convenir.diagnostic.queries import Lieu
from convenir.diagnostic.synthese.livrables.annexe import composer
from convenir.diagnostic.synthese.livrables.chapitres import chapitres
from convenir.diagnostic.synthese.livrables.portrait import Portraits
from convenir.diagnostic.synthese.livrables.portrait import composer as composer_le_portrait
from convenir.diagnostic.synthese.queries import etat_du_diagnostic
from convenir.documents.blocs import Paragraphe, Tableau, Titre, texte, texte_brut
from convenir.documents.entree import lire_octets
from convenir.documents.sortie import rendre
from convenir.lecture.comprendre import comprendre
from convenir.lecture.demonstration import charger_demonstration
from convenir.socle.erreurs import Refus
from convenir.socle.models import Travail
from convenir.territoires.queries import communes_de_epci
from tests.factories.adhesions import EPCI
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory
from tests.factories.equipements import ANZIN, AULNOY, DenombrementFactory, EquipementFactory
from tests.factories.synthese import BlocDeSyntheseFactory, EnjeuRemonteFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2031, 3, 1)


def lignes(tableau):
    return [[texte_brut(c.contenu) for c in rang.cellules] for rang in (*tableau.entetes, *tableau.rangs)]


def chapitre(convention, cle="petite_enfance"):
    return next(c for c in chapitres(convention, JOUR) if c.cle == cle)


@pytest.fixture
def part(convention):
    """A rate of early childhood in the EPCI, its département and two communes."""
    indicateur = IndicateurFactory(part=True, theme="petite_enfance")
    source = SourceFactory(titre="Source fictive")
    communs = {"indicateur": indicateur, "source": source}
    ValeurFactory(**communs, valeur=Decimal("45.2"))
    ValeurFactory(**communs, niveau=Niveau.DEPARTEMENT, code="59", valeur=Decimal("35.8"), millesime=2021)
    ValeurFactory(**communs, niveau=Niveau.COMMUNE, code=ANZIN, valeur=Decimal(50))
    ValeurFactory(**communs, niveau=Niveau.COMMUNE, code=AULNOY, valeur=Decimal(30))
    return indicateur


def test_figures_stand_beside_the_departement_with_source_and_year(convention, part):
    assert lignes(chapitre(convention).chiffres) == [
        ["Indicateur", "CA Valenciennes Métropole", "Nord", "Source et année"],
        ["Part d’enfants", "45,2\u202f%", "35,8\u202f% (2021)", "Source fictive, 2022"],
    ]


def test_values_that_disagree_are_both_told(convention):
    indicateur = IndicateurFactory(theme="petite_enfance")
    ValeurFactory(indicateur=indicateur, valeur=5901)
    ValeurFactory(indicateur=indicateur, valeur=6164)
    (dit,) = {ligne[1] for ligne in lignes(chapitre(convention).chiffres)[1:]}
    assert "5\u202f901" in dit
    assert "6\u202f164" in dit
    assert dit.endswith("sources en désaccord")


def test_map_of_a_rate_comes_with_its_comment_and_its_table(convention, part):
    BlocDeSyntheseFactory(
        convention=convention, cle="chiffre-part", titre="Part d’enfants", texte="Contrasté.", indicateur=part
    )
    lu = chapitre(convention)
    assert [(c.graphique.cle, c.commentaire) for c in lu.cartes] == [("part-carte", "Contrasté.")]
    table = {ligne[0]: ligne[1] for ligne in lignes(lu.par_commune)}
    assert len(table) == 36
    assert (table["Commune"], table["Anzin"], table["Artres"]) == ("Part d’enfants (%)", "50,0", "–")


def test_comment_without_a_map_is_kept(convention):
    indicateur = IndicateurFactory(theme="petite_enfance")
    BlocDeSyntheseFactory(
        convention=convention, cle="chiffre-enfants", titre="Enfants", texte="Moins.", indicateur=indicateur
    )
    assert chapitre(convention).commentaires == (("Enfants", "Moins."),)


def test_figure_of_the_text_is_told_unless_a_data_set_says_it(convention, part):
    lus = [
        {
            "libelle": "Part",
            "valeur": 45.2,
            "unite": "%",
            "comparaison": {"territoire": "Nord", "valeur": 35.8},
        },
        {"libelle": "Naissances", "valeur": 2200, "unite": "naissances"},
    ]
    convention.lecture = {"indicateurs": [lu | {"thematique": "petite_enfance"} for lu in lus]}
    convention.save()
    assert lignes(chapitre(convention).lus)[1:] == [
        ["Naissances", "2\u202f200 naissances", "–", "année non indiquée"]
    ]


def test_issues_are_told_by_commune_those_set_aside_with_the_reason(convention):
    EnjeuRemonteFactory(convention=convention, insees=[], texte="Partout")
    EnjeuRemonteFactory(
        convention=convention,
        texte="Ici",
        etat=EtatEnjeu.ECARTE,
        motif="Déjà fait",
        decide_le=timezone.now(),
    )
    (table,) = [b for b in composer(convention, JOUR).blocs if isinstance(b, Tableau)]
    assert lignes(table) == [
        ["Communes", "Enjeu", "Suite"],
        ["Anzin", "Ici", "Écarté : Déjà fait"],
        ["communes, sans précision", "Partout", "Reçu"],
    ]


def test_services_known_by_a_number_alone_are_said_as_such(convention):
    EquipementFactory(convention=convention, type="centre_social", places=None)
    EquipementFactory(convention=convention)
    DenombrementFactory(convention=convention)
    DenombrementFactory(convention=convention, type="rpe", libelle="RPE", nombre=None)
    avs = chapitre(convention, "animation_vie_sociale")
    assert avs.non_localises == ("Centre social : 15 d’après le texte, dont 14 non localisés.",)
    enfance = chapitre(convention)
    assert enfance.non_localises == ("Relais petite enfance : annoncé sans nombre, non localisé.",)
    assert lignes(enfance.services)[1:] == [
        ["Établissement d’accueil du jeune enfant (exemple fictif)", "1", "20"]
    ]


def test_nothing_known_is_refused(convention):
    with pytest.raises(Refus, match="Rien à publier encore"):
        composer(convention, JOUR)


def test_another_part_adds_its_section(convention, monkeypatch):
    monkeypatch.setattr(registre, "SECTIONS", {})
    registre.inscrire(Section("ecart", "L’écart", lambda _c: (Paragraphe(texte("Trente places.")),)))
    registre.inscrire(Section("vide", "Vide", lambda _c: ()))
    *_, titre, paragraphe = composer(convention, JOUR).blocs
    assert isinstance(titre, Titre)
    assert (texte_brut(titre.contenu), texte_brut(paragraphe.contenu)) == ("L’écart", "Trente places.")


def test_document_is_prepared_anew_once_the_diagnostic_changes(convention, part):
    avant = etat_du_diagnostic(convention)
    assert etat_du_diagnostic(convention) == avant
    ValeurFactory(indicateur=part, millesime=2023, source=SourceFactory())
    assert etat_du_diagnostic(convention) != avant


@pytest.mark.parametrize("format_", ["pdf", "docx", "odt", "html", "pptx"])
def test_annexe_is_written_in_each_format(convention, part, format_):
    BlocDeSyntheseFactory(convention=convention)
    assert rendre(composer(convention, JOUR), format_)


def test_annexe_of_the_demonstration_has_the_figures_of_the_real_convention(convention_reelle):
    charger_demonstration()
    convention = Convention.objects.get(code="valenciennes-metropole-2025")
    lus = chapitres(convention, timezone.localdate())
    dits = {
        (chapitre.cle, *ligne[1:3])
        for chapitre in lus
        for table in (chapitre.chiffres, chapitre.lus)
        if table
        for ligne in lignes(table)
    }
    dossier = comprendre(lire_octets(convention_reelle.name, convention_reelle.read_bytes()))
    compares = [i for i in dossier.indicateurs if i.comparaison and i.thematique]
    attendus = {(i.thematique, *_paire(i)) for i in compares}
    trouves = {(theme, _nombre(a), _nombre(b)) for theme, a, b in dits}
    assert len(attendus) == 8
    assert attendus - trouves == set()


def _paire(indicateur):
    return indicateur.valeur, indicateur.comparaison.valeur


def _nombre(dit):
    """The first number of a cell ("Nord : 35,8 %")."""
    nu = dit.rpartition(": ")[2].replace("\u202f", " ").split(" ")[0].replace(",", ".")
    return Decimal(nu) if nu.replace(".", "", 1).isdecimal() else None


def test_portrait_tells_rank_and_neighbours(convention, part):
    for n, lieu in enumerate(communes_de_epci(EPCI)):
        if lieu.insee not in {ANZIN, AULNOY}:
            ValeurFactory(
                indicateur=part,
                source_id=part.valeurs.first().source_id,
                niveau=Niveau.COMMUNE,
                code=lieu.insee,
                valeur=Decimal(n) / 10,
            )
    portrait = Portraits(convention, JOUR).de(AULNOY)
    (chiffre,) = portrait.chiffres
    assert (chiffre.dits, chiffre.rang, chiffre.annee) == (
        *(("30,0\u202f%", "45,2\u202f%", "35,8\u202f%"), "2ᵉ sur 35"),
        "2022",
    )
    assert portrait.accroche.endswith("l’une des 35 communes de CA Valenciennes Métropole.")


def test_rank_is_not_told_of_a_few_communes(convention, part):
    assert Portraits(convention, JOUR).de(ANZIN).chiffres[0].rang == "–"


@pytest.mark.parametrize("plein", [False, True])
def test_portrait_holds_on_exactly_two_pages(convention, part, plein):
    for n in range(30 if plein else 0):
        indicateur = IndicateurFactory(
            cle=f"part_{n}", libelle=f"Part numéro {n} de la population", unite="%"
        )
        for annee in (2020, 2021):
            ValeurFactory(indicateur=indicateur, niveau=Niveau.COMMUNE, code=ANZIN, millesime=annee)
        EnjeuRemonteFactory(convention=convention, texte="Un enjeu assez long pour deux lignes. " * 4)
    publication = composer_le_portrait(Portraits(convention, JOUR).de(ANZIN))
    assert len(pypdfium2.PdfDocument(rendre(publication, "pdf"))) == 2
    dits = " ".join(texte_brut(b.contenu) for b in publication.blocs if isinstance(b, Paragraphe))
    assert ("à la page de la commune" in dits) == plein


def test_portrait_page_and_its_file(client, convention, part):
    EnjeuRemonteFactory(convention=convention)
    adresse = reverse("synthese:portrait", args=[convention.code, ANZIN])
    assert "Créer" in client.get(adresse).text
    assert client.get(f"{adresse}pdf/").content.startswith(b"%PDF")
    assert client.get(reverse("synthese:portrait", args=[convention.code, "75056"])).status_code == 404


def test_archive_is_prepared_then_downloaded(client, convention, part, monkeypatch):
    monkeypatch.setattr(
        "convenir.diagnostic.synthese.livrables.portrait.lieux_de_l_epci",
        lambda _c: (Lieu(Niveau.COMMUNE, ANZIN, "Anzin"),),
    )
    client.post(reverse("synthese:archiver", args=[convention.code]))
    assert Travail.objects.get().etat == "fait"
    reponse = client.get(reverse("synthese:archive", args=[convention.code]))
    assert b"".join(reponse.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("nombre", [1, 3])
def test_chapters_cost_the_same_whatever_is_written(convention, part, django_assert_num_queries, nombre):
    for rang in range(nombre):
        BlocDeSyntheseFactory(convention=convention, cle=f"lu-{rang}")
        EnjeuRemonteFactory(convention=convention)
    with django_assert_num_queries(19):
        chapitres(convention, JOUR)
