from django.urls import path

from lianluo.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.Desk.as_view(), name="desk"),
    path("search/", views.Search.as_view(), name="search"),
    path("help/", views.Help.as_view(), name="help"),
]
