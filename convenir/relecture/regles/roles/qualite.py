"""Someone who signs in another quality than the one the opening gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots, plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Signataire

#: what changes who someone is; the rest of a quality (of what, of whom) may be shortened
_TITRES = (
    ("président", re.compile(r"president(?!iel)\w*")),
    ("directeur", re.compile(r"direct(?:eur|rice)\w*")),
    ("maire", re.compile(r"maires?")),
    ("préfet", re.compile(r"prefete?")),
    ("administrateur", re.compile(r"administrat(?:eur|rice)")),
    ("conseiller", re.compile(r"conseill(?:er|ere)")),
    ("secrétaire", re.compile(r"secretaire")),
)
_RANGS = (
    ("vice-", re.compile(r"\bvice\b")),
    ("adjoint", re.compile(r"\badjointe?\b")),
    ("sous-", re.compile(r"\bsous\b")),
    ("par intérim", re.compile(r"\binterim(?:aire)?\b")),
)
_COMPLEMENT = re.compile(r"\b(?:de|du|des|d'|en charge)\b")


@regle("roles-qualite", Famille.ROLES, Gravite.AVERTISSEMENT, "Qualité d’un signataire")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    imprimes = {_cle(s.nom): s for s in dossier.signataires_imprimes if s.qualite}
    for partie in dossier.parties:
        for presente in partie.signataires:
            signe = imprimes.get(_cle(presente.nom))
            if signe is not None and presente.qualite and _different(presente.qualite, signe.qualite):
                yield _trouvaille(presente, signe)


def _cle(nom: str) -> str:
    return " ".join(mots(nom))


def _different(une: str, autre: str) -> bool:
    """Another title, or another rank; "directeur" may shorten "directeur général", nothing else."""
    titres, autres = _titres(une), _titres(autre)
    if not titres or not autres:
        return False
    un_seul = len(titres | autres) == 1
    return not titres & autres or (un_seul and _rangs(une) != _rangs(autre))


def _titres(qualite: str) -> frozenset[str]:
    return frozenset(nom for nom, motif in _TITRES if motif.search(plier(qualite)))


def _rangs(qualite: str) -> frozenset[str]:
    """Said before what is presided or managed: in "directeur général adjoint des services", "adjoint"."""
    tete = _COMPLEMENT.split(plier(qualite).replace("-", " "))[0]
    return frozenset(nom for nom, motif in _RANGS if motif.search(tete))


def _trouvaille(presente: Signataire, signe: Signataire) -> Trouvaille:
    lignes: Lignes = tuple(dict.fromkeys((*signe.lignes[:1], *presente.lignes)))
    return Trouvaille(
        lignes=lignes,
        message=f"{signe.nom} signe en une autre qualité que celle de l’ouverture.",
        preuve=f"ouverture : « {presente.qualite} » ; bloc de signature : « {signe.qualite} »",
        suggestion="Écrivez la même qualité aux deux endroits : c’est elle qui autorise à signer.",
        extrait=signe.qualite,
    )
