from django.apps import AppConfig


class SocleConfig(AppConfig):
    name = "convenir.socle"
    label = "socle"
