from django.apps import AppConfig


class RelectureConfig(AppConfig):
    name = "convenir.relecture"
    label = "relecture"

    def ready(self) -> None:
        from convenir.relecture.manques import inscrire_les_manques
        from convenir.relecture.purge import inscrire_les_unites
        from convenir.relecture.signalements import inscrire_les_signalements
        from convenir.relecture.tasks import inscrire_les_natures
        from convenir.relecture.telechargements import inscrire_les_livrables

        inscrire_les_livrables()
        inscrire_les_unites()
        inscrire_les_natures()
        inscrire_les_signalements()
        inscrire_les_manques()
