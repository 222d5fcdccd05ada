"""Addresses of session mode, under the room's own."""

from django.urls import path

from lianluo.matters import voiced_views as voiced
from lianluo.matters import voicing_mode_views as modes
from lianluo.matters import voicing_slip_views as slips
from lianluo.matters import voicing_views as typing

urlpatterns = [
    path("sessions/", modes.SessionModes.as_view(), name="session_modes"),
    path("sessions/opening/", modes.OpeningMode.as_view(), name="open_session_mode"),
    path("sessions/<int:pk>/", modes.Board.as_view(), name="session_mode"),
    path("sessions/<int:pk>/groups/", modes.ListeningGroups.as_view(), name="listening_groups"),
    path("sessions/<int:pk>/groups/new/", modes.Arranging.as_view(), name="session_mode_arrange"),
    path("sessions/<int:pk>/groups/<int:group>/", modes.Arranging.as_view(), name="listening_group"),
    path("sessions/<int:pk>/closing/", modes.ClosingMode.as_view(), name="session_mode_close"),
    path("sessions/<int:pk>/typing/", typing.TakingDown.as_view(), name="taking_down"),
    path("sessions/<int:pk>/latest/", typing.Latest.as_view(), name="latest_voiced"),
    path("sessions/<int:pk>/deputies/", typing.Deputies.as_view(), name="session_deputies"),
    path("sessions/<int:pk>/departments/", typing.Departments.as_view(), name="session_departments"),
    path("sessions/<int:pk>/proposal/", typing.Proposing.as_view(), name="session_proposal"),
    path("sessions/<int:pk>/slips/", slips.PrintingSlips.as_view(), name="voiced_slips"),
    path("sessions/opinions/", voiced.VoicedList.as_view(), name="voiced_list"),
    path("sessions/opinions/telling/", voiced.TellingSeveral.as_view(), name="voiced_tell_several"),
    path("sessions/opinions/slips/", slips.SlipsOfPicked.as_view(), name="voiced_slips_of"),
    path("sessions/opinions/<int:pk>/", voiced.VoicedPage.as_view(), name="voiced"),
    path("sessions/opinions/<int:pk>/answer/", voiced.Answering.as_view(), name="voiced_answer"),
    path(
        "sessions/opinions/<int:pk>/signing-for/", voiced.SigningForVoiced.as_view(), name="voiced_sign_for"
    ),
    path(
        "sessions/opinions/<int:pk>/sending-back/",
        voiced.SendingBackVoiced.as_view(),
        name="voiced_send_back",
    ),
    path("sessions/opinions/<int:pk>/department/", voiced.Reassigning.as_view(), name="voiced_reassign"),
    path("sessions/opinions/<int:pk>/correction/", voiced.Correcting.as_view(), name="voiced_correct"),
    path(
        "sessions/opinions/<int:pk>/withdrawal/", voiced.WithdrawingVoiced.as_view(), name="voiced_withdraw"
    ),
    path("sessions/opinions/<int:pk>/check/", voiced.Checking.as_view(), name="voiced_check"),
    path(
        "sessions/opinions/<int:pk>/redraft/",
        voiced.ReturningVoiced.as_view(),
        name="voiced_return_for_redraft",
    ),
    path("sessions/opinions/<int:pk>/telling/", voiced.Telling.as_view(), name="voiced_tell"),
    path("<int:pk>/voiced/", voiced.VoicedOfMatter.as_view(), name="voiced_of_matter"),
]
