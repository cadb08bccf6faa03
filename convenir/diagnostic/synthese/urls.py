from django.urls import path

from convenir.diagnostic.synthese.views import enjeux, portraits, recueil, themes

app_name = "synthese"
_SYNTHESE = "<slug:code>/diagnostic/synthese/"
_ENJEUX = "<slug:code>/diagnostic/enjeux/"
_PORTRAITS = "<slug:code>/diagnostic/portraits/"
urlpatterns = [
    path(_SYNTHESE, themes.themes, name="themes"),
    path(f"{_SYNTHESE}reprendre/", themes.reprendre, name="reprendre"),
    path(f"{_SYNTHESE}<slug:theme>/", themes.theme, name="theme"),
    path(f"{_SYNTHESE}<slug:theme>/<slug:bloc>/", themes.rediger, name="rediger"),
    path(_PORTRAITS, portraits.portraits, name="portraits"),
    path(f"{_PORTRAITS}archiver/", portraits.archiver, name="archiver"),
    path(f"{_PORTRAITS}archive/", portraits.archive, name="archive"),
    path(f"{_PORTRAITS}<str:insee>/", portraits.portrait, name="portrait"),
    path(f"{_PORTRAITS}<str:insee>/pdf/", portraits.imprimer, name="imprimer"),
    path(_ENJEUX, enjeux.enjeux, name="enjeux"),
    path(f"{_ENJEUX}ajouter/", enjeux.ajouter, name="ajouter"),
    path(f"{_ENJEUX}recueil/", recueil.recueil, name="recueil"),
    path(f"{_ENJEUX}recueil/<int:sollicitation>/relancer/", recueil.rappeler, name="rappeler"),
    path(f"{_ENJEUX}<int:enjeu>/retenir/", enjeux.retenir, name="retenir"),
    path(f"{_ENJEUX}<int:enjeu>/ecarter/", enjeux.ecarter, name="ecarter"),
    path(f"{_ENJEUX}<int:enjeu>/revenir/", enjeux.revenir, name="revenir"),
    path(f"{_ENJEUX}<int:enjeu>/retirer/", enjeux.retirer, name="retirer"),
]
