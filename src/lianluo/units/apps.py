from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "lianluo.units"
    label = "units"
    verbose_name = _("Units")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.foundation import navigation, panels  # noqa: PLC0415 app ready
        from lianluo.units import permissions  # noqa: PLC0415, F401 registers the room's permissions

        panels.declare_slot("units.unit")
        navigation.register(
            navigation.NavItem("units", _("Units and posts"), "units:tree", "sitemap", navigation.RULES, 95)
        )
