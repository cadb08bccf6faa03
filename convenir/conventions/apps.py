from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "convenir.conventions"
    label = "conventions"
