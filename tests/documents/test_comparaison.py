import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from convenir.documents.comparaison import Changement, Segment, Sort, comparer

GARDE, RETIRE, AJOUTE, TYPOGRAPHIE = Changement

lignes = st.sampled_from(
    [
        *("", " ", "\n", "# Titre", "- point un", "- point deux", "| a | 1 |", "| b | 2 |"),
        *("Le comité se réunit tous les six mois.", "Le comité se réunit chaque année, à la Caf."),
        *(
            "L'aide : 46 270 061 €",
            "L’aide\u202f: 46\u00a0270\u00a0061\u202f€",
            "«\u00a0mot\u00a0»",
            '"mot"',
            "…",
            "...",
        ),
        *("e\u0301te\u0301", "été", "conven\u00adtion", "convention", "\u200b", "\r"),
    ]
)
textes = st.one_of(st.lists(lignes, max_size=12).map("\n".join), st.text(max_size=80))


def lu(avant, apres):
    """Each passage with its fate and its words between marks."""
    marques = {GARDE: "{0}", RETIRE: "[-{0}-]", AJOUTE: "[+{1}+]", TYPOGRAPHIE: "[~{0}|{1}~]"}
    return [
        (p.sort, "".join(marques[s.changement].format(s.avant, s.apres) for s in p.segments).strip())
        for p in comparer(avant, apres).passages
    ]


@given(textes, textes)
@example("a\n\n", "a")
@example("\n\na", "a\x0b\x85b")
@example("a\r\n\r\nb", "b\r\na")
def test_comparer_loses_no_character(avant, apres):
    comparaison = comparer(avant, apres)
    segments = [s for p in comparaison.passages for s in p.segments]
    assert (comparaison.avant, comparaison.apres) == (avant, apres)
    assert "".join(s.avant for s in segments if s.changement is not AJOUTE) == avant
    assert "".join(s.apres for s in segments if s.changement is not RETIRE) == apres


@given(textes, textes)
def test_comparer_calls_each_segment_what_it_is(avant, apres):
    for segment in (s for p in comparer(avant, apres).passages for s in p.segments):
        match segment.changement:
            case Changement.GARDE:
                assert "".join(segment.avant.split()) == "".join(segment.apres.split())
            case Changement.RETIRE:
                assert segment.avant
                assert not segment.apres
            case Changement.AJOUTE:
                assert segment.apres
                assert not segment.avant
            case Changement.TYPOGRAPHIE:
                assert segment.avant != segment.apres


@given(textes)
def test_comparer_a_text_with_itself_keeps_all(texte):
    comparaison = comparer(texte, texte)
    assert comparaison.nombre(Sort.INCHANGE) == len(comparaison.passages)
    assert all(s == Segment(GARDE, s.avant, s.avant) for p in comparaison.passages for s in p.segments)


@given(textes, textes)
def test_comparer_numbers_each_move_at_both_ends(avant, apres):
    passages = comparer(avant, apres).passages
    departs = [p.deplacement for p in passages if p.sort is Sort.DEPART]
    arrivees = [p.deplacement for p in passages if p.sort is Sort.ARRIVEE]
    assert departs == sorted(arrivees) == list(range(1, len(departs) + 1))
    assert all(not p.deplacement for p in passages if p.sort not in {Sort.DEPART, Sort.ARRIVEE})


def test_comparer_words_of_a_changed_passage():
    assert lu(
        "Le comité se réunit tous les six mois à la Caf.",
        "Le comité stratégique se réunit chaque année à la Caf.",
    ) == [
        (
            Sort.MODIFIE,
            "Le comité [+stratégique +]se réunit [-tous les six mois -][+chaque année +]à la Caf.",
        )
    ]


def test_comparer_numbers_and_dates_as_wholes():
    assert lu("Un taux de 3,5 % au 16/07/2025.", "Un taux de 3,6 % au 17/07/2025.") == [
        (Sort.MODIFIE, "Un taux de [-3,5 -][+3,6 +]% au [-16/07/2025-][+17/07/2025+].")
    ]


