"""Two different notice periods for the same way of leaving the convention."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import MOTIF_QUANTITE, lire_quantite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_DELAI = rf"({MOTIF_QUANTITE})\s+(mois|jours?|semaines?|ans?)\b"
_SORTES = {
    "préavis": re.compile(
        rf"\b(?:preavis|prevenance)\s+(?:\w+\s+){{0,3}}?(?:de\s+|d'|:\s*)?{_DELAI}|{_DELAI}\s+de\s+(?:preavis|prevenance)\b"
    ),
    "mise en demeure": re.compile(
        rf"{_DELAI}[^.;]{{0,90}}\bmise\s+en\s+demeure|\bmise\s+en\s+demeure\b[^.;]{{0,90}}?\b(?:delai|pendant|dans\s+les|sous)\s+(?:de\s+|d'un\s+)?{_DELAI}"
    ),
}
_PROPRE = re.compile(
    r"\b(?:commune|adhesion|retrait|poste|agent|salari\w+|loi|reglement\w*|legal\w*|modification|avenant|reunion|convocation)\b"
)
_MAXIMUM_LIGNES = 6


class _Delai(NamedTuple):
    valeur: tuple[int, str]
    ecrit: str
    lignes: Lignes


@regle("clauses-preavis", Famille.CLAUSES, Gravite.AVERTISSEMENT, "Délais différents pour une même procédure")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for sorte, delais in _delais(dossier).items():
        valeurs = {d.valeur for d in delais}
        if len(valeurs) > 1:
            vus = list({d.valeur: d for d in reversed(delais)}.values())[::-1]
            yield Trouvaille(
                lignes=tuple(n for d in delais for n in d.lignes)[:_MAXIMUM_LIGNES],
                message=f"Le délai de {sorte} n’est pas le même partout : "
                + ", ".join(_dire(d) for d in vus)
                + ".",
                preuve=" ; ".join(f"« {d.ecrit} »" for d in vus),
                suggestion="Gardez un seul délai, ou dites à quel cas chacun s’applique.",
                extrait=vus[-1].ecrit,
            )


def _delais(dossier: Dossier) -> dict[str, list[_Delai]]:
    """Delays by procedure; a sentence that names its own case (a commune that leaves) is apart."""
    delais: dict[str, list[_Delai]] = defaultdict(list)
    for morceau in morceaux(dossier):
        pli = plier(morceau.texte)
        for sorte, motif in _SORTES.items():
            for trouve in motif.finditer(pli):
                nombre, unite = (
                    next(v for v in vs if v) for vs in (_groupes(trouve, 0), _groupes(trouve, 1))
                )
                quantite = lire_quantite(nombre)
                if quantite is not None and not _PROPRE.search(_phrase(pli, trouve)):
                    ecrit = morceau.texte[trouve.start() : trouve.end()]
                    delais[sorte].append(
                        _Delai((quantite, unite.removesuffix("s")), ecrit, morceau.lignes_de(trouve))
                    )
    return delais


def _groupes(trouve: re.Match[str], rang: int) -> tuple[str, ...]:
    return tuple(g or "" for g in trouve.groups()[rang::2])


def _phrase(pli: str, trouve: re.Match[str]) -> str:
    debut = pli.rfind(".", 0, trouve.start()) + 1
    fin = pli.find(".", trouve.end())
    return pli[debut : fin if fin >= 0 else len(pli)]


def _dire(delai: _Delai) -> str:
    quantite, unite = delai.valeur
    return f"{quantite} {'mois' if unite in {'moi', 'mois'} else unite + ('s' if quantite > 1 else '')}"
