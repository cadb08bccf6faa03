from django.urls import path

from convenir.adhesions.views import commune, documents, importation, registre

app_name = "adhesions"
_COMMUNE = "<slug:code>/adhesions/<slug:insee>"
urlpatterns = [
    path("<slug:code>/adhesions/", registre.registre, name="registre"),
    path("<slug:code>/adhesions/ouvrir/", registre.ouvrir_le_registre, name="ouvrir"),
    path("<slug:code>/adhesions/demander/", registre.demander_aux_communes, name="demander"),
    path("<slug:code>/adhesions/acte/", commune.lire_acte, name="lire_acte"),
    path("<slug:code>/adhesions/importer/", importation.importer, name="importer"),
    path("<slug:code>/adhesions/archiver/", documents.archiver, name="archiver"),
    path("<slug:code>/adhesions/archive.zip", documents.archive, name="archive"),
    path("<slug:code>/adhesions/annexe/", documents.annexe, name="annexe"),
    path("<slug:code>/adhesions/annexe.<slug:extension>", documents.annexe_document, name="annexe_document"),
    path("<slug:code>/adhesions/<slug:table>.csv", documents.exporter, name="exporter"),
    path(f"{_COMMUNE}/<slug:document>.<slug:extension>", documents.document, name="document"),
    path(f"{_COMMUNE}/", commune.commune, name="commune"),
    path(f"{_COMMUNE}/copie/", commune.copie, name="copie"),
    path(f"{_COMMUNE}/acte/", commune.lire_acte, name="lire_acte_de"),
    path(f"{_COMMUNE}/vote/", commune.voter, name="voter"),
    path(f"{_COMMUNE}/dates/", commune.dater, name="dater"),
    path(f"{_COMMUNE}/conseil/", commune.annoncer_conseil, name="conseil"),
    path(f"{_COMMUNE}/retrait/", commune.retirer, name="retirer"),
    path(f"{_COMMUNE}/annulation/", commune.annuler, name="annuler"),
    path(f"{_COMMUNE}/references/", commune.classer, name="classer"),
    path(f"{_COMMUNE}/relance/", commune.relancer, name="relancer"),
]
