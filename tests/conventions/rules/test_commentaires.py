"""A passage quoted from the screen is found again in the text as it is recorded."""

import pytest

from convenir.conventions.rules.commentaires import passage_retrouve

TEXTE = (
    "Les parties **agissent de concert**, de {{duree.debut}} à {{duree.fin}}, selon [[article/objet]].\n\n"
    "{{{chiffres}}}\n\nElles se réunissent."
)


@pytest.mark.parametrize(
    "passage",
    [
        *("", "agissent de concert", "AGISSENT  de\nconcert, de", "Elles se réunissent."),
        "de concert, de 1er janvier 2031 à 31 décembre 2035, selon article 1",
        "12 400",
        "selon article 1. 12 400 habitants en 2026 dans les douze communes du territoire. Elles se",
    ],
)
def test_passage_still_in_the_text_is_found(passage):
    assert passage_retrouve(passage, TEXTE)


@pytest.mark.parametrize(
    "passage", ["agissent seules", "concert agissent", "Elles se réunissent ensemble un jour sur deux"]
)
def test_passage_changed_since_is_not_found(passage):
    assert not passage_retrouve(passage, TEXTE.replace("{{{chiffres}}}", ""))
