"""The procedures of session mode: the mode itself, and one voiced opinion. What is missing is said in words."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.workflow import Step, Workflow
from lianluo.matters import voicing_permissions  # noqa: F401 registers
from lianluo.matters.models import Assignment, SessionMode, VoicedOpinion

M, V = SessionMode.Stage, VoicedOpinion.Stage


def in_session(opinion, actor) -> list[str]:
    if opinion.mode.is_open:
        return []
    return [_now("Session mode is closed; the opinion is handled as any other.")]


def not_signed_for(opinion, actor) -> list[str]:
    waiting = opinion.matter.assignments.current().filter(stage=Assignment.Stage.HANDED_OVER).exists()
    return in_session(opinion, actor) + ([] if waiting else [_now("It is signed for already.")])


def may_go_back(opinion, actor) -> list[str]:
    asked = opinion.matter.assignments.filter(stage=Assignment.Stage.RETURN_ASKED).exists()
    return in_session(opinion, actor) + ([_now("The return is asked for already.")] if asked else [])


SESSION_MODE = Workflow(
    name="session_mode",
    label=_("Session mode"),
    stages=M,
    initial=M.OPEN,
    final=(M.CLOSED,),
    reads=("session__term__body",),
    steps=(
        Step("voice", _("Take down"), (M.OPEN,), None, "matters.voice", rank=10),
        Step("arrange", _("Name listening groups"), (M.OPEN,), None, "matters.keep_session_mode", rank=40),
        Step("close", _("Close session mode"), (M.OPEN,), M.CLOSED, "matters.keep_session_mode", rank=90),
    ),
)

VOICED = Workflow(
    name="voiced",
    label=_("Voiced opinion"),
    stages=V,
    initial=V.HANDED_OVER,
    final=(V.TOLD, V.PASSED_ON, V.WITHDRAWN),
    reads=("matter", "mode"),
    steps=(
        Step("answer", _("Answer"), (V.HANDED_OVER,), V.ANSWERED, "matters.answer_voiced", in_session, rank=10),
        Step("sign_for", _("Sign for"), (V.HANDED_OVER,), None, "matters.answer_voiced", not_signed_for, rank=20),
        Step("send_back", _("Send back"), (V.HANDED_OVER,), None, "matters.answer_voiced", may_go_back, rank=60),
        Step("reassign", _("Give to another department"), (V.HANDED_OVER,), None, "matters.correct_voiced",
             in_session, rank=50),
        Step("correct", _("Correct"), (V.HANDED_OVER,), None, "matters.correct_voiced", in_session, rank=55),
        Step("withdraw", _("Withdraw"), (V.HANDED_OVER,), V.WITHDRAWN, "matters.check_voiced", in_session, rank=90,
             confirm=_("For what was typed by mistake; the words stay in the records.")),
        Step("check", _("Pass the answer"), (V.ANSWERED,), V.CHECKED, "matters.check_voiced", in_session, rank=10),
        Step("return_for_redraft", _("Return for redraft"), (V.ANSWERED, V.CHECKED), V.HANDED_OVER,
             "matters.check_voiced", in_session, rank=60),
        Step("tell", pgettext_lazy("voiced", "Record that it was told"), (V.CHECKED,), V.TOLD, "matters.tell_voiced",
             in_session, rank=10),
        Step("pass_on", _("Passed on to normal handling"), (V.HANDED_OVER, V.ANSWERED, V.CHECKED, V.TOLD),
             V.PASSED_ON, "", automatic=True),
    ),
)  # fmt: skip
