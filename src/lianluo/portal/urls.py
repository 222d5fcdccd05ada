from django.urls import path

from lianluo.portal import briefing_views, door_views, own_views, rating_views, views

app_name = "portal"
urlpatterns = [
    path("r/", rating_views.Code.as_view(), name="code"),
    path("r/<str:code>/", rating_views.Code.as_view(), name="code_given"),
    path("r/<str:code>", rating_views.Code.as_view()),
    path("rate/", rating_views.Rate.as_view(), name="rate"),
    path("rate/<int:pk>/", rating_views.RateMine.as_view(), name="rate_mine"),
    path("", door_views.Door.as_view(), name="door"),
    path("in/<str:secret>/", door_views.Link.as_view(), name="link"),
    path("asking/", door_views.Asking.as_view(), name="asking"),
    path("typing/", door_views.Typing.as_view(), name="typing"),
    path("home/", views.Home.as_view(), name="home"),
    path("finished/", views.Finished.as_view(), name="finished"),
    path("items/<int:pk>/", views.Item.as_view(), name="item"),
    path("letters/", views.Letters.as_view(), name="letters"),
    path("letters/<int:pk>/", views.LetterText.as_view(), name="letter"),
    path("letters/<int:pk>/paper/", views.LetterFile.as_view(), name="letter_file"),
    path("promises/", views.Promises.as_view(), name="promises"),
    path("visits/", views.Visits.as_view(), name="visits"),
    path("visits/<int:pk>/", own_views.VisitRecord.as_view(), name="visit"),
    path("say/", own_views.Saying.as_view(), name="say"),
    path("said/<int:pk>/", own_views.Said.as_view(), name="said"),
    path("data/", own_views.AboutHer.as_view(), name="data"),
    path("data/correction/", own_views.Correcting.as_view(), name="correcting"),
    path("devices/", own_views.Devices.as_view(), name="devices"),
    path("devices/<int:pk>/", own_views.DeviceRevoking.as_view(), name="device"),
    path("devices/access/", own_views.AccessRevoking.as_view(), name="access"),
    path("leaving/", own_views.Leaving.as_view(), name="leaving"),
    path("print/", views.PrintAll.as_view(), name="print_all"),
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
