"""What accounts adds to the page of a unit and to the frame."""

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.actor import posts_of
from lianluo.accounts.models import Post
from lianluo.foundation import clock, navigation, panels


def register() -> None:
    navigation.list_posts_by(lambda actor: posts_of(actor.user))
    panels.register_panel(
        "units.unit",
        panels.Panel("posts", _("Posts"), "accounts:posts_of", _held_in, order=10, shown=_is_near),
    )


def _held_in(actor, unit) -> int:
    return Post.objects.visible_to(actor).held_on(clock.today()).filter(unit=unit).count()


def _is_near(actor, unit) -> bool:
    """Posts of other procuratorates are not known here."""
    return actor.organ is not None and unit.path.startswith(actor.organ.path)
