"""`request.actor`: the signed-in user in the post he chose, or None. A one-time password must be changed first."""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from lianluo.accounts.actor import Actor, actor_of

OWN_PAGES = "/portal/"
"""The deputies' own pages know no user: a session of the desk opens nothing there and is not even read."""


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(OWN_PAGES):
            request.user, request.actor = AnonymousUser(), None
            return self.get_response(request)
        request.actor = actor = _actor(request)
        if actor and actor.user.must_change_password and not _is_open(request.path):
            return redirect("accounts:password")
        return self.get_response(request)


def _is_open(path: str) -> bool:
    """What a user with a one-time password may do before he has his own: change it, leave, choose the language."""
    return path in (reverse("accounts:password"), reverse("accounts:sign_out"), reverse("set_language"))


def _actor(request) -> Actor | None:
    user = request.user
    if isinstance(user, SimpleLazyObject) and not user.is_authenticated:
        return None
    return actor_of(
        user._wrapped if isinstance(user, SimpleLazyObject) else user, request.session.get("post")
    )
