"""What the written diagnostic keeps of people: who raised an issue, whom a link was sent to."""

from __future__ import annotations

from convenir.acteurs.purge import MISSION
from convenir.diagnostic.models import EnjeuRemonte, Sollicitation
from convenir.journal.operations import consigner
from convenir.journal.purge import ARCHIVE_PUBLIQUE, UnitePurge, inscrire


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="diagnostic.EnjeuRemonte",
            champs=("personne", "organisation", "texte", "besoin", "motif"),
            contenu="Personne et organisation qui ont remonté un enjeu, et leurs mots.",
            base_legale=MISSION,
            conservation="L’enjeu, autant que la convention ; le nom, jusqu’à ce qu’on demande de l’effacer.",
            effacer=effacer_les_noms,
        )
    )
    inscrire(
        UnitePurge(
            modele="diagnostic.Sollicitation",
            champs=("organisation", "courriel"),
            contenu="Adresse à laquelle une commune ou un organisme a été invité à remonter ses enjeux.",
            base_legale=MISSION,
            conservation="Jusqu’à ce qu’il soit demandé de l’effacer, ou la fin de la convention.",
            effacer=effacer_les_adresses,
        )
    )
    inscrire(
        UnitePurge(
            modele="diagnostic.BlocDeSynthese",
            champs=("titre", "texte"),
            contenu="Texte de la synthèse, qui ne devrait nommer personne.",
            base_legale=MISSION,
            conservation="Autant que la convention elle-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
        )
    )


def effacer_les_noms(personne: str, _motif: str) -> int:
    """Blank the name of whoever raised issues; the issues stay those of their commune."""
    nommes = EnjeuRemonte.objects.exclude(personne="").select_related("convention").order_by("pk")
    trouves = [enjeu for enjeu in nommes if _est(personne, enjeu.personne)]
    for enjeu in trouves:
        enjeu.personne = ""
        enjeu.save(update_fields=["personne"])
        consigner(
            "enjeu.nom_efface", objet=enjeu.objet, resume="Nom de la personne qui a remonté un enjeu effacé."
        )
    return len(trouves)


def effacer_les_adresses(personne: str, _motif: str) -> int:
    """Blank an address that was written to."""
    ecrites = Sollicitation.objects.exclude(courriel="").select_related("convention").order_by("pk")
    trouvees = [s for s in ecrites if _est(personne, s.courriel) or _est(personne, s.organisation)]
    for sollicitation in trouvees:
        sollicitation.courriel = ""
        sollicitation.save(update_fields=["courriel"])
        consigner(
            "enjeu.adresse_effacee",
            objet=sollicitation.objet,
            resume="Adresse d’une personne sollicitée effacée.",
        )
    return len(trouvees)


def _est(personne: str, champ: str) -> bool:
    return " ".join(personne.split()).casefold() == " ".join(champ.split()).casefold()
