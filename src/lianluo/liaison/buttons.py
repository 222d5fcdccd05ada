"""The buttons of a visit's page, from the steps that are open to the reader."""

from __future__ import annotations

from django.urls import reverse

from lianluo.liaison.models import Visit
from lianluo.liaison.workflow import VISIT

ICONS = {
    "record": "pencil", "replan": "calendar-event", "call_off": "ban", "approve": "check", "return": "corner-up-left",
    "remark": "message-2", "photograph": "camera", "follow_up": "checkbox", "reopen": "lock-open",
}  # fmt: skip


def buttons_of(visit: Visit, actor) -> tuple[list[dict], list[dict]]:
    """(shown beside the heading, behind the three dots), for `{% act %}`; the first is primary."""
    made = [
        {
            "label": open_.label, "url": reverse(f"liaison:visit_{open_.name}", args=[visit.pk]), "icon": ICONS[open_.name],
            "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)), "primary": place == 0,
            "danger": open_.name in ("call_off", "reopen"),
        }
        for place, open_ in enumerate(VISIT.open_steps(visit, actor))
        if open_.name != "follow_up" or (visit.follow_up and not visit.followed_up_on)
    ]  # fmt: skip
    return made[:2], made[2:]
