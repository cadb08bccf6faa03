import datetime
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from convenir.conventions.rules.actes import Acte, exiger_acte, lire_acte, trouver_actes
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import luhn_valide

RECONNU = Acte("059", "215905050", "20250710", "DEL27_2025", "DE")


def chiffres(longueur):
    return st.text("0123456789", min_size=longueur, max_size=longueur)


actes = st.builds(
    Acte,
    departement=st.one_of(chiffres(3), st.sampled_from(["02A", "02B"])),
    siren=chiffres(9),
    jour=chiffres(8),
    numero=st.from_regex(r"[A-Z0-9_](?:[A-Z0-9_/-]{0,20}[A-Z0-9_])?", fullmatch=True),
    nature=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
)


@pytest.mark.parametrize(
    ("identifiant", "acte"),
    [
        ("059-215905050-20250710-DEL27_2025-DE", RECONNU),
        ("075-287500078-20150708-2015-294-DE", Acte("075", "287500078", "20150708", "2015-294", "DE")),
        ("02A-212000046-20240301-12-AR", Acte("02A", "212000046", "20240301", "12", "AR")),
        ("974-219740115-20240301-1-2-3-DE", Acte("974", "219740115", "20240301", "1-2-3", "DE")),
        ("  ID : 059-215905050-20250710-DEL27_2025-DE ", RECONNU),
        ("059‑215905050–20250710—DEL27_2025−DE", RECONNU),
        ("059 - 215 905 050 - 2025 07 10 - DEL27_2025 - DE", RECONNU),
        ("059-215905050-20250710-DEL27_2025-de", RECONNU),
        ("059-2159O5O5O-2O25O7I0-DEL27_2025-DE", RECONNU),
    ],
)
def test_lire_acte(identifiant, acte):
    assert lire_acte(identifiant) == acte


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "59-215905050-20250710-1-DE",
        "02C-215905050-20250710-1-DE",
        "059-21590505-20250710-1-DE",
        "059-215905050-202507-1-DE",
        "059-215905050-20250710--DE",
        "059-215905050-20250710-DE",
        "059-215905050-20250710-1-D",
        "059-215905050-20250710-1-DE-1",
        "059-2159O5O51-20250710-1-DE",  # letters for digits, and a key that does not confirm them
        "059-215905050-2O250231-1-DE",  # letters for digits, and no such day
        "٠٥٩-٢١٥٩٠٥٠٥٠-٢٠٢٥٠٧١٠-1-DE",
    ],
)
def test_lire_acte_of_another_text_is_none(texte):
    assert lire_acte(texte) is None


@given(actes)
def test_lire_acte_gives_back_what_was_written(acte):
    assert lire_acte(acte.identifiant) == acte


@given(st.one_of(st.text(), st.text("0123456789AB-–ODEl_ \n", max_size=60)))
@example("059-215905050-20250710-" + "-" * 5000 + "DE")
@example("059-215905050-20250710-" + "A-" * 5000)
def test_reading_any_text_answers_or_refuses(texte):
    trouves = trouver_actes(texte)
    assert len(set(trouves)) == len(trouves)
    if acte := lire_acte(texte):
        assert exiger_acte(texte) == acte
    else:
        with pytest.raises(Refus, match="Cet identifiant d’acte ne se lit pas"):
            exiger_acte(texte)


@given(st.dates())
def test_acte_date_is_read_from_its_eight_digits(jour):
    assert replace(RECONNU, jour=f"{jour:%Y%m%d}".rjust(8, "0")).date == jour


@pytest.mark.parametrize("jour", ["00000000", "20250229", "20250431", "20251301", "20250100", "21000229"])
def test_acte_date_out_of_the_calendar_is_none(jour):
    assert replace(RECONNU, jour=jour).date is None


@pytest.mark.parametrize(
    ("texte", "defaut"),
    [
        ("bonjour", "il commence par le département sur trois caractères (059, 02A, 974)"),
        ("059-2159", "le département est suivi du SIREN de l’auteur, neuf chiffres"),
        (
            "059-215905050-10/07/2025-1-DE",
            "le SIREN est suivi de la date de la décision, en huit chiffres (AAAAMMJJ)",
        ),
        ("059-215905050-20250710-DE", "la date est suivie du numéro de l’acte, sans espace"),
        (
            "059-215905050-20250710-1-DELIB",
            "il finit par la nature de l’acte, en deux lettres (DE pour une délibération)",
        ),
    ],
)
def test_exiger_acte_says_which_part_cannot_be_read(texte, defaut):
    with pytest.raises(Refus, match="ne se lit pas") as refus:
        exiger_acte(texte)
    assert refus.value.message == (
        f"Cet identifiant d’acte ne se lit pas : {defaut}. Écrivez "
        "département-SIREN-AAAAMMJJ-numéro-nature, par exemple 059-123456782-20260115-2026_04-DE."
    )


def test_the_example_of_a_refusal_is_itself_sound():
    acte = lire_acte("059-123456782-20260115-2026_04-DE")
    assert luhn_valide(acte.siren)
    assert acte.date == datetime.date(2026, 1, 15)


@pytest.mark.parametrize(
    "texte",
    [
        "Vu la délibération 059-215905050-20250710-DEL27_2025-DE, transmise.",
        "Reçu le 16/07/2025\nID : 059-215905050-20250710-DEL27_2025-DE\nPublié le",
        "ID : 059-215905050-\n20250710-DEL27_2025-DE",
        "ID : 059-215905050-20250710-DEL27_\n2025-DE",
        "ID : 059 - 215905050 - 20250710 - DEL27_2025 - DE - DELIBERATION",
        "(059‐215905050‐20250710‐DEL27_2025‐DE)",
        "ID : O59-2I59O5O5O-20250710-DEL27_2025-DE",
        "059-215905050-20250710-DEL27_2025-DE, page 2 : 059-215905050-20250710-DEL27_2025-DE",
    ],
)
def test_trouver_actes_in_a_text(texte):
    assert trouver_actes(texte) == (RECONNU,)


def test_trouver_actes_gives_them_in_order():
    texte = "De 075-287500078-20150708-2015-294-DE à 059-215905050-20250710-DEL27_2025-DE."
    assert [acte.numero for acte in trouver_actes(texte)] == ["2015-294", "DEL27_2025"]


@pytest.mark.parametrize(
    "texte",
    [
        "1059-215905050-20250710-1-DE",
        "059-215905050-20250710-1-DELIB",
        "Tél. 03-21-59-05-05",
        "059-215905050-20250710",
    ],
)
def test_trouver_actes_leaves_what_is_not_one(texte):
    assert trouver_actes(texte) == ()


def test_trouver_actes_in_the_real_convention(convention_reelle):
    assert trouver_actes(convention_reelle.read_text("utf-8")) == (RECONNU,)
