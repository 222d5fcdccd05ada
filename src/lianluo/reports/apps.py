from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "lianluo.reports"
    label = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.reports.workflow  # noqa: F401, PLC0415 app ready
        from lianluo.documents import holders  # noqa: PLC0415 app ready
        from lianluo.foundation import navigation  # noqa: PLC0415 app ready
        from lianluo.reports.models import ReportAnnex, SessionReport  # noqa: PLC0415 app ready
        from lianluo.reports.navigation import COVERAGE, ITEM  # noqa: PLC0415 app ready

        holders.hold("reports.SessionReport", lambda actor, pk: _seen(SessionReport, actor, pk=pk))
        holders.hold(
            "reports.ReportAnnex",
            lambda actor, pk: (
                (report := _seen(SessionReport, actor, annex__pk=pk))
                and ReportAnnex.objects.get(report=report)
            ),
        )
        navigation.register(ITEM)
        navigation.register(COVERAGE)


def _seen(model, actor, **key):
    return model.objects.visible_to(actor).filter(**key).first()
