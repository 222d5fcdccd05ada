from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiaisonConfig(AppConfig):
    name = "lianluo.liaison"
    label = "liaison"
    verbose_name = _("Liaison")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.liaison import counting, jobs, panels, queues, tie_jobs, tie_panels, workflow  # noqa: F401, PLC0415 app ready
        from lianluo.liaison.actions import duty  # noqa: PLC0415 app ready
        from lianluo.people import following  # noqa: PLC0415 app ready

        counting.check_settings()
        panels.register()
        queues.register()
        jobs.watch_rules()
        tie_panels.register()
        following.follow_with("liaison.duty", duty.keep_duties)
