"""Next acts in the handling of matters: what waits for the clerk, the head, the handler, the leader.

A queue is a queryset of what waits and a sentence for one row of it. Pages that the product does not have yet are
replaced by the page of the matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Min, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext_lazy as _p

from lianluo.accounts.models import Role
from lianluo.correspondence.models import Letter
from lianluo.desk import holiday_tables, queries
from lianluo.foundation import waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.matters.models import Assignment, BreakdownPlan, Matter, Reply

CLERK, HEAD, HANDLER = (Role.LIAISON_OFFICE,), (Role.DEPARTMENT_HEAD,), (Role.HANDLER, Role.DEPARTMENT_HEAD)
LEADERS = (Role.LEADER, Role.CHIEF)


def address(name: str, *args, otherwise: str = "", query: str = "") -> str:
    """The page of that name, or `otherwise` where the product has none."""
    try:
        return reverse(name, args=args) + query
    except NoReverseMatch:
        return otherwise


def _listed(place: str) -> str:
    """The address of "room:page" or "room:page?query"; "" for none."""
    name, mark, query = place.partition("?")
    return address(name, query=mark + query) if name else ""


def _of_matter(verb, matter: Matter, url: str = "", due_on=None, note: str = "", button="") -> NextAct:
    signer = f"{matter.lead_name}（{matter.lead_group}）" if matter.lead_group else matter.lead_name
    return NextAct(
        verb,
        str(matter),
        url or matter.get_absolute_url(),
        note or signer,
        due_on or matter.due_on,
        button or verb,
    )


def _of_assignment(verb, page: str = "", note: Callable | None = None) -> Callable[[Assignment], NextAct]:
    """The line of an assignment; the act has the page `matters:<page>` of the assignment, where there is one."""

    def line(row: Assignment) -> NextAct:
        url = address(f"matters:{page}", row.pk) if page else ""
        due_on = row.sign_for_due_on if row.stage == Assignment.Stage.HANDED_OVER else row.due_on
        return _of_matter(verb, row.matter, url, due_on, note(row) if note else "")

    return line


def _of_reply(verb, note: Callable | None = None) -> Callable[[Reply], NextAct]:
    def line(reply: Reply) -> NextAct:
        matter = reply.assignment.matter
        said = note(reply) if note else reply.assignment.department.label
        return _of_matter(verb, matter, reply.get_absolute_url(), reply.assignment.due_on, said)

    return line


def _of_plan(verb) -> Callable[[BreakdownPlan], NextAct]:
    def line(plan: BreakdownPlan) -> NextAct:
        open_ones = getattr(plan, "unsettled", 0)
        note = ngettext("%(n)d matter to settle", "%(n)d matters to settle", open_ones) % {"n": open_ones}
        return NextAct(verb, str(plan), plan.get_absolute_url(), note if open_ones else "", None, verb)

    return line


def _gathered(
    key, label, verb, rows_of, title_of: Callable[[int], str], place: str, order: int, due="", act=""
) -> Queue:
    """A queue of the clerk that shows one line for all its rows, since they are dealt with together.

    `act` is the page on which that is done, where it is another one than `place`, which shows the rows.
    """

    def rows(actor, limit: int) -> list[NextAct]:
        waiting_rows = rows_of(actor)
        count = bounded_count(waiting_rows)
        if not count:
            return []
        first = waiting_rows.aggregate(first=Min(due))["first"] if due else None
        button = verb if act else _p("next act", "Show")
        return [NextAct(verb, title_of(count), _listed(act or place), "", first, button)]

    return Queue(
        key, label, frozenset(CLERK), rows, lambda actor: bounded_count(rows_of(actor)),
        lambda actor: _listed(place), order,
    )  # fmt: skip


def _matters_in_no_plan(count: int) -> str:
    return ngettext("%(n)d matter in no plan yet", "%(n)d matters in no plan yet", count) % {"n": count}


def _matters_in_no_letter(count: int) -> str:
    return ngettext("%(n)d answered matter", "%(n)d answered matters", count) % {"n": count}


def _letters(count: int) -> str:
    return ngettext("%(n)d letter of reply", "%(n)d letters of reply", count) % {"n": count}


def _letter_queues() -> list[Queue]:
    parts = (
        ("uncomposed", _("Letters to compose"), _p("next act", "Compose the letters"), queries.uncomposed,
         _matters_in_no_letter, "correspondence:list", 18),
        ("unnumbered", _("Letters to number"), _p("next act", "Number"), queries.letters_to_number, _letters,
         "correspondence:list?tab=composed", 20),
        ("undispatched", _("Letters to dispatch"), _p("next act", "Dispatch"), queries.letters_to_dispatch,
         _letters, "correspondence:list?tab=numbered", 22),
    )  # fmt: skip
    returned = _queue(
        "sent_back", _("Letters returned by the post"), CLERK, queries.letters_returned, _sent_back,
        "correspondence:list?tab=returned", 24,
    )  # fmt: skip
    return [*(_gathered(*part) for part in parts), returned]


def _sent_back(letter: Letter) -> NextAct:
    """With the reason the post gave, which decides what is mended first."""
    verb = _p("next act", "Dispatch again")
    url = address("correspondence:resend", letter.pk)
    return NextAct(verb, str(letter), url, letter.returned_because or "", None, verb)


def _queue(
    key, label, roles, rows_of: Callable[..., QuerySet], line_of: Callable, url="", order=100
) -> Queue:
    def rows(actor, limit: int) -> Iterable[NextAct]:
        return [line_of(row) for row in rows_of(actor)[:limit]]

    return Queue(
        key, label, frozenset(roles), rows, lambda actor: bounded_count(rows_of(actor)), lambda actor: _listed(url),
        order, is_watch=key == "overdue",
    )  # fmt: skip


def _forms() -> Queue:
    """Forms that have not come back, by the day until which they are waited for."""

    def rows(actor, limit: int) -> list[NextAct]:
        days = queries.FormDays()
        return [
            _of_matter(_p("next act", "Enter feedback"), matter, due_on=days.of(matter))
            for matter in queries.feedback_to_enter(actor)[:limit]
        ]

    return Queue(
        "feedback", _("Feedback to enter"), frozenset(CLERK), rows,
        lambda actor: bounded_count(queries.feedback_to_enter(actor)),
        lambda actor: _listed("matters:list?tab=all&stage=replied"), 30,
    )  # fmt: skip


def _queues() -> list[Queue]:
    replies, unplanned = "matters:replies", "matters:list?tab=all&stage=registered"
    return [
        _queue("overdue", _("Overdue replies"), (*CLERK, *HEAD, *LEADERS), queries.overdue,
               lambda matter: _of_matter(_p("next act", "Urge"), matter, note=_where(matter),
                                         button=_p("next act", "Show")), "matters:list?tab=overdue", 5),
        _queue("plans", _("Plans to settle"), CLERK, queries.plans_to_settle,
               _of_plan(_p("next act", "Settle the plan")), "", 10),
        _gathered("unplanned", _("To be planned"), _p("next act", "Draw up a plan"), queries.unplanned,
                  _matters_in_no_plan, unplanned, 12, "due_on", "matters:draw_up_plan"),
        _queue("returns", _("Returns to decide"), CLERK, queries.returns,
               _of_assignment(_p("next act", "Decide on the return"), note=lambda row: row.return_reason), "", 14),
        _queue("checks", _("Replies to check"), CLERK, queries.replies_to_check,
               _of_reply(_p("next act", "Check the reply")), replies, 16),
        _forms(),
        _queue("sign_for", _("To sign for"), (*HEAD, *CLERK), queries.to_sign_for,
               _of_assignment(_p("next act", "Sign for"), "assignment_sign_for"), "matters:assignments", 10),
        _queue("reviews", _("Replies to review"), (*HEAD, *LEADERS), queries.replies_to_review,
               _of_reply(_p("next act", "Review the reply")), replies, 12),
        _queue("returned", _("Returned drafts"), HANDLER, queries.returned_drafts,
               _of_reply(_p("next act", "Redraft")), replies, 20),
        _queue("contacts_before", _("Contacts before handling"), HANDLER, queries.contacts_before,
               _of_assignment(_p("next act", "Contact before handling"), "assignment_record_contact"), "", 22),
        _queue("contacts_during", _("Contacts during handling"), HANDLER, queries.contacts_during,
               _of_assignment(_p("next act", "Contact during handling"), "assignment_record_contact"), "", 24),
        _queue("drafts", _("To draft"), HANDLER, queries.to_draft,
               _of_assignment(_p("next act", "Draft the reply"), "assignment_draft"), "", 26),
        _queue("unfinished", _("Drafts in hand"), HANDLER, queries.drafts_in_hand,
               _of_reply(_p("next act", "Finish the draft")), replies, 27),
        _queue("opinions", _("Opinions to give"), HANDLER, queries.opinions_to_give,
               _of_assignment(_p("next act", "Give opinion"), "assignment_give_opinion"), "", 28),
        _queue("visits", _("Return visits"), HANDLER, queries.return_visits,
               _of_assignment(_p("next act", "Return visit"), "assignment_record_contact"), "", 32),
        _queue("approvals", _("Plans to approve"), LEADERS, queries.plans_to_approve,
               _of_plan(_p("next act", "Approve the plan")), "", 10),
        _queue("signatures", _("Replies to sign"), LEADERS, queries.replies_to_sign,
               _of_reply(_p("next act", "Sign the reply")), replies, 12),
    ]  # fmt: skip


def _where(matter: Matter) -> str:
    return matter.department.label if matter.department else matter.get_stage_display()


def register() -> None:
    for queue in [*_queues(), *_letter_queues(), holiday_tables.QUEUE]:
        waiting.register(queue)
