from django.urls import path

from convenir.relecture import views

app_name = "relecture"
urlpatterns = [
    path("<slug:code>/relecture/", views.relecture, name="relecture"),
    path("<slug:code>/relecture/<slug:cle>/", views.relecture, name="section"),
    path("<slug:code>/constats/", views.constats, name="constats"),
    path("<slug:code>/relire/", views.relire, name="relire"),
    path("<slug:code>/constats/<slug:empreinte>/accepter/", views.accepter, name="accepter"),
    path("<slug:code>/constats/<slug:empreinte>/retablir/", views.retablir, name="retablir"),
]
