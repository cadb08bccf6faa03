from django.apps import AppConfig


class DiagnosticConfig(AppConfig):
    name = "convenir.diagnostic"
    label = "diagnostic"

    def ready(self) -> None:
        from convenir.diagnostic.purge import inscrire_les_unites

        inscrire_les_unites()
