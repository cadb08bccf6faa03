"""The page of roles is that of the one table."""

from scripts import generer_roles


def test_roles_page_is_up_to_date():
    assert generer_roles.PAGE.read_text("utf-8") == generer_roles.page(), (
        "run: python scripts/generer_roles.py"
    )
