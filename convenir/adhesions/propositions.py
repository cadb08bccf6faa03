"""What an identifier, or the stamped copy of an act, proposes to record: read, checked, nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.adhesions.queries import adhesions_de
from convenir.conventions.rules.actes import NATURES, exiger_acte, trouver_actes
from convenir.conventions.rules.controles import Attendu, auteur, controler, nom_auteur
from convenir.conventions.rules.executoire import Publication
from convenir.conventions.rules.tampon import Tampon, lire_tampon
from convenir.documents.entree.a_part import lire_a_part
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import Commune

if TYPE_CHECKING:
    import datetime

    from convenir.adhesions.models import Adhesion
    from convenir.conventions.models import Convention
    from convenir.conventions.rules.actes import Acte
    from convenir.conventions.rules.controles import Remarque

SANS_TAMPON = Tampon(None, None, None)


@dataclass(frozen=True, slots=True)
class Proposition:
    """An act that may be recorded for a commune, with what must be told of it before."""

    adhesion: Adhesion
    acte: Acte
    tampon: Tampon
    remarques: tuple[Remarque, ...]

    @property
    def initial(self) -> dict[str, object]:
        """The values of the form of a vote."""
        return {
            "identifiant": self.acte.identifiant,
            "numero": self.acte.numero,
            "date": self.acte.date,
            "recue_le": self.tampon.recu,
            "publiee_le": self.tampon.publie,
            "publication": Publication.ELECTRONIQUE.value if self.tampon.publie else "",
        }

    @property
    def nature(self) -> str:
        return NATURES.get(self.acte.nature, self.acte.nature)


def proposer_identifiant(
    convention: Convention, identifiant: str, jour: datetime.date, attendue: Adhesion | None = None
) -> Proposition:
    """What an identifier typed by a person proposes. `jour`: the civil date; `attendue`: on whose page.

    Raises `Refus` when it cannot be read, or cannot be the act of a commune of this convention.
    """
    return _proposer(convention, exiger_acte(identifiant), jour, attendue)


def proposer_copie(
    convention: Convention, nom: str, octets: bytes, jour: datetime.date, attendue: Adhesion | None = None
) -> Proposition:
    """What the stamped copy of an act proposes, with the dates of its stamp. Arguments as above.

    A copy that quotes several acts is that of the first one taken by a commune of the register. Raises
    `Refus` when the file cannot be read, holds no identifier, or none that can be recorded here.
    """
    texte = "\n".join(lire_a_part(nom, octets).source.lignes)
    actes = trouver_actes(texte)
    if not actes:
        raise Refus(
            f"Aucun identifiant d’acte ne se lit dans « {nom} » : tapez-le, ou enregistrez l’acte comme "
            "connu sur papier depuis la page de la commune."
        )
    sien = next((a for a in actes if _adhesion(convention, a) is not None), actes[0])
    return _proposer(convention, sien, jour, attendue, lire_tampon(texte))


def _proposer(
    convention: Convention,
    acte: Acte,
    jour: datetime.date,
    attendue: Adhesion | None,
    tampon: Tampon = SANS_TAMPON,
) -> Proposition:
    adhesion = attendue or _adhesion(convention, acte)
    epci = "" if adhesion and adhesion.sortie_le else convention.epci_siren
    remarques = controler(acte, jour, Attendu(epci=epci, commune=attendue.insee if attendue else ""))
    fautes = [r.message for r in remarques if r.bloquante]
    if fautes:
        raise Refus(" ".join(fautes))
    if adhesion is None:
        raise Refus(_hors_registre(acte))
    return Proposition(adhesion, acte, tampon, remarques)


def _adhesion(convention: Convention, acte: Acte) -> Adhesion | None:
    """The open record of the commune that took an act; a merged one, by the code it bore or bears now."""
    qui = auteur(acte)
    if not isinstance(qui, Commune):
        return None
    codes = {qui.insee, qui.ancienne.insee if qui.ancienne else qui.insee}
    return adhesions_de(convention).filter(insee__in=codes).order_by("sortie_le", "pk").first()


def _hors_registre(acte: Acte) -> str:
    qui = auteur(acte)
    if qui is None:
        return (
            f"Le SIREN {acte.siren} n’est celui d’aucune commune du registre : si c’est bien l’une d’elles, "
            "enregistrez l’acte depuis sa page."
        )
    return f"{nom_auteur(qui)} n’est pas une commune du registre de cette convention."
