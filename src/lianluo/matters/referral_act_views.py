"""The steps of a referred case as pages. Who may not take a step finds no page."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView
from lianluo.matters import referral_forms as forms
from lianluo.matters import referral_handling_forms as handling_forms
from lianluo.matters import referral_queries as queries
from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_access as access
from lianluo.matters.actions import referral_extension as extension
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.assignment_forms import ReasonForm
from lianluo.matters.intake_forms import FilesForm
from lianluo.matters.models import Referral
from lianluo.matters.referral_workflow import REFERRAL, asked_extension


class Registering(ActView):
    title = _("Register a referred case")
    button = _("Register")
    form_class = forms.RegisterForm
    template_name = "matters/referral_registration.html"
    consequence = _("You alone stand on its access list. Others are let in by the steps, or by you.")
    done = _("Registered. Next it is screened.")

    def get_object(self, actor):
        require(actor, "matters.referral_register", actor.organ)

    def get_initial(self, actor, thing):
        return {"chain": "direct", "came_by": "letter", "received_on": clock.today(), "is_formal": True}

    def act(self, actor, thing, data):
        return referrals.register_referral(actor, actor.organ, **data)

    def get_success_url(self, result) -> str:
        return result.get_absolute_url()

    def get_cancel_url(self) -> str:
        return reverse("matters:referrals")


class Step(ActView):
    """A step of the case: `step` names it, `call` is the action."""

    step = ""
    permission = ""
    call = None
    template_name = "matters/referral_act.html"

    def get_queryset(self, actor):
        return queries.with_everything(Referral.objects.visible_to(actor))

    def get_object(self, actor):
        case = super().get_object(actor)
        require(actor, self.permission or REFERRAL.step(self.step).permission, case)
        return case

    def get_context(self, actor, case) -> dict:
        return {"missing": REFERRAL.step(self.step).ready(case, actor) if self.step else []}

    def act(self, actor, case, data):
        return type(self).call(case, actor, **data)


class Today(Step):
    def get_initial(self, actor, case):
        return {"on": clock.today(), "received_on": clock.today(), "filed_on": clock.today()}


class Screening(Step):
    step, call = "screen", referrals.screen
    title = _("Screen the case")
    form_class = forms.FindingForm
    done = _("Screened. Next the outside-inquiry record.")


class CheckingInterest(Step):
    step, call = "check_interest", referrals.check_interest
    title = _("Check interest in the case")
    form_class = forms.InterestForm
    consequence = _("Who checked, and when, is kept with the case.")
    done = _("The check is on record.")


class FilingRecord(Today):
    step, call = "file_record", referrals.file_record
    title = _("Enter the outside-inquiry record")
    form_class = forms.RecordForm
    consequence = _("Without the record's number and date nothing leaves the liaison office.")
    done = _("The record stands.")


class FilingLate(FilingRecord):
    step, call = "record_late", referrals.file_record_late
    title = _("Enter the record afterwards")
    consequence = _("The case was taken over without it. Result and feedback wait for it.")


class LayingBefore(Step):
    step, call = "lay_before", referrals.lay_before
    title = _("Lay before a leader")
    form_class = forms.LeaderForm
    done = _("It is before the leader.")

    def get_form_kwargs(self, actor, case):
        return {"leaders": queries.leaders_for(case)}


class NamingLeader(LayingBefore):
    step, call = "name_leader", referrals.name_leader
    title = _("Name the approving leader")
    consequence = _("The leader is let in and approves result and feedback.")
    done = _("The leader is named.")


class Approving(Step):
    step, call = "approve", referrals.approve
    title = _("Approve the hand-over")
    form_class = forms.InstructionForm
    done = _("Approved.")


class Returning(Step):
    step, call = "return", referrals.return_to_office
    title = _p("referred case", "Return")
    form_class = forms.CommentForm
    done = _("Returned to the liaison office.")

    def get_success_url(self, result) -> str:
        return reverse("matters:referrals")


class HandingOver(Step):
    step, call = "hand_over", referrals.hand_over
    title = _("Hand over")
    form_class = forms.HandOverForm
    consequence = _("The unit is let in and told. It stays answerable: it cannot pass the case on.")
    done = _("Handed over.")

    def get_form_kwargs(self, actor, case):
        return {"units": queries.units_for(case), "goes_up": case.goes_up}

    def get_initial(self, actor, case):
        return {"named_due_on": case.named_due_on}


class SigningFor(Step):
    step, call = "sign_for", handling.sign_for
    title = _("Sign for")
    form_class = handling_forms.SignForm
    done = _("Signed for.")

    def get_form_kwargs(self, actor, case):
        return {"handlers": handling.people_of(case.unit)}


class SendingBack(Step):
    step, call = "send_back", handling.send_back
    title = _p("referred case", "Send back")
    form_class = ReasonForm
    consequence = _("Your access to the case ends at once.")
    done = _("Sent back to the liaison office.")

    def get_success_url(self, result) -> str:
        return reverse("matters:referrals")


class Contacting(Today):
    step, call = "contact", handling.record_contact
    title = _("Record contact")
    form_class = handling_forms.MeetingForm
    done = _("The contact is on record.")


class Answering(Today):
    step, call = "answer", handling.answer_procedurally
    title = _("Give the procedural answer")
    form_class = handling_forms.AnswerForm
    done = _("The procedural answer is on record.")


class NotingProgress(Today):
    step, call = "progress", handling.note_progress
    title = _("Note progress")
    form_class = handling_forms.ProgressForm
    done = _("Noted.")


class ChoosingOutcome(Step):
    step, call = "choose_outcome", handling.choose_outcome
    title = _("Choose the outcome")
    form_class = handling_forms.OutcomeForm
    done = _("The outcome is chosen.")

    def get_form_kwargs(self, actor, case):
        return {"words": queries.outcomes()}

    def get_initial(self, actor, case):
        return {"outcome": case.outcome}


class FeedingBack(Today):
    step, call = "feed_back", handling.feed_back
    title = _("Record the feedback given")
    form_class = handling_forms.FeedBackForm
    done = _("The feedback is on record.")

    def get_form_kwargs(self, actor, case):
        return {"goes_up": case.goes_up}


class Rating(Today):
    step, call = "rate", handling.rate
    title = _("Enter the deputy's rating")
    form_class = handling_forms.RatingForm
    consequence = _("Only what the deputy said himself, about handling and explanation. Silence stays empty.")
    done = _("The rating is entered.")


class AskingExtension(Step):
    step, call = "ask_extension", extension.ask_extension
    title = _("Ask for an extension")
    form_class = handling_forms.AskMoreTimeForm
    consequence = _("The leader decides. The limit stays until then.")
    done = _("The leader was asked.")


class GrantingExtension(Step):
    step, call = "grant_extension", extension.grant_extension
    title = _("Grant the extension")
    form_class = handling_forms.GrantMoreTimeForm
    done = _("The limit is extended.")

    def get_form_kwargs(self, actor, case):
        return {"goes_up": case.goes_up}

    def get_initial(self, actor, case):
        asked = asked_extension(case)
        return {"until": asked.until} if asked else {}


class RefusingExtension(Step):
    step, call = "refuse_extension", extension.refuse_extension
    title = _("Refuse the extension")
    form_class = ReasonForm
    consequence = _("The limit stays.")
    done = _("The extension is refused.")


class RevokingExtension(Step):
    step, call = "revoke_extension", extension.revoke_extension
    title = _("Revoke the extension")
    form_class = ReasonForm
    consequence = _("The limit before it counts again.")
    done = _("The extension is revoked.")


class Closing(Step):
    step, call = "close", handling.close
    title = _("Close the case")
    consequence = _("The case counts as closed.")
    done = _("The case is closed.")


class ClosingUnfed(Step):
    step, call = "close_unfed", handling.close_without_feedback
    title = _("Close without feedback")
    form_class = ReasonForm
    danger = True
    consequence = _("It counts against the feedback rate.")
    done = _("The case is closed.")


class Archiving(Step):
    step, call = "archive", handling.archive
    title = _("Archive the case")
    consequence = _("Every access but that of the liaison office ends. Nothing can be added afterwards.")
    done = _("The case is archived.")


class TurningAway(Step):
    step, call = "turn_away", referrals.turn_away
    title = _("Not a referred case")
    form_class = ReasonForm
    danger = True
    consequence = _(
        "It goes another way: as a suggestion, a petition, or to the organ that has jurisdiction."
    )
    done = _("Turned away.")


class Withdrawing(Step):
    step, call = "withdraw", referrals.withdraw
    title = _("Withdraw")
    form_class = ReasonForm
    danger = True
    done = _("The case is withdrawn.")


class LettingIn(Step):
    permission = "matters.referral_grant"
    title = _("Let somebody see the case")
    form_class = forms.GrantForm
    consequence = _("The person is told, and every look is kept.")
    done = _("Access is given.")

    def get_form_kwargs(self, actor, case):
        return {"users": queries.colleagues_for(case)}

    def act(self, actor, case, data):
        return access.grant(actor, case, **data)

    def get_success_url(self, result) -> str:
        return f"{self.thing.get_absolute_url()}?tab=access"


class LettingOut(LettingIn):
    title = _("End the access")
    form_class = ActionForm
    danger = True
    consequence = _("From now on this person finds no such case.")
    done = _("The access has ended.")

    def get_form_kwargs(self, actor, case):
        return {}

    def act(self, actor, case, data):
        if not case.access.filter(pk=self.kwargs["access"]).exists():
            raise Http404
        return access.end_access(actor, case, access=self.kwargs["access"])


class AttachingScans(LettingIn):
    permission = "matters.referral_prepare"
    title = _("Attach files")
    form_class = FilesForm
    consequence = ""
    done = _("The files are attached.")

    def get_form_kwargs(self, actor, case):
        return {}

    def act(self, actor, case, data):
        return referrals.add_scans(actor, case, files=data["files"])

    def get_success_url(self, result) -> str:
        return f"{self.thing.get_absolute_url()}?tab=files"
