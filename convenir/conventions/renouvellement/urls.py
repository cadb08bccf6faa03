from django.urls import path

from convenir.conventions.renouvellement import views

app_name = "renouvellement"
urlpatterns = [
    path("<slug:code>/renouvellement/", views.renouvellement, name="renouvellement"),
    path("<slug:code>/renouvellement/<int:mandat>/", views.repondre, name="repondre"),
]
