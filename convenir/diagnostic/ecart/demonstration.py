"""A fictional example where no open figure exists: needs by commune, a target, living areas."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.diagnostic.ecart.operations import declarer_les_bassins, regler
from convenir.diagnostic.ecart.queries.releves import PREFIXE_FICTIF
from convenir.diagnostic.enums import Niveau, ObjetReglage, StatutValeur
from convenir.diagnostic.models import Indicateur, Reglage, Source, Valeur
from convenir.territoires.queries import centres_de_epci, communes_de_epci, population

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention
    from convenir.territoires.queries import Commune

FICTIF = "Exemple fictif"
_MILLESIME = 2022
#: for a thousand inhabitants
_PARTS = {"enfants_0_2": 33, "enfants_3_11": 112, "jeunes_12_15": 51}
#: its figure for the whole is that of the convention
_DEJA_CONNU = "enfants_0_2"
_VILLAGE = 450


@transaction.atomic
def donner_l_exemple(convention: Convention, par: Personne) -> None:
    """Give a convention without any choice yet fictional needs, living areas and one target."""
    if not convention.epci_siren or convention.reglages.exists():
        return
    communes, centres = communes_de_epci(convention.epci_siren), centres_de_epci(convention.epci_siren)
    _donner_les_besoins(convention, communes)
    regler(
        Reglage(
            convention=convention,
            theme="petite_enfance",
            objet=ObjetReglage.CIBLE,
            valeur=10,
            motif=f"{FICTIF}, pour montrer le calcul : à remplacer par le choix du comité.",
            choisi_par=FICTIF,
            choisi_le=timezone.localdate(),
            personne=par,
        )
    )
    milieu = sum(lon for lon, _ in centres.values()) / len(centres)
    cotes = {code: "ouest" if lon < milieu else "est" for code, (lon, _) in centres.items()}
    declarer_les_bassins(
        convention, [[code, f"Bassin {cote} ({FICTIF.lower()})"] for code, cote in sorted(cotes.items())]
    )


def _donner_les_besoins(convention: Convention, communes: list[Commune]) -> None:
    """A share of the inhabitants, which varies a little; the smallest communes under secrecy."""
    source = Source.objects.create(
        cle=f"{PREFIXE_FICTIF}_besoins",
        convention=convention,
        titre=f"{FICTIF} : enfants et jeunes par commune",
        producteur=FICTIF,
    )
    indicateurs = Indicateur.objects.in_bulk(list(_PARTS), field_name="cle")
    total = sum(_habitants(c) for c in communes)
    Valeur.objects.bulk_create(
        Valeur(
            indicateur=indicateurs[cle],
            source=source,
            niveau=Niveau.EPCI,
            code=convention.epci_siren,
            millesime=annee,
            valeur=Decimal(total * part * (100 + _MILLESIME - annee) // 100_000),
            statut=StatutValeur.ESTIMEE,
        )
        for cle, part in _PARTS.items()
        if cle != _DEJA_CONNU
        for annee in range(_MILLESIME - 3, _MILLESIME + 1)
    )
    Valeur.objects.bulk_create(
        Valeur(
            indicateur=indicateurs[cle],
            source=source,
            niveau=Niveau.COMMUNE,
            code=commune.insee,
            millesime=_MILLESIME,
            valeur=None if secret else _effectif(commune, part, rang),
            statut=StatutValeur.SECRETE if secret else StatutValeur.ESTIMEE,
        )
        for cle, part in _PARTS.items()
        for rang, commune in enumerate(communes)
        for secret in (_habitants(commune) < _VILLAGE,)
    )


def _effectif(commune: Commune, part: int, rang: int) -> Decimal:
    varie = 85 + (rang * 37) % 31  # per cent, from 85 to 115
    return Decimal(_habitants(commune) * part * varie // 100_000)


def _habitants(commune: Commune) -> int:
    trouvee = population(commune.insee)
    return trouvee.valeur if trouvee else 0
