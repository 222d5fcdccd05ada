from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "lianluo.journal"
    label = "journal"
    verbose_name = _("Journal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.journal.permissions  # noqa: F401, PLC0415 app ready
        from lianluo.foundation import exports, navigation  # noqa: PLC0415 app ready
        from lianluo.foundation.workflow import record_with  # noqa: PLC0415 app ready
        from lianluo.journal import (  # noqa: PLC0415 app ready
            jobruns,  # noqa: F401 its model is one of the room's tables
            outgoing,  # noqa: F401 likewise
            panels,
            ways,  # noqa: F401 likewise
            words,
        )
        from lianluo.journal.notices import unread_of  # noqa: PLC0415 app ready
        from lianluo.journal.writing import record, record_export  # noqa: PLC0415 app ready

        record_with(record)
        exports.register_listener(record_export)
        words.name_acts(
            {
                "journal.export": _("Exported a list"),
                "journal.send_again": _("Sent a message again"),
                "journal.drop_message": _("Gave a message up"),
                "journal.set_way": _("Changed how one is told"),
                "journal.try_way": _("Tried how one is told"),
            }
        )
        panels.register()
        navigation.count_notices_by(unread_of)
