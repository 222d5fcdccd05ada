from django.urls import path

from lianluo.journal import outgoing_views, views

app_name = "journal"
urlpatterns = [
    path("", views.Notices.as_view(), name="notices"),
    path("read/", views.NoticeReading.as_view(), name="notice_reading"),
    path("ways/", outgoing_views.Ways.as_view(), name="ways"),
    path("ways/trial/", outgoing_views.Trial.as_view(), name="trial"),
    path("outgoing/", outgoing_views.OutgoingList.as_view(), name="outgoing"),
    path("outgoing/again/", outgoing_views.SendAgain.as_view(), name="send_again"),
    path("outgoing/drop/", outgoing_views.Drop.as_view(), name="drop_messages"),
    path("<int:pk>/", views.NoticeOpening.as_view(), name="notice"),
]
