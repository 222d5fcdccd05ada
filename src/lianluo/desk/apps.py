from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "lianluo.desk"
    label = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.desk import places, queues  # noqa: PLC0415 app ready
        from lianluo.desk.navigation import ITEM  # noqa: PLC0415 app ready
        from lianluo.desk.search import PROVIDERS  # noqa: PLC0415 app ready
        from lianluo.foundation import navigation, search  # noqa: PLC0415 app ready

        navigation.register(ITEM)
        for provider in PROVIDERS:
            search.register(provider)
        queues.register()
        places.register()
