"""Two conventions that know nothing of each other, and one person for each role around the first.

Everything the first one holds says « zinzolin »: whoever reads this word was told something of it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from convenir.acteurs.enums import Role, TypeOrganisation
from convenir.acteurs.models import Organisation, Personne
from convenir.conventions.models import Convention, Membre
from convenir.conventions.operations import commenter, modifier_disposition
from convenir.diagnostic.enums import OrigineDenombrement
from convenir.diagnostic.importation.colonnes import Colonnes, Origine
from convenir.diagnostic.importation.operations import controler, decrire, recevoir
from convenir.documents.entree import lire_octets
from convenir.documents.operations import conserver
from convenir.lecture.comprendre import comprendre
from convenir.lecture.operations import enregistrer
from convenir.notifications.models import Courriel
from convenir.plan.operations import joindre
from convenir.relecture import operations as relecture
from convenir.relecture.models import ConstatReleve
from convenir.socle.models import Travail
from convenir.socle.tasks import lancer
from tests.factories.acteurs import MandatFactory, OrganisationFactory, PersonneFactory
from tests.factories.adhesions import EPCI, AdhesionFactory
from tests.factories.conventions import (
    AvenantFactory,
    DemandeFactory,
    DifferendFactory,
    InvitationFactory,
    MembreFactory,
    ProcedureFactory,
    RalliementFactory,
)
from tests.factories.diagnostic import SourceFactory, ValeurFactory
from tests.factories.ecart import ScenarioFactory
from tests.factories.equipements import DenombrementFactory, EquipementFactory
from tests.factories.plan import EnjeuFactory, ObjectifFactory, ecrire_une_fiche
from tests.factories.signatures import envoyer_un_avenant
from tests.factories.synthese import BlocDeSyntheseFactory, EnjeuRemonteFactory, SollicitationFactory
from tests.factories.textes import CONVENTION, OCTETS

MOT = "zinzolin"
SECRET = (
    CONVENTION.replace("Val d’Ambre", "Pays de Zinzolin")
    .replace("Haut-Rivage", "Zinzolin-Maritime")
    .replace("Tavelle", "Zinzoline")
    .replace("Belorme", "Zinzolinette")
    .replace("Ambremont", "Zinzolinville")
    .replace("12 400", "71 993")
).encode()

#: Who may be anybody for the convention, from the farthest to the nearest.
ROLES = (
    "anonyme",
    "sans_convention",
    "lectrice_d_ailleurs",
    "administratrice_d_ailleurs",
    "ancienne",
    "installation",
    "lectrice",
    "dpo",
    "signataire",
    "pilote_sans_facteur",
    "restreinte",
    "contributrice",
    "pilote",
    "administratrice",
)
#: Those for whom the convention does not exist.
DEHORS = ROLES[1:6]
_PLACES = {
    "lectrice": {"role": Role.LECTURE},
    "dpo": {"role": Role.LECTURE, "dpo": True},
    "signataire": {"role": Role.LECTURE, "signataire": True},
    "pilote_sans_facteur": {"role": Role.PILOTAGE},
    "restreinte": {"role": Role.CONTRIBUTION, "communes": ["99999"], "themes": ["jeunesse"]},
    "contributrice": {"role": Role.CONTRIBUTION},
    "pilote": {"role": Role.PILOTAGE},
    "ancienne": {"role": Role.ADMINISTRATION, "parti_le": datetime.date(2026, 6, 30)},
}

_AVENANT_PARTI = {
    "numero": 2,
    "objet": "Un autre objet zinzolin",
    "effet_le": datetime.date(2026, 1, 1),
    "modifications": {"article-1": "Teint autrement."},
}


@dataclass
class Monde:
    """The convention of the matrix, another one, and the people, by role; `sessions` holds their cookies."""

    convention: Convention
    autre: Convention
    personnes: dict[str, Personne] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    valeurs: dict[str, object] = field(default_factory=dict)

    def client(self, role: str, **options) -> Client:
        """A browser of this person, at their own address of the network, with the token of its forms."""
        voisine = f"192.0.2.{ROLES.index(role) + 1}"
        client = Client(enforce_csrf_checks=True, REMOTE_ADDR=voisine, **options)
        client.cookies["csrftoken"] = JETON
        if role in self.sessions:
            client.cookies["sessionid"] = self.sessions[role]
        return client


JETON = "J" * 32
#: the secret of the application of codes of everybody here
CODES = "JBSWY3DPEHPK3PXP"
JETON_D_INVITATION = "une-invitation-qui-attend"


def fonder() -> Monde:
    """Record all of it."""
    caf = Organisation.objects.create(type=TypeOrganisation.CAF, nom="Caf de Zinzolin-Maritime")
    ailleurs = OrganisationFactory()
    administratrice = _personne("administratrice", caf, "Zinzolane")
    voisine = _personne("administratrice_d_ailleurs", ailleurs, "Voisine")
    secret = _lire("projet-zinzolin.txt", SECRET, (administratrice, caf))
    autre = _lire("val-d-ambre.txt", OCTETS, (voisine, ailleurs))
    monde = Monde(secret, autre, {"administratrice": administratrice, "administratrice_d_ailleurs": voisine})
    for role, place in _PLACES.items():
        monde.personnes[role] = personne = _personne(role, caf, "Zinzolane")
        depuis = datetime.date(2026, 1, 1)
        Membre.objects.create(convention=secret, personne=personne, organisation=caf, depuis=depuis, **place)
    monde.personnes["lectrice_d_ailleurs"] = lectrice = _personne("lectrice_d_ailleurs", ailleurs, "Voisine")
    MembreFactory(convention=autre, personne=lectrice, organisation=ailleurs, role=Role.LECTURE)
    monde.personnes["sans_convention"] = _personne("sans_convention", ailleurs, "Passante")
    monde.personnes["installation"] = _personne("installation", ailleurs, "Machiniste", installation=True)
    _adherer(secret)
    _agir(monde)
    for role, personne in monde.personnes.items():
        navigateur = Client()
        navigateur.force_login(personne)
        monde.sessions[role] = navigateur.cookies["sessionid"].value
    return monde


def _de_la_caf(lectrice: Personne) -> dict[str, int]:
    """Her organisation, her post and her place on it, a mandate of it."""
    occupation = lectrice.occupations.get()
    caf = occupation.poste.organisation
    return {
        "organisation": caf.pk,
        "poste": occupation.poste_id,
        "occupation": occupation.pk,
        "mandat": MandatFactory(personne=lectrice, organisation=caf).pk,
    }


def _personne(role: str, organisation: Organisation, nom: str, **champs) -> Personne:
    personne = PersonneFactory(
        prenom=role.capitalize(), nom=nom, email=f"{role}@{nom.lower()}.invalid", poste=organisation, **champs
    )
    if role != "pilote_sans_facteur":
        Authenticator.objects.create(
            user=personne, type=Authenticator.Type.TOTP, data={"secret": encrypt(CODES)}
        )
    return personne


def _lire(nom: str, octets: bytes, pour: tuple[Personne, Organisation]) -> Convention:
    convention = enregistrer(comprendre(lire_octets(nom, octets)), octets, pour=pour)
    relecture.relire_convention(convention.code)
    return convention


def _adherer(convention: Convention) -> None:
    """A commune asked, one not asked, one that voted, with the copy of its act."""
    communes = {"convention": convention}
    AdhesionFactory(**communes, demandee=True)
    AdhesionFactory(**communes, insee="59019", nom="Artres")
    copie = conserver("acte-zinzolin.txt", b"Un acte zinzolin.")
    AdhesionFactory(**communes, insee="59014", nom="Anzin-lès-Zinzolin", votee=True, copie=copie)


def _agir(monde: Monde) -> None:
    """What leaves traces: a text changed, a finding accepted, a document made, a job refused."""
    secret, auteur = monde.convention, monde.personnes["pilote"].en_auteur(None)
    disposition = secret.dispositions.get(cle="article-1")
    modifier_disposition(disposition, "L’objet zinzolin.", disposition.version, auteur=auteur)
    constat, autre = ConstatReleve.objects.filter(relecture__convention=secret).order_by("rang")[:2]
    relecture.accepter(secret, autre.empreinte, motif="Un motif zinzolin.", auteur=auteur)
    avenant = AvenantFactory(
        convention=secret, numero=1, objet="Un objet zinzolin", modifications={"article-1": "Teint."}
    )
    ralliement = RalliementFactory(avenant=avenant, nom="Syndicat zinzolin")
    signature = envoyer_un_avenant(
        AvenantFactory(**_AVENANT_PARTI, convention=secret), monde.personnes["signataire"]
    )
    demandeur = monde.personnes["pilote"].cle
    donnees = {"livrable": "convention-html"}
    options = {"retour": "/", "demandeur": demandeur, "objet": secret.code}
    lancer("edition", libelle=f"Préparation : {secret.nom}", donnees=donnees, **options)
    entre_deux = {"donnees": {"de": None, "a": None}, **options}
    lancer("comparaison", libelle=f"Comparaison : {secret.nom}", **entre_deux)
    refuse = lancer(
        "depot",
        libelle="Lecture de « zinzolin.pdf »",
        retour="/",
        demandeur=demandeur,
        donnees={"nom": "zinzolin.pdf", "personne": monde.personnes["pilote"].pk, "organisation": 1},
        piece=ContentFile(b"%PDF-1.7 zinzolin"),
    )
    monde.valeurs = {
        "code": secret.code,
        **_mesurer(secret),
        **_rediger(secret),
        **_equiper(secret),
        **_planifier(secret),
        "cle": "article-1",
        "insee": "59505",
        "document": "note",
        "obligation": "comite-pilotage",
        "echeance": "comite-pilotage",
        "pour_le": "2031-07-01",
        "note": 0,
        "extension": "docx",
        "table": "registre",
        "rang": 1,
        "objet": "cible",
        "scenario": ScenarioFactory(
            convention=secret, nom="Un scénario zinzolin", personne=monde.personnes["pilote"]
        ).pk,
        "procedure": ProcedureFactory(convention=secret, motif="Un grief zinzolin").pk,
        "differend": DifferendFactory(convention=secret, objet="Un litige zinzolin").pk,
        "etat": "regle",
        "ralliement": ralliement.pk,
        "signature": signature.pk,
        "circuit": signature.circuit.cle,
        "piece": "delegation",
        "empreinte": constat.empreinte,
        "pk": refuse.pk,
        "commentaire": _commenter(monde),
        "membre": secret.membres.get(personne=monde.personnes["lectrice"]).pk,
        "invitation": _inviter(monde),
        **_de_la_caf(monde.personnes["lectrice"]),
        "personne": monde.personnes["lectrice"].pk,
        "demande": DemandeFactory(convention=secret, message="Un mot zinzolin.").pk,
        "numero": 0,
        "uidb36": "1",
        "key": "perime-0",
    }
    assert Travail.objects.get(pk=refuse.pk).etat == "refuse"


def _mesurer(convention: Convention) -> dict[str, object]:
    """Two figures of its own that disagree, under an indicator everybody knows, for a territory that is known."""
    Convention.objects.filter(pk=convention.pk).update(epci_siren=EPCI)
    communs = {"convention": convention, "producteur": "Service zinzolin"}
    une, _ = (
        ValeurFactory(code=EPCI, valeur=nombre, source=SourceFactory(titre="Tableau zinzolin", **communs))
        for nombre in (71_991, 71_992)
    )
    recu = recevoir(
        convention,
        "zinzolin.csv",
        b"insee;annee;nb\n59014;zinzolin;1\n",
        par=convention.membres.order_by("pk")[0].personne,
    )
    lecture = {"code": "insee", "niveau": "commune", "annee": "annee", "indicateurs": {"nb": "enfants"}}
    decrire(recu, Colonnes(origine=Origine("zinzolin", "Zinzolin", "Service zinzolin"), **lecture))
    controler(recu)
    return {"indicateur": une.indicateur.cle, "chiffre": une.pk, "tableau": recu.pk}


def _rediger(convention: Convention) -> dict[str, object]:
    """A block of its synthesis, an issue that a commune raised."""
    BlocDeSyntheseFactory(convention=convention, theme="jeunesse", texte="Un besoin zinzolin.")
    enjeu = EnjeuRemonteFactory(convention=convention, theme="jeunesse", texte="Un enjeu zinzolin")
    attendue = SollicitationFactory(convention=convention, organisation="Mairie zinzoline")
    return {"theme": "jeunesse", "bloc": "besoins", "enjeu": enjeu.pk, "sollicitation": attendue.pk}


def _equiper(convention: Convention) -> dict[str, object]:
    """A service of its own, and a number that somebody typed."""
    nom = {"source": "Recensement zinzolin", "convention": convention}
    compte = DenombrementFactory(libelle="Relais zinzolins", origine=OrigineDenombrement.SAISIE, **nom)
    return {
        "equipement": EquipementFactory(
            nom="Crèche zinzoline", gestionnaire_libelle="Club zinzolin", **nom
        ).pk,
        "denombrement": compte.pk,
    }


def _planifier(convention: Convention) -> dict[str, object]:
    """A line of the plan of each kind; the objective is served by a fiche that has a document."""
    theme = {"convention": convention, "theme": "petite_enfance"}
    enjeu = EnjeuFactory(**theme, libelle="Un enjeu zinzolin")
    objectif = ObjectifFactory(**theme, libelle="Un objectif zinzolin")
    fiche = ecrire_une_fiche(convention, objectif=objectif.pk, titre="Une action zinzoline", communes=[])
    jointe = joindre(fiche, "action.txt", b"Une action zinzoline.", "Une note zinzoline")
    lignes = {"enjeu_du_plan": enjeu.pk, "objectif": objectif.pk, "jointe": jointe.pk}
    return lignes | {"partie": "suivi", "ancienne": 1}


def _inviter(monde: Monde) -> int:
    """An invitation that waits, and the mail of four days ago that tells it; returns its number."""
    qui = {"nom": "Zinzoline", "email": "invitee@zinzolin.invalid", "poste": "Directrice zinzoline"}
    invitation = InvitationFactory(
        convention=monde.convention, inviteur=monde.personnes["pilote"], jeton=JETON_D_INVITATION, **qui
    )
    courriel = Courriel.objects.create(
        destinataire_cle=invitation.cle,
        destinataire_nom=str(invitation),
        adresse=invitation.email,
        objet="Une invitation zinzoline",
        texte="Un message zinzolin.",
        motif="invitation",
        sujet=f"convention:{monde.convention.code}",
    )
    Courriel.objects.filter(pk=courriel.pk).update(cree_le=timezone.now() - datetime.timedelta(days=4))
    return invitation.pk


def _commenter(monde: Monde) -> int:
    """A comment of the contributor; returns its number."""
    personne = monde.personnes["contributrice"]
    return commenter(monde.convention, "article-1", "Un mot zinzolin.", personne, personne.en_auteur(None)).pk
