from django.urls import path

from lianluo.matters import views

app_name = "matters"
urlpatterns = [
    path("", views.MatterList.as_view(), name="list"),
    path("<int:pk>/", views.MatterPage.as_view(), name="detail"),
    path("<int:pk>/history/", views.MatterHistory.as_view(), name="history"),
    path("of-person/<int:pk>/", views.MattersOfPerson.as_view(), name="of_person"),
]
