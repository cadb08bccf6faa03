"""A block of the synthesis: written, changed, emptied. The journal keeps what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.conventions.models import Convention
from convenir.conventions.operations import TextePerime
from convenir.conventions.operations.ecriture import verifier
from convenir.diagnostic.models import BlocDeSynthese, Indicateur
from convenir.diagnostic.synthese.rules import indicateur_commente, nom_du_theme
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur


@transaction.atomic
def rediger(
    bloc: BlocDeSynthese, texte: str, version: int, *, titre: str = "", auteur: str | Auteur = ""
) -> BlocDeSynthese | None:
    """Replace the text of a block, and its title when given. An empty text takes the block away.

    `bloc` may be one not saved yet; `version` is the one the person was shown, 0 when there was none. Returns
    the block, None once emptied. Raises `TextePerime`, which holds both texts, when somebody else wrote
    since: nothing is lost, nothing is written.
    """
    convention = Convention.objects.select_for_update().get(pk=bloc.convention_id)
    actuel = BlocDeSynthese.objects.filter(convention=convention, theme=bloc.theme, cle=bloc.cle).first()
    if (actuel.version if actuel else 0) != version:
        dit, vue = (actuel.texte, actuel.version) if actuel else ("", 0)
        raise TextePerime(propose=texte, actuel=dit, version=vue)
    ecrit = actuel or _nouveau(bloc)
    ecrit.convention = convention
    avant = {"titre": ecrit.titre, "texte": ecrit.texte} if actuel else {}
    texte = texte.replace("\r\n", "\n").strip()
    if not texte:
        if actuel is not None:
            _raconter(actuel, "vide", "vidé", auteur, (avant, {}))
            actuel.delete()
        return None
    ecrit.titre, ecrit.texte = titre.strip() or ecrit.titre, texte
    if avant == {"titre": ecrit.titre, "texte": texte}:
        return ecrit
    ecrit.version, ecrit.modifie_le = version + 1, timezone.now()
    verifier(ecrit, unicite=True)
    ecrit.save()
    _raconter(ecrit, "redige", "rédigé", auteur, (avant, {"titre": ecrit.titre, "texte": texte}))
    return ecrit


def _nouveau(bloc: BlocDeSynthese) -> BlocDeSynthese:
    """A block to write: the figure it comments is found by its key. Raises `Refus` when there is none."""
    if commente := indicateur_commente(bloc.cle):
        bloc.indicateur = Indicateur.objects.filter(cle=commente).first()
        if bloc.indicateur is None:
            raise Refus("Ce chiffre n’est plus au catalogue : il ne peut être commenté.")
    return bloc


def _raconter(
    bloc: BlocDeSynthese,
    acte: str,
    participe: str,
    auteur: str | Auteur,
    change: tuple[dict[str, str], dict[str, str]],
) -> None:
    consigner(
        f"synthese.{acte}",
        objet=bloc.objet,
        resume=f"Synthèse, {nom_du_theme(bloc.theme)} : « {bloc.titre} » {participe}.",
        auteur=auteur,
        avant=change[0],
        apres=change[1],
    )
