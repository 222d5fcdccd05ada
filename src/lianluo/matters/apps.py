from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "lianluo.matters"
    label = "matters"
    verbose_name = _("Matters")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.matters.permissions  # noqa: F401, PLC0415 app ready
        from lianluo.matters import grounds, panels, voicing_effects, voicing_panels  # noqa: PLC0415 app ready

        panels.register()
        grounds.register()
        voicing_panels.register()
        voicing_effects.register()
