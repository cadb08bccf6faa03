from django.apps import AppConfig


class DiagnosticConfig(AppConfig):
    name = "convenir.diagnostic"
    label = "diagnostic"

    def ready(self) -> None:
        from convenir.diagnostic import annexe, purge
        from convenir.diagnostic.ecart import purge as purge_de_l_ecart
        from convenir.diagnostic.ecart.annexe import SECTION as ECART
        from convenir.diagnostic.equipements import purge as purge_des_equipements
        from convenir.diagnostic.importation.tasks import ETAPES, NATURE, verser
        from convenir.diagnostic.models import EnjeuRemonte, Equipement
        from convenir.diagnostic.synthese import purge as purge_de_la_synthese
        from convenir.diagnostic.synthese import tasks as taches_de_la_synthese
        from convenir.diagnostic.synthese.reponses import inscrire_la_reponse
        from convenir.journal.livrables import libeller
        from convenir.socle.tasks import inscrire

        purge.inscrire_les_unites()
        purge_de_l_ecart.inscrire_les_unites()
        purge_des_equipements.inscrire_les_unites()
        purge_de_la_synthese.inscrire_les_unites()
        inscrire_la_reponse()
        annexe.inscrire(ECART)
        inscrire("portraits", taches_de_la_synthese.ETAPES, taches_de_la_synthese.archiver)
        libeller(Equipement, EnjeuRemonte)
        inscrire(NATURE, ETAPES, verser)
