from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "convenir.journal"
    label = "journal"

    def ready(self) -> None:
        from convenir.journal.purge import inscrire_les_unites

        inscrire_les_unites()
