"""One count of one notion, given with different values and nothing to tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.lexique import est_service
from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.redaction.titre_contraire import verifier as titres_contraires
from convenir.relecture.regles.valeurs.conflits import conflits, en_conflit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


DEUX = 2
VOISINS = 12  # sentences between two blocks laid out side by side


@regle("valeurs-effectif", Famille.VALEURS, Gravite.AVERTISSEMENT, "Un effectif, plusieurs valeurs")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    comptes = [m for m in mesures(dossier).toutes if _est_une_donnee(m)]
    par_blocs: dict[tuple[str, ...], list[list[Mesure]]] = {}
    for groupe in conflits(dossier, comptes, lambda m: (m.tete, m.qualificatifs, m.tranche, m.territoire)):
        if _sous_deux_titres(groupe):
            par_blocs.setdefault(tuple(m.phrase.rubrique for m in groupe), []).append(groupe)
        else:
            yield _trouvaille(groupe)
    contredits = {n for titre in titres_contraires(dossier) for n in titre.lignes}
    for groupes in par_blocs.values():
        if not all(contredits.intersection(apres.lignes) for _, apres in groupes):
            yield _bloc_recopie(groupes)


def _sous_deux_titres(groupe: list[Mesure]) -> bool:
    """Neighbouring blocks, each under its own heading: one may keep the words of the other."""
    avant, apres = groupe[0], groupe[-1]
    return (
        len(groupe) == DEUX
        and apres.rang - avant.rang <= VOISINS
        and "" not in {avant.phrase.rubrique, apres.phrase.rubrique}
        and avant.phrase.rubrique != apres.phrase.rubrique
    )


def _bloc_recopie(groupes: list[list[Mesure]]) -> Trouvaille:
    premier, second = groupes[0]
    preuve = " ; ".join(" puis ".join(m.extrait for m in groupe) for groupe in groupes)
    return Trouvaille(
        lignes=lignes_de(*(m for groupe in groupes for m in groupe)),
        message=f"« {premier.phrase.rubrique} » et « {second.phrase.rubrique} » donnent le même libellé "
        "avec des valeurs différentes.",
        preuve=preuve,
        suggestion="Vérifiez le libellé du second bloc (il semble repris du premier), ou gardez une "
        "seule valeur.",
        extrait=second.extrait,
    )


def _est_une_donnee(mesure: Mesure) -> bool:
    """A count that says enough of what it counts to be the same notion wherever it is found."""
    if not mesure.est_compte or mesure.nombre.approche or mesure.lien or not mesure.stock:
        return False
    if mesure.genre is not None:
        return mesure.tranche is not None or bool(mesure.qualificatifs) or mesure.tete == "habitant"
    return est_service(mesure.tete) or len(mesure.qualificatifs) > 1


def _trouvaille(groupe: list[Mesure]) -> Trouvaille:
    valeurs = en_conflit(groupe)
    return Trouvaille(
        lignes=lignes_de(*groupe),
        message=f"La même notion est donnée avec des valeurs différentes : "
        f"{' et '.join(m.extrait for m in groupe)}.",
        preuve=valeurs,
        suggestion="Gardez une seule valeur, ou dites l’année et la source de chacune.",
        extrait=groupe[0].extrait,
    )
