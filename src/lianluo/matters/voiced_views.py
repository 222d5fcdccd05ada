"""The list of voiced opinions, the page of one, and the steps of its short way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.lists import BulkAct, Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import ActView, BulkActView, DetailPage, PanelView
from lianluo.matters import voicing_forms as forms
from lianluo.matters.actions import voiced
from lianluo.matters.assignment_forms import ReasonForm
from lianluo.matters.models import Matter, VoicedOpinion
from lianluo.matters.queries import departments_of
from lianluo.matters.voiced_buttons import buttons_of
from lianluo.matters.voicing_clock import sums_of_voiced, time_left
from lianluo.matters.voicing_queries import (
    delegations_seen,
    departments_for,
    mode_choices,
    opinions_for,
    with_words,
)
from lianluo.matters.voicing_tables import COLUMNS, state_of
from lianluo.matters.voicing_workflow import VOICED

V = VoicedOpinion.Stage


class VoicedList(ListPage):
    title = _("Opinions voiced in session")
    export_name = _("Opinions voiced in session")
    default_order = "answer_due_at"
    columns = COLUMNS
    breadcrumbs = [(_("Session mode"), "matters:session_modes")]
    filters = [
        Filter("q", _("Number, deputy or words"), kind="words", apply=with_words),
        Filter("stage", _("Stage"), choices=V.choices, apply="stage"),
        Filter("delegation", _("Delegation"), choices=delegations_seen, apply="delegation"),
        Filter("department", _("Department"), choices=departments_of, apply="matter__department_id"),
        Filter("mode", _("Term and session"), choices=mode_choices, apply="mode_id"),
        Filter("place", pgettext_lazy("voiced", "Place"), choices=VoicedOpinion.Place.choices, apply="place"),
    ]
    tabs = [
        Tab("open", _("Without an answer told"), lambda rows: rows.waiting()),
        Tab("overdue", _("Overdue"), lambda rows: rows.overdue()),
        Tab("to_tell", _("To be told"), lambda rows: rows.filter(stage=V.CHECKED)),
        Tab("mine", _("Taken down by me"), lambda rows, actor: rows.filter(listener=actor.user)),
        Tab("all", _("All"), lambda rows: rows.exclude(stage=V.WITHDRAWN)),
        Tab("withdrawn", _("Withdrawn"), lambda rows: rows.filter(stage=V.WITHDRAWN)),
    ]
    bulk_acts = [
        BulkAct("tell", _("Told"), "matters:voiced_tell_several", "message-2", "matters.tell_several_voiced"),
        BulkAct(
            "slips", _("Print slips"), "matters:voiced_slips_of", "printer", "matters.tell_several_voiced"
        ),
    ]
    empty = Empty("microphone", _("Opinions stand here as soon as a listener takes one down."))

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return opinions_for(actor)


class TellingSeveral(BulkActView):
    """After the round with the slips: the same way for all that were picked."""

    title = _("Told")
    form_class = forms.TellSeveralForm
    list_page, list_url_name = VoicedList, "matters:voiced_list"

    def get_initial(self, actor, thing) -> dict:
        return {"way": VoicedOpinion.Way.SLIP}

    def act_on(self, actor, opinion, data):
        voiced.tell(opinion, actor, **data)


class VoicedPage(DetailPage):
    """One opinion on one page, for a telephone too: the words, the hours left, and the next act as a form."""

    template_name = "matters/voicing/voiced.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return opinions_for(actor).select_related(
            "matter__department", "matter__office", "mode__session__term__body", "person", "listener", "group",
            "answered_by", "checked_by", "told_by",
        )  # fmt: skip

    def get_context(self, actor, opinion) -> dict:
        buttons = buttons_of(opinion, actor)
        names = [button["name"] for button in buttons if button["allowed"]]
        state, words = time_left(opinion)
        return {
            "buttons": buttons, "clock_state": state, "clock_words": words, "state": state_of(opinion),
            "sums": sums_of_voiced(opinion), "assignment": opinion.matter.assignments.current().first(),
            "sees_matter": Matter.objects.visible_to(actor).filter(pk=opinion.matter_id).exists(),
            "answering": forms.AnswerForm(actor=actor, initial=_answer(opinion)) if "answer" in names else None,
            "telling": forms.TellForm(actor=actor) if "tell" in names else None,
            "checking": "check" in names,
        }  # fmt: skip


def _answer(opinion: VoicedOpinion) -> dict:
    return {"text": opinion.answer, "is_interim": opinion.is_interim}


class VoicedOfMatter(PanelView):
    """On the matter's page: how it was voiced and what was told."""

    title = _("Voiced in session")
    template_name = "matters/voicing/of_matter.html"

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor)

    def get_context(self, actor, matter) -> dict:
        opinion = (
            opinions_for(actor).filter(matter=matter).select_related("mode__session__term__body").first()
        )
        return {"opinion": opinion, "sums": sums_of_voiced(opinion) if opinion else []}


class VoicedAct(ActView):
    """A step of a voiced opinion; who may not take it finds no page."""

    step = ""
    template_name = "matters/voicing/act.html"

    def get_queryset(self, actor):
        return opinions_for(actor).select_related("mode__session__term", "matter__office")

    def get_object(self, actor):
        opinion = super().get_object(actor)
        require(actor, VOICED.step(self.step).permission, opinion)
        return opinion

    def get_context(self, actor, opinion) -> dict:
        return {"missing": VOICED.step(self.step).ready(opinion, actor)}

    def act(self, actor, opinion, data):
        return getattr(voiced, self.step)(opinion, actor, **data)


class Answering(VoicedAct):
    step, title, form_class = "answer", _("Answer"), forms.AnswerForm
    button = _("Send the answer to the office")
    done = _("The answer is with the liaison office.")

    def get_initial(self, actor, opinion) -> dict:
        return _answer(opinion)


class SigningForVoiced(VoicedAct):
    step, title, form_class = "sign_for", _("Sign for"), ActionForm
    done = _("Signed for. The listener has been told.")


class SendingBackVoiced(VoicedAct):
    step, title, form_class = "send_back", _("Send back"), ReasonForm
    done = _("The liaison office has been asked to give it to another department.")
    consequence = _("The hours run on.")


class Reassigning(VoicedAct):
    step, title, form_class = "reassign", _("Give to another department"), forms.ReassignForm
    done = _("Given to the other department, whose head is told.")
    consequence = _("The hours run on; the department that had it no longer has.")

    def get_form_kwargs(self, actor, opinion) -> dict:
        return {"departments": departments_for(opinion.mode)}


class Correcting(VoicedAct):
    step, title, form_class = "correct", _("Correct"), forms.CorrectForm
    done = _("Corrected. The department sees it at once.")

    def get_form_kwargs(self, actor, opinion) -> dict:
        return {"mode": opinion.mode}

    def get_initial(self, actor, opinion) -> dict:
        return {"person": opinion.person, "words": opinion.words}


class WithdrawingVoiced(VoicedAct):
    step, title, form_class, danger = "withdraw", _("Withdraw"), ReasonForm, True
    consequence = _("For what was typed by mistake; the words stay in the records.")


class Checking(VoicedAct):
    step, title, form_class = "check", _("Pass the answer"), ActionForm
    done = _("Passed. The deputy can be told now.")


class ReturningVoiced(VoicedAct):
    step, title, form_class = "return_for_redraft", _("Return for redraft"), ReasonForm
    done = _("Returned to the department with the reason; the hours run on.")


class Telling(VoicedAct):
    step, title, form_class = "tell", pgettext_lazy("voiced", "Record that it was told"), forms.TellForm
    done = _("Recorded.")
