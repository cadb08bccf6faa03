from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "convenir.edition"
    label = "edition"

    def ready(self) -> None:
        from convenir.conventions.signature.rendus import inscrire_le_rendu
        from convenir.edition.annexe_1 import inscrire_l_annexe_1
        from convenir.edition.exemplaire import exemplaire_de_l_avenant, exemplaire_de_la_convention
        from convenir.edition.livrables import inscrire_les_livrables
        from convenir.edition.tasks import ETAPES, produire
        from convenir.socle.tasks import inscrire

        inscrire_les_livrables()
        inscrire_l_annexe_1()
        inscrire_le_rendu("convention", exemplaire_de_la_convention)
        inscrire_le_rendu("avenant", exemplaire_de_l_avenant)
        inscrire("edition", ETAPES, produire)
