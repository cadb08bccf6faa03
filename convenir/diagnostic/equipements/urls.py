from django.urls import path

from convenir.diagnostic.equipements.views import fiche, importation, liste

app_name = "equipements"
_SERVICES = "<slug:code>/services/"
_SERVICE = f"{_SERVICES}<int:equipement>/"
urlpatterns = [
    path(_SERVICES, liste.liste, name="liste"),
    path(f"{_SERVICES}nouveau/", fiche.inscrire, name="inscrire"),
    path(f"{_SERVICES}importer/", importation.importer, name="importer"),
    path(f"{_SERVICES}exporter/<slug:extension>/", liste.exporter, name="exporter"),
    path(f"{_SERVICES}reprendre/", liste.reprendre_du_texte, name="reprendre"),
    path(f"{_SERVICES}denombrer/", liste.denombrer, name="denombrer"),
    path(f"{_SERVICES}nombres/<int:denombrement>/oublier/", liste.oublier_un_nombre, name="oublier"),
    path(_SERVICE, fiche.fiche, name="fiche"),
    path(f"{_SERVICE}modifier/", fiche.modifier, name="modifier"),
    path(f"{_SERVICE}verifier/", fiche.verifier, name="verifier"),
    path(f"{_SERVICE}retirer/", fiche.retirer, name="retirer"),
]
