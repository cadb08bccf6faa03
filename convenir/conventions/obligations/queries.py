"""The due dates of a convention at a day: what founds them, what was done, what was set aside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse

from convenir.conventions.enums import EtatCircuit, EtatSignature, Statut
from convenir.conventions.enums.echeances import Etat
from convenir.conventions.models import Accomplissement, Ecart, Rythme, Signature
from convenir.conventions.obligations.catalogue import OBLIGATIONS, Periodique, Terme
from convenir.conventions.obligations.fondements import Fondement, fonder, proroge
from convenir.conventions.obligations.registres import ACCOMPLISSEMENTS, PASSES, SOURCES
from convenir.conventions.obligations.rules import (
    Abandon,
    Cadence,
    Fait,
    Occurrence,
    Vie,
    a_faire_maintenant,
    decompter,
    echeance_au,
    periodiques,
    trier,
    unique,
)
from convenir.conventions.queries import a_la_date, texte_en_vigueur
from convenir.territoires.queries import commune, epci

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.conventions.models import Convention
    from convenir.conventions.obligations.catalogue import Obligation
    from convenir.conventions.obligations.registres import ActePasse, Du
    from convenir.conventions.rules.en_vigueur import Clause

_OUVERTS = frozenset({Etat.EN_RETARD, Etat.A_FAIRE, Etat.A_VENIR})


@dataclass(frozen=True)
class Fondee:
    """An obligation and what founds it; `cadence` is None while a periodic one has no rhythm."""

    obligation: Obligation
    fondement: Fondement
    cadence: Cadence | None = None

    @property
    def rythme_manque(self) -> bool:
        """Whether the parties still have to choose how often."""
        return isinstance(self.obligation.cadence, Periodique) and self.cadence is None


@dataclass(frozen=True)
class Ligne:
    """A due date as the page tells it, at a day."""

    occurrence: Occurrence
    jour: datetime.date

    @cached_property
    def etat(self) -> Etat:
        return self.occurrence.etat(self.jour)

    @cached_property
    def retard(self) -> int:
        """Days late, now or when it was done."""
        return self.occurrence.retard(self.jour)

    @property
    def est_attendue(self) -> bool:
        """Whether somebody may say it is done, or set it aside: those after it run from it."""
        return self.occurrence.est_prochaine and self.etat in _OUVERTS

    @property
    def decompte(self) -> str:
        """« J-21 », « dans 2 ans », « 12 jours de retard »."""
        return decompter(self.occurrence, self.jour)


@dataclass(frozen=True)
class Echeancier:
    """All that is due at a day. `vie` is None while the convention is not signed, or not dated."""

    convention: Convention
    jour: datetime.date
    fondees: tuple[Fondee, ...]
    absentes: tuple[Obligation, ...]
    vie: Vie | None
    occurrences: tuple[Occurrence, ...]

    @cached_property
    def lignes(self) -> tuple[Ligne, ...]:
        return tuple(Ligne(occurrence, self.jour) for occurrence in self.occurrences)

    def dans(self, *etats: Etat) -> tuple[Ligne, ...]:
        return tuple(ligne for ligne in self.lignes if ligne.etat in etats)

    @cached_property
    def ouvertes(self) -> tuple[Occurrence, ...]:
        """What is still to be done, by date."""
        return tuple(ligne.occurrence for ligne in self.dans(*_OUVERTS))

    @cached_property
    def prochaine(self) -> Ligne | None:
        """The next act to suggest."""
        occurrence = a_faire_maintenant(self.occurrences, self.jour)
        return Ligne(occurrence, self.jour) if occurrence else None

    @cached_property
    def sans_rythme(self) -> tuple[Fondee, ...]:
        return tuple(f for f in self.fondees if f.rythme_manque)


def echeancier(convention: Convention, jour: datetime.date) -> Echeancier:
    """What a convention obliges to, as known on that day."""
    clauses = texte_en_vigueur(convention, jour)
    rythmes = _rythmes(convention, jour)
    fondees, absentes = [], []
    for obligation in OBLIGATIONS.values():
        fondement = fonder(obligation, clauses)
        if fondement is None:
            absentes.append(obligation)
        else:
            fondees.append(Fondee(obligation, fondement, _cadence(fondement, rythmes.get(obligation.cle))))
    vie = vie_de(convention, clauses, jour)
    occurrences = trier(_occurrences(convention, fondees, vie, jour)) if vie else ()
    return Echeancier(convention, jour, tuple(fondees), tuple(absentes), vie, occurrences)


def vie_de(convention: Convention, clauses: tuple[Clause, ...], jour: datetime.date) -> Vie | None:
    """What dates the obligations; None while the convention is not signed, is ended, or has no dates."""
    telle = a_la_date(convention, jour)
    if telle.statut != Statut.SIGNEE or telle.debut is None or telle.fin is None:
        return None
    return Vie(
        debut=telle.debut,
        fin=telle.fin,
        signee_le=signee_le(convention),
        terme_deplace=telle.fin != convention.fin,
        departement=_departement(convention),
        proroge=proroge(clauses),
    )


def signee_le(convention: Convention) -> datetime.date | None:
    """The day of the last signature of the convention itself, None when it is not recorded."""
    donnees = Signature.objects.filter(
        circuit__version__convention=convention,
        circuit__version__avenant=None,
        circuit__etat=EtatCircuit.ACHEVE,
        etat=EtatSignature.APPOSEE,
    )
    jour: datetime.date | None = donnees.aggregate(jour=Max("signee_le"))["jour"]
    return jour


def _departement(convention: Convention) -> str:
    """That of the EPCI's first commune, when all are in the same; empty otherwise: no local holiday then."""
    groupement = epci(convention.epci_siren) if convention.epci_siren else None
    lieux = {c.departement for insee in (groupement.communes if groupement else ()) if (c := commune(insee))}
    return lieux.pop() if len(lieux) == 1 else ""


