from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "lianluo.rules"
    label = "rules"
    verbose_name = _("Rules")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.foundation import navigation  # noqa: PLC0415 app ready
        from lianluo.rules import permissions  # noqa: PLC0415, F401 registers the room's permissions

        navigation.register(
            navigation.NavItem("rules", _("Rules and deadlines"), "rules:list", "scale", navigation.RULES, 90)
        )
