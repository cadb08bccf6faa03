"""Whatever the text, relire answers, and points at lines that exist."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.relecture.mutations import constats

EXEMPLES = [c.read_text("utf-8") for c in sorted((Path(__file__).parent / "exemples").glob("*.txt"))]
FRAGMENTS = [ligne for texte in EXEMPLES for ligne in texte.splitlines()]
BRUIT = st.text(alphabet="XxÀé«»()[]{}^_.…,;:!?-–•|\t 0123456789%€abcLlVv'’\n", max_size=40)
REGLAGES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _verifier(texte: str) -> None:
    dernieres = len(texte.splitlines())
    for constat in constats(texte):
        assert all(1 <= n <= dernieres for n in constat.lignes), constat
        assert constat.message, constat
        assert constat.preuve, constat
        assert constat.suggestion, constat


@REGLAGES
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), BRUIT), min_size=1, max_size=40).map("\n".join))
def test_relire_any_lines_points_at_existing_lines(texte):
    _verifier(f"Convention\n{texte}")


@REGLAGES
@given(st.sampled_from(EXEMPLES), st.integers(0, 4000), st.integers(0, 400), BRUIT)
def test_relire_mutated_convention_points_at_existing_lines(texte, place, longueur, bruit):
    _verifier(f"{texte[:place]}{bruit}{texte[place + longueur :]}")
