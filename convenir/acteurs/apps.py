from django.apps import AppConfig


class ActeursConfig(AppConfig):
    name = "convenir.acteurs"
    label = "acteurs"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from convenir.acteurs.connexion.evenements import ecouter
        from convenir.acteurs.federation.seance import a_la_connexion
        from convenir.acteurs.operations.fusion import inscrire_les_arbitrages
        from convenir.acteurs.purge import inscrire_les_unites

        inscrire_les_arbitrages()
        inscrire_les_unites()
        user_logged_in.connect(a_la_connexion, dispatch_uid="convenir.acteurs.federation")
        ecouter()
