from django.urls import path

from lianluo.correspondence import briefing_act_views as acts
from lianluo.correspondence import briefing_sending_views as sent
from lianluo.correspondence import briefing_views as views
from lianluo.correspondence import followed_views as followed

_ONE = "briefings/<int:pk>/"
urlpatterns = [
    path("briefings/", views.BriefingList.as_view(), name="briefings"),
    path("briefings/calendar/", views.ReportCalendar.as_view(), name="briefing_calendar"),
    path("briefings/draft/", acts.Draft.as_view(), name="briefing_draft"),
    path("briefings/matters/", acts.MatterPicker.as_view(), name="pick_matter"),
    path("briefings/reactions/", sent.ReactionList.as_view(), name="reactions"),
    path("briefings/reactions/<int:pk>/matter/", sent.RegisterReaction.as_view(), name="reaction_register"),
    path("briefings/reactions/<int:pk>/answer/", sent.DismissReaction.as_view(), name="reaction_dismiss"),
    path("briefings/recipients/<int:pk>/again/", sent.SendAgain.as_view(), name="recipient_again"),
    path("briefings/recipients/<int:pk>/paper/", sent.PrintInstead.as_view(), name="recipient_print"),
    path(_ONE, views.BriefingPage.as_view(), name="briefing"),
    path(f"{_ONE}edit/", acts.Edit.as_view(), name="briefing_edit"),
    path(f"{_ONE}pictures/", acts.UploadPicture.as_view(), name="briefing_upload"),
    path(f"{_ONE}pictures/new/", acts.AddPicture.as_view(), name="briefing_add_picture"),
    path(f"{_ONE}pictures/<int:number>/", views.Picture.as_view(), name="briefing_picture"),
    path(f"{_ONE}choice/", acts.Choose.as_view(), name="briefing_choose"),
    path(f"{_ONE}found/", acts.Found.as_view(), name="briefing_found"),
    path(f"{_ONE}submission/", acts.Submit.as_view(), name="briefing_submit"),
    path(f"{_ONE}approval/", acts.Approve.as_view(), name="briefing_approve"),
    path(f"{_ONE}return/", acts.Return.as_view(), name="briefing_return"),
    path(f"{_ONE}taking-back/", acts.TakeBack.as_view(), name="briefing_take_back"),
    path(f"{_ONE}sending/", acts.Send.as_view(), name="briefing_send"),
    path(f"{_ONE}correction/", acts.Correct.as_view(), name="briefing_correct"),
    path(f"{_ONE}discarding/", acts.Discard.as_view(), name="briefing_discard"),
    path(f"{_ONE}paper/", views.Paper.as_view(), name="briefing_paper"),
    path(f"{_ONE}recipients/", sent.RecipientList.as_view(), name="briefing_recipients"),
    path(f"{_ONE}returns/", sent.RecordReturns.as_view(), name="briefing_returns"),
    path(f"{_ONE}posting/", sent.RecordPosting.as_view(), name="briefing_posting"),
    path(f"{_ONE}queueing/", sent.QueueAgain.as_view(), name="briefing_queue"),
    path(f"{_ONE}copies/", sent.Copies.as_view(), name="briefing_copies"),
    path(f"{_ONE}labels/", sent.Labels.as_view(), name="briefing_labels"),
    path("followed/<int:pk>/", followed.FollowedByPerson.as_view(), name="followed"),
    path("followed/<int:pk>/mark/", followed.Follow.as_view(), name="follow"),
    path("followed/<int:pk>/<int:following>/end/", followed.Unfollow.as_view(), name="unfollow"),
]
