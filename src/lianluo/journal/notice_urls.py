from django.urls import path

from lianluo.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.Notices.as_view(), name="notices"),
    path("read/", views.NoticeReading.as_view(), name="notice_reading"),
    path("<int:pk>/", views.NoticeOpening.as_view(), name="notice"),
]
