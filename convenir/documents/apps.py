from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "convenir.documents"
    label = "documents"

    def ready(self) -> None:
        from convenir.documents.purge import inscrire_les_unites

        inscrire_les_unites()
