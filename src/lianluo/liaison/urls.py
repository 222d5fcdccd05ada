from django.urls import path

from lianluo.liaison import ask_views, duty_views, officer_views, remark_views, round_views, tie_urls, views

app_name = "liaison"
urlpatterns = [
    path("", views.VisitList.as_view(), name="list"),
    path("duty/", duty_views.DutyList.as_view(), name="duty"),
    path("met/", duty_views.MetList.as_view(), name="met"),
    path("counted/", duty_views.CountedList.as_view(), name="counted"),
    path("officer/<int:pk>/", officer_views.OfficerYear.as_view(), name="officer_year"),
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
    path("<int:pk>/remark/", remark_views.NoteRemark.as_view(), name="visit_remark"),
    path("<int:pk>/follow-up/", views.FollowUp.as_view(), name="visit_follow_up"),
    path("<int:pk>/reopening/", views.Reopen.as_view(), name="visit_reopen"),
    path("<int:pk>/photographs/", remark_views.AddPhotos.as_view(), name="visit_photograph"),
    path("<int:pk>/photographs/<int:file>/", remark_views.WithdrawPhoto.as_view(), name="visit_photo_out"),
    path("<int:pk>/evidence/", remark_views.Evidence.as_view(), name="visit_evidence"),
    path("remarks/", remark_views.RemarkList.as_view(), name="remarks"),
    path("remarks/registering/", remark_views.RegisterRemarks.as_view(), name="register_remarks"),
    path("remarks/<int:pk>/registering/", remark_views.Register.as_view(), name="remark_register"),
    path("remarks/<int:pk>/dismissal/", remark_views.Dismiss.as_view(), name="remark_dismiss"),
    path("rounds/", round_views.RoundList.as_view(), name="rounds"),
    path("rounds/drawing/", round_views.DrawUp.as_view(), name="draw_up_round"),
    path("rounds/<int:pk>/", round_views.RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/redrawing/", round_views.Redraw.as_view(), name="visit_round_redraw"),
    path("rounds/<int:pk>/acceptance/", round_views.Accept.as_view(), name="visit_round_accept"),
    path("rounds/<int:pk>/discarding/", round_views.Discard.as_view(), name="visit_round_discard"),
    path("rounds/<int:pk>/stops/<int:stop>/", round_views.DropStop.as_view(), name="visit_round_drop_stop"),
]
urlpatterns += tie_urls.urlpatterns
