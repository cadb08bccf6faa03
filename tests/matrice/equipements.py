"""What the addresses of services to families, and of early childhood, answer to each role."""

from __future__ import annotations

from tests.matrice.politiques import FAIT, Attente, des_contribution, tout_membre

_CRECHE = {"type": "eaje", "nom": "Crèche", "source": "Visite", "version": 1}

EQUIPEMENTS: dict[str, Attente] = {
    "petite_enfance:schema": Attente(get=tout_membre(200), post=tout_membre(405)),
    "equipements:liste": Attente(get=tout_membre(200), post=tout_membre(405)),
    "equipements:fiche": Attente(get=tout_membre(200), post=tout_membre(405)),
    "equipements:exporter": Attente(
        get=tout_membre(200), post=tout_membre(405), arguments={"extension": "csv"}
    ),
    "equipements:inscrire": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: _CRECHE,
    ),
    "equipements:modifier": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: _CRECHE,
    ),
    "equipements:verifier": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
    "equipements:retirer": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
    "equipements:importer": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {
            "nom": "t.csv",
            "tableau": "Nom;Type\nCrèche;EAJE\n",
            "source": "T",
            "enregistrer": "oui",
            "colonne_0": "nom",
            "colonne_1": "type",
        },
    ),
    "equipements:reprendre": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
    "equipements:denombrer": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"type": "assistants_maternels", "nombre": "12", "source": "Recensement"},
    ),
    "equipements:oublier": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
}
