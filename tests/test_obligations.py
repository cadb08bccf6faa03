"""The page of obligations is that of the catalogue."""

from scripts import generer_obligations


def test_obligations_page_is_up_to_date():
    assert generer_obligations.PAGE.read_text("utf-8") == generer_obligations.page(), (
        "run: python scripts/generer_obligations.py"
    )
