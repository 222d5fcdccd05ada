from django.contrib.auth.views import LogoutView
from django.urls import path

from lianluo.accounts.views import account, posts, signing_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("post/", signing_in.SwitchPost.as_view(), name="switch_post"),
    path("account/", account.Profile.as_view(), name="profile"),
    path("account/password/", account.PasswordChange.as_view(), name="password"),
    path("account/sessions/", account.SigningOutEverywhere.as_view(), name="sign_out_everywhere"),
    path("users/pick/", posts.UserPicker.as_view(), name="pick"),
    path("users/<int:pk>/password/", posts.PasswordReset.as_view(), name="password_reset"),
    path("posts/of/<int:pk>/", posts.PostsOfUnit.as_view(), name="posts_of"),
    path("posts/of/<int:pk>/appointment/", posts.Appointing.as_view(), name="appointing"),
    path("posts/of/<int:pk>/enrolment/", posts.Enrolling.as_view(), name="enrolling"),
    path("posts/of/<int:pk>/oversight/", posts.PuttingInCharge.as_view(), name="oversight"),
    path("posts/of/<int:pk>/seat/", posts.Seating.as_view(), name="seating"),
    path("posts/<int:pk>/ending/", posts.PostEnding.as_view(), name="post_ending"),
    path("seats/<int:pk>/ending/", posts.SeatEnding.as_view(), name="seat_ending"),
]
