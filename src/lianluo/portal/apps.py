from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "lianluo.portal"
    label = "portal"
    verbose_name = _("Deputies' own pages")
    default_auto_field = "django.db.models.BigAutoField"
