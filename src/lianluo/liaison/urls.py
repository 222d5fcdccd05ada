from django.urls import path

from lianluo.liaison import phone_data_views, phone_views, views

app_name = "liaison"
urlpatterns = [
    path("", views.VisitList.as_view(), name="list"),
    path("duty/", views.DutyList.as_view(), name="duty"),
    path("planning/", views.Planning.as_view(), name="planning"),
    path("recording/", views.Recording.as_view(), name="recording"),
    path("of-person/<int:pk>/", views.VisitsOf.as_view(), name="of_person"),
    path("<int:pk>/", views.VisitPage.as_view(), name="visit"),
    path("<int:pk>/record/", views.Record.as_view(), name="visit_record"),
    path("<int:pk>/plan/", views.Replan.as_view(), name="visit_replan"),
    path("<int:pk>/calling-off/", views.CallOff.as_view(), name="visit_call_off"),
    path("<int:pk>/approval/", views.Approve.as_view(), name="visit_approve"),
    path("<int:pk>/return/", views.Return.as_view(), name="visit_return"),
    path("<int:pk>/remark/", views.NoteRemark.as_view(), name="visit_remark"),
    path("<int:pk>/follow-up/", views.FollowUp.as_view(), name="visit_follow_up"),
    path("<int:pk>/reopening/", views.Reopen.as_view(), name="visit_reopen"),
    path("card/<int:pk>/", phone_views.CardOfPerson.as_view(), name="card"),
    path("<int:pk>/card/", phone_views.CardsOfVisit.as_view(), name="visit_card"),
    path("record/", phone_views.PhoneRecord.as_view(), name="phone_record"),
    path("record.json", phone_data_views.RecordSent.as_view(), name="record_data"),
    path("day/", phone_views.VisitDay.as_view(), name="day"),
    path("day.json", phone_data_views.DayKept.as_view(), name="day_data"),
    path("phone.json", phone_data_views.Standing.as_view(), name="standing"),
    path("manifest.webmanifest", phone_data_views.manifest, name="manifest"),
    path("sw.js", phone_data_views.service_worker, name="service_worker"),
]
