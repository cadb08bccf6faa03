from django.urls import path

from convenir.diagnostic.importation import views

app_name = "importation"
_TABLEAUX = "<slug:code>/diagnostic/tableaux/"
urlpatterns = [
    path(_TABLEAUX, views.deposer, name="deposer"),
    path(f"{_TABLEAUX}<int:tableau>/", views.tableau, name="tableau"),
    path(f"{_TABLEAUX}<int:tableau>/charger/", views.charger, name="charger"),
    path(f"{_TABLEAUX}<int:tableau>/rapport.csv", views.rapport, name="rapport"),
]
