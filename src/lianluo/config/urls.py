from django.urls import include, path

urlpatterns = [
    path("rules/", include("lianluo.rules.urls")),
    path("units/", include("lianluo.units.urls")),
    path("jobs/", include("lianluo.journal.urls")),
]
