from django.apps import AppConfig


class TerritoiresConfig(AppConfig):
    name = "convenir.territoires"
    label = "territoires"
