from django.urls import path

from lianluo.people.views import access, acts, contact, organisations, register

app_name = "people"
urlpatterns = [
    path("", register.PersonList.as_view(), name="list"),
    path("pick/", register.PersonPicker.as_view(), name="pick"),
    path("pick-term/", register.TermPicker.as_view(), name="pick_term"),
    path("looks/", register.LookList.as_view(), name="looks"),
    path("registration/", acts.Registration.as_view(), name="registration"),
    path("term/", acts.TermOpening.as_view(), name="opening_term"),
    path("<int:pk>/", register.PersonPage.as_view(), name="detail"),
    path("<int:pk>/history/", register.PersonHistory.as_view(), name="history"),
    path("<int:pk>/looks/", register.LooksAtPerson.as_view(), name="looks_at"),
    path("<int:pk>/editing/", acts.Editing.as_view(), name="editing"),
    path("<int:pk>/contact/", acts.ContactEditing.as_view(), name="contact"),
    path("<int:pk>/contact/<slug:field>/", contact.Reveal.as_view(), name="reveal"),
    path("<int:pk>/mandate/", acts.MandateAdding.as_view(), name="mandate"),
    path("<int:pk>/mandate/<int:part_pk>/", acts.MandateEnding.as_view(), name="mandate_ending"),
    path("<int:pk>/expertise/", acts.ExpertiseAdding.as_view(), name="expertise"),
    path("<int:pk>/expertise/<int:part_pk>/", acts.ExpertiseEnding.as_view(), name="expertise_ending"),
    path("<int:pk>/tie/", acts.Tying.as_view(), name="tying"),
    path("<int:pk>/tie/<int:part_pk>/", acts.Untying.as_view(), name="untying"),
    path("<int:pk>/access/", access.AccessPanel.as_view(), name="access"),
    path("<int:pk>/access/giving/", access.Giving.as_view(), name="access_giving"),
    path("<int:pk>/access/revoking/", access.Revoking.as_view(), name="access_revoking"),
    path("<int:pk>/access/device/<int:part_pk>/", access.DeviceRevoking.as_view(), name="access_device"),
    path(
        "<int:pk>/access/reading-out/<int:part_pk>/", access.ReadingOut.as_view(), name="access_reading_out"
    ),
    path(
        "<int:pk>/correction/<int:part_pk>/accepting/",
        access.Accepting.as_view(),
        name="correction_accepting",
    ),
    path(
        "<int:pk>/correction/<int:part_pk>/declining/",
        access.Declining.as_view(),
        name="correction_declining",
    ),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path("organisations/pick/", organisations.OrganisationPicker.as_view(), name="pick_organisation"),
    path(
        "organisations/registration/", organisations.Registration.as_view(), name="organisation_registration"
    ),
    path("organisations/<int:pk>/", organisations.OrganisationPage.as_view(), name="organisation"),
    path(
        "organisations/<int:pk>/history/",
        organisations.OrganisationHistory.as_view(),
        name="organisation_history",
    ),
    path(
        "organisations/<int:pk>/looks/",
        organisations.LooksAtOrganisation.as_view(),
        name="organisation_looks",
    ),
    path("organisations/<int:pk>/editing/", organisations.Editing.as_view(), name="organisation_editing"),
    path(
        "organisations/<int:pk>/contact/", organisations.ContactEditing.as_view(), name="organisation_contact"
    ),
    path(
        "organisations/<int:pk>/contact/<slug:field>/",
        contact.RevealOfOrganisation.as_view(),
        name="organisation_reveal",
    ),
]
