from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "convenir.edition"
    label = "edition"

    def ready(self) -> None:
        from convenir.edition.livrables import inscrire_les_livrables
        from convenir.edition.tasks import ETAPES, produire
        from convenir.socle.tasks import inscrire

        inscrire_les_livrables()
        inscrire("edition", ETAPES, produire)
