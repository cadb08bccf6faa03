from django.urls import path

from convenir.lecture import views

app_name = "lecture"
urlpatterns = [
    path("deposer/", views.deposer, name="deposer"),
    path("conventions/<slug:code>/", views.texte, name="texte"),
    path("conventions/<slug:code>/texte/<slug:cle>/", views.texte, name="section"),
    path("conventions/<slug:code>/parties/", views.parties, name="parties"),
    path("conventions/<slug:code>/chiffres/", views.chiffres, name="chiffres"),
    path("conventions/<slug:code>/instances/", views.instances, name="instances"),
]
