"""Pages of referred cases, under the room's own names. The page of a step is named <workflow>_<step>."""

from django.urls import path

from lianluo.matters import referral_act_views as acts
from lianluo.matters import referral_text_views as texts
from lianluo.matters import referral_views as views

urlpatterns = [
    path("referrals/", views.ReferralList.as_view(), name="referrals"),
    path("referrals/register.xlsx", views.Ledger.as_view(), name="referral_ledger"),
    path("referrals/looks/", views.LookList.as_view(), name="referral_looks"),
    path("referrals/registration/", acts.Registering.as_view(), name="referral_register"),
    path("referrals/of-person/<int:pk>/", views.OfPerson.as_view(), name="referrals_of_person"),
    path("referrals/<int:pk>/", views.ReferralPage.as_view(), name="referral"),
    path("referrals/<int:pk>/words/", views.Words.as_view(), name="referral_words"),
    path("referrals/<int:pk>/access/", views.Access.as_view(), name="referral_access"),
    path("referrals/<int:pk>/access/new/", acts.LettingIn.as_view(), name="referral_let_in"),
    path("referrals/<int:pk>/access/<int:access>/", acts.LettingOut.as_view(), name="referral_let_out"),
    path("referrals/<int:pk>/files/", views.Files.as_view(), name="referral_files"),
    path("referrals/<int:pk>/files/new/", acts.AttachingScans.as_view(), name="referral_attaching"),
    path("referrals/<int:pk>/looks/", views.LooksAt.as_view(), name="referral_looks_at"),
    path("referrals/<int:pk>/history/", views.History.as_view(), name="referral_history"),
    path("referrals/<int:pk>/texts/", texts.Texts.as_view(), name="referral_texts"),
    path("referrals/<int:pk>/feedback.<str:form>", texts.Paper.as_view(), name="referral_paper"),
    path("referrals/texts/<int:pk>/writing/", texts.Writing.as_view(), name="referral_text_write"),
    path("referrals/texts/<int:pk>/submission/", texts.Submitting.as_view(), name="referral_text_submit"),
    path("referrals/texts/<int:pk>/approval/", texts.Approving.as_view(), name="referral_text_approve"),
    path("referrals/texts/<int:pk>/return/", texts.Returning.as_view(), name="referral_text_return"),
]

STEPS = {
    "screen": acts.Screening, "check_interest": acts.CheckingInterest, "file_record": acts.FilingRecord,
    "lay_before": acts.LayingBefore, "record_late": acts.FilingLate, "name_leader": acts.NamingLeader,
    "approve": acts.Approving, "return": acts.Returning, "hand_over": acts.HandingOver,
    "sign_for": acts.SigningFor, "send_back": acts.SendingBack, "contact": acts.Contacting, "answer": acts.Answering,
    "progress": acts.NotingProgress, "choose_outcome": acts.ChoosingOutcome, "feed_back": acts.FeedingBack,
    "ask_extension": acts.AskingExtension, "grant_extension": acts.GrantingExtension,
    "refuse_extension": acts.RefusingExtension, "revoke_extension": acts.RevokingExtension,
    "rate": acts.Rating, "close": acts.Closing, "close_unfed": acts.ClosingUnfed, "archive": acts.Archiving,
    "turn_away": acts.TurningAway, "withdraw": acts.Withdrawing,
}  # fmt: skip
urlpatterns += [
    path(f"referrals/<int:pk>/{name.replace('_', '-')}/", view.as_view(), name=f"referral_{name}")
    for name, view in STEPS.items()
]
