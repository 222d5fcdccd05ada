from django.urls import path

from lianluo.matters import assignment_list_views as assignment_list
from lianluo.matters import assignment_views as assignments
from lianluo.matters import clock_views as clocks
from lianluo.matters import closing_views as closing
from lianluo.matters import contact_views as contacts
from lianluo.matters import intake_views as intake
from lianluo.matters import kind_views as kinds
from lianluo.matters import leaving_views as leaving
from lianluo.matters import level_views as levels
from lianluo.matters import plan_paper_views, plan_views, referral_urls, views, voicing_urls
from lianluo.matters import reminder_views as reminders
from lianluo.matters import reply_list_views as reply_list
from lianluo.matters import reply_views as replies

app_name = "matters"
urlpatterns = [
    path("", views.MatterList.as_view(), name="list"),
    path("<int:pk>/", views.MatterPage.as_view(), name="detail"),
    path("<int:pk>/history/", views.MatterHistory.as_view(), name="history"),
    path("of-person/<int:pk>/", views.MattersOfPerson.as_view(), name="of_person"),
    path("of-organisation/<int:pk>/", views.MattersOfOrganisation.as_view(), name="of_organisation"),
    # The breakdown plan
    path("plans/", plan_views.PlanList.as_view(), name="plans"),
    path("plans/new/", plan_views.DrawUpPlan.as_view(), name="draw_up_plan"),
    path("plans/<int:pk>/", plan_views.PlanBoard.as_view(), name="plan"),
    path("plans/<int:pk>/paper.<str:form>", plan_paper_views.PlanPaper.as_view(), name="plan_paper"),
    path("plans/<int:pk>/lines/", plan_views.PlanLines.as_view(), name="plan_lines"),
    path("plans/<int:pk>/discard/", plan_views.DiscardPlan.as_view(), name="discard_plan"),
    path("plans/<int:pk>/submission/", plan_views.SubmitPlan.as_view(), name="submit_plan"),
    path("plans/<int:pk>/approval/", plan_views.ApprovePlan.as_view(), name="approve_plan"),
    path("plans/<int:pk>/return/", plan_views.ReturnPlan.as_view(), name="return_plan"),
    path("plans/<int:pk>/publication/", plan_views.PublishPlan.as_view(), name="publish_plan"),
    path("plans/lines/<int:pk>/", plan_views.PlanLinePage.as_view(), name="plan_line"),
    path("plans/departments/", plan_views.DepartmentPicker.as_view(), name="pick_department"),
    path("plans/handlers/", plan_views.HandlerPicker.as_view(), name="pick_handler"),
]

