from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
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
    path("portal/", include("lianluo.portal.urls")),
    path("language/", set_language, name="set_language"),
]
