from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    name = "lianluo.correspondence"
    label = "correspondence"
    verbose_name = _("Correspondence")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.correspondence.briefing_permissions  # noqa: PLC0415 app ready
        import lianluo.correspondence.briefing_workflow  # noqa: F401, PLC0415 app ready
        import lianluo.correspondence.permissions  # noqa: F401, PLC0415 app ready
        import lianluo.correspondence.workflow  # noqa: F401, PLC0415 app ready
        from lianluo.correspondence import (  # noqa: PLC0415 app ready
            briefing_panels,
            evidence,
            panels,
            tellings,
            templates_of_letters,
        )

        briefing_panels.register()
        evidence.register()
        panels.register()
        tellings.register()
        templates_of_letters.register()
