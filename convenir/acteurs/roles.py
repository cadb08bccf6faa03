"""The one table of roles: what each adds to the one below it, in acts and in words (docs/roles.md)."""

from __future__ import annotations

from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING

from convenir.acteurs.enums import Acte, Fonction, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What each role adds to those before it.
AJOUTS: dict[Role, frozenset[Acte]] = {
    Role.LECTURE: frozenset({Acte.CONSULTER, Acte.EDITER, Acte.COMMENTER}),
    Role.CONTRIBUTION: frozenset(
        {
            *(Acte.RELIRE, Acte.REDIGER, Acte.DECIDER, Acte.DELIBERER, Acte.SUIVRE, Acte.RENSEIGNER),
            Acte.PLANIFIER,
        }
    ),
    Role.PILOTAGE: frozenset({Acte.INVITER, Acte.CONDUIRE, Acte.VERSER}),
    Role.ADMINISTRATION: frozenset({Acte.ADMINISTRER}),
}
#: What a role contains, by extension.
ROLES: dict[Role, frozenset[Acte]] = dict(zip(AJOUTS, accumulate(AJOUTS.values(), or_), strict=True))
#: What a member may do besides, whatever the role.
FONCTIONS: dict[Fonction, frozenset[Acte]] = {
    Fonction.DPO: frozenset({Acte.AVISER}),
    Fonction.SIGNATAIRE: frozenset({Acte.SIGNER}),
}
#: Roles so trusted that a second factor is asked for at sign-in.
SECOND_FACTEUR = frozenset({Role.PILOTAGE, Role.ADMINISTRATION})
#: Roles that a narrower scope (themes, communes, own fiches) may restrict: the others see to the whole.
RESTREIGNABLES = frozenset({Role.CONTRIBUTION})

#: Each act, in the words shown to people.
PHRASES: dict[Acte, str] = {
    Acte.CONSULTER: "lire le texte, les chiffres, le plan, les constats et l’historique",
    Acte.EDITER: "préparer et télécharger les documents",
    Acte.COMMENTER: "commenter le texte et répondre aux commentaires",
    Acte.RELIRE: "lancer une relecture",
    Acte.REDIGER: "modifier le texte",
    Acte.DECIDER: "accepter un constat avec un motif, ou le rétablir",
    Acte.DELIBERER: "noter ce que les communes décident : demande, vote, dates, retrait",
    Acte.SUIVRE: "noter qu’une échéance est tenue, ou l’écarter avec un motif",
    Acte.RENSEIGNER: "saisir les chiffres du diagnostic, en retenir un parmi plusieurs avec un motif, en "
    "rédiger la synthèse, y noter les enjeux remontés, tenir la liste des services aux familles, "
    "calculer un scénario d’ouvertures",
    Acte.VERSER: "charger des tableaux de chiffres dans le diagnostic",
    Acte.PLANIFIER: "écrire le plan : enjeux, objectifs, fiches actions, leur avancement",
    Acte.INVITER: "inviter des membres, fixer leur rôle jusqu’au pilotage, organiser les départs",
    Acte.CONDUIRE: "dire le texte prêt ou en rouvrir la rédaction, dispenser d’un point, l’envoyer à la "
    "signature, relancer, l’en retirer, enregistrer ce qui est signé, noter le rythme choisi par les "
    "parties, recueillir les enjeux des communes et décider de leur suite, noter ce que le comité choisit "
    "pour mesurer l’écart",
    Acte.ADMINISTRER: "donner ou retirer l’administration, et les fonctions de DPO et de signataire",
    Acte.AVISER: "voir quelles données personnelles sont gardées et qui s’est engagé à la confidentialité",
    Acte.SIGNER: "signer la convention au nom d’une partie",
}
#: Each role, in the fewest words.
EN_BREF: dict[Role, str] = {
    Role.LECTURE: "lit tout",
    Role.CONTRIBUTION: "lit tout, relit et écrit",
    Role.PILOTAGE: "lit, relit et écrit tout, choisit les membres",
    Role.ADMINISTRATION: "peut tout, jusqu’à nommer qui administre",
}


def actes_de(role: Role | str, fonctions: Iterable[Fonction] = ()) -> frozenset[Acte]:
    """All that a role and functions allow."""
    return ROLES[Role(role)].union(*(FONCTIONS[fonction] for fonction in fonctions))
