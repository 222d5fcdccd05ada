"""What departments have in hand, and the head's signature on several at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation.lists import BulkAct, Column, Empty, Filter, ListPage, Tab, day, link
from lianluo.foundation.pages import BulkActView
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.assignment_forms import SignForForm
from lianluo.matters.models import Assignment, Matter
from lianluo.matters.queries import assignments_for, departments_of, handlers_in, with_words_of_assignment

S = Assignment.Stage
COLUMNS = [
    Column("number", _("Number"), lambda r: r.matter.label, sort="matter__outside_number", width=100, css="nowrap"),
    Column("title", _("Title"), lambda r: link(r.matter.title, r.matter.get_absolute_url()), css="title",
           export=lambda r: r.matter.title),
    Column("lead", _("Lead signatory"), lambda r: r.matter.lead_name, width=100, css="nowrap"),
    Column("department", _("Department"), lambda r: r.department.label,
           sort=("department__position", "department__name"), width=110, css="nowrap"),
    Column("role", _("Handling mode"), choices=Matter.Mode.choices, sort="role", width=80, css="nowrap"),
    Column("handler", _("Handler"), lambda r: r.handler.name if r.handler else "—", width=90, css="nowrap"),
    Column("stage", _("Stage"), choices=S.choices, sort="stage", width=90, css="nowrap"),
    Column("sign_for_due_on", _("Sign for by"), lambda r: day(r.sign_for_due_on), sort="sign_for_due_on", width=100,
           css="nowrap", export=lambda r: r.sign_for_due_on),
    Column("due_on", _("Due"), lambda r: day(r.due_on), sort="due_on", width=100, css="nowrap",
           export=lambda r: r.due_on),
]  # fmt: skip


class AssignmentList(ListPage):
    title = _("Assignments")
    counted = _("Assignments: %(total)s")
    export_name = _("Assignments")
    default_order = "due_on"
    columns = COLUMNS
    breadcrumbs = [(_("Suggestions and proposals"), "matters:list")]
    filters = [
        Filter("q", _("Number, title or signatory"), kind="words", apply=with_words_of_assignment),
        Filter("stage", _("Stage"), choices=S.choices, apply="stage"),
        Filter("role", _("Handling mode"), choices=Matter.Mode.choices, apply="role"),
        Filter("department", _("Department"), choices=departments_of, apply="department_id"),
    ]
    tabs = [
        Tab("waiting", _("To sign for"), lambda rows: rows.filter(stage=S.HANDED_OVER)),
        Tab(
            "mine",
            _("Handled by me"),
            lambda rows, actor: rows.filter(handler=actor.user, stage=S.SIGNED_FOR),
        ),
        Tab("open", _("In hand"), lambda rows: rows.exclude(stage__in=(S.FULFILLED, S.SENT_BACK))),
        Tab("returns", _("Return asked for"), lambda rows: rows.filter(stage=S.RETURN_ASKED)),
        Tab("all", _("All")),
    ]
    bulk_acts = [
        BulkAct(
            "sign_for", _("Sign for"), "matters:assignments_sign_for", "checkbox", "matters.sign_for_several"
        ),
    ]
    empty = Empty("checkbox", _("Matters stand here once a plan has been published or one is handed over."))

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return assignments_for(actor)


class SigningForSeveral(BulkActView):
    """The same handler for all that were picked; who has signed for one already is told so."""

    title = _("Sign for")
    form_class = SignForForm
    list_page, list_url_name = AssignmentList, "matters:assignments"

    def get_object(self, actor):
        require(actor, "matters.sign_for_several")
        return super().get_object(actor)

    def get_form_kwargs(self, actor, thing) -> dict:
        return {"handlers": handlers_in(actor.unit)}

    def act_on(self, actor, row, data):
        assignments.sign_for(row, actor, handler=data["handler"])
