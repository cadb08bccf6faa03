from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "convenir.edition"
    label = "edition"
