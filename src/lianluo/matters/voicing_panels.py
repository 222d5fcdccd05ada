"""What session mode adds to the side bar, the desk, a matter's page and the notices."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation import clock, navigation, panels, waiting
from lianluo.foundation.navigation import WORK, NavItem
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.journal import words
from lianluo.matters import voicing_workflow  # noqa: F401 registers
from lianluo.matters.models import SessionMode, VoicedOpinion
from lianluo.matters.voicing_clock import time_left
from lianluo.people.navigation import WORKING

V = VoicedOpinion.Stage
DEPARTMENT = frozenset({Role.DEPARTMENT_HEAD, Role.HANDLER})
OFFICE = frozenset({Role.LIAISON_OFFICE})


def register() -> None:
    navigation.register(
        NavItem("session_modes", _("Session mode"), "matters:session_modes", "microphone", WORK, 9, WORKING,
                _overdue, _is_shown)
    )  # fmt: skip
    panels.register_panel(
        "matters.matter",
        panels.Panel(
            "voiced", _("Voiced in session"), "matters:voiced_of_matter", order=5, shown=_was_voiced
        ),
    )
    words.place(VoicedOpinion._meta.label, words.pages_of(VoicedOpinion))
    words.place(SessionMode._meta.label, words.pages_of(SessionMode))
    words.name_acts(
        {
            "matters.open_session_mode": _("Opened session mode"),
            "matters.reckon_hours": _("Reckoned anew after a change of the settings"),
        }
    )
    for queue in QUEUES:
        waiting.register(queue)


def _is_shown(actor) -> bool:
    """The office opens it; all others see the line while a session is on."""
    return actor.role == Role.LIAISON_OFFICE or SessionMode.objects.visible_to(actor).open().exists()


def _overdue(actor):
    return VoicedOpinion.objects.visible_to(actor).filter(mode__stage=SessionMode.Stage.OPEN).overdue()


def _was_voiced(actor, matter) -> bool:
    return VoicedOpinion.objects.visible_to(actor).filter(matter=matter).exists()


def _waiting(actor, stage: str):
    rows = VoicedOpinion.objects.visible_to(actor).filter(stage=stage, mode__stage=SessionMode.Stage.OPEN)
    if actor.role in DEPARTMENT:
        rows = rows.filter(matter__department=actor.unit)
    return rows.order_by("answer_due_at", "id")


def _queue(key: str, label, verb, stage: str, roles: frozenset, page: str, order: int) -> Queue:
    def rows(actor, limit: int) -> list[NextAct]:
        found = _waiting(actor, stage).select_related("matter", "person")[:limit]
        return [_line(opinion, verb, page) for opinion in found]

    return Queue(
        key, label, roles, rows, lambda actor: _waiting(actor, stage).count(),
        lambda actor: f"{reverse('matters:voiced_list')}?stage={stage}", order,
    )  # fmt: skip


def _line(opinion: VoicedOpinion, verb, page: str) -> NextAct:
    _state, left = time_left(opinion)
    return NextAct(
        verb, str(opinion.matter), reverse(page, args=[opinion.pk]), f"{opinion.person.name} {left}",
        clock.day_of(opinion.answer_due_at), verb,
    )  # fmt: skip


QUEUES = (
    _queue("voiced_answer", _("Voiced in session, to be answered"), _("Answer"), V.HANDED_OVER, DEPARTMENT,
           "matters:voiced", 1),
    _queue("voiced_check", _("Answers in session to be checked"), _("Check"), V.ANSWERED, OFFICE,
           "matters:voiced", 2),
)  # fmt: skip
