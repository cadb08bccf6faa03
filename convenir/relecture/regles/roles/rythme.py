"""A body without a rhythm, or whose rhythm is "par thématique" at one place only.

Two rhythms that contradict each other are told by `dates-rythme`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.en_lettres import valeur
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.instances import impressions, lieu_de, lignes_ou, par_ligne
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance, Passage

AN = 12  # months
_ADJECTIFS = (
    (re.compile(r"bimensuel"), 0.5),
    (re.compile(r"bimestriel"), 2),
    (re.compile(r"semestriel|par semestre"), 6),
    (re.compile(r"trimestriel|par trimestre"), 3),
    (re.compile(r"mensuel|par mois|chaque mois"), 1),
    (re.compile(r"biannuel|bi-annuel"), 6),
    (re.compile(r"annuel|chaque annee|tous les ans"), AN),
)
_TOUS_LES = re.compile(r"tou(?:s|tes) les (\w+) mois")
_FOIS = re.compile(r"(\w+) fois (?:par|l'|dans l') ?an")
_DIT = re.compile(
    r"semestr|trimestr|mensuel|annuel|fois (?:par|l')|tou(?:s|tes) les|chaque (?:annee|mois|trimestre|"
    r"semestre)"
)
_REUNION = re.compile(
    r"reuni|rencontr|se tien|tiendra|seance|convoqu|"
    r"(?:comite|instance|commission|copil|cotech)[\w ]{0,40}(?:semestriel|trimestriel|mensuel|annuel)"
)


@regle("roles-rythme", Famille.ROLES, Gravite.AVERTISSEMENT, "Rythme d’une instance")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    passages = par_ligne(dossier)
    for instance, siennes in impressions(dossier):
        lus = [
            (i, mois) for i in siennes if (mois := en_mois(i.rythme)) is not None and _se_reunit(i, passages)
        ]
        if len({mois for _, mois in lus}) > 1:
            continue
        if siennes and not any(i.rythme for i in siennes):
            yield _sans_rythme(instance)
        else:
            yield from _par_thematique(instance, [i for i, _ in lus], passages)


def _se_reunit(imprimee: Instance, passages: dict[int, Passage]) -> bool:
    """Whether the rhythm is that of the meetings: a yearly evaluation is not a yearly body."""
    rythme = plier(imprimee.rythme)
    siens = [p for n in imprimee.lignes if (p := passages.get(n)) is not None and rythme in plier(p.texte)]
    return any(p.nature is Nature.RANG or _REUNION.search(plier(p.texte)) for p in siens)


def en_mois(rythme: str) -> float | None:
    """Months between two meetings, None when the words do not say."""
    plie = plier(rythme)
    if (m := _TOUS_LES.search(plie)) and (nombre := valeur(m[1])):
        return nombre
    if (m := _FOIS.search(plie)) and (nombre := valeur(m[1])):
        return AN / nombre
    return next((mois for motif, mois in _ADJECTIFS if motif.search(plie)), None)


def _sans_rythme(instance: Instance) -> Trouvaille:
    return Trouvaille(
        lignes=instance.lignes[:1],
        message=f"Aucun rythme de réunion n’est donné pour « {instance.nom} ».",
        preuve="ni l’article ni l’annexe ne disent quand cette instance se réunit",
        suggestion="Ajoutez son rythme (par exemple : au moins une fois par semestre).",
        extrait=instance.nom,
        gravite=Gravite.INFORMATION,
    )


def _par_thematique(
    instance: Instance, lues: list[Instance], passages: dict[int, Passage]
) -> Iterator[Trouvaille]:
    """Such as "semestriel" here, "semestriel par thématique" there: as many meetings as themes, or one?"""
    avec = [i for i in lues if "thematique" in plier(i.rythme)]
    if avec and len(avec) < len(lues):
        yield Trouvaille(
            lignes=tuple(dict.fromkeys(n for i in lues for n in lignes_ou(i, _DIT, passages))),
            message=f"Le rythme du « {instance.nom} » est donné « par thématique » à un endroit seulement.",
            preuve=" ; ".join(f"{lieu_de(i, passages)} : {i.rythme}" for i in lues),
            suggestion="Dites si l’instance se réunit une fois, ou une fois par thématique, à chaque "
            "période.",
            extrait=avec[0].rythme,
            gravite=Gravite.INFORMATION,
        )
