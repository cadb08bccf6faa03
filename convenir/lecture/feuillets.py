"""The text one provision at a time: each leaf composed once, kept as long as the record it was read in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from convenir.lecture.affichage import groupes, lignes_simples, separer_le_titre
from convenir.lecture.queries import dresser
from convenir.lecture.sections import cles_enregistrees, sections, voisines

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from convenir.lecture.affichage import LigneAffichee
    from convenir.lecture.releve import Releve
    from convenir.lecture.sections import Section

#: Leaves that each process keeps, with their record: some 20 MB at most with long conventions.
GARDES = 64


@dataclass(frozen=True, slots=True)
class Feuillet:
    """A section ready to be shown, the same for whoever reads it.

    `disposition` is the key that the record gives it; `sommaire` and `passages` are HTML; `avant` and `apres`
    the sections beside it, None at the ends.
    """

    section: Section
    disposition: str
    entete: LigneAffichee | None
    passages: SafeString
    sommaire: SafeString
    avant: Section | None
    apres: Section | None


@lru_cache(maxsize=GARDES)
def lire_feuillet(releve: Releve, cle: str, comptes: tuple[tuple[str, int], ...]) -> Feuillet | None:
    """The section of that key, of the dossier or of the record; the first when it is "". None: there is none.

    `comptes`: how many comments of each provision are not closed, for the contents. Everything shown comes
    from the arguments, so what is kept is never stale; threads share it, it is immutable.
    """
    dossier = dresser(releve)
    toutes, cles = sections(dossier), cles_enregistrees(dossier)
    presentes = [s for s in toutes if not s.absente]
    section = next((s for s in presentes if cle in {"", s.cle, cles.get(s.cle)}), None)
    if section is None:
        return None
    entete, reste = separer_le_titre(section, lignes_simples(section))
    nombres = dict(comptes)
    sommaire = [(s, nombres.get(cles.get(s.cle, ""), 0)) for s in toutes]
    avant, apres = voisines(presentes, section)
    return Feuillet(
        section=section,
        disposition=cles.get(section.cle, section.cle),
        entete=entete,
        passages=render_to_string("lecture/_passages.html", {"groupes": groupes(reste)}),
        sommaire=render_to_string(
            "lecture/_sommaire.html", {"code": releve.code, "sommaire": sommaire, "section": section}
        ),
        avant=avant,
        apres=apres,
    )
