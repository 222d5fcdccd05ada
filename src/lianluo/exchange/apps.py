from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "lianluo.exchange"
    label = "exchange"
    verbose_name = _("Exchange")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.exchange.navigation import ITEM  # noqa: PLC0415 app ready
        from lianluo.foundation import navigation  # noqa: PLC0415 app ready

        navigation.register(ITEM)
