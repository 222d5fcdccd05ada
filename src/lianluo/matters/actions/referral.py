"""A referred case up to its hand-over: register, screen, record, interest check, lay before a leader, approve, hand over.

No text of a case goes into the journal: the facts of every act name it only by its number.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.documents.actions.files import attach
from lianluo.documents.actions.numbers import format_number, next_number
from lianluo.documents.uploads import BadUpload
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.matters.actions.leaving import become, turn_into
from lianluo.matters.actions.referral_access import clerks_of, end_all, let_in
from lianluo.matters.models import InquiryRecord, Matter, Referral, ReferralText
from lianluo.matters.referral_checks import check_facts, check_handing, checked_day, needed
from lianluo.matters.referral_workflow import REFERRAL
from lianluo.people.models import Person
from lianluo.rules.queries import due
from lianluo.units.models import Unit

SERIES = "转案"
KIND = Matter.Kind.REFERRED_CASE
SECRET = {
    "words": None, "case_name": None, "case_number": None, "cause": None, "claim": None, "files": None,
    "person": None, "text": None, "note": None, "said": None, "comment": None,
}  # fmt: skip
"""Laid over the facts of an act, so that the journal keeps none of these."""


def hidden(**facts) -> dict:
    return {**SECRET, **facts}


@action("matters.referral_register")
def register_referral(
    actor, office: Unit, *, chain: str, came_by: str, person: Person, received_on: date, case_name: str,
    is_formal: bool = True, words: str = "", files: list = (), case_number: str = "", cause: str = "",
    claim: str = "", concerned: Unit | None = None, paper_number: str = "", named_due_on: date | None = None,
):  # fmt: skip
    """A new case with its shell. Whoever registers it stands on its access list, and nobody else."""
    referral = Referral(
        chain=chain, came_by=came_by, person=person, received_on=received_on, is_formal=is_formal,
        words=words.strip(), case_name=case_name.strip(), case_number=case_number.strip(), cause=cause.strip(),
        claim=claim.strip(), concerned=concerned, paper_number=paper_number.strip(), named_due_on=named_due_on,
        registered_by=actor.user,
    )  # fmt: skip
    check_facts(referral, bool(files))
    year = received_on.year
    referral.number = format_number("", SERIES, year, next_number(office, SERIES, year))
    referral.matter = shell_of(office, referral, actor)
    _begin_clock(referral)
    referral.save(force_insert=True)
    ReferralText.objects.bulk_create(ReferralText(referral=referral, kind=kind) for kind in ReferralText.Kind)
    let_in(referral, actor, unit=actor.unit, user=actor.user, why=_("registered the case"))
    _keep_scans(actor, referral, files)
    return Done(referral, about=referral, facts=hidden(number=referral.number, concerned=None))


def shell_of(office: Unit, referral: Referral, actor) -> Matter:
    """What the engine may know: that there is a case of this number. It stands in no list and no plan."""
    return Matter.objects.create(
        office=office, kind=KIND, title=str(referral), stage=Matter.Stage.HANDLED,
        handed_over_on=referral.received_on, ledger_key=f"referral:{referral.number}", registered_by=actor.user,
    )  # fmt: skip


def adopt(shell: Matter, actor) -> Referral:
    """A matter that was converted into a referred case comes under the guard: deputy and words move into the case, the
    matter keeps nothing of them. Part of the conversion's own act; whoever converts stands on the access list."""
    lead = (
        shell.signatories.filter(person__isnull=False)
        .select_related("person")
        .order_by("position", "pk")
        .first()
    )
    if lead is None:
        raise ValidationError(_("A referred case needs the deputy or member who referred it."))
    year = shell.handed_over_on.year
    referral = Referral(
        matter=shell, chain=Referral.Chain.DIRECT, came_by=Referral.CameBy.PAPER, person=lead.person,
        received_on=shell.handed_over_on, words=f"{shell.title}\n{shell.content}".strip(), case_name="某案（由建议转为）",
        number=format_number("", SERIES, year, next_number(shell.office, SERIES, year)), registered_by=actor.user,
    )  # fmt: skip
    _begin_clock(referral)
    referral.save(force_insert=True)
    ReferralText.objects.bulk_create(ReferralText(referral=referral, kind=kind) for kind in ReferralText.Kind)
    let_in(referral, actor, unit=actor.unit, user=actor.user, why=_("registered the case"))
    shell.signatories.all().delete()
    Matter.objects.filter(pk=shell.pk).update(
        title=str(referral), title_derived=False, content="", lead_name="", lead_group="", outside_number="", session=None,
        stage=Matter.Stage.HANDLED, ledger_key=f"referral:{referral.number}", due_on=None, statutory_due_on=None,
        internal_due_on=None,
    )  # fmt: skip
    return referral


