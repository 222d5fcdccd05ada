from django.contrib.auth.views import LogoutView
from django.urls import path

from lianluo.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("post/", views.SwitchPost.as_view(), name="switch_post"),
]
