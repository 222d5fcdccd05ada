from django.urls import path

from lianluo.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.Upload.as_view(), name="upload"),
    path("<str:key>/", views.Preview.as_view(), name="preview"),
    path("<str:key>/columns/", views.Columns.as_view(), name="columns"),
    path("<str:key>/columns/forgetting/", views.Forget.as_view(), name="forget"),
    path("<str:key>/progress/", views.ProgressPart.as_view(), name="progress"),
    path("<str:key>/cancellation/", views.Cancel.as_view(), name="cancel"),
    path("<str:key>/result/", views.Result.as_view(), name="result"),
    path("<str:key>/refused/", views.Refusals.as_view(), name="refusals"),
]
