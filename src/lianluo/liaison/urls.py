from django.urls import path

from lianluo.liaison import ask_views, duty_views, officer_views, views

app_name = "liaison"
urlpatterns = [
    path("", views.VisitList.as_view(), name="list"),
    path("duty/", duty_views.DutyList.as_view(), name="duty"),
    path("met/", duty_views.MetList.as_view(), name="met"),
    path("counted/", duty_views.CountedList.as_view(), name="counted"),
    path("officer/<int:pk>/", officer_views.OfficerYear.as_view(), name="officer"),
    path("ask/", ask_views.AskList.as_view(), name="ask"),
    path("ask/noting/", ask_views.NotingAsked.as_view(), name="noting_asked"),
    path("asked/", ask_views.AskedList.as_view(), name="asked"),
    path("asked/<int:pk>/answer/", ask_views.Answering.as_view(), name="answering"),
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
]
