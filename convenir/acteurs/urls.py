from django.urls import path

from convenir.acteurs import views
from convenir.acteurs.compte import views as compte

app_name = "acteurs"
urlpatterns = [
    path("", compte.compte, name="compte"),
    path("identite/", compte.identite, name="identite"),
    path("mes-donnees/", compte.mes_donnees, name="mes_donnees"),
    path("effacement/", compte.effacement, name="effacement"),
    path("demonstration/", views.entrer_en_demonstration, name="demonstration"),
    path("organisation/", views.choisir_organisation, name="organisation"),
]
