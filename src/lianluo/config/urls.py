from django.urls import include, path

urlpatterns = [
    path("files/", include("lianluo.documents.urls")),
    path("jobs/", include("lianluo.journal.urls")),
]
