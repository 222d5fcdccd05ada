from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "lianluo.people"
    label = "people"
    verbose_name = _("Deputies and members")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.people.permissions  # noqa: F401, PLC0415 app ready
        from lianluo.people.panels import register  # noqa: PLC0415 app ready

        register()
