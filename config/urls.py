"""The addresses of the site: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("convenir.pilotage.urls")),
    path("", include("convenir.socle.urls")),
    path("conventions/", include("convenir.conventions.urls")),
    path("", include("convenir.lecture.urls")),
    path("conventions/", include("convenir.relecture.urls")),
    path("conventions/", include("convenir.edition.urls")),
]

handler400 = "convenir.socle.views.requete_incorrecte"
handler403 = "convenir.socle.views.acces_refuse"
handler404 = "convenir.socle.views.introuvable"
handler500 = "convenir.socle.views.panne"
