"""After the answer: opinion sent to the lead unit, feedback, a new round, closing, commitments."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.documents.actions.files import attach
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.matters.actions.deadlines import keep_deadlines
from lianluo.matters.models import Assignment, Commitment, Feedback, Matter, Round
from lianluo.matters.workflow import MATTER, unsatisfied_in
from lianluo.people.models import Organisation, Proposer
from lianluo.rules.queries import NoRule, due, rule


@act(MATTER, "send_opinion")
def send_opinion(matter, actor, *, to: str, on: date, number: str = ""):
    """The co-handler's opinion went to the lead unit, which answers the deputy (domain §2.6)."""
    _refuse_ahead("on", on)
    if not to.strip():
        raise ValidationError({"to": _("Name the unit the opinion was sent to.")})
    matter.replied_on = on
    return Done(matter)


@act(MATTER, "record_feedback")
def record_feedback(
    matter, actor, *, person: Proposer, attitude: str, result: str, received_on: date, comment: str = "",
    signed_by: str = "", scan=None,
):  # fmt: skip
    """The signatory's own rating, entered from the signed paper with its scan; of an organisation with who signed for it.
    Nobody rates for another; silence is no row."""
    if matter.replied_on and received_on < matter.replied_on:
        raise ValidationError({"received_on": _("The date lies before the reply.")})
    rating = {"attitude": attitude, "result": result, "comment": comment, "signed_by": signed_by}
    return _rated(matter, actor, person, matter.round, received_on, rating, scan)


@action("matters.record_feedback", "matter.record_late_feedback")
def record_late_feedback(
    actor, matter, *, person: Proposer, round: int, attitude: str, result: str, received_on: date, comment: str = "",
    signed_by: str = "", scan=None,
):  # fmt: skip
    """A form about an earlier round, which came back after the next one had begun. It is kept with its own round."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if not 1 <= round < matter.round:
        raise ValidationError(_("This round is not over."))
    rating = {"attitude": attitude, "result": result, "comment": comment, "signed_by": signed_by}
    return _rated(matter, actor, person, round, received_on, rating, scan)


def _rated(
    matter: Matter, actor, person: Proposer, round_: int, received_on: date, rating: dict[str, str], scan
) -> Done:  # fmt: skip
    _refuse_ahead("received_on", received_on)
    if not matter.signatories.filter(**person.column).exists():
        raise ValidationError({"person": _("This person did not sign the matter.")})
    if isinstance(person, Organisation) and not rating["signed_by"].strip():
        raise ValidationError({"signed_by": _("Say who signed for the organisation.")})
    if matter.feedbacks.filter(**person.column, round=round_).exists():
        raise ValidationError({"person": _("The feedback of this person is entered already.")})
    if scan is None and needs_scan(received_on):
        raise ValidationError({"scan": _("Attach the scan of the signed paper.")})
    made = Feedback.objects.create(
        matter=matter, **person.column, round=round_, **{**rating, "signed_by": rating["signed_by"].strip()},
        received_on=received_on, entered_by=actor.user, way=Feedback.Way.PAPER,
    )  # fmt: skip
    if scan is not None:
        attach(actor, made, scan, str(made._meta.verbose_name))
    handlers = [row.handler for row in matter.assignments.answering().select_related("handler")]
    facts = {"person": person.name, "round": round_, **dict.fromkeys((*rating, "scan"), "")}
    return Done(made, about=matter, facts=facts, tell=handlers)


def needs_scan(on: date) -> bool:
    """Rule `feedback.scan_required`: no rating from paper without the paper (office practice; no proxy rating)."""
    try:
        return rule("feedback.scan_required", on).value == "yes"
    except NoRule:
        return True


@act(MATTER, "handle_again")
def handle_again(matter, actor, *, reason: str):
    """A new round: its own deadline from the day of the first unsatisfied rating (要求之日, rule `rehandle.reply`), the
    answering departments have the matter in hand again. The office decides and says why: a slip of the thumb opens none,
    and the deputy may change her mind until then."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for handling again.")})
    asked_on = asked_again_on(matter)
    matter.round += 1
    matter.replied_on = None
    limit = due("rehandle.reply", asked_on, matter.kind)
    matter.due_on = matter.internal_due_on = limit.due
    matter.due_is_provisional = limit.provisional
    Round.objects.create(
        matter=matter, number=matter.round, reason=reason, asked_on=asked_on, opened_on=clock.today(),
        opened_by=actor.user, role=actor.role,
    )  # fmt: skip
    answering = matter.assignments.answering()
    handlers = [row.handler for row in answering.select_related("handler")]
    answering.update(stage=Assignment.Stage.SIGNED_FOR, fulfilled_at=None, due_on=limit.due)
    return Done(matter, facts={"round": matter.round}, tell=handlers)


def asked_again_on(matter: Matter) -> date:
    """The day of the first unsatisfied rating of the round."""
    first = matter.feedbacks.unsatisfied().filter(round=matter.round).order_by("received_on").first()
    return first.received_on if first else clock.today()


@act(MATTER, "close")
def close(matter, actor, *, reason: str = ""):
    """Closed with its evidence. Who stays unsatisfied after a further round is closed with a reason."""
    if unsatisfied_in(matter) and not reason.strip():
        raise ValidationError({"reason": _("A signatory is still unsatisfied: say why it is closed.")})
    matter.closed_on = clock.today()
    return Done(matter)


@act(MATTER, "promise")
def promise(matter, actor, *, text: str, due_on: date):
    """What the reply promises by a day; it outlives the closing."""
    if not text.strip():
        raise ValidationError({"text": _("Say what is promised.")})
    made = Commitment.objects.create(matter=matter, text=text, due_on=due_on)
    return Done(made)


@act(MATTER, "keep_promise")
def keep_promise(matter, actor, *, commitment: Commitment, on: date, proof: str):
    """The promise is kept, with what shows it."""
    _refuse_ahead("on", on)
    if commitment.matter_id != matter.pk or commitment.kept_on:
        raise ValidationError({"commitment": _("This commitment is not open.")})
    if not proof.strip():
        raise ValidationError({"proof": _("Say what shows that it is kept.")})
    commitment.kept_on, commitment.proof = on, proof
    commitment.save(update_fields=["kept_on", "proof"])
    return Done(commitment, facts={"commitment": commitment.text})


def _refuse_ahead(name: str, day: date) -> None:
    if day > clock.today():
        raise ValidationError({name: _("The date lies ahead.")})


def replied(matter: Matter, on: date | None) -> None:
    """For the letters' room: every signatory's letter is on its way since `on`, or (None) no longer is."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if on is None and matter.stage == Matter.Stage.REPLIED:
        matter.stage, matter.replied_on = Matter.Stage.SIGNED_OFF, None
    elif on is not None and matter.stage == Matter.Stage.SIGNED_OFF:
        matter.stage, matter.replied_on = Matter.Stage.REPLIED, on
    else:
        return
    matter.save(update_fields=["stage", "replied_on"])
    keep_deadlines(matter)
