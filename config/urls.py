"""The addresses of the site: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from convenir.conventions.signature.urls import des_avenants

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("convenir.pilotage.urls")),
    path("", include("convenir.socle.urls")),
    path("", include("convenir.notifications.urls")),
    path("compte/", include("convenir.acteurs.connexion.urls")),
    path("compte/", include("convenir.acteurs.federation.urls")),
    path("compte/", include("convenir.acteurs.urls")),
    path("repondre/", include("convenir.acteurs.reponses.urls")),
    path("installation/", include("convenir.acteurs.installation.urls")),
    path("", include("convenir.conventions.urls")),
    path("conventions/", include("convenir.adhesions.urls")),
    path("conventions/", include("convenir.diagnostic.saisie.urls")),
    path("conventions/", include("convenir.diagnostic.synthese.urls")),
    path("conventions/", include("convenir.diagnostic.ecart.urls")),
    path("conventions/", include("convenir.diagnostic.importation.urls")),
    path("conventions/", include("convenir.diagnostic.urls")),
    path("conventions/", include("convenir.diagnostic.equipements.urls")),
    path("conventions/", include("convenir.diagnostic.petite_enfance.urls")),
    path("conventions/", include("convenir.plan.urls")),
    path("organisations/", include("convenir.conventions.annuaire.urls")),
    path("conventions/", include("convenir.conventions.renouvellement.urls")),
    path("conventions/", include("convenir.conventions.fin.urls")),
    path("", include("convenir.conventions.obligations.urls")),
    path("", include("convenir.conventions.signature.urls")),
    path("", include(des_avenants)),
    path("", include("convenir.lecture.urls")),
    path("conventions/", include("convenir.relecture.urls")),
    path("conventions/", include("convenir.edition.urls")),
]

handler400 = "convenir.socle.views.requete_incorrecte"
handler403 = "convenir.socle.views.acces_refuse"
handler404 = "convenir.socle.views.introuvable"
handler429 = "convenir.socle.views.trop_de_demandes"  # the name the sign-in library looks for
handler500 = "convenir.socle.views.panne"
