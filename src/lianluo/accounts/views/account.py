"""My account: posts, password, language, sessions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.actions import account
from lianluo.accounts.actor import posts_of
from lianluo.accounts.forms import PasswordForm
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired


class Profile(ActorRequired):
    def get(self, request) -> HttpResponse:
        return render(request, "accounts/profile.html", {"posts": posts_of(self.actor.user)})


class PasswordChange(ActView):
    title = _("Change password")
    form_class = PasswordForm
    consequence = _("Other browsers in which you are signed in are signed out.")
    done = _("Your password is changed.")

    def get_object(self, actor):
        return actor.user

    def act(self, actor, user, data):
        changed = account.change_password(actor, user, old=data["old"], new=data["new"])
        update_session_auth_hash(self.request, changed)
        return changed

    def get_success_url(self, result):
        return reverse("accounts:profile")

    def get_cancel_url(self):
        return "" if self.actor.user.must_change_password else reverse("accounts:profile")


class SigningOutEverywhere(ActorRequired):
    """POST: every other session of mine ends; this one goes on."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        user = account.sign_out_everywhere(self.actor, self.actor.user)
        update_session_auth_hash(request, user)
        messages.success(request, gettext("You are signed out everywhere but here."))
        return redirect("accounts:profile")
