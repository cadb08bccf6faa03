from django.urls import path

from convenir.conventions import views

app_name = "conventions"
urlpatterns = [
    path("nouvelle/", views.nouvelle, name="nouvelle"),
    path("<slug:code>/historique/", views.historique, name="historique"),
    path("<slug:code>/dispositions/<slug:cle>/apercu/", views.apercu, name="apercu"),
    path("<slug:code>/dispositions/<slug:cle>/modifier/", views.modifier, name="modifier"),
]
