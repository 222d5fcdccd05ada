"""The addresses of this process: the desk's, the deputies' own pages, or both (`LIANLUO_DOORS`)."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

DESK = [
    path("", include("lianluo.desk.urls")),
    path("", include("lianluo.accounts.urls")),
    path("people/", include("lianluo.people.urls")),
    path("matters/", include("lianluo.matters.urls")),
    path("import/", include("lianluo.exchange.urls")),
    path("letters/", include("lianluo.correspondence.urls")),
    path("visits/", include("lianluo.liaison.urls")),
    path("jobs/", include("lianluo.journal.urls")),
    path("notices/", include("lianluo.journal.notice_urls")),
    path("files/", include("lianluo.documents.urls")),
    path("reports/", include("lianluo.reports.urls")),
    path("rules/", include("lianluo.rules.urls")),
    path("units/", include("lianluo.units.urls")),
]
PORTAL = [path("portal/", include("lianluo.portal.urls"))]
BY_DOOR = {"desk": DESK, "portal": PORTAL}


def addresses_of(doors: tuple[str, ...]) -> list:
    """What a process with these doors answers; everything else is missing there."""
    opened = [each for door in doors for each in BY_DOOR[door]]
    return [*opened, path("language/", set_language, name="set_language")]


urlpatterns = addresses_of(settings.DOORS)
