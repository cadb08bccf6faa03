import datetime

import pytest

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.models import Convention, Disposition, Partie, Signataire
from convenir.conventions.operations import (
    TextePerime,
    ajouter_disposition,
    creer,
    deplacer_disposition,
    modifier_disposition,
    modifier_duree,
    modifier_parties,
    modifier_visas,
    renumeroter,
    retirer_disposition,
)
from convenir.conventions.queries import get_convention, numerotation
from convenir.journal.queries import evenements_de
from convenir.socle.erreurs import Refus
from tests.factories.conventions import ConventionFactory, DispositionFactory

pytestmark = pytest.mark.django_db


def types_du_journal(convention):
    return [e.type for e in evenements_de(f"convention:{convention.code}")]


def test_creer_gives_ranks_and_writes_the_journal():
    convention = creer(
        Convention(
            titre="Convention du Val d’Ambre", territoire="Val d’Ambre", debut=datetime.date(2031, 1, 1)
        ),
        parties=[(Partie(cle="caf", nom="Caf de l’Ambre"), [Signataire(nom="A"), Signataire(nom="B")])],
        visas=["Vu le premier texte", "Vu le second texte"],
        dispositions=[
            Disposition(type="preambule", cle="preambule"),
            Disposition(type="article", cle="objet", titre="Objet"),
        ],
    )

    lue = get_convention("val-d-ambre-2031")
    assert lue.pk == convention.pk
    assert [(s.ordre, s.nom) for s in lue.parties.get().signataires.all()] == [(1, "A"), (2, "B")]
    assert [v.texte for v in lue.visas.all()] == ["Vu le premier texte", "Vu le second texte"]
    assert [(d.ordre, d.cle) for d in lue.dispositions.all()] == [(1, "preambule"), (2, "objet")]
    assert types_du_journal(convention) == ["convention.creee"]


def test_creer_gives_a_suffix_to_a_taken_code():
    codes = [creer(Convention(titre="Une convention", territoire="Val d’Ambre")).code for _ in range(3)]

    assert codes == ["val-d-ambre", "val-d-ambre-2", "val-d-ambre-3"]


def test_creer_keeps_nothing_when_one_provision_is_refused():
    with pytest.raises(Refus, match="Une convention n’a qu’un préambule"):
        creer(
            Convention(titre="Une convention"),
            dispositions=[
                Disposition(type="preambule", cle="preambule"),
                Disposition(type="preambule", cle="autre"),
            ],
        )

    assert Convention.objects.count() == 0


def test_creer_refuses_an_end_before_the_start():
    with pytest.raises(Refus, match="ne peut précéder le premier"):
        creer(
            Convention(titre="Une convention", debut=datetime.date(2031, 1, 1), fin=datetime.date(2030, 1, 1))
        )


def test_modifier_disposition_writes_the_text_and_keeps_the_former_in_the_journal():
    disposition = DispositionFactory(texte="Avant")

    modifier_disposition(disposition, "Après", 1, titre="Nouveau titre", a_completer=True)

    disposition.refresh_from_db()
    assert (disposition.texte, disposition.titre, disposition.a_completer, disposition.version) == (
        "Après",
        "Nouveau titre",
        True,
        2,
    )
    evenement = evenements_de(f"convention:{disposition.convention.code}").get()
    assert evenement.donnees == {"cle": disposition.cle}
    assert evenement.avant == {"titre": disposition.cle.capitalize(), "texte": "Avant"}
    assert evenement.apres == {"titre": "Nouveau titre", "texte": "Après"}


def test_modifier_disposition_refuses_a_stale_version_and_keeps_both_texts():
    disposition = DispositionFactory(texte="Avant")
    modifier_disposition(disposition, "Texte d’Anne", 1)

    with pytest.raises(TextePerime) as refus:
        modifier_disposition(disposition, "Texte de Bruno", 1)

    assert (refus.value.propose, refus.value.actuel, refus.value.version) == (
        "Texte de Bruno",
        "Texte d’Anne",
        2,
    )
    disposition.refresh_from_db()
    assert disposition.texte == "Texte d’Anne"


def test_modifier_disposition_removed_meanwhile_keeps_the_text_proposed():
    disposition = DispositionFactory()
    Disposition.objects.all().delete()

    with pytest.raises(TextePerime) as refus:
        modifier_disposition(disposition, "Mon texte", 1)

    assert refus.value.propose == "Mon texte"


def test_ajouter_disposition_goes_after_the_one_named_and_numbers_follow():
    convention = ConventionFactory(avec_articles=True)

    ajouter_disposition(convention, Disposition(type="article", titre="Les moyens"), 1, apres="objet")

    assert numerotation(convention) == {
        "preambule": None,
        "objet": 1,
        "les-moyens": 2,
        "duree": 3,
        "instances": 1,
    }
    assert [d.ordre for d in convention.dispositions.order_by("ordre")] == [1, 2, 3, 4, 5]


