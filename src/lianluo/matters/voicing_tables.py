"""The columns of the list of voiced opinions."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.lists import Column, badge, link
from lianluo.foundation.templatetags.parts import CLOCK_ICONS
from lianluo.matters.models import VoicedOpinion
from lianluo.matters.voicing_clock import stamp, time_left

V = VoicedOpinion.Stage


def state_of(opinion: VoicedOpinion) -> str:
    """The stage, and for one in hand whether it is signed for or to go back."""
    if opinion.stage != V.HANDED_OVER:
        return str(opinion.get_stage_display())
    if opinion.return_asked:
        return _t("return asked for")
    if opinion.answer:
        return _t("answer to be redrafted")
    return _t("signed for") if opinion.is_signed_for else _t("waiting for sign-for")


def _clock(opinion: VoicedOpinion):
    state, words = time_left(opinion)
    return badge(words, f"clock clock-{state}", CLOCK_ICONS[state])


COLUMNS = [
    Column("number", _("Number"), lambda v: v.matter.label, sort="matter_id", width=80, css="nowrap"),
    Column("words", pgettext_lazy("voiced", "Words"), lambda v: link(v.matter.title, v.get_absolute_url()), css="title",
           export=lambda v: v.words),
    Column("person", _("Deputy"), lambda v: v.person.name, sort="person__sort_key", width=80, css="nowrap"),
    Column("delegation", _("Delegation"), sort="delegation", width=90, css="nowrap"),
    Column("department", _("Department"), lambda v: v.matter.department.label if v.matter.department else "—",
           sort=("matter__department__position", "matter__department__name"), width=110, css="nowrap"),
    Column("stage", _("Stage"), state_of, sort="stage", width=110, css="nowrap"),
    Column("voiced_at", _("Voiced at"), lambda v: stamp(v.voiced_at), sort="voiced_at", width=130, css="nowrap"),
    Column("answer_due_at", _("Answer due"), lambda v: stamp(v.answer_due_at), sort="answer_due_at", width=130,
           css="nowrap"),
    Column("clock", _("Clock"), _clock, width=120, css="nowrap"),
    Column("listener", _("Listener"), lambda v: v.listener.name, shown=False),
    Column("place", pgettext_lazy("voiced", "Place"), choices=VoicedOpinion.Place.choices, shown=False),
    Column("answer", _("Short answer"), shown=False),
    Column("told", _("How told"), lambda v: v.get_told_way_display() if v.told_at else "", shown=False),
]  # fmt: skip
