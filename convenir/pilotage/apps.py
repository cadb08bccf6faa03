from django.apps import AppConfig


class PilotageConfig(AppConfig):
    name = "convenir.pilotage"
    label = "pilotage"
