"""The buttons of a briefing's page, from the steps that are open to the reader."""

from __future__ import annotations

from django.urls import reverse

from lianluo.correspondence.briefing_workflow import BRIEFING
from lianluo.correspondence.briefings import Briefing

ICONS = {
    "edit": "pencil", "choose": "users", "submit": "send", "approve": "checkbox", "return": "corner-up-left",
    "take_back": "arrow-back-up", "send": "send", "correct": "pencil", "discard": "trash",
}  # fmt: skip
MENDING = 3
"""While a draft lacks something, what mends it stands beside."""


def buttons_of(briefing: Briefing, actor) -> tuple[list[dict], list[dict]]:
    """(shown beside the heading, behind the three dots), for `{% act %}`; the first allowed one is primary."""
    made = [
        {
            "label": open_.label, "url": reverse(f"correspondence:briefing_{open_.name}", args=[briefing.pk]),
            "icon": ICONS[open_.name], "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)),
            "primary": False, "danger": open_.name == "discard",
        }
        for open_ in BRIEFING.open_steps(briefing, actor)
    ]  # fmt: skip
    first = next((button for button in made if button["allowed"] and not button["danger"]), None)
    if first and briefing.stage != Briefing.Stage.SENT:
        first["primary"] = True
    shown = MENDING if briefing.stage == Briefing.Stage.DRAFTED else 2
    return made[:shown], made[shown:]
