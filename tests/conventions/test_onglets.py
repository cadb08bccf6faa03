"""The navigation of a convention: each page says where it is, in its group, once."""

import re

import pytest
from django.urls import reverse

from convenir.conventions.enums import SCELLES
from convenir.conventions.models import Convention
from convenir.conventions.onglets import GROUPES

PAGES = [(groupe, onglet) for groupe in GROUPES for onglet in groupe.onglets]


def courants(html):
    """What the navigation shows as current at each level on a wide screen: how, and the name."""
    large = html.split('<details class="onglets-etroits">')[0].split('<div class="onglets">')[1]
    return re.findall(r'aria-current="(\w+)"[^>]*>([^<]+)</a>', large)


@pytest.mark.parametrize(
    ("groupe", "onglet"),
    [page for page in PAGES if not page[1].scellee],
    ids=lambda partie: getattr(partie, "cle", partie.nom),
)
def test_page_says_where_it_is(client, convention, administratrice, groupe, onglet):
    client.force_login(administratrice.personne)
    html = client.get(reverse(onglet.adresse, args=[convention.code])).content.decode()
    attendus = [("true", groupe.nom), ("page", onglet.nom)]
    assert courants(html) == (attendus if len(groupe.onglets) > 1 else [("page", groupe.nom)])


def test_each_page_has_its_own_key():
    cles = [onglet.cle for _, onglet in PAGES]
    assert len(cles) == len(set(cles))


def test_page_for_sealed_conventions_alone_is_left_out_until_then():
    vie = next(groupe for groupe in GROUPES if groupe.contient("fin"))
    assert [vie.pour(Convention(statut=statut)).contient("fin") for statut in ("brouillon", *SCELLES)] == [
        False,
        *[True] * len(SCELLES),
    ]
