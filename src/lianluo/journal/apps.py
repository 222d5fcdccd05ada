from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "lianluo.journal"
    label = "journal"
    verbose_name = _("Journal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.foundation import navigation  # noqa: PLC0415 app ready
        from lianluo.foundation.workflow import record_with  # noqa: PLC0415 app ready
        from lianluo.journal import jobruns  # noqa: F401, PLC0415 its model is one of the room's tables
        from lianluo.journal.notices import unread_of  # noqa: PLC0415 app ready
        from lianluo.journal.writing import record  # noqa: PLC0415 app ready

        record_with(record)
        navigation.count_notices_by(unread_of)
