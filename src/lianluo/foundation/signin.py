"""What every page asks first: who is there."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.views import View

from lianluo.foundation.permissions import Refused


class ActorRequired(View):
    """A view for signed-in people. `self.actor` is who asks; `Refused` anywhere below answers like a missing page."""

    def dispatch(self, request, *args, **kwargs):
        self.actor = getattr(request, "actor", None)
        if self.actor is None:
            return _to_sign_in(request)
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refusal:
            raise Http404 from refusal


def _to_sign_in(request) -> HttpResponse:
    answer = redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if getattr(request, "htmx", False):  # a fragment must not swallow the sign-in page
        return HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer
