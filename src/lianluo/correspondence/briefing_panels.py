"""What briefings add to the side bar, the desk, a person's page and the words of the journal."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role
from lianluo.correspondence import reports_due
from lianluo.correspondence.actions import followed
from lianluo.correspondence.briefing_queries import reports_due as days_due
from lianluo.correspondence.briefing_queries import with_counts
from lianluo.correspondence.briefings import Briefing, Reaction, Recipient
from lianluo.documents import holders
from lianluo.foundation import navigation, panels, waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.navigation import WORK, NavItem
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.journal import words

S = Briefing.Stage
CLERK = frozenset({Role.LIAISON_OFFICE})
LEADERS = frozenset({Role.LEADER, Role.CHIEF})


def register() -> None:
    reports_due.check_settings()
    followed.watch()
    panels.declare_slot("correspondence.briefing")
    panels.register_panel(
        "people.person",
        panels.Panel(
            "followed", _("Briefings and followed topics"), "correspondence:followed", _sent_to, 35, _sees
        ),
    )
    navigation.register(
        NavItem(
            "briefings", _("Briefings"), "correspondence:briefings", "news", WORK, 35, CLERK | LEADERS, _open
        )
    )
    for queue in QUEUES:
        waiting.register(queue)
    _name_acts()
    words.place(Briefing._meta.label, words.pages_of(Briefing))
    holders.hold(
        Briefing._meta.label, lambda actor, pk: Briefing.objects.visible_to(actor).filter(pk=pk).first(),
        lambda actor, briefing: actor.can("correspondence.draft_briefing", briefing),
    )  # fmt: skip


def _name_acts() -> None:
    words.name_acts({
        "briefing.draft": _("Drafted a briefing"), "briefing.add_picture": _("Added a picture"),
        "briefing.queue": _("Queued the e-mails of a briefing"), "briefing.send_again": _("Sent a briefing again"),
        "briefing.print_instead": _("Put a briefing on paper"), "briefing.record_posting": _("Recorded the posting"),
        "briefing.record_returns": _("Recorded returned mail"), "briefing.render": _("Made the PDF of a briefing"),
        "briefing.print": _("Printed copies of a briefing"), "briefing.labels": _("Printed labels of a briefing"),
        "briefing.open": _("Opened a briefing"), "briefing.react": _("Reacted to a briefing"),
        "briefing.register_reaction": _("Registered a reaction"), "briefing.dismiss_reaction": _("Answered a reaction"),
        "briefing.follow": _("Marked a topic to be followed"), "briefing.unfollow": _("Ended following a topic"),
    })  # fmt: skip


def _sees(actor, person) -> bool:
    return actor.can("correspondence.look_at_briefings")


def _sent_to(actor, person) -> int:
    return Recipient.objects.visible_to(actor).filter(person=person).count()


def _own(actor):
    return Briefing.objects.visible_to(actor).filter(office=actor.organ).defer("body")


def _open(actor):
    """What waits for whom: to be approved for leaders, to be sent for the clerk."""
    return _to_approve(actor) if actor.role in LEADERS else _own(actor).filter(stage=S.APPROVED)


def _to_approve(actor):
    rows = _own(actor).filter(stage=S.SUBMITTED)
    return (rows if actor.role == Role.CHIEF else rows.exclude(kind=Briefing.Kind.MAJOR)).order_by(
        "due_on", "pk"
    )


def _to_send(actor):
    return _own(actor).filter(stage=S.APPROVED).order_by("due_on", "pk")


def _with_failures(actor):
    """Those of which a copy failed, or waits to be printed."""
    rows = _own(actor).filter(stage__in=Briefing.OUT)
    stuck = Recipient.objects.visible_to(actor)
    wanted = stuck.failed().values("briefing").union(stuck.to_print().values("briefing"))
    return with_counts(rows.filter(pk__in=wanted)).order_by("sent_at", "pk")


def _reactions(actor):
    rows = Reaction.objects.visible_to(actor).waiting().filter(recipient__briefing__office=actor.organ)
    return rows.select_related("recipient__briefing").order_by("at", "pk")


def _of_briefing(verb):
    def line(row: Briefing) -> NextAct:
        return NextAct(verb, row.title, row.get_absolute_url(), str(row.get_kind_display()), row.due_on, verb)

    return line


def _failure(row: Briefing) -> NextAct:
    tab = "failed" if row.n_failed else "to_print"
    url = reverse("correspondence:briefing_recipients", args=[row.pk]) + f"?tab={tab}"
    note = _t("%(failed)s not delivered, %(paper)s to print") % {
        "failed": row.n_failed,
        "paper": row.n_to_print,
    }
    verb = pgettext_lazy("next act", "Deliver a briefing")
    return NextAct(verb, row.title, url, note, None, verb)


def _reaction(row: Reaction) -> NextAct:
    name = "register" if row.words else "dismiss"
    verb = pgettext_lazy("next act", "Deal with a reaction")
    url = reverse(f"correspondence:reaction_{name}", args=[row.pk])
    return NextAct(verb, str(row), url, row.recipient.briefing.title, None, verb)


def _undrafted(actor) -> list:
    """Reports that are late or due within a month and not sent, of an office that has begun to write them here."""
    if not _own(actor).exists():
        return []
    found = [each for each in days_due(actor.organ) if each.state in ("late", "soon")]
    return [each for each in found if each.briefing is None or each.briefing.stage == S.DRAFTED]


def _due_line(each) -> NextAct:
    verb = pgettext_lazy("next act", "Write a report that is due")
    url = each.briefing.get_absolute_url() if each.briefing else reverse("correspondence:briefing_calendar")
    return NextAct(verb, each.name, url, str(each.kind_label), each.on, verb)


def _queue(key: str, label, roles, rows_of, line, order: int, url: str) -> Queue:
    return Queue(
        key, label, roles, lambda actor, limit: [line(row) for row in rows_of(actor)[:limit]],
        lambda actor: bounded_count(rows_of(actor)), lambda actor: reverse(url), order,
    )  # fmt: skip


LIST = "correspondence:briefings"
QUEUES = (
    Queue("reports_due", _("Reports to deputies that are due"), CLERK,
          lambda actor, limit: [_due_line(each) for each in _undrafted(actor)[:limit]],
          lambda actor: len(_undrafted(actor)), lambda actor: reverse("correspondence:briefing_calendar"), 50),
    _queue("briefings_to_approve", _("Briefings to approve"), LEADERS, _to_approve,
           _of_briefing(pgettext_lazy("next act", "Approve a briefing")), 51, LIST),
    _queue("briefings_to_send", _("Briefings to send"), CLERK, _to_send,
           _of_briefing(pgettext_lazy("next act", "Send a briefing")), 52, LIST),
    _queue("briefings_stuck", _("Briefings not delivered"), CLERK, _with_failures, _failure, 53, LIST),
    _queue("reactions", _("Reactions to briefings"), CLERK, _reactions, _reaction, 54, "correspondence:reactions"),
)  # fmt: skip