def _turn(matter: Matter, actor, kind: str, title: str) -> Matter:
    """A suggestion that turns on a concrete case goes on under the guard."""
    made = become(matter, actor, kind, title)
    adopt(made, actor)
    return made


turn_into(Matter.Kind.REFERRED_CASE, _turn)


def _begin_clock(referral: Referral) -> None:
    """The procedural answer runs from the day of receipt, the result from hand-over, or to the day the SPP named."""
    answer = due("referred.procedural", referral.received_on, KIND)
    referral.procedural_due_on = answer.due
    referral.due_on, referral.due_is_provisional = referral.named_due_on, answer.provisional


def _keep_scans(actor, referral: Referral, files: list) -> None:
    for file in files:
        try:
            attach(actor, referral, file)
        except BadUpload as fault:
            raise ValidationError({"files": f"{file.name}: {fault}"}) from fault


def follow(referral: Referral) -> None:
    """The shell goes with it: open, closed or gone, and the day it is due."""
    stage = Matter.Stage.HANDLED
    if referral.is_final:
        stage = Matter.Stage.WITHDRAWN if referral.stage in Referral.GONE else Matter.Stage.CLOSED
    Matter.objects.filter(pk=referral.pk).update(
        stage=stage, due_on=referral.due_on, due_is_provisional=referral.due_is_provisional,
        closed_on=referral.closed_on,
    )  # fmt: skip


@act(REFERRAL, "screen")
def screen(referral, actor, *, finding: str):
    """甄别: that it is a case under procuratorial jurisdiction, and neither a suggestion nor a petition of citizens."""
    referral.screening = needed(finding, "finding", _("Say what the screening found."))
    return Done(referral, facts=hidden(finding=None))


@act(REFERRAL, "check_interest")
def check_interest(referral, actor, *, interest: str, note: str = ""):
    """Whether the deputy is a party or related to one: who looked, when, and what shows it."""
    if interest not in Referral.Interest.values or not interest:
        raise ValidationError({"interest": _("Say what the check found.")})
    if interest != Referral.Interest.NONE and not note.strip():
        raise ValidationError({"note": _("Say what shows the relation.")})
    referral.interest, referral.interest_note = interest, note.strip()
    referral.interest_by, referral.interest_on = actor.user, clock.today()
    return Done(referral, facts=hidden(interest=None))


@act(REFERRAL, "file_record")
def file_record(referral, actor, *, number: str, filed_on: date, filed_by: str, nature: str):
    """The record by the three rules stands elsewhere; here are its number, its day and who filed it."""
    return _file(referral, actor, number, filed_on, filed_by, nature)


@act(REFERRAL, "record_late")
def file_record_late(referral, actor, *, number: str, filed_on: date, filed_by: str, nature: str):
    """补录: of a case that was taken over from the register without its record."""
    return _file(referral, actor, number, filed_on, filed_by, nature)


def _file(referral, actor, number: str, filed_on: date, filed_by: str, nature: str) -> Done:
    number = needed(number, "number", _("Give the number of the record."))
    checked_day("filed_on", filed_on, referral.received_on, _("The record cannot be older than the case."))
    record = InquiryRecord.objects.create(
        referral=referral, number=number, filed_on=filed_on, nature=nature, entered_by=actor.user,
        filed_by=needed(filed_by, "filed_by", _("Say who filed the record.")),
    )  # fmt: skip
    return Done(record, about=referral, facts=hidden(nature=None, filed_by=None))