# The page of a step is named <workflow>_<step>: see buttons.py.
urlpatterns += [
    path("registration/", intake.Registration.as_view(), name="register"),
    path("<int:pk>/files/", intake.Files.as_view(), name="files"),
    path("<int:pk>/files/new/", intake.Attaching.as_view(), name="attaching"),
    path("<int:pk>/files/<int:file>/withdrawal/", intake.WithdrawingFile.as_view(), name="file_withdrawal"),
    path("<int:pk>/hand-over/", closing.HandingOver.as_view(), name="matter_hand_over"),
    path("<int:pk>/feedback/", closing.FeedbackPanel.as_view(), name="feedback"),
    path("<int:pk>/feedback/new/", closing.EnteringFeedback.as_view(), name="matter_record_feedback"),
    path("<int:pk>/opinion/", closing.SendingOpinion.as_view(), name="matter_send_opinion"),
    path("<int:pk>/round/", closing.HandlingAgain.as_view(), name="matter_handle_again"),
    path("<int:pk>/closing/", closing.Closing.as_view(), name="matter_close"),
    path("closing/", closing.ClosingMany.as_view(), name="close_many"),
    path("<int:pk>/withdrawal/", leaving.Withdrawing.as_view(), name="matter_withdraw"),
    path("<int:pk>/filing/", levels.Filing.as_view(), name="matter_file_for_record"),
    path("<int:pk>/filing/receipt/", levels.TakingOnRecord.as_view(), name="matter_take_on_record"),
    path("assignments/<int:pk>/handing-on/", levels.HandingOn.as_view(), name="assignment_hand_on"),
    path("procuratorates-below/", levels.BelowPicker.as_view(), name="pick_below"),
    path("<int:pk>/transfer/", leaving.Transferring.as_view(), name="matter_transfer"),
    path("<int:pk>/conversion/", leaving.Converting.as_view(), name="matter_convert"),
    path("<int:pk>/merger/", leaving.Merging.as_view(), name="matter_merge"),
    path("<int:pk>/merger/undoing/", leaving.Unmerging.as_view(), name="matter_unmerge"),
    path("mergeable/", leaving.MergeablePicker.as_view(), name="pick_mergeable"),
    path("<int:pk>/linked-work/", leaving.LinkedWorks.as_view(), name="linked_works"),
    path("<int:pk>/linked-work/new/", leaving.Linking.as_view(), name="linking"),
    path("<int:pk>/linked-work/<int:linked>/withdrawal/", leaving.Unlinking.as_view(), name="unlinking"),
    path("<int:pk>/registration/", kinds.DecidingRegistration.as_view(), name="matter_decide_registration"),
    path("<int:pk>/registration/return/", kinds.ReturningUnregistered.as_view(), name="matter_return_unregistered"),
    path("<int:pk>/named-day/", kinds.NamingDay.as_view(), name="matter_name_day"),
    path("<int:pk>/arrangement/", kinds.ArrangingMeeting.as_view(), name="matter_arrange_meeting"),
    path("<int:pk>/meeting/", kinds.HoldingMeeting.as_view(), name="matter_hold_meeting"),
    path("<int:pk>/answer/", kinds.RecordingAnswer.as_view(), name="matter_record_answer"),
    path("<int:pk>/report/", kinds.ReportingUpward.as_view(), name="matter_report_upward"),
    path("<int:pk>/conclusion/", kinds.Concluding.as_view(), name="matter_conclude"),
    path("<int:pk>/commitments/", closing.CommitmentPanel.as_view(), name="commitments"),
    path("<int:pk>/commitments/new/", closing.Promising.as_view(), name="matter_promise"),
    path("<int:pk>/commitments/<int:commitment>/", closing.KeepingPromise.as_view(), name="commitment_kept"),
    path("<int:pk>/clock/", clocks.ClockPanel.as_view(), name="clock"),
    path("<int:pk>/pause/", clocks.Pausing.as_view(), name="matter_pause"),
    path("<int:pk>/resumption/", clocks.Resuming.as_view(), name="matter_resume"),
    path("<int:pk>/extension/", clocks.AskingExtension.as_view(), name="matter_ask_extension"),
    path("<int:pk>/extension/consent/", clocks.Granting.as_view(), name="matter_grant_extension"),
    path("<int:pk>/extension/refusal/", clocks.Refusing.as_view(), name="matter_refuse_extension"),
    path("<int:pk>/extension/revocation/", clocks.Revoking.as_view(), name="matter_revoke_extension"),
    path("digests/<int:pk>/", reminders.DigestPage.as_view(), name="digest"),
    path("reminders/", reminders.CalendarPage.as_view(), name="calendar"),
    path("reminders/calendar/", reminders.FeedKey.as_view(), name="feed_key"),
    path("calendar/<str:key>.ics", reminders.feed, name="feed"),
    path("assignments/<int:pk>/sheet/", reminders.Sheet.as_view(), name="sheet"),
    path("<int:pk>/contacts/", contacts.Contacts.as_view(), name="contacts"),
    path("assignments/<int:pk>/signing-for/", assignments.SigningFor.as_view(), name="assignment_sign_for"),
    path("assignments/<int:pk>/sending-back/", assignments.SendingBack.as_view(), name="assignment_ask_return"),
    path("assignments/<int:pk>/return/", assignments.AcceptingReturn.as_view(), name="assignment_accept_return"),
    path("assignments/<int:pk>/return-refusal/", assignments.RefusingReturn.as_view(),
         name="assignment_refuse_return"),
    path("assignments/<int:pk>/contact/", contacts.RecordingContact.as_view(), name="assignment_record_contact"),
    path("assignments/<int:pk>/opinion/", assignments.Opinion.as_view(), name="assignment_give_opinion"),
    path("assignments/<int:pk>/reading/", assignments.Reading.as_view(), name="assignment_read"),
    path("assignments/<int:pk>/draft/", assignments.Drafting.as_view(), name="assignment_draft"),
    path("assignments/", assignment_list.AssignmentList.as_view(), name="assignments"),
    path("assignments/signatures/", assignment_list.SigningForSeveral.as_view(), name="assignments_sign_for"),
    path("replies/", reply_list.ReplyList.as_view(), name="replies"),
    path("replies/signatures/", reply_list.SigningOffSeveral.as_view(), name="replies_sign_off"),
    path("replies/passing/", reply_list.PassingSeveral.as_view(), name="replies_pass"),
    path("replies/<int:pk>/", replies.ReplyPage.as_view(), name="reply"),
    path("replies/<int:pk>/text/", replies.Editing.as_view(), name="reply_edit"),
    path("replies/<int:pk>/submission/", replies.Submitting.as_view(), name="reply_submit"),
    path("replies/<int:pk>/head-review/", replies.PassingAsHead.as_view(), name="reply_pass_as_head"),
    path("replies/<int:pk>/office-review/", replies.PassingAsOffice.as_view(), name="reply_pass_as_office"),
    path("replies/<int:pk>/sign-off/", replies.SigningOff.as_view(), name="reply_sign_off"),
    path("replies/<int:pk>/redraft/", replies.ReturningForRedraft.as_view(), name="reply_return_for_redraft"),
]  # fmt: skip
urlpatterns += referral_urls.urlpatterns
urlpatterns += voicing_urls.urlpatterns
