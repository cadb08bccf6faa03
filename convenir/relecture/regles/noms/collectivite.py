"""The local authority called by names that the opening does not declare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.designations import collectivite, nom_court, sigle_de
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Partie

TROP = 2  # undeclared names


@regle("noms-collectivite", Famille.NOMS, Gravite.INFORMATION, "La collectivité sous plusieurs noms")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    partie = collectivite(dossier)
    if partie is None:
        return
    emplois: dict[str, list[Lignes]] = {}
    motifs = _motifs(partie)
    for morceau in morceaux(dossier):
        if morceau.passage.disposition in {"parties", "signatures"} or morceau.passage.nature is Nature.TITRE:
            continue
        for nom, motif in motifs.items():
            for m in motif.finditer(morceau.texte):
                emplois.setdefault(nom, []).append(morceau.lignes_de(m))
    caches = [n for n in emplois if n != partie.appellation]
    if len(caches) >= TROP or sigle_de(partie.nom) in emplois:
        yield _trouvaille(partie, emplois, caches)


def _motifs(partie: Partie) -> dict[str, re.Pattern[str]]:
    sigle, court = sigle_de(partie.nom), nom_court(partie.nom)
    declaree = partie.appellation
    noms = {
        n: re.compile(rf"(?<!\w){re.escape(n)}(?!\w)")
        for n in (sigle, court)
        if len(n) > TROP and n != declaree
    }
    if declaree:
        sans_article = re.sub(r"^(?:la|le|l['’])\s*", "", declaree)
        noms[declaree] = re.compile(
            rf"(?<!\w)(?:la |le |l['’]){re.escape(sans_article)}(?!\w)", re.IGNORECASE
        )
    return noms


def _trouvaille(partie: Partie, emplois: dict[str, list[Lignes]], caches: list[str]) -> Trouvaille:
    comptes = ", ".join(f"« {n} » ({len(lieux)} fois)" for n, lieux in emplois.items())
    return Trouvaille(
        lignes=tuple(dict.fromkeys(emplois[n][0][0] for n in caches if emplois[n][0])),
        message=f"La collectivité signataire est appelée de plusieurs façons : {comptes}.",
        preuve=f"partie : « {partie.nom} », dénommée « {partie.appellation or 'rien'} » à l’ouverture",
        suggestion="Déclarez ces noms à l’ouverture (« ci-après dénommée… »), ou n’en gardez qu’un.",
        extrait=caches[0],
    )
