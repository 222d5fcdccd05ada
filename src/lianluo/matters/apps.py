from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "lianluo.matters"
    label = "matters"
    verbose_name = _("Matters")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.matters.permissions  # noqa: F401, PLC0415 app ready
        from lianluo.journal import words  # noqa: PLC0415 app ready
        from lianluo.matters import (  # noqa: PLC0415 app ready
            grounds,
            jobs,
            ladder,
            panels,
            queues,
            referral_jobs,
            referral_panels,
            referral_waiting,
            tellings,
            voicing_effects,
            voicing_panels,
        )
        from lianluo.matters.actions import deadlines, reminders  # noqa: PLC0415 app ready
        from lianluo.matters.models import Digest  # noqa: PLC0415 app ready

        panels.register()
        grounds.register()
        referral_panels.register()
        referral_waiting.register()
        referral_jobs.register()
        queues.register()
        tellings.register()
        voicing_panels.register()
        voicing_effects.register()
        deadlines.register()
        reminders.register()
        jobs.watch_rules()
        ladder.check_settings()
        words.name_acts(
            {
                "matters.dates_moved": _("Dates moved by a change of rules or holidays"),
                "matters.reminded": _("Reminders"),
                "matters.rate": _("Rated by the deputy"),
                "matter.record_late_feedback": _("Entered the feedback of an earlier round"),
                "matters.urge": _("Urged in writing"),
                "matters.set_channel": _("Changed how one is told"),
                "matters.say": _("Said on own pages"),
                "matters.renew_feed": _("Made an address of the calendar"),
                "matters.revoke_feed": _("Took the address of the calendar back"),
            }
        )
        words.place("matters.Digest", words.pages_of(Digest))
