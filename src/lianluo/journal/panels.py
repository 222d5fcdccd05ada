"""Messages that did not leave, in the side bar and on the desk of those who keep them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation import navigation, waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.journal.outgoing import Outgoing, name_of_purpose

KEEPERS = frozenset({Role.LIAISON_OFFICE, Role.SYSTEM_ADMIN})


def stuck(actor):
    return Outgoing.objects.visible_to(actor).stuck()


def _rows(actor, limit: int) -> list[NextAct]:
    return [
        NextAct(_t("Decide"), str(name_of_purpose(row.purpose)), reverse("journal:outgoing"),
                f"{row.get_state_display()} {row.reason}".strip(), button=_t("Open"))
        for row in stuck(actor).order_by("pk")[:limit]
    ]  # fmt: skip


def register() -> None:
    navigation.register(
        navigation.NavItem(
            "outgoing",
            _("Outgoing messages"),
            "journal:outgoing",
            "send",
            navigation.RULES,
            96,
            KEEPERS,
            stuck,
        )
    )
    waiting.register(
        Queue("outgoing", _("Messages that did not leave"), KEEPERS, _rows, lambda actor: bounded_count(stuck(actor)),
              lambda actor: reverse("journal:outgoing"), 90)
    )  # fmt: skip
