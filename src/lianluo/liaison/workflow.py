"""The life of a visit, of a round by zone, of a proposal of ties, of a handover."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.workflow import Step, Workflow
from lianluo.liaison import permissions  # noqa: F401 registers the room's permissions
from lianluo.liaison.models import Handover, TieProposal, Visit, VisitRound
from lianluo.liaison.permissions import can_sign

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
        Step("follow_up", _("Follow-up done"), (S.RECORDED, S.APPROVED), None, "liaison.follow_up", rank=30),
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

P = TieProposal.Stage


def _holds_changes(proposal: TieProposal, actor) -> list[str]:
    if proposal.lines.waiting().exists():
        return []
    return [_t("There is no plan under these settings.") if proposal.shortages else _t("It changes no tie.")]


TIE_PROPOSAL = Workflow(
    name="tie_proposal",
    label=_("Proposal of ties"),
    stages=P,
    initial=P.DRAFTED,
    final=(P.PARTLY, P.ACCEPTED, P.DISCARDED),
    steps=(
        Step("accept", pgettext_lazy("tie proposal", "Accept"), (P.DRAFTED, P.PARTLY), None, "liaison.arrange",
             _holds_changes, rank=10),
        Step("discard", pgettext_lazy("tie proposal", "Discard"), (P.DRAFTED,), P.DISCARDED, "liaison.arrange", rank=90),
        Step("land_in_part", _("Some lines have landed"), (P.DRAFTED,), P.PARTLY, "liaison.arrange", automatic=True),
        Step("land", _("All lines have landed"), (P.DRAFTED, P.PARTLY), P.ACCEPTED, "liaison.arrange", automatic=True),
    ),
)  # fmt: skip

H = Handover.Stage


def _all_have_takers(handover: Handover, actor) -> list[str]:
    missing = handover.lines.filter(taker=None).count()
    return [_t("%(n)d deputies have no taker yet.") % {"n": missing}] if missing else []


def _cannot_sign(handover: Handover, actor) -> list[str]:
    told = [_t("The giver can still sign by his own account.")] if can_sign(handover.giver) else []
    return told + _all_have_takers(handover, actor)


HANDOVER = Workflow(
    name="handover",
    label=_("Handover"),
    stages=H,
    initial=H.DRAFTED,
    final=(H.TAKEN, H.CALLED_OFF),
    steps=(
        Step("name_takers", _("Name the takers"), (H.DRAFTED,), None, "liaison.arrange", rank=30),
        Step("give", pgettext_lazy("handover", "Sign as giver"), (H.DRAFTED,), H.GIVEN, "liaison.give", _all_have_takers,
             rank=10),
        Step("give_in_place", _("Sign in place of the giver"), (H.DRAFTED,), H.GIVEN, "liaison.arrange", _cannot_sign,
             rank=40),
        Step("take", pgettext_lazy("handover", "Sign as taker"), (H.GIVEN,), None, "liaison.take", rank=10),
        Step("send_back", pgettext_lazy("handover", "Send back"), (H.GIVEN,), H.DRAFTED, "liaison.send_back_handover",
             rank=60),
        Step("call_off", _("Call off"), (H.DRAFTED, H.GIVEN), H.CALLED_OFF, "liaison.arrange", rank=90),
        Step("complete", _("All takers have signed"), (H.GIVEN,), H.TAKEN, "liaison.take", automatic=True),
    ),
)  # fmt: skip
