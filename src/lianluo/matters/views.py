"""The list of matters and the page of one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation.lists import BulkAct, Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import DetailPage, PanelView
from lianluo.matters import permissions  # noqa: F401 registers
from lianluo.matters.buttons import QUIET, buttons_of
from lianluo.matters.clock_queries import clock_for
from lianluo.matters.course import course_of, stepper_of
from lianluo.matters.history import timeline_of
from lianluo.matters.levels import of_standing
from lianluo.matters.models import Matter, Referral
from lianluo.matters.procedures import procedure_of
from lianluo.matters.queries import (
    departments_of,
    groups_of,
    kin_of,
    listed_for,
    opinions_on,
    signed_by,
    signed_rows,
    with_words,
)  # fmt: skip
from lianluo.matters.sums import shown_of, sums_of, sums_of_assignment
from lianluo.matters.tables import COLUMNS, SOON, clock_of
from lianluo.people.models import Organisation, Person

SHOWN = 2
STANDINGS = [
    ("handed_down", _("handed down")), ("filed", _("filed for record")), ("unfiled", _("filed, not taken on record yet")),
]  # fmt: skip


class MatterList(ListPage):
    title = _("Suggestions and proposals")
    counted = _("Matters: %(total)s")
    export_name = _("Suggestions and proposals")
    default_order = "due_on"
    columns = COLUMNS
    filters = [
        Filter("q", _("Number, title or signatory"), kind="words", apply=with_words),
        Filter("kind", _("Kind"), choices=Matter.Kind.choices, apply="kind"),
        Filter("stage", _("Stage"), choices=Matter.Stage.choices, apply="stage"),
        Filter("group", _("Delegation or sector"), choices=groups_of, apply="lead_group"),
        Filter("department", _("Department"), choices=departments_of, apply="department_id"),
        Filter("due", _("Due"), kind="days", apply="due_on"),
        Filter("levels", _("Between levels"), choices=STANDINGS, apply=of_standing),
    ]
    tabs = [
        Tab("open", _("In hand"), lambda rows: rows.open()),
        Tab("overdue", _("Overdue"), lambda rows: rows.overdue()),
        Tab("soon", _("Due within 7 days"), lambda rows: rows.due_within(SOON)),
        Tab("replied", _("To be closed"), lambda rows: rows.filter(stage=Matter.Stage.REPLIED)),
        Tab("all", _("All")),
    ]
    bulk_acts = [
        BulkAct(
            "close",
            pgettext_lazy("step", "Close"),
            "matters:close_many",
            "circle-check",
            "matters.close_many",
        )
    ]
    empty = Empty("file-text", _("Suggestions and proposals stand here once a list has been imported."))

    def get_acts(self, actor) -> list[dict]:
        if not actor.can("matters.register", actor.organ):
            return []
        return [{"label": _("Register a matter"), "url": reverse("matters:register"), "icon": "plus"}]

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return listed_for(actor)


class MatterPage(DetailPage):
    slot = "matters.matter"
    template_name = "matters/matter.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related(
            "department",
            "handler",
            "session__term",
            "office",
            "registration__ground",
            "meeting",
            "particulars",
            "record_filing__to_office",
        )

    def get_context(self, actor, matter) -> dict:
        signed = list(signed_rows(matter))
        state, words = clock_of(matter)
        seen = {
            row.pk
            for model in {type(row.proposer) for row in signed}
            for row in matter.signatories.filter(**{f"{model.FIELD}__in": model.objects.visible_to(actor)})
        }
        course, found = course_of(matter), clock_for(matter)
        buttons = buttons_of(course, actor)
        shown = [button for button in buttons if button["name"] not in QUIET][:SHOWN]
        return {
            "signatories": [(row, row.pk in seen) for row in signed],
            "clock_state": state,
            "clock_words": words,
            "sums": sums_of(found),
            "clocks": shown_of(found),
            "standing": found.standing if found else (),
            "steps": stepper_of(course),
            "assignments": [
                (row, course.replies.get(row.pk), sums_of_assignment(found, row.pk))
                for row in course.assignments
            ],
            "shown": shown,
            "more": [button for button in buttons if button not in shown],
            "opinions": opinions_on(matter),
            **_by_kind(actor, matter),
        }


def _by_kind(actor, matter) -> dict:
    """What only some kinds have, and the matters it is tied to, those linked that the actor may see."""
    kin = kin_of(matter)
    tied = [
        row.became_id if row == kin["departure"] else row.matter_id
        for row in (kin["departure"], kin["came_from"])
        if row
    ]
    seen = Matter.objects.visible_to(actor).in_bulk([pk for pk in tied if pk]) if tied else {}
    case = (
        Referral.objects.visible_to(actor).filter(pk__in=[pk for pk in tied if pk]).first() if tied else None
    )
    return {
        "kin": kin, "procedure": procedure_of(matter.kind), "answers": matter.answers.order_by("round"),
        "became": seen.get(kin["departure"].became_id, case and case.matter) if kin["departure"] else None,
        "came_from": seen.get(kin["came_from"].matter_id) if kin["came_from"] else None,
        "registration": getattr(matter, "registration", None), "meeting": getattr(matter, "meeting", None),
        "particulars": getattr(matter, "particulars", None), "filing": getattr(matter, "record_filing", None),
    }  # fmt: skip


class MatterHistory(PanelView):
    title = _("History")
    template_name = "matters/history.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related("registered_by", "office")

    def get_context(self, actor, matter) -> dict:
        return {"entries": timeline_of(matter)}


class MattersOfPerson(PanelView):
    title = _("Suggestions and proposals")
    template_name = "matters/of_person.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, proposer) -> dict:
        return {"rows": [(matter, *clock_of(matter)) for matter in signed_by(actor, proposer)[:200]]}


class MattersOfOrganisation(MattersOfPerson):
    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Organisation.objects.visible_to(actor)
