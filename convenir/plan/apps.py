from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "convenir.plan"
    label = "plan"

    def ready(self) -> None:
        from convenir.journal.livrables import libeller
        from convenir.plan.models import FicheAction
        from convenir.plan.purge import inscrire_les_unites

        inscrire_les_unites()
        libeller(FicheAction)
