"""Steps of single kinds: registration of a proposal, a named day, a meeting, an answer without a letter."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation import clock
from lianluo.matters import kind_forms as forms
from lianluo.matters.actions import kinds
from lianluo.matters.closing_views import MatterAct


class KindAct(MatterAct):
    def get_queryset(self, actor):
        return super().get_queryset(actor).select_related("registration", "particulars", "meeting")


class DecidingRegistration(KindAct):
    step = "decide_registration"
    title = _("Registration decision")
    form_class = forms.RegistrationForm
    consequence = _(
        "Not registered: it goes on as reference, no reply is owed, and the member has been told why."
    )
    done = _("The decision is on record.")

    def get_initial(self, actor, matter):
        return {"on": clock.today(), "registered": "yes"}

    def act(self, actor, matter, data):
        return kinds.decide_registration(matter, actor, **data)


class ReturningUnregistered(KindAct):
    step = "return_unregistered"
    title = _("Return unregistered")
    form_class = forms.GroundForm
    danger = True
    consequence = _(
        "The proposal goes back to the member with the ground; the matter ends here and stays readable."
    )
    done = _("Returned to the member.")

    def get_initial(self, actor, matter):
        return {"on": clock.today(), "member_told_on": clock.today()}

    def act(self, actor, matter, data):
        return kinds.return_unregistered(matter, actor, **data)


class NamingDay(KindAct):
    step = "name_day"
    title = _("Enter the day named")
    form_class = forms.NamedDayForm
    consequence = _("The deadline follows this day; the handlers are told.")
    done = _("The day is on record.")

    def get_initial(self, actor, matter):
        rows = getattr(matter, "particulars", None)
        return {"named_due_on": rows.named_due_on, "named_in": rows.named_in} if rows else {}

    def act(self, actor, matter, data):
        return kinds.name_day(matter, actor, **data)


class ArrangingMeeting(KindAct):
    step = "arrange_meeting"
    title = _("Arrange the meeting")
    form_class = forms.ArrangementForm
    consequence = _("From the day of the meeting the written answer is owed within thirty days.")
    done = _("The arrangement is on record.")

    def get_initial(self, actor, matter):
        known = getattr(matter, "meeting", None)
        names = ("told_on", "told_how", "meets_on", "place", "meets_whom")
        return {name: getattr(known, name) for name in names} if known else {"told_on": clock.today()}

    def act(self, actor, matter, data):
        return kinds.arrange_meeting(matter, actor, **data)


class HoldingMeeting(KindAct):
    step = "hold_meeting"
    title = _("Record the meeting")
    form_class = forms.MeetingForm
    done = _("The meeting is on record.")

    def get_initial(self, actor, matter):
        known = getattr(matter, "meeting", None)
        return {"held_on": known.meets_on if known and known.meets_on <= clock.today() else clock.today()}

    def act(self, actor, matter, data):
        return kinds.hold_meeting(matter, actor, **data)


class RecordingAnswer(KindAct):
    step = "record_answer"
    title = _("Record the answer")
    form_class = forms.AnswerForm
    consequence = _(
        "The matter counts as answered; what its kind still asks for is said before it is closed."
    )
    done = _("The answer is on record.")

    def get_form_kwargs(self, actor, matter):
        return {"matter": matter}

    def get_initial(self, actor, matter):
        return {"on": clock.today(), "addressee": matter.source or matter.lead_name}

    def act(self, actor, matter, data):
        return kinds.record_answer(matter, actor, **data)


class ReportingUpward(KindAct):
    step = "report_upward"
    title = _("Report to the standing committee")
    button = pgettext_lazy("button", "Record the report")
    form_class = forms.ReportUpwardForm
    done = _("The report is on record.")

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def act(self, actor, matter, data):
        return kinds.report_upward(matter, actor, **data)


class Concluding(KindAct):
    step = "conclude"
    title = _("Conclude without a reply")
    form_class = forms.OutcomeForm
    done = _("The matter is closed.")

    def act(self, actor, matter, data):
        return kinds.conclude(matter, actor, **data)
