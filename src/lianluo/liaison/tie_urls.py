from django.urls import path

from lianluo.liaison import handover_views, proposal_views, tie_views

urlpatterns = [
    path("ties/", tie_views.Board.as_view(), name="ties"),
    path("ties/without/", tie_views.Nobody.as_view(), name="ties_nobody"),
    path("ties/without/<int:pk>/", tie_views.NameOfficer.as_view(), name="tie"),
    path("ties/officer/<int:pk>/", tie_views.OfficerPage.as_view(), name="officer"),
    path("ties/officer/<int:pk>/charge/", tie_views.Charge.as_view(), name="charge"),
    path("ties/<int:pk>/change/", tie_views.ChangeOfficer.as_view(), name="tie_move"),
    path("ties/<int:pk>/end/", tie_views.EndTie.as_view(), name="tie_end"),
    path("ties/proposals/", proposal_views.ProposalList.as_view(), name="tie_proposals"),
    path("ties/proposals/new/", proposal_views.Propose.as_view(), name="propose_ties"),
    path("ties/proposals/<int:pk>/", proposal_views.ProposalPage.as_view(), name="tie_proposal"),
    path("ties/proposals/<int:pk>/acceptance/", proposal_views.Accept.as_view(), name="tie_proposal_accept"),
    path(
        "ties/proposals/<int:pk>/discarding/", proposal_views.Discard.as_view(), name="tie_proposal_discard"
    ),
    path("ties/handovers/", handover_views.HandoverList.as_view(), name="handovers"),
    path("ties/handovers/new/", handover_views.DrawUp.as_view(), name="handover_draw_up"),
    path("ties/handovers/<int:pk>/", handover_views.HandoverPage.as_view(), name="handover"),
    path("ties/handovers/<int:pk>/takers/", handover_views.NameTakers.as_view(), name="handover_name_takers"),
    path("ties/handovers/<int:pk>/giving/", handover_views.Give.as_view(), name="handover_give"),
    path(
        "ties/handovers/<int:pk>/in-place/",
        handover_views.GiveInPlace.as_view(),
        name="handover_give_in_place",
    ),
    path("ties/handovers/<int:pk>/taking/", handover_views.Take.as_view(), name="handover_take"),
    path("ties/handovers/<int:pk>/return/", handover_views.SendBack.as_view(), name="handover_send_back"),
    path("ties/handovers/<int:pk>/calling-off/", handover_views.CallOff.as_view(), name="handover_call_off"),
]
