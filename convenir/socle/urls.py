from django.urls import path

from convenir.socle import views

app_name = "socle"
urlpatterns = [path("travaux/<uuid:pk>/", views.travail, name="travail")]
