"""A place, a date or a name whose label stands alone: "Fait à", "Le", "Publié le"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import TABLEAU
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_BLANC = r"[\s.…_:,\-–/]*"
_VIDE = re.compile(
    rf"(?P<acte>(?:Publi[ée]e?|Affich[ée]e?|Re[çc]ue?|Envoy[ée]e?|Transmise?|Notifi[ée]e?)\s+(?:en\s+(?:sous-)?préfecture\s+)?le){_BLANC}$"
    rf"|(?P<lieu>Fait\s+(?:et\s+signé\s+)?à)(?:{_BLANC}|{_BLANC}le{_BLANC})$"
    rf"|(?P<date>(?:Fait|Signé)\s+à\s+[^,\d]{{2,60}},?\s+le){_BLANC}$"
    rf"|(?P<seul>(?:Fait\s+|Signé\s+)?[Ll]e){_BLANC}$"
    rf"|(?P<nom>(?:Date(?:\s+de\s+(?:signature|la\s+délibération|publication|transmission))?|Lieu|Nom(?:\s+et\s+(?:prénom|qualité))?|Prénom|Qualité|Montant|Fonction))\s*:{_BLANC}$"
    r"|(?P<delib>.*\ben\s+date\s+du)[\s.…_]*$",
    re.IGNORECASE,
)
_PLUS_LONG = 200  # characters: a label alone is short
#: Lines apart at most for "Fait à" and "Le" to be one place-and-date line.
_VOISINAGE = 4
_EXECUTOIRE = (
    "Sans date de publication, rien ne montre que l’acte est exécutoire (article L. 2131-1 du Code général des "
    "collectivités territoriales)."
)


def est_champ_vide(texte: str) -> bool:
    """Whether a line is a label with nothing, or only dots, after it."""
    return len(texte) <= _PLUS_LONG and _VIDE.match(texte.strip()) is not None


_LIBELLE = re.compile(r"(?P<nom>[A-ZÀ-Ý][^:.;()\d]{2,40}?)\s*:\s*(?P<valeur>.*)", re.DOTALL)


@regle("lacunes-champ-vide", Famille.LACUNES, Gravite.AVERTISSEMENT, "Date ou lieu à compléter")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    signature: list[Passage] = []
    for passage in dossier.passages:
        trouve = _VIDE.match(passage.texte.strip()) if _est_candidat(passage) else None
        if signature and (trouve is None or passage.lignes[0] - signature[-1].lignes[0] > _VOISINAGE):
            yield _a_signer(signature)
            signature = []
        if trouve is None:
            continue
        if trouve["lieu"] or trouve["date"] or trouve["seul"]:
            signature.append(passage)
        else:
            yield _libelle_seul(passage, acte=bool(trouve["acte"]))
    if signature:
        yield _a_signer(signature)
    yield from _libelles_sans_valeur(dossier)


def _libelles_sans_valeur(dossier: Dossier) -> Iterator[Trouvaille]:
    """A label with nothing after it, when the same one is followed by its value elsewhere: "Échéance :"."""
    lus = [
        (p, _LIBELLE.fullmatch(p.texte.strip()) if p.nature not in {*TABLEAU, *HORS_TEXTE} else None)
        for p in dossier.passages
    ]
    remplis = {(p.disposition, t["nom"]) for p, t in lus if t and t["valeur"].strip()}
    for rang, (passage, trouve) in enumerate(lus):
        if not trouve or trouve["valeur"].strip() or (passage.disposition, trouve["nom"]) not in remplis:
            continue
        if _suivi_de_rien(lus[rang + 1 : rang + 2]) and _VIDE.match(passage.texte.strip()) is None:
            yield _libelle_seul(passage, acte=False)


def _suivi_de_rien(suivants: list[tuple[Passage, re.Match[str] | None]]) -> bool:
    """What comes next is another label with its value, a heading, or nothing: not what the label opens."""
    return all(t["valeur"].strip() if t else p.nature is Nature.TITRE for p, t in suivants)


def _est_candidat(passage: Passage) -> bool:
    """A table says its blanks another way, a heading is not a label; and rare is the label that ends in digits."""
    return (
        passage.nature not in TABLEAU
        and passage.nature not in {Nature.TITRE, Nature.SOMMAIRE}
        and len(passage.texte) <= _PLUS_LONG
        and bool(passage.lignes)
    )


def _a_signer(passages: list[Passage]) -> Trouvaille:
    return Trouvaille(
        lignes=tuple(n for p in passages for n in p.lignes),
        message="Le lieu ou la date de signature est en blanc.",
        preuve=" ; ".join(f"« {p.texte.strip()} »" for p in passages),
        suggestion="Écrivez le lieu et la date de la signature.",
        extrait=passages[0].texte.strip(),
    )


def _libelle_seul(passage: Passage, *, acte: bool) -> Trouvaille:
    libelle = passage.texte.strip(" .…_:")
    publie = acte and libelle.lower().startswith(("publi", "affich"))
    return Trouvaille(
        lignes=passage.lignes,
        message=f"« {libelle} » n’est suivi d’aucune valeur.",
        preuve=_EXECUTOIRE if publie else f"La ligne s’arrête à « {passage.texte.strip()[-60:]} ».",
        suggestion="Complétez la date." if acte else "Écrivez la valeur attendue.",
        extrait=passage.texte.strip(),
    )