def test_ajouter_disposition_without_place_goes_last_of_its_type():
    convention = ConventionFactory(avec_articles=True)

    ajouter_disposition(convention, Disposition(type="article", titre="Fin"), 1)

    assert list(numerotation(convention)) == ["preambule", "objet", "duree", "fin", "instances"]


def test_ajouter_disposition_drops_the_numbers_that_were_read():
    convention = ConventionFactory()
    DispositionFactory(convention=convention, cle="un", ordre=1, numero_ecrit=1)
    DispositionFactory(convention=convention, cle="cinq", ordre=2, numero_ecrit=5)
    assert numerotation(convention) == {"un": 1, "cinq": 5}

    ajouter_disposition(convention, Disposition(type="article", titre="Ajout", cle="ajout"), 1, apres="un")

    assert numerotation(convention) == {"un": 1, "ajout": 2, "cinq": 3}


def test_ajouter_disposition_on_a_stale_version_is_refused():
    convention = ConventionFactory(avec_articles=True)
    ajouter_disposition(convention, Disposition(type="article", titre="Premier"), 1)

    with pytest.raises(Refus, match="a changé entre-temps"):
        ajouter_disposition(convention, Disposition(type="article", titre="Second"), 1)

    assert not convention.dispositions.filter(titre="Second").exists()


def test_ajouter_a_second_preambule_is_refused():
    convention = ConventionFactory(avec_articles=True)

    with pytest.raises(Refus, match="n’a qu’un préambule"):
        ajouter_disposition(convention, Disposition(type="preambule", cle="autre"), 1)


def test_retirer_disposition_renumbers_the_following():
    convention = ConventionFactory(avec_articles=True)

    retirer_disposition(convention.dispositions.get(cle="objet"), 1)

    assert numerotation(convention) == {"preambule": None, "duree": 1, "instances": 1}


def test_retirer_disposition_still_quoted_is_refused_naming_who_quotes():
    convention = ConventionFactory(avec_articles=True)
    convention.dispositions.filter(cle="objet").update(texte="Voir l’[[article/duree]].")

    with pytest.raises(Refus, match="reste cité par Article 1 – Objet"):
        retirer_disposition(convention.dispositions.get(cle="duree"), 1)

    assert convention.dispositions.filter(cle="duree").exists()


@pytest.mark.parametrize(
    ("rang", "ordre"),
    [(1, ["c", "a", "b"]), (2, ["a", "c", "b"]), (3, ["a", "b", "c"])],
)
def test_deplacer_disposition_moves_it_among_its_type(rang, ordre):
    convention = ConventionFactory()
    for place, cle in enumerate("abc", start=1):
        DispositionFactory(convention=convention, cle=cle, ordre=place)

    deplacer_disposition(convention.dispositions.get(cle="c"), rang, 1)

    assert list(numerotation(convention)) == ordre


@pytest.mark.parametrize("rang", [0, 3, -1])
def test_deplacer_disposition_to_a_place_that_does_not_exist_is_refused(rang):
    convention = ConventionFactory(avec_articles=True)

    with pytest.raises(Refus, match="entre 1 et 2"):
        deplacer_disposition(convention.dispositions.get(cle="objet"), rang, 1)


def test_renumeroter_drops_every_number_that_was_read():
    convention = ConventionFactory()
    DispositionFactory(convention=convention, cle="trois", ordre=1, numero_ecrit=3)
    DispositionFactory(convention=convention, cle="b", ordre=2, numero_ecrit=7, type=TypeDisposition.ANNEXE)

    renumeroter(convention, 1)

    assert numerotation(convention) == {"trois": 1, "b": 1}


def test_modifier_parties_replaces_them_all_and_the_opening():
    convention = ConventionFactory(avec_parties=True, ouverture="Texte lu")

    modifier_parties(
        convention,
        [(Partie(cle="msa", nom="MSA de l’Ambre"), [Signataire(qualite="Directrice")])],
        1,
        ouverture="{{{parties}}}",
    )

    convention.refresh_from_db()
    assert [p.nom for p in convention.parties.all()] == ["MSA de l’Ambre"]
    assert convention.ouverture == "{{{parties}}}"
    assert types_du_journal(convention) == ["convention.parties_modifiees"]


def test_modifier_visas_replaces_them_in_order():
    convention = ConventionFactory()

    modifier_visas(convention, ["Vu B", "Vu A"], 1)

    assert [(v.ordre, v.texte) for v in convention.visas.all()] == [(1, "Vu B"), (2, "Vu A")]


def test_modifier_duree_refuses_an_end_before_the_start():
    convention = ConventionFactory()

    with pytest.raises(Refus, match="corrigez l’une des deux dates"):
        modifier_duree(convention, datetime.date(2032, 1, 1), datetime.date(2031, 1, 1), 1)

    convention.refresh_from_db()
    assert (convention.debut, convention.version) == (datetime.date(2031, 1, 1), 1)
