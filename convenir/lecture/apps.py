from django.apps import AppConfig


class LectureConfig(AppConfig):
    name = "convenir.lecture"
    label = "lecture"
