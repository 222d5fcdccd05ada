from django.urls import path

from lianluo.reports import coverage_views, referral_views, views

app_name = "reports"
urlpatterns = [
    path("", views.ReportList.as_view(), name="list"),
    path("draw-up/", views.DrawingUp.as_view(), name="drawing_up"),
    path("progress/<int:pk>/", views.Progress.as_view(), name="progress"),
    path("coverage/", coverage_views.Coverage.as_view(), name="coverage"),
    path("referrals/", referral_views.Rates.as_view(), name="referrals"),
    path("referrals/<slug:figure>/", referral_views.Rows.as_view(), name="referral_rows"),
    path("<int:pk>/", views.ReportPage.as_view(), name="detail"),
    path("<int:pk>/text/", views.Text.as_view(), name="text"),
    path("<int:pk>/issue/", views.Issue.as_view(), name="issue"),
    path("<int:pk>/preview/", views.Preview.as_view(), name="preview"),
    path("<int:pk>/preview/<int:page>/", views.Preview.as_view(), name="picture"),
    path("<int:pk>/papers/<slug:paper>/", views.Paper.as_view(), name="paper"),
    path("<int:pk>/rows/<slug:figure>/", views.Rows.as_view(), name="rows"),
    path("<int:pk>/rows/<slug:figure>/<slug:by>/<int:part>/", views.Rows.as_view(), name="part"),
]
