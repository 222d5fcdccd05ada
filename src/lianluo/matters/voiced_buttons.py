"""The buttons of one voiced opinion, from its workflow table; the act whose form stands on the page has none."""

from __future__ import annotations

from django.urls import reverse

from lianluo.matters.models import VoicedOpinion
from lianluo.matters.voicing_workflow import VOICED

ICONS = {
    "answer": "pencil", "sign_for": "checkbox", "send_back": "corner-up-left", "reassign": "arrow-forward-up",
    "correct": "edit", "withdraw": "archive", "check": "check", "return_for_redraft": "corner-up-left",
    "tell": "message-2",
}  # fmt: skip
AT_ONCE = ("sign_for", "check")
ON_PAGE = ("answer", "tell", "check")


def buttons_of(opinion: VoicedOpinion, actor) -> list[dict]:
    """For `{% act %}`, in the order of rank."""
    return [
        {
            "name": each.name, "label": each.label, "icon": ICONS[each.name], "allowed": each.allowed,
            "url": reverse(f"matters:voiced_{each.name}", args=[opinion.pk]), "why_not": " ".join(each.why_not),
            "post": each.name in AT_ONCE, "danger": each.name == "withdraw", "on_page": each.name in ON_PAGE,
        }
        for each in VOICED.open_steps(opinion, actor)
    ]  # fmt: skip
