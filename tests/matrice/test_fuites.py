"""Whoever is no member of a convention finds nothing of it: by any link, form, search, document or error."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.matrice.attentes import ATTENTES
from tests.matrice.exploration import Exploration, recu
from tests.matrice.monde import JETON, JETON_D_INVITATION
from tests.matrice.test_matrice import ARGUMENTS, adresse, photographie
from tests.test_acces import ADRESSES

#: Every name of the first convention and of its people begins like this; so do its texts, its files, its mails.
RACINE = re.compile("zinzol|71[ \\u202f\\xa0]?993", re.IGNORECASE)
#: Who left still bears her name and works for her organisation: what she may not read is the convention.
TEXTES = re.compile(
    "(objet|mot|motif|acte|projet|pays de) ?-?zinzolin|zinzolin(ville|ette)|71[ \\u202f]?993", re.IGNORECASE
)
VISITEURS = {
    "anonyme": RACINE,
    "sans_convention": RACINE,
    "lectrice_d_ailleurs": RACINE,
    "administratrice_d_ailleurs": RACINE,
    "ancienne": TEXTES,
}
#: what an address names below a convention or an organisation, that another one cannot reach
ENFANTS = {"commentaire", "membre", "invitation", "mandat", "poste", "occupation", "empreinte"}
ENFANTS |= {"enjeu_du_plan", "objectif", "jointe"}


@pytest.fixture(scope="module")
def avant(monde_du_module):
    return photographie()


def dits(motif, textes):
    """The addresses whose answer says what it should not, with what it says."""
    return {cle: motif.findall(texte)[:3] for cle, texte in textes.items() if motif.search(texte)}


def identifiants(monde):
    """What a forger could put in any field: ids and keys of the first convention."""
    noms = ("code", "pk", "membre")
    return tuple(monde.valeurs[nom] for nom in noms)


def sans_le_code(monde, texte):
    """What is received but the code of the convention, which whoever asks already has in hand."""
    return texte.replace(monde.convention.code, "")


def test_the_world_has_something_to_leak_at_every_address(monde):
    """What the others must not find is read there by a member: else this module proves nothing."""
    membre = monde.client("administratrice")
    lisibles = [n for n, noms in ADRESSES if "code" in noms and ATTENTES[n].get["administratrice"] == 200]
    textes = {nom: sans_le_code(monde, recu(membre.get(adresse(monde, nom)))) for nom in lisibles}
    assert {nom for nom, texte in textes.items() if not RACINE.search(texte)} == set()
    lien = reverse("conventions:invitation", args=[JETON_D_INVITATION])
    assert RACINE.search(recu(monde.client("anonyme").get(lien)))


@pytest.mark.parametrize("role", VISITEURS)
def test_crawling_every_link_and_form_finds_nothing(monde, role):
    visite = Exploration(monde.client(role), identifiants(monde))
    visite.parcourir("/", *(reverse(nom) for nom, noms in ADRESSES if not noms))
    assert dits(VISITEURS[role], visite.vues) == {}
    envois = {cle: sans_le_code(monde, texte) for cle, texte in visite.envois.items()}
    assert dits(VISITEURS[role], envois) == {}


@pytest.mark.parametrize("role", VISITEURS)
@pytest.mark.parametrize("methode", ["get", "post"])
def test_addresses_of_the_convention_say_nothing(monde, avant, role, methode):
    client, textes = monde.client(role), {}
    for nom, noms in ADRESSES:
        if "code" in noms:
            champs = ATTENTES[nom].champs(monde) | {"csrfmiddlewaretoken": JETON} if methode == "post" else {}
            textes[nom] = sans_le_code(monde, recu(getattr(client, methode)(adresse(monde, nom), champs)))
    assert dits(VISITEURS[role], textes) == {}
    assert photographie() == avant


def par_un_autre_parent(monde):
    """Each address below a convention, or an organisation, with the parent of a neighbour and all else true."""
    voisine = monde.personnes["administratrice_d_ailleurs"].occupations.get().poste.organisation_id
    valeurs = monde.valeurs | {"code": monde.autre.code, "organisation": voisine}
    for nom, noms in ADRESSES:
        if ENFANTS & set(noms):
            arguments = valeurs | dict(ATTENTES[nom].arguments)
            yield nom, reverse(nom, args=[arguments[a] for a in ARGUMENTS[nom]])


def test_child_is_not_reached_through_another_parent(monde, avant):
    """The neighbour administers her own convention: nothing but the parent stands between her and the child."""
    client, recues = monde.client("administratrice_d_ailleurs"), {}
    for nom, chemin in par_un_autre_parent(monde):
        champs = ATTENTES[nom].champs(monde) | {"csrfmiddlewaretoken": JETON}
        for methode, reponse in (("get", client.get(chemin)), ("post", client.post(chemin, champs))):
            recues[nom, methode] = reponse.status_code
            assert not RACINE.search(recu(reponse)), nom
    assert set(recues.values()) <= {404, 405, 422}, recues  # 422: no such finding in the text of today
    assert photographie() == avant


def test_same_answer_whether_a_convention_exists_or_not(monde):
    """Neither its status nor its words tell a stranger the code of somebody from a code of nobody."""
    client, code = monde.client("lectrice_d_ailleurs"), monde.convention.code
    for nom, noms in ADRESSES:
        if "code" in noms:
            vraie = adresse(monde, nom)
            reelle, inventee = client.get(vraie), client.get(vraie.replace(code, "inventee-de-rien"))
            assert reelle.status_code == inventee.status_code == 404, nom
            assert _sans_hasard(reelle, vraie) == _sans_hasard(
                inventee, vraie.replace(code, "inventee-de-rien")
            )


def _sans_hasard(reponse, chemin):
    """A page without what changes at each time: the tokens of its forms, the address it repeats."""
    texte = recu(reponse).replace(chemin, "")
    return re.sub(r'(value|nonce)="[^"]{20,}"|(csrftoken|expires)=[^;]+|nonce-[^\']+', "", texte)


def test_member_removed_with_an_open_page_is_told_and_writes_nothing(monde):
    client, convention = monde.client("contributrice"), monde.convention
    page = adresse(monde, "conventions:modifier")
    champs = ATTENTES["conventions:modifier"].champs(monde) | {"csrfmiddlewaretoken": JETON}
    assert client.get(page).status_code == 200
    place = convention.membres.get(personne=monde.personnes["contributrice"])
    place.parti_le = place.depuis
    place.save()
    avant = photographie()
    reponse = client.post(page, champs)
    assert reponse.status_code == 404
    assert champs["texte"] in reponse.content.decode()
    assert not TEXTES.search(sans_le_code(monde, recu(reponse)))
    assert photographie() == avant


def test_parallel_sessions_lose_a_convention_at_once_and_end_apart(monde):
    """Two browsers of one person: what is taken from her is taken in both, signing out of one leaves the other."""
    une, autre = monde.client("lectrice"), Client()
    autre.force_login(monde.personnes["lectrice"])
    page = adresse(monde, "lecture:texte")
    assert [c.get(page).status_code for c in (une, autre)] == [200, 200]
    une.post(reverse("account_logout"), {"csrfmiddlewaretoken": JETON})
    assert [c.get(page).status_code for c in (une, autre)] == [302, 200]
    place = monde.convention.membres.get(personne=monde.personnes["lectrice"])
    place.parti_le = place.depuis
    place.save()
    assert autre.get(page).status_code == 404
