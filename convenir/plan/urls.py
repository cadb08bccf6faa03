from django.urls import path

from convenir.plan.views import classeur, fiche, plan, table

app_name = "plan"
_PLAN = "<slug:code>/plan/"
_FICHE = f"{_PLAN}fiches/<int:numero>/"
urlpatterns = [
    path(_PLAN, plan.plan, name="plan"),
    path(f"{_PLAN}reprendre/", plan.reprendre, name="reprendre"),
    path(f"{_PLAN}ajouter/", plan.ajouter, name="ajouter"),
    path(f"{_PLAN}enjeux/<int:enjeu_du_plan>/", plan.enjeu, name="enjeu"),
    path(f"{_PLAN}enjeux/<int:enjeu_du_plan>/ecarter/", plan.ecarter, name="ecarter"),
    path(f"{_PLAN}enjeux/<int:enjeu_du_plan>/retenir/", plan.retenir, name="retenir"),
    path(f"{_PLAN}enjeux/<int:enjeu_du_plan>/monter/", plan.monter_l_enjeu, name="monter_enjeu"),
    path(f"{_PLAN}objectifs/<int:objectif>/", plan.objectif, name="objectif"),
    path(f"{_PLAN}objectifs/<int:objectif>/retirer/", plan.retirer_objectif, name="retirer_objectif"),
    path(f"{_PLAN}objectifs/<int:objectif>/monter/", plan.monter_l_objectif, name="monter_objectif"),
    path(f"{_PLAN}fiches/", table.fiches, name="fiches"),
    path(f"{_PLAN}fiches.xlsx", classeur.exporter, name="exporter"),
    path(f"{_PLAN}fiches/importer/", classeur.importer, name="importer"),
    path(f"{_PLAN}fiches/lot/", table.lot, name="lot"),
    path(f"{_PLAN}fiches/nouvelle/", table.nouvelle, name="nouvelle"),
    path(_FICHE, fiche.fiche, name="fiche"),
    path(f"{_FICHE}avancement/", fiche.avancer, name="avancer"),
    path(f"{_FICHE}redaction/", fiche.rediger, name="rediger"),
    path(f"{_FICHE}nouvelles/", fiche.nouvelles, name="nouvelles"),
    path(f"{_FICHE}documents/", fiche.joindre, name="joindre"),
    path(f"{_FICHE}documents/<int:jointe>/", fiche.piece, name="piece"),
    path(f"{_FICHE}visibilite/", fiche.montrer_a, name="visibilite"),
    path(f"{_FICHE}dupliquer/", fiche.dupliquer, name="dupliquer"),
    path(f"{_FICHE}retirer/", fiche.retirer, name="retirer"),
    path(f"{_FICHE}versions/<int:ancienne>/", fiche.restaurer, name="restaurer"),
    path(f"{_FICHE}<slug:partie>/", fiche.partie, name="partie"),
]
