"""The life of a visit, and of a round by zone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.workflow import Step, Workflow
from lianluo.liaison import permissions  # noqa: F401 registers the room's permissions
from lianluo.liaison.models import Visit, VisitRound

S, R = Visit.Stage, VisitRound.Stage


VISIT = Workflow(
    name="visit",
    label=_("Visit"),
    stages=S,
    initial=S.PLANNED,
    final=(S.APPROVED, S.CALLED_OFF),
    steps=(
        Step("record", _("Record the visit"), (S.PLANNED, S.RETURNED), S.RECORDED, "liaison.write", rank=10),
        Step("replan", _("Change the plan"), (S.PLANNED,), None, "liaison.write", rank=40),
        Step("call_off", _("Call off"), (S.PLANNED,), S.CALLED_OFF, "liaison.write", rank=90),
        Step("approve", _("Approve"), (S.RECORDED,), S.APPROVED, "liaison.approve", rank=10),
        Step("return", _("Return for correction"), (S.RECORDED,), S.RETURNED, "liaison.approve", rank=40),
        Step("remark", _("Note what a deputy said"), (S.RECORDED, S.APPROVED), None, "liaison.write", rank=20),
        Step("photograph", _("Add photographs"), (S.PLANNED, S.RECORDED, S.RETURNED, S.APPROVED), None, "liaison.write",
             rank=50),
        Step("follow_up", _("Follow-up done"), (S.RECORDED, S.APPROVED), None, "liaison.write", rank=30),
        Step("reopen", _("Take out of the count"), (S.APPROVED,), S.RETURNED, "liaison.reopen", rank=90,
             confirm=_("The visit no longer counts until it is recorded and approved again.")),
    ),
)  # fmt: skip


def _something_to_visit(round_: VisitRound, actor) -> list[str]:
    return [] if round_.stops.exists() else [_("There is no visit in it.")]


ROUND = Workflow(
    name="visit_round",
    label=_("Round by zone"),
    stages=R,
    initial=R.DRAWING,
    final=(R.ACCEPTED, R.DISCARDED),
    steps=(
        Step("drawn", _("Drawn up"), (R.DRAWING,), R.DRAWN, "liaison.plan_round", automatic=True),
        Step("redraw", _("Draw up anew"), (R.DRAWN,), R.DRAWING, "liaison.plan_round", rank=40),
        Step("drop_stop", _("Take out"), (R.DRAWN,), None, "liaison.plan_round", rank=60),
        Step("accept", _("Accept and plan the visits"), (R.DRAWN,), R.ACCEPTED, "liaison.plan_round", _something_to_visit,
             rank=10, confirm=_("A visit is planned for each team, day and city; who travels is told.")),
        Step("discard", pgettext_lazy("round", "Discard"), (R.DRAWING, R.DRAWN), R.DISCARDED, "liaison.plan_round", rank=90),
    ),
)  # fmt: skip