@act(REFERRAL, "lay_before")
def lay_before(referral, actor, *, leader: User):
    """呈批. The leader is let in; a leader asked before and not this time is let out."""
    if referral.leader_id and referral.leader_id != leader.pk:
        end_all(referral, actor, user=referral.leader)
    return _before(referral, actor, leader)


@act(REFERRAL, "name_leader")
def name_leader(referral, actor, *, leader: User):
    """Who approves result and feedback of a case that was taken over when it was handed over already."""
    return _before(referral, actor, leader)


def _before(referral, actor, leader: User) -> Done:
    if leader not in holders_of((Role.LEADER, Role.CHIEF), [referral.office_id]):
        raise ValidationError({"leader": _("The leader serves in another procuratorate.")})
    referral.leader = leader
    let_in(referral, actor, unit=referral.matter.office, user=leader, why=_("approves the hand-over"))
    return Done(referral, facts=hidden(), tell=[leader])


@act(REFERRAL, "approve")
def approve(referral, actor, *, instruction: str = ""):
    """批示. Where the deputy is concerned in the case the leader says how that is dealt with."""
    if referral.interest != Referral.Interest.NONE and not instruction.strip():
        raise ValidationError(
            {"instruction": _("The deputy is concerned in the case: say how that is dealt with.")}
        )
    referral.instruction, referral.approved_on = instruction.strip(), clock.today()
    return Done(referral, facts=hidden(instruction=None), tell=clerks_of(referral))


@act(REFERRAL, "return")
def return_to_office(referral, actor, *, comment: str):
    """Back to the liaison office, which lays it before a leader again once that is mended. The record stays."""
    referral.instruction = needed(comment, "comment", _("Say what is missing."))
    end_all(referral, actor, user=referral.leader)
    referral.leader = None
    return Done(referral, facts=hidden(), tell=clerks_of(referral))


@act(REFERRAL, "hand_over", then=follow)
def hand_over(referral, actor, *, unit: Unit, named_due_on: date | None = None):
    """交办, in writing, to the unit that stays answerable: a department, or a procuratorate below. It cannot pass it on."""
    check_handing(referral, unit)
    today = clock.today()
    if named_due_on and named_due_on < today:
        raise ValidationError({"named_due_on": _("The day lies behind.")})
    referral.unit, referral.handed_over_on, referral.handler = unit, today, None
    referral.named_due_on = named_due_on or referral.named_due_on
    limit = due("referred.result", today, KIND)
    referral.due_on = referral.named_due_on or limit.due
    referral.due_is_provisional = limit.provisional and not referral.named_due_on
    let_in(referral, actor, unit=unit, user=None, why=_("answerable unit"))
    return Done(referral, facts=hidden(), tell=heads_of(unit))


@act(REFERRAL, "turn_away", then=follow)
def turn_away(referral, actor, *, reason: str):
    """It is a suggestion, a petition, or not ours: the deputy is told the way it takes instead."""
    referral.closing_note = needed(reason, "reason", _("Give the reason."))
    referral.closed_on = clock.today()
    return Done(referral, facts=hidden(reason=None))


@act(REFERRAL, "withdraw", then=follow)
def withdraw(referral, actor, *, reason: str):
    """The deputy or the SPP takes it back. Its rows stay as they are."""
    referral.closing_note = needed(reason, "reason", _("Give the reason for the withdrawal."))
    referral.closed_on = clock.today()
    return Done(referral, facts=hidden(reason=None), tell=[referral.handler])


@action("matters.referral_prepare", "referral.attach")
def add_scans(actor, referral: Referral, *, files: list):
    _keep_scans(actor, referral, files)
    return Done(referral, about=referral, facts=hidden(n=len(files)))


def heads_of(unit: Unit) -> list[User]:
    if unit.kind == Unit.Kind.DEPARTMENT:
        return holders_of(Role.DEPARTMENT_HEAD, [unit.pk])
    return holders_of(Role.LIAISON_OFFICE, [unit.pk, *unit.children.values_list("pk", flat=True)])
