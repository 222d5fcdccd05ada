from django.urls import path

from lianluo.correspondence import act_views as acts
from lianluo.correspondence import (
    briefing_urls,
    feedback_views,
    mail_views,
    publishing_views,
    revising_views,
    views,
    written_views,
)

app_name = "correspondence"
urlpatterns = [
    path("", views.LetterList.as_view(), name="list"),
    path("compose/", acts.Compose.as_view(), name="compose"),
    path("print/", acts.PrintAll.as_view(), name="print_all"),
    path("numbers/", acts.NumberMany.as_view(), name="number_many"),
    path("dispatches/", acts.DispatchMany.as_view(), name="dispatch_many"),
    path("mail-numbers/", mail_views.MailNumbers.as_view(), name="mail_numbers"),
    path("mail-sheet/", mail_views.MailSheet.as_view(), name="mail_sheet"),
    path("deliveries/", mail_views.DeliverMany.as_view(), name="deliver_many"),
    path("forms/", feedback_views.NextForm.as_view(), name="next_form"),
    path("envelopes/", acts.Envelopes.as_view(), name="envelopes"),
    path("of-matter/<int:pk>/", views.LettersOfMatter.as_view(), name="of_matter"),
    path("of-person/<int:pk>/", views.LettersOfPerson.as_view(), name="of_person"),
    path("of-organisation/<int:pk>/", views.LettersOfOrganisation.as_view(), name="of_organisation"),
    path("<int:pk>/", views.LetterPage.as_view(), name="letter"),
    path("<int:pk>/preview/", views.Preview.as_view(), name="preview"),
    path("<int:pk>/page/<int:number>/", views.Page.as_view(), name="page"),
    path("<int:pk>/paper/<slug:kind>/", views.Paper.as_view(), name="paper"),
    path("<int:pk>/edit/", acts.Edit.as_view(), name="edit"),
    path("<int:pk>/number/", acts.Number.as_view(), name="number"),
    path("<int:pk>/revise/", revising_views.Revise.as_view(), name="revise"),
    path("<int:pk>/drop-revision/", revising_views.DropRevision.as_view(), name="drop_revision"),
    path("<int:pk>/dispatch/", acts.PostLetter.as_view(), name="dispatch"),
    path("<int:pk>/resend/", acts.Resend.as_view(), name="resend"),
    path("<int:pk>/deliver/", acts.Deliver.as_view(), name="deliver"),
    path("<int:pk>/return/", acts.RecordReturn.as_view(), name="record_return"),
    path("<int:pk>/supersede/", acts.Supersede.as_view(), name="supersede"),
    path("<int:pk>/feedback/", feedback_views.EnterFeedback.as_view(), name="feedback"),
    path("<int:pk>/correction/", written_views.Correct.as_view(), name="correct"),
    path("interim/<int:pk>/", written_views.WriteInterim.as_view(), name="write_interim"),
    path("opinion/<int:pk>/", written_views.WriteOpinion.as_view(), name="write_opinion"),
    path(
        "to-organisation/<int:pk>/", written_views.WriteToOrganisation.as_view(), name="write_to_organisation"
    ),
    path("relay/<int:pk>/", written_views.RecordRelay.as_view(), name="record_relay"),
    path("relay/<int:pk>/revoke/", written_views.RevokeRelay.as_view(), name="revoke_relay"),
    path("publication/", publishing_views.PublicationList.as_view(), name="publications"),
    path("<int:pk>/publication/", publishing_views.Review.as_view(), name="publication"),
    path("<int:pk>/public/<slug:kind>/", publishing_views.PublicPaper.as_view(), name="public_paper"),
    path("to-person/<int:pk>/", written_views.WriteToPerson.as_view(), name="write_to_person"),
]
urlpatterns += briefing_urls.urlpatterns
