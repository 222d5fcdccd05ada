"""Referred cases on the desk and in the search: only those the actor may open, and never more than number and stage."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from lianluo.accounts.models import Role
from lianluo.foundation import search, waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.search import Hit, Provider
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.matters.models import Referral, ReferralText
from lianluo.people.navigation import WORKING

S = Referral.Stage
VERBS = {
    S.REGISTERED: _p("next act", "Screen the case"),
    S.SCREENED: _p("next act", "Enter the outside-inquiry record"),
    S.RECORD_CHECKED: _p("next act", "Lay the case before a leader"),
    S.APPROVED: _p("next act", "Hand the case over"),
    S.HANDED_OVER: _p("next act", "Sign for the case"),
    S.SIGNED_FOR: _p("next act", "Meet the deputy"),
    S.MET: _p("next act", "Write result and feedback"),
    S.RESULT_APPROVED: _p("next act", "Write the feedback"),
    S.FEEDBACK_APPROVED: _p("next act", "Give the feedback"),
    S.FED_BACK: _p("next act", "Enter the rating, close"),
}
TO_APPROVE = _p("next act", "Approve the hand-over")
TEXT_TO_APPROVE = _p("next act", "Approve result or feedback")
LEADERS = (Role.LEADER, Role.CHIEF)


def _text(stage: str, *kinds: str) -> Exists:
    return Exists(ReferralText.objects.filter(referral=OuterRef("pk"), stage=stage, kind__in=kinds))


def waiting_for(actor) -> QuerySet[Referral]:
    """Cases whose next act is this actor's."""
    drafted, submitted = ReferralText.Stage.DRAFTED, ReferralText.Stage.SUBMITTED
    handler = Q(handler=actor.user)
    mine = handler & (
        Q(stage=S.SIGNED_FOR)
        | Q(stage=S.MET) & _text(drafted, "result")
        | Q(stage=S.RESULT_APPROVED) & _text(drafted, "feedback")
    )
    if actor.role == Role.DEPARTMENT_HEAD:
        mine |= Q(stage=S.HANDED_OVER, unit=actor.unit)
    if actor.role == Role.LIAISON_OFFICE:
        own = Q(matter__office=actor.organ)
        mine |= Q(stage=S.HANDED_OVER, unit=actor.organ)
        mine |= own & Q(stage__in=(S.REGISTERED, S.SCREENED, S.APPROVED, S.FEEDBACK_APPROVED, S.FED_BACK))
        mine |= own & Q(stage=S.RECORD_CHECKED, leader=None)
    if actor.role in LEADERS:
        texts = _text(submitted, "result", "feedback")
        mine |= Q(leader=actor.user) & (
            Q(stage=S.RECORD_CHECKED)
            | Q(stage=S.MET) & _text(submitted, "result")
            | Q(stage=S.RESULT_APPROVED) & texts
        )
    return Referral.objects.visible_to(actor).filter(mine).order_by("due_on", "procedural_due_on", "pk")


def _line(actor, case: Referral) -> NextAct:
    verb = VERBS[case.stage]
    if actor.role in LEADERS:
        verb = TO_APPROVE if case.stage == S.RECORD_CHECKED else TEXT_TO_APPROVE
    texts = case.stage in (S.MET, S.RESULT_APPROVED)
    url = reverse("matters:referral_texts" if texts else "matters:referral", args=[case.pk])
    return NextAct(
        verb, str(case), url, str(case.get_stage_display()), case.due_on or case.procedural_due_on, verb
    )


def _rows(actor, limit: int) -> list[NextAct]:
    return [_line(actor, case) for case in waiting_for(actor)[:limit]]


def found(actor, words: str, limit: int) -> list[Hit]:
    """By number or by the deputy's name, among the cases the actor may open."""
    rows = Referral.objects.visible_to(actor).select_related("person")
    rows = rows.filter(Q(number__icontains=words) | Q(person__name__icontains=words))
    return [
        Hit(str(case), f"{case.person.name} {case.get_stage_display()}", case.get_absolute_url())
        for case in rows.order_by("-received_on", "-pk")[:limit]
    ]


def register() -> None:
    waiting.register(
        Queue(
            "referrals", _("Referred cases"), WORKING, _rows, lambda actor: bounded_count(waiting_for(actor)),
            lambda actor: reverse("matters:referrals") + "?tab=mine", 15,
        )
    )  # fmt: skip
    search.register(
        Provider(
            "referrals", _("Referred cases"), found, 25,
            lambda words: f"{reverse('matters:referrals')}?{urlencode({'tab': 'all', 'q': words})}",
        )
    )  # fmt: skip
