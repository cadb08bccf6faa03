from django.urls import path

from convenir.pilotage import views

app_name = "pilotage"
urlpatterns = [path("", views.accueil, name="accueil")]
