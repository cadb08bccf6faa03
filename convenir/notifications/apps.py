from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "convenir.notifications"
    label = "notifications"

    def ready(self) -> None:
        from convenir.notifications.purge import inscrire_les_unites

        inscrire_les_unites()
