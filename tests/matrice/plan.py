"""What the plan answers to each role. The one limited to a theme and a commune writes on none of this fiche."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrice.politiques import FAIT, Attente, des_contribution, tout_membre

if TYPE_CHECKING:
    from tests.matrice.monde import Monde

#: the fiche of the matrix
FICHE = {"numero": 1}


def _ligne(monde: Monde) -> dict[str, object]:
    return {"nature": "enjeu", "theme": "petite_enfance", "libelle": "Un enjeu"}


def _nouvelle(monde: Monde) -> dict[str, object]:
    return {"titre": "Une action", "objectif": monde.valeurs["objectif"]}


def _classeur(_monde: Monde) -> dict[str, object]:
    tampon = io.BytesIO()
    with xlsxwriter.Workbook(tampon) as classeur:
        classeur.add_worksheet("Fiches").write_row(0, 0, ["Titre", "Objectif"])
    return {"fichier": SimpleUploadedFile("plan.xlsx", tampon.getvalue())}


def _piece(_monde: Monde) -> dict[str, object]:
    return {"fichier": SimpleUploadedFile("bail.txt", b"Un bail")}


def _acte(**champs: object) -> Attente:
    """An act that is only posted, on a line that nobody has touched yet."""
    return Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"version": 1, **champs},
        arguments=FICHE,
    )


def _formulaire(**champs: object) -> Attente:
    """A form that is shown, then sent."""
    return Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"version": 1, **champs},
        arguments=FICHE | {"partie": "suivi"},
    )


PLAN: dict[str, Attente] = {
    **{
        nom: Attente(get=tout_membre(200), post=tout_membre(405), arguments=FICHE)
        for nom in ("plan:plan", "plan:fiches", "plan:fiche", "plan:piece", "plan:exporter")
    },
    "plan:reprendre": _acte(),
    "plan:ajouter": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422), champs=_ligne
    ),
    "plan:enjeu": _formulaire(libelle="Autrement"),
    "plan:ecarter": _acte(motif="Ailleurs"),
    "plan:retenir": Attente(  # it is kept already
        get=des_contribution(405, restreinte=405),
        post=des_contribution(422, restreinte=422),
        champs=lambda _monde: {"version": 1},
    ),
    "plan:objectif": _formulaire(libelle="Autrement"),
    "plan:retirer_objectif": Attente(  # a fiche serves it
        get=des_contribution(405, restreinte=405),
        post=des_contribution(422, restreinte=422),
        champs=lambda _monde: {"version": 1},
    ),
    **{
        nom: Attente(  # they are the first of their theme
            get=des_contribution(405, restreinte=405),
            post=des_contribution(422, restreinte=422),
            champs=lambda _monde: {"version": 1},
        )
        for nom in ("plan:monter_enjeu", "plan:monter_objectif")
    },
    "plan:lot": Attente(  # asked for without a field, it is no page
        get=des_contribution(404, restreinte=404),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"champ": "priorite", "fiches": "1", "valeur": "haute"},
    ),
    "plan:nouvelle": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=_nouvelle,
    ),
    "plan:importer": Attente(  # told, and nothing written
        get=des_contribution(200, restreinte=200),
        post=des_contribution(200, restreinte=200),
        champs=_classeur,
        ecrivent=frozenset(),
    ),
    "plan:partie": _formulaire(vigilance="Le bail"),
    "plan:avancer": _acte(avancement="en_cours"),
    "plan:rediger": _acte(redaction="formalisee"),
    "plan:nouvelles": _acte(texte="Tout va bien."),
    "plan:joindre": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=_piece,
        arguments=FICHE,
    ),
    "plan:visibilite": _acte(),
    "plan:dupliquer": _acte(),
    "plan:retirer": _acte(),
    "plan:restaurer": _acte(),
}
