from django.apps import AppConfig


class AdhesionsConfig(AppConfig):
    name = "convenir.adhesions"
    label = "adhesions"

    def ready(self) -> None:
        from convenir.adhesions.charges import communes_sans_autre_contact
        from convenir.adhesions.echeances import inscrire_les_echeances
        from convenir.adhesions.fin import adhesions_qui_cessent
        from convenir.adhesions.models import Adhesion
        from convenir.adhesions.purge import inscrire_les_unites
        from convenir.adhesions.reponses import inscrire_la_reponse
        from convenir.adhesions.tasks import ETAPES, archiver
        from convenir.conventions import departs
        from convenir.conventions.fin import effets
        from convenir.journal.livrables import libeller
        from convenir.socle.tasks import inscrire

        inscrire_les_unites()
        effets.inscrire(adhesions_qui_cessent)
        inscrire_la_reponse()
        departs.inscrire(communes_sans_autre_contact)
        inscrire_les_echeances()
        inscrire("adhesions", ETAPES, archiver)
        libeller(Adhesion)
