"""The two faces of a reading at the command line: JSON (docs/formats.md) and a readable summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.lecture.page import resume

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from convenir.lecture.dossier import (
        Acte,
        Delai,
        Disposition,
        Dossier,
        EntreeSommaire,
        Indicateur,
        Instance,
        Lignes,
        Montant,
        Partie,
        Plan,
        Subvention,
        Synthese,
    )

__all__ = ["en_json", "resume"]


def en_json(dossier: Dossier) -> dict[str, Any]:
    """The structure documented in docs/formats.md, ready for `json.dumps`.

    `lignes` are flat lists of 1-based numbers, null for a source without lines of its own; dates are ISO;
    values are numbers, null for a placeholder.
    """
    ecrire = _Ecriture(numerotee=dossier.source.numerotee)
    return {
        "titre": dossier.titre,
        "parties": [ecrire.partie(p) for p in dossier.parties],
        "visas": [v.texte for v in dossier.visas],
        "sommaire": [ecrire.entree(e) for e in dossier.sommaire],
        "dispositions": [ecrire.disposition(d) for d in dossier.dispositions],
        "duree": ecrire.duree(dossier),
        "delais": [ecrire.delai(d) for d in dossier.delais],
        "indicateurs": [ecrire.indicateur(i) for i in dossier.indicateurs],
        "prestations": [ecrire.montant(m) for m in dossier.prestations],
        "total_prestations": ecrire.montant(dossier.total_prestations) if dossier.total_prestations else None,
        "subventions": [ecrire.subvention(s) for s in dossier.subventions],
        "syntheses": [ecrire.synthese(s) for s in dossier.syntheses],
        "enjeux": [ecrire.enjeux(p) for p in dossier.enjeux],
        "plans": [ecrire.plan(p) for p in dossier.plans],
        "instances": [ecrire.instance(i) for i in dossier.instances],
        "communes": [
            {"nom": c.nom, "maire": c.maire or None, "date": _date(c.date), "lignes": ecrire.lignes(c.lignes)}
            for c in dossier.communes
        ],
        "acte": ecrire.acte(dossier.acte),
        "couverture": {
            "lignes": dossier.couverture.lignes,
            "rattachees": dossier.couverture.rattachees,
            "non_comprises": list(dossier.couverture.non_comprises),
        },
    }


def _date(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _nombre(valeur: Decimal | None) -> int | float | None:
    if valeur is None:
        return None
    return int(valeur) if valeur == valeur.to_integral_value() else float(valeur)


class _Ecriture:
    """The JSON of each thing read; `numerotee` says whether line numbers mean something to a person."""

    def __init__(self, *, numerotee: bool) -> None:
        self.numerotee = numerotee

    def lignes(self, lignes: Lignes) -> list[int] | None:
        return list(lignes) if self.numerotee else None

    def partie(self, partie: Partie) -> dict[str, Any]:
        return {
            "nom": partie.nom,
            "signataires": [{"nom": s.nom, "qualite": s.qualite} for s in partie.signataires],
            "appellation": partie.appellation or None,
            "lignes": self.lignes(partie.lignes),
        }

    def entree(self, entree: EntreeSommaire) -> dict[str, Any]:
        return {
            "type": entree.type,
            "numero": entree.numero,
            "titre": entree.titre,
            "page": entree.page,
            "lignes": self.lignes(entree.lignes),
        }

    def disposition(self, disposition: Disposition) -> dict[str, Any]:
        return {
            "type": disposition.type,
            "numero": disposition.numero,
            "titre": disposition.titre,
            "cle": disposition.cle,
            "lignes": self.lignes(disposition.lignes),
        }

    def duree(self, dossier: Dossier) -> dict[str, Any]:
        duree = dossier.duree
        return {
            "debut": _date(duree.debut) if duree else None,
            "fin": _date(duree.fin) if duree else None,
            "annees_annoncees": duree.annees_annoncees if duree else None,
            "lignes": self.lignes(duree.lignes if duree else ()),
        }

    def delai(self, delai: Delai) -> dict[str, Any]:
        return {
            "libelle": delai.libelle,
            "quantite": delai.quantite,
            "unite": delai.unite,
            "a_compter_de": delai.a_compter_de or None,
            "lignes": self.lignes(delai.lignes),
        }

    def indicateur(self, indicateur: Indicateur) -> dict[str, Any]:
        comparaison = indicateur.comparaison
        return {
            "libelle": indicateur.libelle,
            "valeur": _nombre(indicateur.valeur),
            "unite": indicateur.unite,
            "territoire": indicateur.territoire or None,
            "comparaison": {"territoire": comparaison.territoire, "valeur": _nombre(comparaison.valeur)}
            if comparaison
            else None,
            "millesime": indicateur.millesime or None,
            "tranche": list(indicateur.tranche) if indicateur.tranche else None,
            "denominateur": indicateur.denominateur or None,
            "approche": indicateur.approche,
            "thematique": indicateur.thematique or None,
            "disposition": indicateur.disposition or None,
            "lignes": self.lignes(indicateur.lignes),
        }

    def montant(self, montant: Montant) -> dict[str, Any]:
        return {
            "libelle": montant.libelle,
            "montant": _nombre(montant.montant),
            "lignes": self.lignes(montant.lignes),
        }

    def subvention(self, subvention: Subvention) -> dict[str, Any]:
        return {
            "thematique": subvention.thematique,
            "montant": _nombre(subvention.montant),
            "equipements": [{"type": genre, "nombre": nombre} for genre, nombre in subvention.equipements],
            "lignes": self.lignes(subvention.lignes),
        }

    def synthese(self, synthese: Synthese) -> dict[str, Any]:
        return {
            "thematique": synthese.libelle,
            "cle": synthese.thematique,
            "legende": list(synthese.legende),
            "blocs": [
                {"titre": p.titre, "elements": list(p.elements), "lignes": self.lignes(p.lignes)}
                for p in synthese.blocs
            ],
            "enjeux_communes": list(synthese.enjeux_communes),
            "lignes": self.lignes(synthese.lignes),
        }

    def enjeux(self, plan: Plan) -> dict[str, Any]:
        return {
            "thematique": plan.thematique,
            "enjeux": [e.libelle for e in plan.enjeux],
            "disposition": plan.disposition,
            "lignes": self.lignes(plan.lignes),
        }

    def plan(self, plan: Plan) -> dict[str, Any]:
        return {
            "thematique": plan.thematique,
            "enjeux": [e.libelle for e in plan.enjeux],
            "objectifs": [{"numero": o.numero, "libelle": o.libelle} for o in plan.objectifs],
            "lignes": self.lignes(plan.lignes),
        }

    def instance(self, instance: Instance) -> dict[str, Any]:
        return {
            "nom": instance.nom,
            "autres_noms": list(instance.autres_noms),
            "rythme": instance.rythme or None,
            "pilotes": list(instance.pilotes),
            "animateurs": list(instance.animateurs),
            "participants": list(instance.participants),
            "objectifs": list(instance.objectifs),
            "lignes": self.lignes(instance.lignes),
        }

    def acte(self, acte: Acte | None) -> dict[str, Any] | None:
        if acte is None:
            return None
        return {
            "identifiant": acte.identifiant or None,
            "siren": acte.siren or None,
            "insee": acte.insee or None,
            "commune": acte.commune or None,
            "date": _date(acte.date),
            "numero": acte.numero or None,
            "nature": acte.nature or None,
            "envoye": _date(acte.envoye),
            "recu": _date(acte.recu),
            "publie": _date(acte.publie),
            "lignes": self.lignes(acte.lignes),
        }
