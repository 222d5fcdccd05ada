"""Addresses for the frame of the gallery, so that its links and switches are drawn."""

from django.urls import include, path
from django.views.i18n import set_language


def nothing(request):
    raise NotImplementedError("the gallery is drawn, not used")


def _room(name: str, *pages: str):
    return path(f"{name}/", include(([path(f"{page}/", nothing, name=page) for page in pages], name)))


urlpatterns = [
    path("language/", set_language, name="set_language"),
    _room("desk", "desk", "search", "help"),
    _room("journal", "notices"),
    _room("accounts", "switch_post", "sign_out", "sign_in", "profile"),
]
