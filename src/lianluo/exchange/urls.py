from django.urls import path

from lianluo.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.Upload.as_view(), name="upload"),
    path("<str:key>/", views.Preview.as_view(), name="preview"),
    path("<str:key>/result/", views.Result.as_view(), name="result"),
    path("<str:key>/refused/", views.Refusals.as_view(), name="refusals"),
]
