from django.urls import path

from convenir.acteurs.reponses import views

app_name = "reponses"
urlpatterns = [path("<str:jeton>/", views.repondre, name="repondre")]
