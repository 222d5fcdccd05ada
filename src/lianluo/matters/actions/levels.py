"""Between levels: a lower procuratorate hands on what it was given; matters are filed upward for record (备案)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Post, Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.progress import advance
from lianluo.matters.levels import filed_with, hand_down_of, is_below
from lianluo.matters.models import Assignment, HandDown, Matter, RecordFiling
from lianluo.matters.workflow import ASSIGNMENT, MATTER
from lianluo.rules.queries import due
from lianluo.units.models import Unit


def clerks_of(office_id: int) -> list[User]:
    units = [office_id, *Unit.objects.filter(parent_id=office_id).values_list("pk", flat=True)]
    return holders_of(Role.LIAISON_OFFICE, units)


def handed_down(rows: list[Assignment], office: Unit) -> None:
    """Mark those of saved assignments that lower procuratorates have. What is set down is earlier than what is owed."""
    units = Unit.objects.in_bulk([row.department_id for row in rows])
    down = [row for row in rows if is_below(units[row.department_id], office)]
    for row in down:
        _check_limit(row.due_on, row.matter)
    HandDown.objects.bulk_create(HandDown(assignment=row, by_office=office) for row in down)


def _check_limit(due_on: date | None, matter: Matter) -> None:
    owed = matter.statutory_due_on
    if owed and (due_on is None or due_on >= owed):
        raise ValidationError(
            {"due_on": _("What is set down must lie before %(day)s, which is owed up.") % {"day": owed}}
        )


def place_inside(assignment: Assignment, handler: User) -> None:
    """In a lower procuratorate: the department that the named handler serves in sees the matter too."""
    row = hand_down_of(assignment)
    if row is None:
        return
    posts = Post.objects.held_on(clock.today()).filter(user=handler, unit__parent_id=assignment.department_id)
    post = posts.order_by("pk").first()
    row.inner_department_id = post.unit_id if post else None
    row.save(update_fields=["inner_department"])


def _follow(assignment: Assignment) -> None:
    advance(assignment.matter)


@act(ASSIGNMENT, "hand_on", then=_follow)
def hand_on(assignment, actor, *, to: Unit, due_on: date, measure: str = ""):
    """A lower procuratorate gives what it was handed down to one below it, with an earlier limit. It goes on seeing the
    matter; the one above still owes the reply."""
    holder = Unit.objects.get(pk=assignment.department_id)
    if not is_below(to, holder):
        raise ValidationError({"to": _("Choose a procuratorate below yours.")})
    if assignment.due_on and due_on >= assignment.due_on:
        raise ValidationError({"due_on": _("Set a day before %(day)s.") % {"day": assignment.due_on}})
    row = assignment.hand_down
    row.via, row.inner_department = holder, None
    row.save(update_fields=["via", "inner_department"])
    assignment.department, assignment.due_on, assignment.handler = to, due_on, None
    assignment.signed_for_at = assignment.signed_for_by = None
    assignment.measure = measure or assignment.measure
    assignment.handed_over_at, assignment.handed_over_by = clock.now(), actor.user
    assignment.sign_for_due_on = due("sign.for", clock.today()).due
    return Done(assignment, facts={"to": to.name}, tell=clerks_of(to.pk))


@act(MATTER, "file_for_record")
def file_for_record(matter, actor, *, on: date, note: str = ""):
    """What deputies of a higher congress raised is reported to the procuratorate of their level."""
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    above = filed_with(matter)
    made = RecordFiling.objects.create(
        matter=matter, to_office=above, filed_on=on, filed_by=actor.user, note=note
    )
    return Done(made, about=matter, facts={"to": above.name}, tell=clerks_of(above.pk))


@act(MATTER, "take_on_record")
def take_on_record(matter, actor):
    """The procuratorate above has it on record; the one below is told."""
    filing = matter.record_filing
    filing.acknowledged_on, filing.acknowledged_by = clock.today(), actor.user
    filing.save(update_fields=["acknowledged_on", "acknowledged_by"])
    return Done(filing, about=matter, tell=clerks_of(matter.office_id))
