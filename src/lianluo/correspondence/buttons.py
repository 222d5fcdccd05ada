"""The buttons of a letter's page, from the steps that are open to the reader."""

from __future__ import annotations

from django.urls import reverse

from lianluo.correspondence.models import Letter
from lianluo.correspondence.workflow import LETTER

ICONS = {
    "edit": "pencil", "number": "hash", "dispatch": "send", "deliver": "checkbox", "record_return": "corner-up-left",
    "resend": "send", "correct": "mail", "supersede": "archive",
    "revise": "file-word", "drop_revision": "arrow-back-up",
}  # fmt: skip


def buttons_of(letter: Letter, actor) -> tuple[list[dict], list[dict]]:
    """(shown beside the heading, behind the three dots), for `{% act %}`; the first allowed one is primary.

    Where the step that comes next waits for something, the one that mends it stands beside it.
    """
    made = [
        {
            "label": open_.label, "url": reverse(f"correspondence:{open_.name}", args=[letter.pk]),
            "icon": ICONS[open_.name], "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)),
            "primary": False, "danger": open_.name == "supersede",
        }
        for open_ in LETTER.open_steps(letter, actor)
    ]  # fmt: skip
    first = next((button for button in made if button["allowed"]), None)
    if first and not first["danger"]:
        first["primary"] = True
    shown = 1 if not made or made[0]["allowed"] else 2
    return made[:shown], made[shown:]