def _rythmes(convention: Convention, jour: datetime.date) -> dict[str, Rythme]:
    """The last rhythm chosen by that day for each obligation."""
    choisis = Rythme.objects.filter(convention=convention, choisi_le__lte=jour).order_by("choisi_le", "pk")
    return {rythme.obligation: rythme for rythme in choisis}


def _cadence(fondement: Fondement, choisi: Rythme | None) -> Cadence | None:
    """What the text says binds; a choice only fills its silence."""
    if fondement.mois:
        return Cadence(fondement.mois)
    return Cadence(choisi.mois, choisi.choisi_par, choisi.choisi_le) if choisi else None


def _occurrences(
    convention: Convention, fondees: list[Fondee], vie: Vie, jour: datetime.date
) -> Iterator[Occurrence]:
    faits, abandons = _faits(convention, jour), _abandons(convention)
    for fondee in fondees:
        obligation, sien = fondee.obligation, (fondee.obligation.cle, "")
        modele = Occurrence(
            obligation,
            fondee.fondement,
            echeance_au(vie.fin, vie),
            cadence=fondee.cadence,
            adresse=reverse(obligation.adresse, args=[convention.code]) if obligation.adresse else "",
        )
        if isinstance(obligation.cadence, Periodique):
            yield from periodiques(modele, vie, faits[sien], abandons[sien], jour)
        elif isinstance(obligation.cadence, Terme):
            yield unique(modele, obligation.cadence, vie, faits[sien], abandons[sien])
    for source in SOURCES:
        for du in source(convention):
            cle = (du.obligation, du.sujet)
            yield _par_objet(du, vie, faits[cle], abandons[cle], jour)


def _par_objet(
    du: Du, vie: Vie, faits: list[Fait], abandons: list[Abandon], jour: datetime.date
) -> Occurrence:
    obligation = OBLIGATIONS[du.obligation]
    fait = du.fait or next(iter(faits), None)
    return Occurrence(
        obligation,
        Fondement(loi=obligation.loi),
        echeance_au(du.pour_le, vie, du.pour_le),
        sujet=du.sujet,
        precision=du.precision,
        adresse=du.adresse,
        fait=fait if fait and fait.le <= jour else None,
        abandon=next((a for a in abandons if a.pour_le == du.pour_le), None),
    )


def _faits(convention: Convention, jour: datetime.date) -> defaultdict[tuple[str, str], list[Fait]]:
    """What was done by that day, by obligation and object: told by the rooms, or noted by hand."""
    faits: defaultdict[tuple[str, str], list[Fait]] = defaultdict(list)
    for cle, sources in ACCOMPLISSEMENTS.items():
        for source in sources:
            faits[cle, ""] += [fait for fait in source(convention) if fait.le <= jour]
    notes = Accomplissement.objects.filter(convention=convention, fait_le__lte=jour).order_by("fait_le", "pk")
    for note in notes:
        fait = Fait(note.fait_le, note.attestation, accomplissement=note.pk, fichier=note.fichier_id)
        faits[note.obligation, note.sujet].append(fait)
    return faits


def _abandons(convention: Convention) -> defaultdict[tuple[str, str], list[Abandon]]:
    abandons: defaultdict[tuple[str, str], list[Abandon]] = defaultdict(list)
    ecarts = Ecart.objects.filter(convention=convention).select_related("personne").order_by("pour_le", "pk")
    for ecart in ecarts:
        abandons[ecart.obligation, ecart.sujet].append(
            Abandon(ecart.pour_le, ecart.motif, str(ecart.personne))
        )
    return abandons


def actes_passes(convention: Convention, jour: datetime.date) -> tuple[ActePasse, ...]:
    """The acts already there on that day, told by every room, by date."""
    actes = (acte for source in PASSES for acte in source(convention))
    return tuple(sorted((a for a in actes if a.le <= jour), key=lambda a: a.le))
