from django.apps import AppConfig


class TerritoiresConfig(AppConfig):
    name = "convenir.territoires"
    label = "territoires"

    def ready(self) -> None:
        from convenir.territoires.purge import inscrire_les_unites

        inscrire_les_unites()
