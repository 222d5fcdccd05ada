"""The life of a visit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.foundation.workflow import Step, Workflow
from lianluo.liaison import permissions  # noqa: F401 registers the room's permissions
from lianluo.liaison.models import Visit

S = Visit.Stage


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
        Step("follow_up", _("Follow-up done"), (S.RECORDED, S.APPROVED), None, "liaison.write", rank=30),
        Step("reopen", _("Take out of the count"), (S.APPROVED,), S.RETURNED, "liaison.reopen", rank=90,
             confirm=_("The visit no longer counts until it is recorded and approved again.")),
    ),
)  # fmt: skip
