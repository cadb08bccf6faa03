import re
from collections import Counter

import pytest

from convenir.conventions.models import Convention, Partie
from convenir.conventions.operations import modifier_disposition
from convenir.conventions.queries import numerotation
from convenir.documents.entree import lire_fichier, lire_octets
from convenir.documents.models import Fichier
from convenir.journal.models import Evenement
from convenir.journal.queries import evenements_de
from convenir.lecture.comprendre import comprendre
from convenir.lecture.faits import FAMILLES
from convenir.lecture.operations import enregistrer
from convenir.lecture.queries import get_dossier
from convenir.relecture.registre import relire

pytestmark = pytest.mark.django_db

COMPAREES = (*FAMILLES, "parties", "visas", "duree", "sommaire", "delais", "enjeux")
TEXTE = """Convention territoriale globale du Val d’Ambre

Entre

La Caisse d’allocations familiales de l’Ambre, représentée par sa directrice, Madame Iris Belorme, ci-après dénommée « la Caf » ;

Et

La Communauté de communes du Val d’Ambre, représentée par son président, Monsieur Côme Tavelle, ci-après dénommée « la Communauté » ;

Vu le règlement intérieur de la Caf ;

Préambule

Les parties agissent ensemble.

ARTICLE 1 - OBJET

La convention fixe un cadre commun (annexe 1).

ARTICLE 3 - DUREE

La convention est conclue du 1er janvier 2031 au 31 décembre 2035.

Fait à Ambreville, le 2 décembre 2030

Annexe 1 – Chiffres

- 24 600 habitants en 2029
- 680 enfants de 0 à 2 ans
"""


def lu(texte=TEXTE, nom="val-d-ambre.txt"):
    octets = texte.encode()
    return comprendre(lire_octets(nom, octets)), octets


def mots(dossier):
    return Counter(re.findall(r"\w+", " ".join(dossier.source.lignes)))


def test_enregistrer_keeps_the_text_by_provision_with_its_numbers_as_written():
    convention = enregistrer(*lu())

    assert numerotation(convention) == {"preambule": None, "article-1": 1, "article-3": 3, "annexe-1": 1}
    disposition = convention.dispositions.get(cle="article-3")
    assert (disposition.titre, disposition.intitule_ecrit) == ("DUREE", "ARTICLE 3 - DUREE")
    assert disposition.texte.strip() == "La convention est conclue du 1er janvier 2031 au 31 décembre 2035."


def test_enregistrer_keeps_parties_visas_dates_and_a_code():
    convention = enregistrer(*lu())

    assert [(p.cle, p.nom, [s.nom for s in p.signataires.all()]) for p in convention.parties.all()] == [
        (cle, p.nom, [s.nom for s in p.signataires])
        for cle, p in zip(("caf", "collectivite"), lu()[0].parties, strict=True)
    ]
    assert [v.texte for v in convention.visas.all()] == [v.texte for v in lu()[0].visas]
    assert (convention.debut.isoformat(), convention.fin.isoformat()) == ("2031-01-01", "2035-12-31")
    assert (convention.code, convention.territoire) == ("val-d-ambre-2031", "Val d’Ambre")


def test_enregistrer_keeps_the_file_and_tells_the_journal():
    dossier, octets = lu()
    convention = enregistrer(dossier, octets)

    with convention.fichier.contenu.open() as fichier:
        assert fichier.read() == octets
    (evenement,) = evenements_de(f"convention:{convention.code}")
    assert (evenement.type, evenement.resume) == (
        "convention.creee",
        "Convention lue dans « val-d-ambre.txt ».",
    )


def test_enregistrer_the_same_file_twice_gives_the_draft_of_the_first_time():
    premier = enregistrer(*lu())
    disposition = premier.dispositions.get(cle="article-1")
    modifier_disposition(disposition, "Texte repris.", disposition.version)

    second = enregistrer(*lu(nom="copie.txt"))

    assert second.pk == premier.pk
    assert second.dispositions.get(cle="article-1").texte == "Texte repris."
    assert (Convention.objects.count(), Fichier.objects.count()) == (1, 1)


def test_enregistrer_another_file_of_the_same_territory_gives_another_code():
    enregistrer(*lu())
    autre = enregistrer(*lu(TEXTE.replace("680", "690")))

    assert autre.code == "val-d-ambre-2031-2"


def test_enregistrer_leaves_nothing_behind_when_it_fails(monkeypatch):
    def echouer(*args, **kwargs):
        raise RuntimeError("panne")

    monkeypatch.setattr("convenir.conventions.operations.ecriture.consigner", echouer)

    with pytest.raises(RuntimeError, match="panne"):
        enregistrer(*lu())

    comptes = [modele.objects.count() for modele in (Convention, Partie, Fichier, Evenement)]
    assert comptes == [0, 0, 0, 0]


def test_enregistrer_a_text_that_is_no_convention_keeps_it_whole():
    dossier, octets = lu("Une note de service.\n\nElle ne compte que deux phrases.\n")

    convention = enregistrer(dossier, octets)

    assert mots(get_dossier(convention.code)) == mots(dossier)
    assert convention.dispositions.count() == 0


def test_record_and_file_hold_the_same_words():
    dossier, octets = lu()

    assert mots(get_dossier(enregistrer(dossier, octets).code)) == mots(dossier)


def sans_lignes(objet):
    """The same fact without the places it was read at, which differ from a file to a record."""
    return re.sub(r"(lignes|debuts)=\([^()]*\)", "", repr(objet))


def dits(dossier):
    return {famille: sans_lignes(getattr(dossier, famille)) for famille in COMPAREES}


def test_record_and_file_say_the_same():
    dossier, octets = lu()

    assert dits(get_dossier(enregistrer(dossier, octets).code)) == dits(dossier)


def messages(dossier, *, sauf=()):
    return Counter((c.regle, c.message) for c in relire(dossier) if c.regle not in sauf)


def test_record_and_file_are_proofread_alike():
    dossier, octets = lu()

    assert messages(get_dossier(enregistrer(dossier, octets).code)) == messages(dossier)


def test_real_convention_says_the_same_from_its_record(convention_reelle):
    """Findings too, but for marks of extraction, that the record does not keep."""
    dossier = comprendre(lire_fichier(convention_reelle))
    relu = get_dossier(enregistrer(dossier, convention_reelle.read_bytes()).code)

    extraction = ("redaction-balisage", "redaction-phrase-coupee")
    assert dits(relu) == dits(dossier)
    assert messages(relu, sauf=extraction) == messages(dossier, sauf=extraction)
