from django.urls import path

from convenir.notifications import views

app_name = "notifications"
urlpatterns = [path("courriels/", views.courriels, name="courriels")]
