from django.urls import path

from lianluo.portal import rating_views

app_name = "portal"
urlpatterns: list = [
    path("r/", rating_views.Code.as_view(), name="code"),
    path("r/<str:code>/", rating_views.Code.as_view(), name="code_given"),
    path("r/<str:code>", rating_views.Code.as_view()),
    path("rate/", rating_views.Rate.as_view(), name="rate"),
    path("rate/<int:pk>/", rating_views.RateMine.as_view(), name="rate_mine"),
]
