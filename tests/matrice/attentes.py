"""What each address answers to each role: written by hand, never computed, so that a wrong line of the table shows.

A new address takes one line here: two policies of `politiques.py` (read, written to), and the fields of its form.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from convenir.conventions.prealables import manques
from tests.factories.adhesions import ACTE, EPCI
from tests.factories.textes import OCTETS
from tests.matrice.compte import COMPTE
from tests.matrice.equipements import EQUIPEMENTS
from tests.matrice.fin import FIN
from tests.matrice.monde import ROLES, Monde
from tests.matrice.plan import PLAN
from tests.matrice.politiques import (
    ACCUEIL,
    FAIT,
    Attente,
    Issue,
    Politique,
    a_chacun_les_siens,
    compte,
    des_contribution,
    des_lecture,
    des_pilotage,
    du_signataire,
    installation,
    ouverte,
    tout_membre,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _fichier(_monde: Monde) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"fichier": SimpleUploadedFile("autre.txt", OCTETS.replace(b"12 400", b"12 500"))}


def _disposition(monde: Monde) -> dict[str, object]:
    disposition = monde.convention.dispositions.get(cle="article-1")
    return {"titre": "Objet", "texte": "Un autre objet.", "version": disposition.version}


def _dans_un_mois() -> str:
    return (timezone.localdate() + datetime.timedelta(days=30)).isoformat()


def _recueil() -> dict[str, object]:
    """Somebody asked which issues they raise."""
    ligne = {"choisi": "on", "organisation": "Ludothèque", "courriel": "ludo@exemple.invalid", "insee": ""}
    gestion = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "jusqu_au": _dans_un_mois()}
    return gestion | {f"form-0-{champ}": valeur for champ, valeur in ligne.items()}


def _commentaire(_monde: Monde) -> dict[str, object]:
    return {"disposition": "article-1", "texte": "À préciser.", "passage": ""}


def _manque(monde: Monde) -> dict[str, object]:
    dispensable = next(manque for manque in manques(monde.convention) if manque.dispensable)
    return {"cle": dispensable.cle, "motif": "Vu ensemble."}


def _parties(monde: Monde) -> dict[str, object]:
    formulaires = {"parties-TOTAL_FORMS": "1", "parties-INITIAL_FORMS": "0", "parties-0-nom": "Caf"}
    return formulaires | {"version": monde.convention.version}


def _duree(monde: Monde) -> dict[str, object]:
    return {"debut": "2031-01-01", "fin": "2035-12-31", "version": monde.convention.version}


def _epci(_monde: Monde) -> dict[str, object]:
    return {"epci": "245901160", "caf": "Caf de l’Ambre", "debut": "2031-01-01", "fin": "2035-12-31"}


def _organisation(monde: Monde) -> dict[str, object]:
    """That of the first convention: whoever has no post there cannot act for it."""
    return {"organisation": monde.personnes["lectrice"].occupations.get().poste.organisation_id}


def _maison(monde: Monde) -> int:
    """That of whoever keeps the installation."""
    return int(monde.personnes["installation"].occupations.get().poste.organisation_id)


def _membre(monde: Monde) -> dict[str, object]:
    return {"role": "contribution", "version": 1}


def _invitee(_monde: Monde) -> dict[str, object]:
    qui = {"prenom": "Lise", "nom": "Zinzoline", "email": "lise@zinzolin.invalid"}
    return (
        qui
        | {"organisation": "autre", "autre_nom": "Club", "autre_type": "association"}
        | {"poste": "Directrice", "role": "lecture"}
    )


def _saisie(**champs: object) -> Callable[[Monde], dict[str, object]]:
    """A form on a record nobody has touched yet."""
    return lambda _monde: {"version": 1, **champs}


def _motif(_monde: Monde) -> dict[str, object]:
    return {"motif": "Une date à corriger."}


def _papier(_monde: Monde) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    dates = {"jour": "2026-07-01", "debut": "2026-01-01", "fin": "2030-12-31"}
    return dates | {
        "attestation": "Une élue",
        "exemplaire": SimpleUploadedFile("signe.pdf", b"%PDF-1.7 zinzolin"),
    }


#: a theme whose gap is measured, a choice about it
PETITE_ENFANCE = {"theme": "petite_enfance", "objet": "cible"}


def _cible(_monde: Monde) -> dict[str, object]:
    return {"cible": "", "choisi_par": "Comité", "choisi_le": "2026-01-05", "motif": "Un choix zinzolin."}


def _scenario(_monde: Monde) -> dict[str, object]:
    return {"nom": "Essai", "budget": "12", "modules": "12", "par_commune": "2", "candidates": ["59014"]}


def _trajets(_monde: Monde) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    table = SimpleUploadedFile("temps.csv", b"de;vers;min\n59014;59032;12\n")
    return {"nature": "temps", "source": "Une table zinzoline", "fichier": table}


def _case(monde: Monde) -> dict[str, object]:
    """The last case of the row of the EPCI, in a grid opened today."""
    annee = timezone.localdate().year - 1
    return {
        f"case:{monde.valeurs['indicateur']}.epci.{EPCI}.{annee}": "71993",
        "attestation": "Un bilan zinzolin",
    }


#: the avenant of the matrix that is out for signature
PARTI = {"rang": 2}
#: a commune of the matrix that has voted
VOTEE = {"insee": "59014"}
LIVRABLE = {"cle": "convention-html"}
DE_LA_CAF = ("ancienne", "lectrice", "dpo", "signataire", "restreinte", "contributrice", "pilote")
DE_LA_CAF = (*DE_LA_CAF, "pilote_sans_facteur", "administratrice")
#: An organisation is seen by its people, today's or those of its conventions, and kept up to date by pilots.
VOISINES = compte(404) | dict.fromkeys(("installation", *DE_LA_CAF), 200)


def tenir(issue: Issue) -> Politique:
    """What keeps an organisation up to date: for whoever pilots beside it, or keeps the installation."""
    permis = dict.fromkeys(("installation", "pilote", "administratrice"), issue)
    return compte(404) | dict.fromkeys(DE_LA_CAF, 403) | permis


def _titulaire(_monde: Monde) -> dict[str, object]:
    return {"prenom": "Zoé", "nom": "Nouvelle", "debut": "2026-09-01", "qualite": "administrateur"}


_AILLEURS = COMPTE | FIN | EQUIPEMENTS | PLAN
ATTENTES: dict[str, Attente] = _AILLEURS | {
    # ── open to all ────────────────────────────────────────────────────────────────────────────────
    "pilotage:accueil": Attente(get=ouverte(200), post=ouverte(405)),
    "acteurs:demonstration": Attente(get=ouverte(405), post=ouverte(404)),
    "notifications:courriels": Attente(get=ouverte(404), post=ouverte(405)),
    "account_login": Attente(get=ouverte(ACCUEIL, anonyme=200), post=ouverte(ACCUEIL, anonyme=200)),
    "account_logout": Attente(get=ouverte(200, anonyme=ACCUEIL), post=ouverte(ACCUEIL)),
    "account_signup": Attente(get=ouverte(ACCUEIL, anonyme=200), post=ouverte(ACCUEIL, anonyme=200)),
    "federation": Attente(get=ouverte(405), post=ouverte(404)),
    "federation_retour": Attente(get=ouverte(404), post=ouverte(405)),
    "federation_fin": Attente(get=ouverte(404), post=ouverte(405)),
    "reponses:repondre": Attente(get=ouverte(404), post=ouverte(404), arguments={"jeton": "inconnu"}),
    "conventions:invitation": Attente(
        get=ouverte(404), post=ouverte(404), arguments={"jeton": "inconnu"}, champs=_invitee
    ),
    "obligations:agenda": Attente(get=ouverte(404), post=ouverte(405), arguments={"jeton": "inconnu"}),
    # ── an account ─────────────────────────────────────────────────────────────────────────────────
    "acteurs:organisation": Attente(
        get=compte(200), post=compte(404) | dict.fromkeys(DE_LA_CAF, ACCUEIL), champs=_organisation
    ),
    "socle:travail": Attente(
        get=a_chacun_les_siens(200, a="pilote"), post=compte(405), champs=lambda _monde: {"rester": "1"}
    ),
    "obligations:abonnement": Attente(
        get=compte(200), post=compte(FAIT), champs=lambda _monde: {"envoi": "mensuel"}
    ),
    "obligations:ouvrir_agenda": Attente(get=compte(405), post=compte(FAIT)),
    "obligations:fermer_agenda": Attente(get=compte(405), post=compte(FAIT)),
    "lecture:deposer": Attente(get=compte(200), post=compte(FAIT), champs=_fichier),
    # ── whoever keeps the installation ─────────────────────────────────────────────────────────────
    "installation:organisations": Attente(get=installation(200), post=installation(405)),
    "installation:nouvelle": Attente(
        get=installation(200),
        post=installation(FAIT),
        champs=lambda _monde: {"type": "association", "nom": "Club des Genêts"},
    ),
    "installation:corriger": Attente(
        get=installation(200),
        post=installation(FAIT),
        champs=lambda _monde: {"type": "caf", "nom": "Caf de l’Ambre"},
    ),
    "installation:fusion": Attente(
        get=installation(200),
        post=installation(FAIT),
        champs=lambda monde: {"garder": _maison(monde)},
    ),
    "installation:comptes": Attente(get=installation(200), post=installation(405)),
    "installation:ouvrir": Attente(
        get=installation(200),
        post=installation(FAIT),
        champs=lambda monde: {
            "nom": "Nouvelle",
            "email": "nouvelle@exemple.invalid",
            "poste": "Agente",
            "organisation": _maison(monde),
        },
    ),
    "installation:fermer": Attente(get=installation(200), post=installation(FAIT)),
    "installation:rouvrir": Attente(get=installation(405), post=installation(422)),  # it is open
    "conventions:nouvelle": Attente(get=compte(200), post=compte(FAIT), champs=_epci),
    # ── a Caf has no mandate that municipal elections renew: nothing to answer about it ─────────────
    "renouvellement:renouvellement": Attente(get=des_pilotage(200), post=des_pilotage(405)),
    "renouvellement:repondre": Attente(get=des_pilotage(404), post=des_pilotage(404)),
    "annuaire:organisations": Attente(get=compte(200), post=compte(405)),
    "annuaire:organisation": Attente(get=VOISINES, post=compte(405)),
    "annuaire:nouveau_poste": Attente(
        get=tenir(200), post=tenir(FAIT), champs=lambda _monde: {"intitule": "Directrice"}
    ),
    "annuaire:poste": Attente(
        get=tenir(200), post=tenir(FAIT), champs=lambda _monde: {"intitule": "Directrice"}
    ),
    "annuaire:nommer": Attente(get=compte(405), post=tenir(FAIT), champs=_titulaire),
    "annuaire:quitter": Attente(
        get=compte(405), post=tenir(FAIT), champs=lambda _monde: {"fin": "2026-10-31"}
    ),
    "annuaire:confirmer": Attente(get=compte(405), post=tenir(422)),  # already confirmed
    "annuaire:nouveau_mandat": Attente(get=tenir(200), post=tenir(FAIT), champs=_titulaire),
    "annuaire:mandat": Attente(get=tenir(200), post=tenir(FAIT), champs=lambda _monde: {"fin": "2026-10-31"}),
    "annuaire:reconduire": Attente(
        get=compte(405), post=tenir(FAIT), champs=lambda _monde: {"debut": "2026-10-31"}
    ),
    # ── read by the members of the convention ──────────────────────────────────────────────────────
    "lecture:texte": Attente(get=tout_membre(200), post=tout_membre(405)),
    "lecture:section": Attente(get=tout_membre(200), post=tout_membre(405)),
    "lecture:parties": Attente(get=tout_membre(200), post=tout_membre(405)),
    "lecture:chiffres": Attente(get=tout_membre(200), post=tout_membre(405)),
    "lecture:instances": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:historique": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:membres": Attente(get=tout_membre(200), post=tout_membre(405)),
    "adhesions:registre": Attente(get=tout_membre(200), post=tout_membre(405)),
    "adhesions:commune": Attente(get=tout_membre(200), post=tout_membre(405)),
    "adhesions:document": Attente(get=tout_membre(200), post=tout_membre(405)),
    "adhesions:annexe": Attente(get=tout_membre(200), post=tout_membre(405)),
    "adhesions:annexe_document": Attente(get=tout_membre(200), post=tout_membre(405)),
    "adhesions:exporter": Attente(get=tout_membre(200), post=tout_membre(405)),
    "diagnostic:page": Attente(get=tout_membre(200), post=tout_membre(405)),
    "diagnostic:thematique": Attente(
        get=tout_membre(200), post=tout_membre(405), arguments={"theme": "territoire"}
    ),
    "diagnostic:indicateur": Attente(get=tout_membre(200), post=tout_membre(405)),
    "diagnostic:retenir": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda monde: {"valeur": monde.valeurs["chiffre"], "motif": "La plus récente."},
    ),
    "importation:deposer": Attente(
        get=des_pilotage(200),
        post=des_pilotage(FAIT),
        champs=lambda _monde: {
            "fichier": SimpleUploadedFile("chiffres.csv", b"insee;annee;nb\n59014;2022;1\n")
        },
    ),
    "importation:tableau": Attente(
        get=des_pilotage(200),
        post=des_pilotage(FAIT),
        champs=lambda monde: {
            "titre": "Tableau zinzolin",
            "producteur": "Service zinzolin",
            "code": "insee",
            "niveau": "commune",
            "annee": "annee",
            "colonne_2": str(monde.valeurs["indicateur"]),
        },
    ),
    "importation:charger": Attente(get=des_pilotage(405), post=des_pilotage(FAIT)),
    "importation:rapport": Attente(get=des_pilotage(200), post=des_pilotage(405)),
    "saisie:choisir": Attente(
        get=des_contribution(200, restreinte=200), post=des_contribution(405, restreinte=405)
    ),
    "saisie:indicateur": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=_case,
    ),
    "saisie:theme": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=_case,
        arguments={"theme": "territoire", "territoire": EPCI},
    ),
    "synthese:themes": Attente(get=tout_membre(200), post=tout_membre(405)),
    "synthese:theme": Attente(get=tout_membre(200), post=tout_membre(405)),
    "synthese:enjeux": Attente(get=tout_membre(200), post=tout_membre(405)),
    "synthese:portraits": Attente(get=tout_membre(200), post=tout_membre(405)),
    "synthese:portrait": Attente(get=tout_membre(200), post=tout_membre(405)),
    "synthese:imprimer": Attente(get=tout_membre(200), post=tout_membre(405)),
    "synthese:archive": Attente(get=tout_membre(FAIT), post=tout_membre(405)),
    "synthese:archiver": Attente(get=des_lecture(405), post=des_lecture(FAIT)),
    "synthese:rediger": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"titre": "Les besoins", "texte": "Un besoin.", "version": 1},
    ),
    "synthese:reprendre": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
    "synthese:ajouter": Attente(
        get=des_contribution(200, restreinte=200),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"theme": "jeunesse", "texte": "Un enjeu."},
    ),
    "synthese:retirer": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
    "synthese:retenir": Attente(get=des_pilotage(405), post=des_pilotage(FAIT)),
    "synthese:ecarter": Attente(
        get=des_pilotage(405), post=des_pilotage(FAIT), champs=lambda _monde: {"motif": "Déjà fait."}
    ),
    "synthese:recueil": Attente(
        get=des_pilotage(200), post=des_pilotage(FAIT), champs=lambda _monde: _recueil()
    ),
    "synthese:rappeler": Attente(
        get=des_pilotage(405),
        post=des_pilotage(FAIT),
        champs=lambda _monde: {"jusqu_au": _dans_un_mois()},
    ),
    "synthese:revenir": Attente(get=des_pilotage(405), post=des_pilotage(422), ecrivent=frozenset()),
    **{
        f"ecart:{nom}": Attente(get=tout_membre(200), post=tout_membre(405), arguments=PETITE_ENFANCE)
        for nom in (
            *("volet", "accessibilite", "priorites", "projection", "reglages"),
            *("scenarios", "scenario", "comparer"),
        )
    },
    "ecart:synthese": Attente(get=tout_membre(200), post=tout_membre(405)),
    # without a target, a scenario is refused to whoever may ask for one
    "ecart:calculer": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(422, restreinte=422),
        champs=_scenario,
        arguments=PETITE_ENFANCE,
    ),
    "ecart:regler": Attente(
        get=des_pilotage(405),
        post=des_pilotage(FAIT),
        champs=_cible,
        arguments=PETITE_ENFANCE,
    ),
    "ecart:bassins": Attente(
        get=des_pilotage(405),
        post=des_pilotage(FAIT),
        champs=lambda _monde: {"liste": "Anzin;Bassin zinzolin"},
        arguments=PETITE_ENFANCE,
    ),
    "ecart:trajets": Attente(
        get=des_pilotage(405), post=des_pilotage(FAIT), champs=_trajets, arguments=PETITE_ENFANCE
    ),
    "ecart:retirer": Attente(get=des_pilotage(405), post=des_pilotage(FAIT), arguments=PETITE_ENFANCE),
    "adhesions:archive": Attente(get=tout_membre(FAIT), post=tout_membre(405)),
    "adhesions:archiver": Attente(get=des_lecture(405), post=des_lecture(FAIT)),
    "adhesions:importer": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"nom": "votes.csv", "tableau": f"Identifiant\n{ACTE}\n"},
    ),
    "adhesions:copie": Attente(get=tout_membre(200), post=tout_membre(405), arguments=VOTEE),
    "conventions:commentaires": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:commenter": Attente(get=des_lecture(405), post=des_lecture(FAIT), champs=_commentaire),
    "conventions:repondre": Attente(
        get=des_lecture(405),
        post=des_lecture(FAIT),
        champs=lambda _monde: {"texte": "Vu."},
    ),
    # the comment of the matrix is the contributor's, and open
    "conventions:clore": Attente(get=des_lecture(405), post=des_pilotage(FAIT, contributrice=FAIT)),
    "conventions:rouvrir_commentaire": Attente(
        get=des_lecture(405), post=des_pilotage(422, contributrice=422)
    ),
    "conventions:deverrouiller": Attente(
        get=des_pilotage(405),
        post=des_pilotage(FAIT),
        champs=lambda _monde: {"ouvre": "oui"},
    ),
    "conventions:versions": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:comparer": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:telecharger_comparaison": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:preparer_comparaison": Attente(get=des_lecture(405), post=des_lecture(FAIT)),
    "conventions:redaction": Attente(get=tout_membre(200), post=tout_membre(405)),
    "relecture:relecture": Attente(get=tout_membre(200), post=tout_membre(405)),
    "relecture:section": Attente(get=tout_membre(200), post=tout_membre(405)),
    "relecture:constats": Attente(get=tout_membre(200), post=tout_membre(405)),
    "edition:documents": Attente(get=tout_membre(200), post=tout_membre(405)),
    "edition:telecharger": Attente(get=tout_membre(200), post=tout_membre(405), arguments=LIVRABLE),
    # the convention of the matrix is not signed: it has no due date yet
    "obligations:echeancier": Attente(get=tout_membre(200), post=tout_membre(405)),
    "obligations:document": Attente(get=tout_membre(404), post=tout_membre(405)),
    # ── acts ───────────────────────────────────────────────────────────────────────────────────────
    **{
        f"adhesions:{nom}": Attente(
            get=des_contribution(405, restreinte=405),
            post=des_contribution(fait, restreinte=422),
            champs=_saisie(**champs),
            arguments=arguments,
        )
        for nom, fait, arguments, champs in (
            ("ouvrir", FAIT, {}, {"epci": EPCI}),
            ("demander", FAIT, {}, {"communes": "59019", "jour": "2025-05-05"}),
            ("lire_acte", 200, {}, {"identifiant": ACTE}),
            ("lire_acte_de", 200, {}, {"identifiant": ACTE}),
            ("dater", FAIT, VOTEE, {"recue_le": "2025-07-16"}),
            ("retirer", FAIT, VOTEE, {"jour": "2025-09-01"}),
            ("annuler", FAIT, VOTEE, {"motif": "Erreur."}),
            ("classer", FAIT, VOTEE, {"matiere_code": "8.2"}),
            ("conseil", FAIT, {}, {"conseil_le": ""}),
            ("relancer", 422, {}, {}),  # nobody of this commune is known
        )
    },
    "adhesions:voter": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=_saisie(sens="pour", date="2025-07-08", attestation="Registre"),
    ),
    "edition:preparer": Attente(get=des_lecture(405), post=des_lecture(FAIT), arguments=LIVRABLE),
    "relecture:relire": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=FAIT)
    ),
    "relecture:accepter": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"motif": "Valeur attendue en septembre."},
    ),
    "relecture:retablir": Attente(
        get=des_contribution(405, restreinte=405), post=des_contribution(FAIT, restreinte=422)
    ),
    "conventions:apercu": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(200, restreinte=200),
        champs=_disposition,
    ),
    "conventions:modifier": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=_disposition,
    ),
    "conventions:confidentialite": Attente(get=tout_membre(200), post=tout_membre(FAIT)),
    "conventions:rejoindre": Attente(
        get=compte(200), post=compte(FAIT), champs=lambda _monde: {"recherche": "Nulle part"}
    ),
    "conventions:demande": Attente(
        get=des_pilotage(200), post=des_pilotage(FAIT), champs=lambda _monde: {"role": "lecture"}
    ),
    "conventions:decliner_demande": Attente(
        get=des_pilotage(405), post=des_pilotage(FAIT), champs=lambda _monde: {"motif": "Plus tard."}
    ),
    # one's own place, or anybody's for a pilot; the one of the matrix is the reader's
    "conventions:depart": Attente(
        get=des_pilotage(200, lectrice=200, pilote_sans_facteur=403),
        post=des_pilotage(FAIT, lectrice=ACCUEIL, pilote_sans_facteur=403),
        champs=_saisie(),
        ecrivent=frozenset({FAIT, ACCUEIL}),
    ),
    **{
        f"obligations:{nom}": Attente(
            get=des_contribution(lu, restreinte=lu), post=des_contribution(404, restreinte=404)
        )
        for nom, lu in (("noter", 404), ("ecarter", 404), ("reprendre", 405), ("effacer", 405))
    },
    "obligations:rythme": Attente(
        get=des_pilotage(200),
        post=des_pilotage(422),  # the text sets this rhythm
        champs=lambda _monde: {"mois": "6", "choisi_le": "2026-02-03", "choisi_par": "Comité"},
    ),
    "conventions:membre": Attente(get=des_pilotage(200), post=des_pilotage(FAIT), champs=_membre),
    "conventions:inviter": Attente(get=des_pilotage(200), post=des_pilotage(FAIT), champs=_invitee),
    "conventions:renvoyer_invitation": Attente(get=des_pilotage(405), post=des_pilotage(FAIT)),
    "conventions:annuler_invitation": Attente(get=des_pilotage(405), post=des_pilotage(FAIT)),
    "conventions:parties": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=_parties,
    ),
    "conventions:duree": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=_duree,
    ),
    # the text of the matrix still misses something, and is a draft
    "conventions:declarer_prete": Attente(get=des_pilotage(405), post=des_pilotage(422)),
    "conventions:rouvrir": Attente(get=des_pilotage(405), post=des_pilotage(422)),
    "conventions:dispenser": Attente(get=des_pilotage(405), post=des_pilotage(FAIT), champs=_manque),
    "conventions:reprendre": Attente(get=des_pilotage(405), post=des_pilotage(FAIT)),
    # ── signature: nothing is out but the second avenant, which waits for the signatory of the matrix ──
    "signature:verifier": Attente(get=ouverte(200), post=ouverte(422)),
    "signature:circuit": Attente(get=tout_membre(200), post=tout_membre(405)),
    "signature:exemplaire": Attente(get=tout_membre(404), post=tout_membre(405)),
    "signature:piece": Attente(get=tout_membre(404), post=tout_membre(405)),
    "signature:preparer": Attente(get=des_pilotage(422), post=des_pilotage(422)),
    "signature:retirer": Attente(get=des_pilotage(405), post=des_pilotage(422), champs=_motif),
    "signature:papier": Attente(get=des_pilotage(200), post=des_pilotage(FAIT), champs=_papier),
    "signature:signer": Attente(get=du_signataire(404), post=du_signataire(404)),
    "signature:refuser": Attente(get=du_signataire(405), post=du_signataire(404), champs=_motif),
    "signature:enregistrer": Attente(get=des_pilotage(404), post=des_pilotage(404)),
    "signature:designer": Attente(get=des_pilotage(404), post=des_pilotage(404)),
    "signature:relancer": Attente(get=des_pilotage(405), post=des_pilotage(404)),
    "signature_avenant:circuit": Attente(get=tout_membre(200), post=tout_membre(405), arguments=PARTI),
    "signature_avenant:exemplaire": Attente(get=tout_membre(200), post=tout_membre(405), arguments=PARTI),
    "signature_avenant:piece": Attente(get=tout_membre(200), post=tout_membre(405), arguments=PARTI),
    "signature_avenant:preparer": Attente(get=des_pilotage(422), post=des_pilotage(422), arguments=PARTI),
    "signature_avenant:retirer": Attente(
        get=des_pilotage(405), post=des_pilotage(FAIT), champs=_motif, arguments=PARTI
    ),
    "signature_avenant:papier": Attente(
        get=des_pilotage(422), post=des_pilotage(422), champs=_papier, arguments=PARTI
    ),
    "signature_avenant:signer": Attente(
        get=du_signataire(200),
        post=du_signataire(FAIT),
        champs=lambda _monde: {"mode": "simple", "lu": "on"},
        arguments=PARTI,
    ),
    "signature_avenant:refuser": Attente(
        get=du_signataire(405), post=du_signataire(FAIT), champs=_motif, arguments=PARTI
    ),
    "signature_avenant:enregistrer": Attente(
        get=des_pilotage(200),
        post=des_pilotage(FAIT),
        champs=lambda _monde: {"mode": "papier", "jour": "2026-07-01", "attestation": "Une élue"},
        arguments=PARTI,
    ),
    "signature_avenant:designer": Attente(get=des_pilotage(200), post=des_pilotage(FAIT), arguments=PARTI),
    "signature_avenant:relancer": Attente(get=des_pilotage(405), post=des_pilotage(FAIT), arguments=PARTI),
    # the avenant of the matrix has no date of effect, and is a draft
    "conventions:declarer_pret": Attente(get=des_pilotage(405), post=des_pilotage(422)),
    "conventions:rouvrir_avenant": Attente(get=des_pilotage(405), post=des_pilotage(422), champs=_motif),
    # ── avenants: the convention of the matrix is still a draft, which an avenant does not change ──────
    "conventions:avenants": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:avenant": Attente(get=tout_membre(200), post=tout_membre(405)),
    "conventions:ouvrir_avenant": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(422, restreinte=422),
        champs=lambda _monde: {"objet": "Prolonger"},
    ),
    "conventions:decrire_avenant": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"objet": "Prolonger", "version": 1},
    ),
    "conventions:clause": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"nature": "supprime", "version": 1},
    ),
    "conventions:ajouter_clause": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"type": "article", "titre": "Données", "texte": "Gardées.", "version": 1},
    ),
    "conventions:retablir_clause": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"version": 1},
    ),
    "conventions:rallier": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {
            "nom": "Syndicat fictif",
            "signataire": "Une présidente",
            "qualite": "Présidente",
            "version": 1,
        },
    ),
    "conventions:renoncer_au_ralliement": Attente(
        get=des_contribution(405, restreinte=405),
        post=des_contribution(FAIT, restreinte=422),
        champs=lambda _monde: {"version": 1},
    ),
    "conventions:complement": Attente(
        get=des_contribution(200, restreinte=422),
        post=des_contribution(422, restreinte=422),
        champs=lambda _monde: {
            "nature": "fiches",
            "clause": "article-1",
            "titre": "Fiches",
            "texte": "Une fiche.",
            "effet_le": "2031-06-01",
        },
    ),
}

assert set(DE_LA_CAF) <= set(ROLES)
