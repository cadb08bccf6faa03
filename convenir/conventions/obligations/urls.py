from django.urls import path

from convenir.conventions.obligations.views import abonnements
from convenir.conventions.obligations.views import echeancier as views

app_name = "obligations"
_ECHEANCES = "conventions/<slug:code>/echeances/"
urlpatterns = [
    path(_ECHEANCES, views.page, name="echeancier"),
    path(f"{_ECHEANCES}rythmes/<slug:obligation>/", views.rythme, name="rythme"),
    path(f"{_ECHEANCES}documents/<int:note>/", views.document, name="document"),
    path(f"{_ECHEANCES}documents/<int:note>/effacer/", views.effacer, name="effacer"),
    path(f"{_ECHEANCES}<slug:echeance>/<str:pour_le>/fait/", views.noter, name="noter"),
    path(f"{_ECHEANCES}<slug:echeance>/<str:pour_le>/ecarter/", views.ecarter, name="ecarter"),
    path(f"{_ECHEANCES}<slug:echeance>/<str:pour_le>/reprendre/", views.reprendre, name="reprendre"),
    path("compte/echeances/", abonnements.abonnement, name="abonnement"),
    path("compte/echeances/agenda/", abonnements.ouvrir_agenda, name="ouvrir_agenda"),
    path("compte/echeances/agenda/fermer/", abonnements.fermer_agenda, name="fermer_agenda"),
    path("agenda/<str:jeton>.ics", abonnements.agenda, name="agenda"),
]
