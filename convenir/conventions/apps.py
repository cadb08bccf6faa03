from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "convenir.conventions"
    label = "conventions"

    def ready(self) -> None:
        from convenir.conventions.purge import inscrire_les_unites

        inscrire_les_unites()
