from django.urls import path

from convenir.diagnostic.petite_enfance import views

app_name = "petite_enfance"
urlpatterns = [path("<slug:code>/petite-enfance/", views.schema, name="schema")]
