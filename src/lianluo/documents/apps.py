from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "lianluo.documents"
    label = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lianluo.documents import holders, permissions  # noqa: F401, PLC0415 app ready
        from lianluo.documents.panels import register  # noqa: PLC0415 app ready
        from lianluo.journal.jobruns import JobRun  # noqa: PLC0415 app ready

        holders.hold(
            JobRun._meta.label, lambda actor, pk: JobRun.objects.visible_to(actor).filter(pk=pk).first()
        )
        register()
