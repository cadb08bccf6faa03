from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "convenir.conventions"
    label = "conventions"

    def ready(self) -> None:
        from convenir.acteurs.operations.fusion import ARBITRAGES
        from convenir.conventions.charges import inscrire_les_charges
        from convenir.conventions.fin.echeances import inscrire_les_echeances
        from convenir.conventions.manques import inscrire_les_manques
        from convenir.conventions.models import Convention, Disposition, Membre
        from convenir.conventions.obligations.passes import inscrire_les_registres
        from convenir.conventions.operations.invitations import garder_une_invitation
        from convenir.conventions.operations.membres import garder_le_plus_grand_role
        from convenir.conventions.purge import inscrire_les_unites
        from convenir.conventions.signature import tasks as signature
        from convenir.conventions.tasks import ETAPES, preparer
        from convenir.journal.livrables import libeller
        from convenir.socle.tasks import inscrire

        inscrire_les_unites()
        inscrire_les_manques()
        inscrire_les_charges()
        inscrire_les_registres()
        inscrire_les_echeances()
        inscrire("comparaison", ETAPES, preparer)
        inscrire(signature.NATURE, signature.ETAPES, signature.envoyer_a_la_signature)
        ARBITRAGES["conventions.Membre.organisation"] = garder_le_plus_grand_role
        ARBITRAGES["conventions.Invitation.organisation"] = garder_une_invitation
        libeller(Convention, Disposition, Membre)
