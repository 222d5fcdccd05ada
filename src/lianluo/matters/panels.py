"""What matters adds to pages and to the side bar."""

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.documents.holders import hold
from lianluo.documents.queries import attachments_of
from lianluo.foundation import navigation, panels
from lianluo.foundation.navigation import WORK, NavItem
from lianluo.matters.models import Assignment, Feedback, Matter
from lianluo.matters.plan_queries import waiting_plans
from lianluo.matters.procedures import procedure_of
from lianluo.matters.queries import (
    assignments_for,
    linked_works_of,
    replies_for,
    replies_waiting_for,
    signed_by,
)  # fmt: skip
from lianluo.people.navigation import WORKING

PLANNING = frozenset({Role.LIAISON_OFFICE, Role.LEADER, Role.CHIEF})


def _contacts(actor, matter) -> int:
    return matter.contacts.count()


def _files(actor, matter) -> int:
    return len(attachments_of(matter))


def _feedback(actor, matter) -> int:
    return matter.feedbacks.count()


def _commitments(actor, matter) -> int:
    return matter.commitments.count()


def _linked(actor, matter) -> int:
    return linked_works_of(matter).count()


def _has_gates(actor, matter) -> bool:
    """A kind without the gates shows the tab only where something was entered all the same."""
    return bool(procedure_of(matter.kind).gates) or matter.contacts.exists()


def _asks_feedback(actor, matter) -> bool:
    return procedure_of(matter.kind).asks_feedback or matter.feedbacks.exists()


def _owes_reply(actor, matter) -> bool:
    return procedure_of(matter.kind).owes_reply or matter.commitments.exists()


MATTER_PANELS = (
    panels.Panel("contacts", _("Contacts"), "matters:contacts", _contacts, 10, _has_gates),
    panels.Panel("feedback", _("Feedback"), "matters:feedback", _feedback, 30, _asks_feedback),
    panels.Panel("commitments", _("Commitments"), "matters:commitments", _commitments, 40, _owes_reply),
    panels.Panel("linked_works", _("Linked work"), "matters:linked_works", _linked, order=48),
    panels.Panel("clock", _("Deadlines"), "matters:clock", order=45),
    panels.Panel("files", _("Attachments"), "matters:files", _files, order=50),
    panels.Panel("history", _("History"), "matters:history", order=90),
)


def register() -> None:
    panels.declare_slot("matters.matter")
    hold(
        Matter._meta.label,
        find=lambda actor, pk: Matter.objects.visible_to(actor).filter(pk=pk).first(),
        may_attach=lambda actor, matter: actor.can("matters.attach", matter),
    )
    hold(
        Feedback._meta.label,
        find=lambda actor, pk: Feedback.objects.visible_to(actor).filter(pk=pk).first(),
        may_attach=lambda actor, feedback: actor.can("matters.record_feedback", feedback.matter),
    )
    for panel in MATTER_PANELS:
        panels.register_panel("matters.matter", panel)
    for slot, url in (
        ("people.person", "matters:of_person"),
        ("people.organisation", "matters:of_organisation"),
    ):
        panels.register_panel(
            slot, panels.Panel("matters", _("Suggestions and proposals"), url, _count_of, order=20)
        )
    navigation.register(
        NavItem(
            "matters",
            _("Suggestions and proposals"),
            "matters:list",
            "file-text",
            WORK,
            10,
            WORKING,
            _overdue,
        )
    )
    navigation.register(
        NavItem(
            "assignments", _("Assignments"), "matters:assignments", "checkbox", WORK, 11, WORKING, _waiting
        )
    )
    navigation.register(
        NavItem("plans", _("Breakdown plans"), "matters:plans", "sitemap", WORK, 12, PLANNING, waiting_plans)
    )
    navigation.register(
        NavItem(
            "replies", _("Replies"), "matters:replies", "file-check", WORK, 14, WORKING,
            lambda actor: replies_waiting_for(replies_for(actor), actor),
        )
    )  # fmt: skip


def _count_of(actor, proposer) -> int:
    return signed_by(actor, proposer).count()


def _waiting(actor):
    """For a department: what it has not signed for; the office watches over all."""
    return assignments_for(actor).filter(stage=Assignment.Stage.HANDED_OVER)


def _overdue(actor):
    return Matter.objects.visible_to(actor).overdue()
