from django.urls import path

from convenir.diagnostic.ecart.views import lectures, reglages, scenarios

app_name = "ecart"
_ECART = "<slug:code>/ecart/"
_THEME = f"{_ECART}<slug:theme>/"
urlpatterns = [
    path(_ECART, lectures.synthese, name="synthese"),
    path(_THEME, lectures.volet, name="volet"),
    path(f"{_THEME}accessibilite/", lectures.accessibilite, name="accessibilite"),
    path(f"{_THEME}priorites/", lectures.priorites, name="priorites"),
    path(f"{_THEME}projection/", lectures.projection, name="projection"),
    path(f"{_THEME}reglages/", reglages.reglages, name="reglages"),
    path(f"{_THEME}reglages/bassins/", reglages.bassins, name="bassins"),
    path(f"{_THEME}reglages/trajets/", reglages.trajets, name="trajets"),
    path(f"{_THEME}reglages/<slug:objet>/", reglages.regler, name="regler"),
    path(f"{_THEME}scenarios/", scenarios.scenarios, name="scenarios"),
    path(f"{_THEME}scenarios/calculer/", scenarios.calculer, name="calculer"),
    path(f"{_THEME}scenarios/comparer/", scenarios.comparer, name="comparer"),
    path(f"{_THEME}scenarios/<int:scenario>/", scenarios.scenario, name="scenario"),
    path(f"{_THEME}scenarios/<int:scenario>/retirer/", scenarios.retirer, name="retirer"),
]
