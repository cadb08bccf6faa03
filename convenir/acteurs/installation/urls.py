from django.urls import path

from convenir.acteurs.installation import comptes, views

app_name = "installation"
urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/nouvelle/", views.nouvelle, name="nouvelle"),
    path("organisations/<int:organisation>/", views.corriger, name="corriger"),
    path("organisations/<int:organisation>/fusion/", views.fusion, name="fusion"),
    path("comptes/", comptes.liste, name="comptes"),
    path("comptes/ouvrir/", comptes.ouvrir, name="ouvrir"),
    path("comptes/<int:personne>/fermer/", comptes.fermer, name="fermer"),
    path("comptes/<int:personne>/rouvrir/", comptes.rouvrir, name="rouvrir"),
]