def test_comparer_a_word_left_alone_between_two_replacements_goes_with_them():
    avant, apres = (
        "La Caf finance tout projet nouveau chaque année civile.",
        "La Caf aide tout plan nouveau chaque année civile.",
    )
    assert lu(avant, apres) == [
        (Sort.MODIFIE, "La Caf [-finance tout projet -][+aide tout plan +]nouveau chaque année civile.")
    ]


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("L'aide de l'État", "L’aide de l’État"),
        ("Total : 46 270 061 €", "Total\u202f: 46\u00a0270\u00a0061\u202f€"),
        ("Total: 5", "Total : 5"),
        ('Dit "ici" - et là...', "Dit “ici” – et là…"),
        ("Dit « ici »", "Dit «\u202fici\u202f»"),
        ("e\u0301te\u0301", "été"),
        ("conven\u00adtion", "convention"),
    ],
)
def test_comparer_says_when_only_the_typography_changed(avant, apres):
    comparaison = comparer(avant, apres)
    assert [p.sort for p in comparaison.passages] == [Sort.TYPOGRAPHIE]
    assert comparaison.est_sans_changement


def test_comparer_does_not_see_a_paragraph_cut_at_another_width():
    assert lu("Un texte coupé\nà cette largeur.\n", "Un texte\ncoupé à cette largeur.") == [
        (Sort.INCHANGE, "Un texte coupé\nà cette largeur.")
    ]


def test_comparer_tells_a_moved_passage_as_moved():
    avant = "Premier point du texte.\n\nDeuxième point du texte, déplacé.\n\nTroisième point, qui reste."
    apres = "Deuxième point du texte, déplacé.\n\nPremier point du texte.\n\nTroisième point, qui reste."
    passages = [(p.sort, p.deplacement) for p in comparer(avant, apres).passages]
    assert passages == [(Sort.ARRIVEE, 1), (Sort.INCHANGE, 0), (Sort.DEPART, 1), (Sort.INCHANGE, 0)]
    assert not comparer(avant, apres).est_sans_changement


def test_comparer_items_and_rows_one_by_one():
    avant = "Objectifs :\n- ouvrir un local\n- former les équipes\n| Caf | 12 |\n| EPCI | 8 |"
    apres = "Objectifs :\n- ouvrir un grand local\n- former les équipes\n| Caf | 12 |\n| EPCI | 9 |"
    assert lu(avant, apres) == [
        (Sort.INCHANGE, "Objectifs :"),
        (Sort.MODIFIE, "- ouvrir un [+grand +]local"),
        (Sort.INCHANGE, "- former les équipes"),
        (Sort.INCHANGE, "| Caf | 12 |"),
        (Sort.MODIFIE, "| EPCI | [-8 -][+9 +]|"),
    ]


def test_comparer_a_rewritten_passage_is_replaced_whole():
    assert lu("Les parties se réunissent.\n\nFin du texte.", "Un bilan annuel paraît.\n\nFin du texte.") == [
        (Sort.RETIRE, "[-Les parties se réunissent.\n\n-]"),
        (Sort.AJOUTE, "[+Un bilan annuel paraît.\n\n+]"),
        (Sort.INCHANGE, "Fin du texte."),
    ]


def test_comparer_follows_a_changed_passage_among_new_ones():
    apres = (
        "Une clause neuve ouvre ce texte.\n\nLa durée est de quatre ans entiers.\n\nUne autre clause neuve."
    )
    assert lu("La durée est de cinq ans entiers.", apres) == [
        (Sort.AJOUTE, "[+Une clause neuve ouvre ce texte.\n\n+]"),
        (Sort.MODIFIE, "La durée est de [-cinq -][+quatre +]ans entiers."),
        (Sort.AJOUTE, "[+Une autre clause neuve.+]"),
    ]


def test_comparer_the_real_convention_with_one_word_changed(convention_reelle):
    avant = convention_reelle.read_text("utf-8")
    comparaison = comparer(avant, avant.replace("un délai d'un mois", "un délai de deux mois"))
    assert (comparaison.nombre(Sort.MODIFIE), comparaison.nombre(Sort.INCHANGE)) == (
        2,
        len(comparaison.passages) - 2,
    )
