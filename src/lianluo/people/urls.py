from django.urls import path

from lianluo.people import views

app_name = "people"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    path("pick/", views.PersonPicker.as_view(), name="pick"),
    path("<int:pk>/", views.PersonPage.as_view(), name="detail"),
]
