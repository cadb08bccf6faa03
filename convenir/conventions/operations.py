"""The acts on a convention: each locks, checks the rule, writes, and tells the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.modele import charger_modele
from convenir.conventions.models import Convention, Disposition, Partie, Signataire, Visa
from convenir.conventions.queries import codes_pris, numerotation
from convenir.conventions.rules import code_libre, code_propose, periode_valide, renvois_vers
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import Model

    #: A party not yet recorded, with those who sign for it, in order.
    PartieSignataires = tuple[Partie, Sequence[Signataire]]


class TextePerime(Refus):
    """The text was changed by someone else meanwhile: nothing is written, both texts are kept here."""

    def __init__(self, *, propose: str, actuel: str, version: int) -> None:
        super().__init__(
            "Ce texte a été modifié entre-temps : comparez votre version à celle enregistrée, "
            "puis enregistrez celle que vous retenez."
        )
        self.propose = propose
        self.actuel = actuel
        self.version = version


@transaction.atomic
def creer(
    convention: Convention,
    *,
    parties: Iterable[PartieSignataires] = (),
    visas: Iterable[str] = (),
    dispositions: Iterable[Disposition] = (),
    resume: str = "",
    auteur: str = "",
) -> Convention:
    """Record a new convention and all it holds, or nothing.

    Takes unsaved objects, in the order of the text: ranks are given here. When the code is empty one is
    made of the territory and the first year; a taken one gets a suffix.

    Raises `Refus` when a rule of the record is broken (end before start, two préambules…).
    """
    convention.code = _code(convention)
    _verifier(convention)
    convention.save(force_insert=True)
    _ecrire_parties(convention, parties)
    _ecrire_visas(convention, visas)
    _ecrire_dispositions(convention, dispositions)
    _consigner(convention, "creee", resume or "Convention créée à l’état de brouillon.", auteur)
    return convention


def creer_depuis_modele(
    convention: Convention, parties: Iterable[PartieSignataires] = (), *, auteur: str = ""
) -> Convention:
    """Start a convention from the model text: préambule, fifteen articles, five annexes, visas.

    Takes an unsaved `Convention` with what is already known (territoire, debut, fin, epci_siren…); what
    is missing will show in the text as "à compléter". The model speaks of two parties whose keys are
    `caf` and `collectivite`.
    """
    modele = charger_modele()
    convention.titre = convention.titre or f"Convention territoriale globale – {convention.territoire}"
    convention.ouverture, convention.cloture = modele.ouverture, modele.cloture
    return creer(
        convention,
        parties=parties,
        visas=modele.visas,
        dispositions=[
            Disposition(type=d.type, cle=d.cle, titre=d.titre, texte=d.texte) for d in modele.dispositions
        ],
        resume="Convention commencée d’après le texte modèle.",
        auteur=auteur,
    )


def _code(convention: Convention) -> str:
    annee = str(convention.debut.year) if convention.debut else ""
    base = convention.code or code_propose(convention.territoire or convention.titre, annee)
    return code_libre(base, codes_pris(base))


def _ecrire_parties(convention: Convention, parties: Iterable[PartieSignataires]) -> None:
    for ordre, (partie, signataires) in enumerate(parties, start=1):
        partie.convention, partie.ordre = convention, ordre
        _verifier(partie)
        partie.save(force_insert=True)
        for rang, signataire in enumerate(signataires, start=1):
            signataire.partie, signataire.ordre = partie, rang
            _verifier(signataire)
        Signataire.objects.bulk_create(signataires)


def _ecrire_visas(convention: Convention, visas: Iterable[str]) -> None:
    Visa.objects.bulk_create(
        Visa(convention=convention, ordre=ordre, texte=texte) for ordre, texte in enumerate(visas, start=1)
    )


def _ecrire_dispositions(convention: Convention, dispositions: Iterable[Disposition]) -> None:
    for ordre, disposition in enumerate(dispositions, start=1):
        disposition.convention, disposition.ordre = convention, ordre
        _verifier(disposition)
        disposition.save(force_insert=True)


@transaction.atomic
def modifier_disposition(
    disposition: Disposition,
    texte: str,
    version: int,
    *,
    titre: str | None = None,
    a_completer: bool | None = None,
    auteur: str = "",
) -> Disposition:
    """Replace the text of a provision, and its title and "à compléter" mark when given.

    `version` is the one the person was shown. Raises `TextePerime`, which holds both texts, when
    somebody else wrote since; nothing is lost, nothing is written.
    """
    actuelle = Disposition.objects.select_for_update().filter(pk=disposition.pk).first()
    if actuelle is None:
        raise TextePerime(propose=texte, actuel="", version=0)
    if actuelle.version != version:
        raise TextePerime(propose=texte, actuel=actuelle.texte, version=actuelle.version)
    avant = _texte_et_titre(actuelle)
    actuelle.texte = texte
    if titre is not None and titre != actuelle.titre:
        actuelle.titre, actuelle.intitule_ecrit = titre, ""
    actuelle.a_completer = actuelle.a_completer if a_completer is None else a_completer
    actuelle.version += 1
    _verifier(actuelle)
    actuelle.save()
    _consigner(
        actuelle.convention,
        "disposition_modifiee",
        f"Texte modifié : {_nom(actuelle)}.",
        auteur,
        (avant, _texte_et_titre(actuelle)),
        cle=actuelle.cle,
    )
    return actuelle


def _texte_et_titre(disposition: Disposition) -> dict[str, str]:
    return {"titre": disposition.titre, "texte": disposition.texte}


@transaction.atomic
def ajouter_disposition(
    convention: Convention, disposition: Disposition, version: int, *, apres: str = "", auteur: str = ""
) -> Disposition:
    """Add an unsaved provision after the one whose key is `apres`, or else last of its type.

    The numbers of its type are computed from then on. Raises `Refus` on a stale version, an unknown
    `apres`, a key already used, a second préambule.
    """
    convention = _verrouiller(convention, version)
    disposition.convention = convention
    disposition.cle = disposition.cle or _cle_libre(convention, disposition)
    disposition.ordre = (convention.dispositions.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 1
    _verifier(disposition, unicite=True)
    suite = list(convention.dispositions.order_by("ordre"))
    suite.insert(_place(suite, disposition, apres), disposition)
    disposition.save(force_insert=True)
    _ranger(suite)
    _numeroter(convention, disposition.type)
    _consigner(
        convention, "disposition_ajoutee", f"Ajout : {_nom(disposition)}.", auteur, cle=disposition.cle
    )
    return disposition


def _place(suite: Sequence[Disposition], nouvelle: Disposition, apres: str) -> int:
    """Index where the new provision goes: after `apres`, else after those of its type."""
    if apres:
        rangs = [i for i, d in enumerate(suite, start=1) if d.cle == apres]
        if not rangs:
            raise Refus(f"Aucune disposition « {apres} » après laquelle insérer celle-ci.")
        return rangs[0]
    types = list(TypeDisposition)
    limite = types.index(TypeDisposition(nouvelle.type))
    avant = [i for i, d in enumerate(suite, start=1) if types.index(TypeDisposition(d.type)) <= limite]
    return avant[-1] if avant else 0


def _cle_libre(convention: Convention, disposition: Disposition) -> str:
    prises = frozenset(convention.dispositions.values_list("cle", flat=True))
    return code_libre(code_propose(disposition.titre or disposition.type), prises)


@transaction.atomic
def retirer_disposition(disposition: Disposition, version: int, *, auteur: str = "") -> None:
    """Remove a provision; the following ones are renumbered.

    `version` is the convention's. Raises `Refus` naming the provisions that still quote it.
    """
    convention = _verrouiller(disposition.convention, version)
    autres = convention.dispositions.exclude(pk=disposition.pk).order_by("ordre")
    citent = [_nom(d) for d in autres if renvois_vers(d.texte, disposition.type, disposition.cle)]
    if citent:
        raise Refus(f"{_nom(disposition)} reste cité par {', '.join(citent)} : retirez d’abord ces renvois.")
    _consigner(
        convention,
        "disposition_retiree",
        f"Retrait : {_nom(disposition)}.",
        auteur,
        (_texte_et_titre(disposition), {}),
        cle=disposition.cle,
    )
    disposition.delete()
    _numeroter(convention, disposition.type)


@transaction.atomic
def deplacer_disposition(disposition: Disposition, rang: int, version: int, *, auteur: str = "") -> None:
    """Move a provision to the `rang`-th place (1-based) among those of its type; numbers follow.

    `version` is the convention's. Raises `Refus` on a stale version or a rank that does not exist.
    """
    convention = _verrouiller(disposition.convention, version)
    suite = list(convention.dispositions.order_by("ordre"))
    places = [i for i, d in enumerate(suite) if d.type == disposition.type]
    if not 1 <= rang <= len(places):
        raise Refus(f"Choisissez une place entre 1 et {len(places)}.")
    element = suite.pop(next(i for i, d in enumerate(suite) if d.pk == disposition.pk))
    suite.insert(places[rang - 1], element)
    _ranger(suite)
    _numeroter(convention, disposition.type)
    _consigner(convention, "disposition_deplacee", f"Déplacement : {_nom(disposition)}.", auteur, rang=rang)


@transaction.atomic
def renumeroter(convention: Convention, version: int, *, auteur: str = "") -> None:
    """Drop the numbers written in the document read: from now on every number follows the order."""
    convention = _verrouiller(convention, version)
    for type_ in (TypeDisposition.ARTICLE, TypeDisposition.ANNEXE):
        _numeroter(convention, type_)
    _consigner(convention, "renumerotee", "Articles et annexes renumérotés d’après leur ordre.", auteur)


@transaction.atomic
def modifier_parties(
    convention: Convention,
    parties: Iterable[PartieSignataires],
    version: int,
    *,
    ouverture: str | None = None,
    cloture: str | None = None,
    auteur: str = "",
) -> None:
    """Replace the parties and those who sign for them.

    When the convention came from a document, its opening and its signature block were kept as they
    were read: pass the texts that take their place. Raises `Refus` on a stale version.
    """
    convention = _verrouiller(convention, version)
    convention.parties.all().delete()
    _ecrire_parties(convention, parties)
    convention.ouverture = convention.ouverture if ouverture is None else ouverture
    convention.cloture = convention.cloture if cloture is None else cloture
    convention.save(update_fields=["ouverture", "cloture"])
    _consigner(convention, "parties_modifiees", "Parties et signataires modifiés.", auteur)


@transaction.atomic
def modifier_visas(
    convention: Convention,
    visas: Iterable[str],
    version: int,
    *,
    ouverture: str | None = None,
    auteur: str = "",
) -> None:
    """Replace the visas, in order, and the opening when given. Raises `Refus` on a stale version."""
    convention = _verrouiller(convention, version)
    convention.visas.all().delete()
    _ecrire_visas(convention, visas)
    convention.ouverture = convention.ouverture if ouverture is None else ouverture
    convention.save(update_fields=["ouverture"])
    _consigner(convention, "visas_modifies", "Visas modifiés.", auteur)


@transaction.atomic
def modifier_duree(
    convention: Convention,
    debut: datetime.date | None,
    fin: datetime.date | None,
    version: int,
    *,
    auteur: str = "",
) -> None:
    """Change the first and the last day. Raises `Refus` on a stale version or an end before the start."""
    convention = _verrouiller(convention, version)
    if not periode_valide(debut, fin):
        raise Refus("Le dernier jour ne peut précéder le premier : corrigez l’une des deux dates.")
    avant = _jours(convention)
    convention.debut, convention.fin = debut, fin
    convention.save(update_fields=["debut", "fin"])
    _consigner(convention, "duree_modifiee", "Durée modifiée.", auteur, (avant, _jours(convention)))


def _jours(convention: Convention) -> dict[str, str | None]:
    bornes = {"debut": convention.debut, "fin": convention.fin}
    return {nom: jour.isoformat() if jour else None for nom, jour in bornes.items()}


def _verrouiller(convention: Convention, version: int) -> Convention:
    """The convention read again under lock, its version grown. Raises `Refus` when `version` is stale."""
    actuelle = Convention.objects.select_for_update().get(pk=convention.pk)
    if actuelle.version != version:
        raise Refus("La convention a changé entre-temps : rechargez la page, puis refaites ce changement.")
    actuelle.version += 1
    actuelle.save(update_fields=["version"])
    return actuelle


def _ranger(suite: Sequence[Disposition]) -> None:
    """Write the ranks in two passes, so that no two rows ever hold the same one."""
    Disposition.objects.filter(pk__in=[d.pk for d in suite]).update(ordre=F("ordre") + len(suite) + 1000)
    for ordre, disposition in enumerate(suite, start=1):
        disposition.ordre = ordre
    Disposition.objects.bulk_update(suite, ["ordre"])


def _numeroter(convention: Convention, type_: str) -> None:
    convention.dispositions.filter(type=type_).update(numero_ecrit=None, intitule_ecrit="")


def _nom(disposition: Disposition) -> str:
    """The provision as a person names it: « Article 7 – Modalités de collaboration »."""
    type_ = TypeDisposition(disposition.type)
    numero = numerotation(disposition.convention).get(disposition.cle)
    nom = type_.label if numero is None else f"{type_.label} {numero}"
    return f"{nom} – {disposition.titre}" if disposition.titre and numero is not None else nom


def _verifier(objet: Model, *, unicite: bool = False) -> None:
    """Raise `Refus`, in the words of the model, when a field or a constraint is not respected."""
    try:
        objet.full_clean(validate_unique=unicite)
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur


def _consigner(
    convention: Convention,
    acte: str,
    resume: str,
    auteur: str,
    change: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
    **donnees: Any,
) -> None:
    """Tell the journal; `change` is what the act changed, before and after."""
    avant, apres = change or (None, None)
    consigner(
        f"convention.{acte}",
        objet=f"convention:{convention.code}",
        resume=resume,
        auteur=auteur,
        donnees=donnees,
        avant=avant,
        apres=apres,
    )
