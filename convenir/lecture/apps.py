from django.apps import AppConfig


class LectureConfig(AppConfig):
    name = "convenir.lecture"
    label = "lecture"

    def ready(self) -> None:
        from convenir.conventions.fin import effets
        from convenir.lecture.fin import soutiens_qui_cessent

        effets.inscrire(soutiens_qui_cessent)
