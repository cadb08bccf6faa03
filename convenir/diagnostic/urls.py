from django.urls import path

from convenir.diagnostic import views

app_name = "diagnostic"
_DIAGNOSTIC = "<slug:code>/diagnostic/"
urlpatterns = [
    path(_DIAGNOSTIC, views.page, name="page"),
    path(f"{_DIAGNOSTIC}thematique/<slug:theme>/", views.thematique, name="thematique"),
    path(f"{_DIAGNOSTIC}<slug:indicateur>/", views.indicateur, name="indicateur"),
    path(f"{_DIAGNOSTIC}<slug:indicateur>/retenir/", views.retenir, name="retenir"),
]
