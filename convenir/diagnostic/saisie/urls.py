from django.urls import path

from convenir.diagnostic.saisie import views

app_name = "saisie"
_SAISIE = "<slug:code>/diagnostic/saisie/"
urlpatterns = [
    path(_SAISIE, views.choisir, name="choisir"),
    path(f"{_SAISIE}indicateur/<slug:indicateur>/", views.indicateur, name="indicateur"),
    path(f"{_SAISIE}<slug:theme>/<slug:territoire>/", views.theme, name="theme"),
]
