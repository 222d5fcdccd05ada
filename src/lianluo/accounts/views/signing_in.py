"""Signing in and out, and choosing the post one acts in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from lianluo.accounts.actor import posts_of
from lianluo.accounts.forms import SignInForm
from lianluo.accounts.queries import has_accounts
from lianluo.foundation.signin import ActorRequired


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_new_office=not has_accounts(), **kwargs)


def locked_out(request, response=None, credentials=None) -> HttpResponse:
    """What `axes` answers after too many wrong passwords (AXES_LOCKOUT_CALLABLE)."""
    messages.error(request, _("Too many wrong passwords. Try again in half an hour."))
    return render(request, "accounts/sign_in.html", {"form": SignInForm(request)}, status=429)


class SwitchPost(ActorRequired):
    """POST `post`: acts in that post from now on. Posts of others are 404."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        wanted = request.POST.get("post", "")
        if wanted not in {str(post.pk) for post in posts_of(self.actor.user)}:
            raise Http404
        request.session["post"] = int(wanted)
        onward = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
        return HttpResponseRedirect(onward if safe else resolve_url("desk:desk"))
