from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "convenir.documents"
    label = "documents"
