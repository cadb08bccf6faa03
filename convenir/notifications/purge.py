"""What mails keep of people: to whom, what about, when; the text only until it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.journal.operations import consigner
from convenir.journal.purge import UnitePurge, inscrire
from convenir.notifications.models import Courriel, Preference

if TYPE_CHECKING:
    from collections.abc import Iterator


def inscrire_les_unites() -> None:
    """Called once the applications are ready. Preferences first: mails tell whose id they bear."""
    inscrire(
        UnitePurge(
            modele="notifications.Preference",
            champs=("personne",),
            contenu="Courriels facultatifs qu’une personne ne veut pas recevoir.",
            base_legale="Mission d’intérêt public (RGPD, art. 6-1 e) et droit d’opposition (art. 21).",
            conservation="Autant que la personne est connue.",
            effacer=_effacer_les_preferences,
            de=lambda cle: (
                Preference.objects.filter(personne=cle).order_by("motif").values("motif", "recoit")
            ),
        )
    )
    inscrire(
        UnitePurge(
            modele="notifications.Courriel",
            champs=("destinataire_cle", "destinataire_nom", "adresse", "objet", "texte"),
            contenu="Nom et adresse de qui reçoit un courriel, objet, date ; texte jusqu’à l’envoi.",
            base_legale=(
                "Mission d’intérêt public (RGPD, art. 6-1 e) : prévenir qui doit agir, et pouvoir le montrer."
            ),
            conservation="Le texte jusqu’à l’envoi ou l’abandon, sept jours au plus ; le reste douze mois.",
            effacer=_effacer_les_courriels,
            de=lambda cle: (
                Courriel.objects.filter(destinataire_cle=cle)
                .order_by("cree_le", "pk")
                .values("destinataire_nom", "adresse", "objet", "motif", "cree_le", "envoye_le")
            ),
        )
    )


def _courriels_a(personne: str) -> Iterator[Courriel]:
    """The mails to this name, address or id, whole. Compared here: SQLite ignores the case of ASCII only."""
    cherchee = " ".join(personne.split()).casefold()
    for courriel in Courriel.objects.defer("texte").order_by("pk"):
        if cherchee in {
            v.casefold() for v in (courriel.destinataire_nom, courriel.adresse, courriel.destinataire_cle)
        }:
            yield courriel


def _effacer_les_preferences(personne: str, _motif: str) -> int:
    cles = {courriel.destinataire_cle for courriel in _courriels_a(personne)} | {personne.strip()}
    return Preference.objects.filter(personne__in=cles).delete()[0]


def _effacer_les_courriels(personne: str, motif: str) -> int:
    """The mails go whole, sent or not: somebody erased is not written to any more."""
    effaces = list(_courriels_a(personne))
    for sujet in sorted({courriel.sujet for courriel in effaces}):
        consigner(
            "courriel.efface",
            objet=sujet,
            resume="Courriels effacés, à la demande d’une personne.",
            donnees={"motif": motif},
        )
    return Courriel.objects.filter(pk__in=[courriel.pk for courriel in effaces]).delete()[0]
