"""What may be done with the text, by where the convention stands: no database, no side effect."""

from __future__ import annotations

from convenir.conventions.enums.texte import Statut

#: Why a text that is no draft is not edited, and what to do first.
REFUS: dict[Statut, str] = {
    Statut.PRETE: "Ce texte est dit prêt à signer : pour le modifier, qui pilote la convention en rouvre "
    "d’abord la rédaction.",
    Statut.EN_SIGNATURE: "Ce texte est parti à la signature : pour le modifier, qui pilote la convention "
    "l’en retire d’abord, puis en rouvre la rédaction.",
    Statut.SIGNEE: "Ce texte est signé et scellé : pour le changer, ouvrez un avenant.",
    Statut.RESILIEE: "Cette convention a pris fin : son texte ne change plus.",
}
#: The states in which the text is still talked about.
COMMENTABLES = frozenset({Statut.BROUILLON, Statut.PRETE, Statut.EN_SIGNATURE})


def refus_de_rediger(statut: str, *, deverrouillee: bool = False) -> str:
    """Why the text may not be edited, "" when it may; `deverrouillee`: a comment opened this provision."""
    if statut == Statut.PRETE and deverrouillee:
        return ""
    return REFUS.get(Statut(statut), "")
