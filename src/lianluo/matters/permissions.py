"""Who may take which step. Every predicate is a sentence made of small ones."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_at, is_clerk_of, is_console, office_id_of
from lianluo.foundation.permissions import permission

# Related objects are compared by their ids: a permission is asked for each row and each button, and must load nothing.


def is_leader_at(actor, office_id: int) -> bool:
    return actor.role in (Role.LEADER, Role.CHIEF) and actor.organ_id == office_id


def is_head_at(actor, department_id: int) -> bool:
    return actor.role == Role.DEPARTMENT_HEAD and actor.unit_id == department_id


def is_office_of(actor, unit_id: int) -> bool:
    """The liaison office of the lower procuratorate that has the matter."""
    return actor.role == Role.LIAISON_OFFICE and actor.organ_id == unit_id


def answers_for(actor, unit_id: int) -> bool:
    """Head of the department; of a lower procuratorate its liaison office."""
    return is_head_at(actor, unit_id) or is_office_of(actor, unit_id)


def handles(actor, assignment) -> bool:
    """The named handler, or whoever answers for the department or lower procuratorate that has the matter."""
    named = (
        actor.role in (Role.HANDLER, Role.DEPARTMENT_HEAD)
        and actor.user_id == assignment.handler_id is not None
    )
    own = named and assignment.department_id in (actor.unit_id, actor.organ_id)
    return own or answers_for(actor, assignment.department_id)


@permission("matters.register")
def may_register(actor, office) -> bool:
    """The liaison office of the procuratorate, or the console."""
    return is_clerk_of(actor, office)


@permission("matters.look")
def may_look(actor, thing) -> bool:
    """Everybody but the three administrators; which matters, says `visible_to`."""
    return actor.organ is not None and not actor.is_administrator


@permission("matters.plan")
def may_plan(actor, thing) -> bool:
    """`thing` is the plan, or the office for which one is drawn up."""
    return is_clerk_at(actor, office_id_of(thing)) and not is_console(actor)


@permission("matters.look_at_plans")
def may_look_at_plans(actor, thing) -> bool:
    """The liaison office and the leaders; which plans, says `visible_to`."""
    return actor.organ is not None and actor.sees_whole_office


@permission("matters.approve_plan")
def may_approve_plan(actor, plan) -> bool:
    """A leader in charge or the chief procurator of the plan's procuratorate."""
    return is_leader_at(actor, plan.office_id)


@permission("matters.hand_over")
def may_hand_over(actor, matter) -> bool:
    """The liaison office of the procuratorate that keeps the matter."""
    return is_clerk_at(actor, matter.office_id) and not is_console(actor)


@permission("matters.record_feedback")
def may_record_feedback(actor, matter) -> bool:
    """The liaison office, from the paper form; never the department that handled it."""
    return may_hand_over(actor, matter)


@permission("matters.rate")
def may_rate(actor, matter) -> bool:
    """The deputy or member who signed it, for herself."""
    return actor.is_deputy and matter.signatories.filter(person=actor.person_id).exists()


@permission("matters.close_many")
def may_close_many(actor, thing) -> bool:
    """A liaison office: whether it is offered to close several; each closing asks again for its matter."""
    return actor.role == Role.LIAISON_OFFICE


@permission("matters.close")
def may_close(actor, matter) -> bool:
    """The liaison office closes, withdraws and opens a new round."""
    return may_hand_over(actor, matter)


@permission("matters.promise")
def may_promise(actor, matter) -> bool:
    """The liaison office, and whoever handles one of the matter's assignments."""
    if may_hand_over(actor, matter):
        return True
    return any(handles(actor, row) for row in matter.assignments.current())


@permission("matters.sign_for")
def may_sign_for(actor, assignment) -> bool:
    """The head of the department the matter was handed to; of a lower procuratorate its liaison office."""
    return answers_for(actor, assignment.department_id)


@permission("matters.hand_on")
def may_hand_on(actor, assignment) -> bool:
    """The liaison office of the lower procuratorate that has the matter."""
    return is_office_of(actor, assignment.department_id)


@permission("matters.file_for_record")
def may_file_for_record(actor, matter) -> bool:
    """The liaison office of the procuratorate that keeps the matter."""
    return may_hand_over(actor, matter)


@permission("matters.take_on_record")
def may_take_on_record(actor, matter) -> bool:
    """The liaison office of the procuratorate with which the matter is filed."""
    filing = getattr(matter, "record_filing", None)
    return filing is not None and is_office_of(actor, filing.to_office_id)


@permission("matters.decide_return")
def may_decide_return(actor, assignment) -> bool:
    """The liaison office of the procuratorate that handed it over."""
    return is_clerk_at(actor, assignment.matter.office_id) and not is_console(actor)


@permission("matters.handle")
def may_handle(actor, assignment) -> bool:
    """The named handler, or the head of the department that has the matter."""
    return handles(actor, assignment)


@permission("matters.draft")
def may_draft(actor, reply) -> bool:
    """The named handler, or the head of the department that answers."""
    return handles(actor, reply.assignment)


@permission("matters.review_as_head")
def may_review_as_head(actor, reply) -> bool:
    """The head of the department that answers; of a lower procuratorate a leader or the chief procurator."""
    unit = reply.assignment.department_id
    return is_head_at(actor, unit) or is_leader_at(actor, unit)


@permission("matters.review_as_office")
def may_review_as_office(actor, reply) -> bool:
    """The liaison office of the procuratorate."""
    return is_clerk_at(actor, reply.matter.office_id) and not is_console(actor)


@permission("matters.sign_off")
def may_sign_off(actor, reply) -> bool:
    """A leader in charge or the chief procurator."""
    return is_leader_at(actor, reply.matter.office_id)


@permission("matters.return_for_redraft")
def may_return(actor, reply) -> bool:
    """Whoever has the reply before him: head, office or leader, by its stage."""
    holder = {
        "submitted": may_review_as_head,
        "reviewed": may_review_as_office,
        "checked": may_sign_off,
    }.get(reply.stage)
    return bool(holder and holder(actor, reply))


@permission("matters.sign_for_several")
def may_sign_for_several(actor, thing) -> bool:
    """Department heads have the bulk act; each assignment asks again for itself."""
    return actor.role == Role.DEPARTMENT_HEAD


@permission("matters.pass_several")
def may_pass_several(actor, thing) -> bool:
    """Department heads and the liaison office have the bulk act; each reply asks again for itself."""
    return actor.role in (Role.DEPARTMENT_HEAD, Role.LIAISON_OFFICE)


@permission("matters.sign_off_several")
def may_sign_off_several(actor, thing) -> bool:
    """Leaders in charge and the chief procurator have the bulk act; each reply asks again for itself."""
    return actor.role in (Role.LEADER, Role.CHIEF)


@permission("matters.keep_clock")
def may_keep_clock(actor, matter) -> bool:
    """The liaison office: it corresponds with the body that handed the matter over."""
    return may_hand_over(actor, matter)


@permission("matters.ask_extension")
def may_ask_extension(actor, matter) -> bool:
    """The liaison office, and whoever handles one of the matter's assignments."""
    return may_promise(actor, matter)


@permission("matters.attach")
def may_attach(actor, matter) -> bool:
    """The liaison office of the procuratorate, and whoever handles an assignment of the matter."""
    if is_clerk_at(actor, matter.office_id):
        return True
    return any(handles(actor, row) for row in matter.assignments.current())


@permission("matters.link")
def may_link(actor, matter) -> bool:
    """The liaison office of the procuratorate, and whoever handles an assignment of the matter."""
    return may_promise(actor, matter)
