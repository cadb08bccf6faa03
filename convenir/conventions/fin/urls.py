from django.urls import path

from convenir.conventions.fin import views

app_name = "fin"
urlpatterns = [
    path("<slug:code>/fin/", views.fin, name="fin"),
    path("<slug:code>/fin/ouvrir/", views.ouvrir, name="ouvrir"),
    path("<slug:code>/fin/<int:procedure>/", views.procedure, name="procedure"),
    path("<slug:code>/fin/<int:procedure>/envoyer/", views.envoyer, name="envoyer"),
    path("<slug:code>/fin/<int:procedure>/recevoir/", views.recevoir, name="recevoir"),
    path("<slug:code>/fin/<int:procedure>/remedier/", views.remedier, name="remedier"),
    path("<slug:code>/fin/<int:procedure>/abandonner/", views.abandonner, name="abandonner"),
    path("<slug:code>/fin/<int:procedure>/constater/", views.constater, name="constater"),
    path("<slug:code>/fin/<int:procedure>/lettre.<slug:extension>", views.lettre, name="lettre"),
    path("<slug:code>/fin/differends/ouvrir/", views.ouvrir_un_differend, name="ouvrir_differend"),
    path(
        "<slug:code>/fin/differends/<int:differend>/<slug:etat>/", views.suivre_un_differend, name="differend"
    ),
    path("<slug:code>/fin/renouveler/", views.renouveler, name="renouveler"),
]
