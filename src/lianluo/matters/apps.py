from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "lianluo.matters"
    label = "matters"
    verbose_name = _("Matters")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import lianluo.matters.permissions  # noqa: F401, PLC0415 app ready
        from lianluo.matters.panels import register  # noqa: PLC0415 app ready

        register()
        from lianluo.documents.holders import hold  # noqa: PLC0415 app ready
        from lianluo.matters.models import Matter  # noqa: PLC0415 app ready

        hold(
            "matters.Matter",
            find=lambda actor, pk: Matter.objects.visible_to(actor).filter(pk=pk).first(),
            may_attach=lambda actor, matter: actor.can("matters.attach", matter),
        )
