from django.urls import path

from convenir.acteurs.federation import views

urlpatterns = [
    path("fournisseur/", views.partir, name="federation"),
    path("fournisseur/retour/", views.revenir, name="federation_retour"),
    path("fournisseur/fin/", views.finir, name="federation_fin"),
]
