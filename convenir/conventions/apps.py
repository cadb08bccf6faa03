from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "convenir.conventions"
    label = "conventions"

    def ready(self) -> None:
        from convenir.conventions.models import Convention, Disposition
        from convenir.conventions.purge import inscrire_les_unites
        from convenir.journal.livrables import libeller

        inscrire_les_unites()
        libeller(Convention, Disposition)
