from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "lianluo.portal"
    label = "portal"
    verbose_name = _("Deputies' own pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.correspondence.portal_readers import ask_readers_of  # noqa: PLC0415 app ready
        from lianluo.people.access_queries import who_came_in  # noqa: PLC0415 app ready
        from lianluo.portal import briefing_cards  # noqa: PLC0415 app ready

        ask_readers_of(who_came_in)
        briefing_cards.register()
