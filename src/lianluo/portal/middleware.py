"""Who stands before a deputy's own pages: the device that a cookie of their own names, never a user of the desk."""

from __future__ import annotations

from django.utils.cache import patch_vary_headers

from lianluo.accounts.actor import deputy_of
from lianluo.accounts.middleware import OWN_PAGES
from lianluo.people.access_queries import device_behind
from lianluo.people.actions.entering import touch
from lianluo.portal import cookies

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


REFERRER = "same-origin"
"""Other sites learn nothing. Stricter is not possible on a page with a form: browsers then hide the form's origin, which the
check against forged forms asks for. An answer that leads on, as that of a link with its secret, is told to nobody."""


class DeputyMiddleware:
    """Sets `request.device` and `request.actor` on the deputies' own pages, and the headers that keep them out of caches,
    search engines and the addresses that other sites see."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(OWN_PAGES):
            return self.get_response(request)
        token = request.COOKIES.get(cookies.DEVICE, "")
        request.device = device_behind(token) if token else None
        if request.device:
            request.actor = deputy_of(request.device.person_id)
            touch(request.device)
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers["Referrer-Policy"] = "no-referrer" if 300 <= response.status_code < 400 else REFERRER
        patch_vary_headers(response, ["Cookie"])
        return response
