"""The buttons of a matter's page: the open steps of the matter, of its assignments and of its replies.

The page of a step is named `matters:<workflow>_<step>`; a step whose page does not exist shows no button.
"""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.foundation.workflow import WORKFLOWS, OpenStep
from lianluo.matters.course import CO, REFERENCE, Course
from lianluo.matters.kind_steps import applies
from lianluo.matters.levels import hand_down_of
from lianluo.matters.models import Assignment, Reply

AT_ONCE = {
    ("assignment", "draft"), ("assignment", "read"), ("reply", "submit"),
}  # fmt: skip
"""Steps without a form: the button itself posts."""
ICONS = {
    "sign_for": "checkbox", "ask_return": "corner-up-left", "record_contact": "message-plus", "draft": "pencil",
    "give_opinion": "message-2", "read": "eye", "edit": "pencil", "submit": "send", "pass_as_head": "check",
    "pass_as_office": "check", "sign_off": "writing-sign", "return_for_redraft": "corner-up-left",
    "hand_over": "arrow-forward-up", "record_feedback": "message-star", "close": "circle-check",
    "handle_again": "rotate-clockwise", "withdraw": "archive", "send_opinion": "send", "promise": "flag-2",
    "decide_registration": "certificate", "return_unregistered": "corner-up-left", "name_day": "calendar-event",
    "arrange_meeting": "calendar-event", "hold_meeting": "users", "record_answer": "send",
    "report_upward": "arrow-up", "conclude": "circle-check", "merge": "git-merge", "unmerge": "git-merge",
    "file_for_record": "archive", "take_on_record": "certificate", "hand_on": "arrow-down",
    "convert": "arrow-forward-up", "transfer": "arrow-right",
    "pause": "player-pause", "resume": "player-play", "ask_extension": "calendar-plus", "grant_extension": "calendar-check",
    "refuse_extension": "calendar-x", "revoke_extension": "calendar-off",
}  # fmt: skip
DANGER = {("matter", "withdraw"), ("matter", "return_unregistered")}
ASIDE = {
    "ask_return", "refuse_return", "withdraw", "handle_again", "promise", "merge", "unmerge", "convert", "transfer",
    "return_unregistered", "name_day", "file_for_record", "hand_on", "pause", "ask_extension", "refuse_extension",
    "revoke_extension",
}  # fmt: skip
"""Never the primary act, whatever else there is."""
QUIET = {"merge", "unmerge", "convert", "transfer", "withdraw", "return_unregistered", "name_day", "hand_on"}
"""Behind the three dots: what happens seldom does not stand beside what happens every day."""


REVIEWS = {"pass_as_head", "pass_as_office", "sign_off"}
"""Steps of a reply that are taken on its own page, after reading it."""


def page_of(workflow: str, step: str, pk: int) -> str:
    """The address of the step's page, or "" where there is none."""
    try:
        return reverse(f"matters:{workflow}_{step}", args=[pk])
    except NoReverseMatch:
        return ""


def buttons_of(course: Course, actor) -> list[dict]:
    """For `{% act %}`, the primary one first. Where several departments may take one step each names its own."""
    found = [(open_, flow, thing) for flow, thing in _things(course) for open_ in _open(flow, thing, actor)]
    wanted = [
        each
        for each in found
        if _concerns(each[0].name, each[2], course)
        and (each[0].allowed or each[0].name not in ONLY_WHERE_DUE)
    ]
    names = [open_.name for open_, *rest in wanted]
    made = [_button(*each, several=names.count(each[0].name) > 1) for each in _ordered(wanted, course)]
    buttons = [button for button in made if button["url"]]
    aside = ASIDE - {"handle_again"} if _is_owed_again(course) else ASIDE
    if course.is_rated and course.signatories:  # every form is in: to correct one is no next act
        aside = aside | {"record_feedback"}
    first = next((button for button in buttons if button["allowed"] and button["name"] not in aside), None)
    if first:
        first["primary"] = True
        buttons.remove(first)
        buttons.insert(0, first)
    return buttons


def button_named(course: Course, actor, name: str) -> dict | None:
    """The button of one step, for a panel of its own."""
    return next((button for button in buttons_of(course, actor) if button["name"] == name), None)


def _things(course: Course):
    yield "matter", course.matter
    for row in course.current:
        yield "assignment", row
    for row in course.replies.values():
        if row.assignment.stage != Assignment.Stage.SENT_BACK:
            yield "reply", row


def _open(workflow: str, thing, actor) -> list[OpenStep]:
    return WORKFLOWS[workflow].open_steps(thing, actor) if workflow in WORKFLOWS else []


ONLY_WHERE_DUE = {"resume", "grant_extension", "refuse_extension", "revoke_extension"}
"""Steps that answer something: no button while there is nothing to answer."""


def _concerns(step: str, thing, course: Course) -> bool:
    """What the row's duty has no use for is left out rather than greyed."""
    if step != "return_for_redraft" and thing is course.matter and not applies(step, course.matter):
        return False
    if not isinstance(thing, Assignment):
        return step != "return_for_redraft" and (step != "send_opinion" or course.matter.mode == CO)
    if step == "hand_on":
        return hand_down_of(thing) is not None
    if step == "draft":
        return thing.role != REFERENCE and thing.pk not in course.replies
    if step == "record_contact":
        return thing.answers
    return {"read": REFERENCE, "give_opinion": CO}.get(step, thing.role) == thing.role


def _ordered(found: list, course: Course) -> list:
    """By rank; what is complete comes late: a contact that is still missing stands before the draft it holds up, and
    feedback that is all in behind what follows from it."""
    complete = {"record_contact": not course.missing_gates(), "record_feedback": course.is_rated}
    first = "handle_again" if _is_owed_again(course) else ""

    def key(each) -> tuple:
        open_, *rest, thing = each
        rank = (
            55
            if complete.get(open_.name)
            else 5
            if open_.allowed and open_.name == first
            else open_.step.rank
        )
        return (rank, not isinstance(thing, Reply), thing.pk)

    return sorted(found, key=key)


def _is_owed_again(course: Course) -> bool:
    """All forms of the first round are in; where one is unsatisfied nothing else may follow, else the step is not ready."""
    return course.is_rated and course.matter.round == 1


def _button(open_: OpenStep, workflow: str, thing, several: bool) -> dict:
    name = open_.name
    department = getattr(getattr(thing, "assignment", thing), "department", None)
    review = workflow == "reply" and name in REVIEWS
    label = _("Review the reply") if review and name != "sign_off" else str(open_.label)
    if several and department:
        label = pgettext("step and department", "%(step)s (%(department)s)") % {
            "step": label, "department": department.label,
        }  # fmt: skip
    return {
        "name": name, "label": label, "icon": ICONS.get(name, ""),
        "url": thing.get_absolute_url() if review else page_of(workflow, name, thing.pk),
        "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)), "primary": False,
        "danger": (workflow, name) in DANGER, "post": (workflow, name) in AT_ONCE,
        "confirm": open_.step.confirm if (workflow, name) in AT_ONCE else "",
    }  # fmt: skip
