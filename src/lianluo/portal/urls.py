from django.urls import path

from lianluo.portal import briefing_views

app_name = "portal"
urlpatterns = [
    path("briefings/", briefing_views.Briefings.as_view(), name="briefings"),
    path("briefings/<int:pk>/", briefing_views.BriefingPage.as_view(), name="briefing"),
    path(
        "briefings/<int:pk>/pictures/<int:number>/", briefing_views.Picture.as_view(), name="briefing_picture"
    ),
    path("b/<slug:token>/", briefing_views.BriefingLink.as_view(), name="briefing_link"),
    path(
        "b/<slug:token>/pictures/<int:number>/",
        briefing_views.LinkPicture.as_view(),
        name="briefing_link_picture",
    ),
]
