from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "convenir.journal"
    label = "journal"
