from django.urls import path

from lianluo.documents import views

app_name = "documents"
urlpatterns = [
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("versions/<int:pk>/", views.version, name="version"),
]
