from django.apps import AppConfig


class RelectureConfig(AppConfig):
    name = "convenir.relecture"
    label = "relecture"
