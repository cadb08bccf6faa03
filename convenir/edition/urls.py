from django.urls import path

from convenir.edition import views

app_name = "edition"
urlpatterns = [
    path("<slug:code>/documents/", views.documents, name="documents"),
    path("<slug:code>/documents/<slug:cle>/preparer/", views.preparer, name="preparer"),
    path("<slug:code>/documents/<slug:cle>/", views.telecharger, name="telecharger"),
]
