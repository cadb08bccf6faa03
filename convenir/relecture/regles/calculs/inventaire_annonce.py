"""How many annexes, articles or communes the text says it has, against those it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.en_lettres import NOMBRES, valeur
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_nombre = rf"(?P<nombre>{'|'.join(NOMBRES)}|une?|\d{{1,3}})"
_ANNEXES = re.compile(
    rf"\b(?:comport\w+|compren\w+|compt\w+|accompagnee?s? de|completee?s? par|"
    rf"et)\b[^.;]{{0,60}}?\b{_nombre} (?P<nom>annexes?)\b"
)
_ARTICLES = re.compile(
    rf"\b(?:comport\w+|compren\w+|compt\w+|compose\w* de)\b[^.;]{{0,60}}?\b{_nombre} (?P<nom>articles)\b"
)
_COMMUNES = re.compile(
    rf"\b(?:regroup\w+|rassembl\w+|compose\w* (?:de|des)|compren\w+|compt\w+|constituee? (?:de|des)|les|"
    rf"ses|aux)\b[^.;]{{0,30}}?\b{_nombre} "
    r"(?P<nom>communes)\b(?=[^.;]{0,25}(?:membres|adherentes|de (?:l'agglo|la comm|la metro|l'epci|"
    r"l'interco)|du territoire|\.|,|$))"
)


@regle(
    "calculs-inventaire", Famille.CALCULS, Gravite.AVERTISSEMENT, "Nombre annoncé et contenu de la convention"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    types = [d.type for d in dossier.dispositions]
    inventaire = (
        (_ANNEXES, types.count("annexe"), "annexes"),
        (_ARTICLES, types.count("article"), "articles"),
        (_COMMUNES, len(dossier.communes), "communes listées en annexe"),
    )
    for passage in dossier.passages:
        if passage.nature not in {Nature.PARAGRAPHE, Nature.ELEMENT}:
            continue
        plie = plier(passage.texte)
        for motif, trouve, nom in inventaire:
            m = motif.search(plie) if trouve > 1 and nom.split()[0] in plie else None
            if m is None or valeur(m["nombre"]) in {trouve, None}:
                continue
            yield Trouvaille(
                lignes=passage.lignes_de(m.start("nombre"), m.end()),
                message=f"Le texte annonce « {passage.texte[m.start('nombre') : m.end()]} » ; la "
                f"convention en contient {trouve}.",
                preuve=f"annoncé : {valeur(m['nombre'])} ; trouvé : {trouve} {nom}",
                suggestion="Corrigez le nombre, ou ajoutez ce qui manque.",
                extrait=passage.texte[m.start("nombre") : m.end()],
            )
