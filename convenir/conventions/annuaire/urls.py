from django.urls import path

from convenir.conventions.annuaire import views

app_name = "annuaire"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("<int:organisation>/", views.organisation, name="organisation"),
    path("<int:organisation>/personnes/<int:personne>/confirmer/", views.confirmer, name="confirmer"),
    path("<int:organisation>/postes/nouveau/", views.nouveau_poste, name="nouveau_poste"),
    path("<int:organisation>/postes/<int:poste>/", views.poste, name="poste"),
    path("<int:organisation>/postes/<int:poste>/nommer/", views.nommer_au_poste, name="nommer"),
    path("<int:organisation>/occupations/<int:occupation>/fin/", views.quitter_le_poste, name="quitter"),
    path("<int:organisation>/mandats/nouveau/", views.nouveau_mandat, name="nouveau_mandat"),
    path("<int:organisation>/mandats/<int:mandat>/", views.mandat, name="mandat"),
    path(
        "<int:organisation>/mandats/<int:mandat>/reconduire/", views.reconduire_le_mandat, name="reconduire"
    ),
]
