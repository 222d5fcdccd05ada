"""The list of replies, by whom they wait for, and the leader's signature on several of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation.lists import BulkAct, Column, Empty, Filter, ListPage, Tab, day, link
from lianluo.foundation.pages import BulkActView
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Reply
from lianluo.matters.queries import departments_of, replies_for, replies_waiting_for, with_words_of_matter
from lianluo.matters.reply_forms import CommentForm

COLUMNS = [
    Column("number", _("Number"), lambda r: r.matter.label, sort="assignment__matter__outside_number", width=100,
           css="nowrap"),
    Column("title", _("Title"), lambda r: link(r.matter.title, r.get_absolute_url()), css="title",
           export=lambda r: r.matter.title),
    Column("lead", _("Lead signatory"), lambda r: r.matter.lead_name, width=100, css="nowrap"),
    Column("department", _("Department"), lambda r: r.assignment.department.label,
           sort=("assignment__department__position", "assignment__department__name"), width=120),
    Column("class", _("Result class"), lambda r: r.result_class.code if r.result_class else "—", width=90),
    Column("version", _("Version"), lambda r: str(r.version), width=60, align="end"),
    Column("stage", _("Stage"), lambda r: r.get_stage_display(), sort="stage", width=130, css="nowrap"),
    Column("due_on", _("Due"), lambda r: day(r.matter.due_on, r.matter.due_is_provisional),
           sort="assignment__matter__due_on", width=100, css="nowrap", export=lambda r: r.matter.due_on),
]  # fmt: skip


class ReplyList(ListPage):
    title = _("Replies")
    counted = _("Replies: %(total)s")
    export_name = _("Replies")
    default_order = "due_on"
    columns = COLUMNS
    breadcrumbs = [(_("Suggestions and proposals"), "matters:list")]
    filters = [
        Filter("q", _("Number, title or signatory"), kind="words", apply=with_words_of_matter),
        Filter("stage", _("Stage"), choices=Reply.Stage.choices, apply="stage"),
        Filter("department", _("Department"), choices=departments_of, apply="assignment__department_id"),
    ]
    tabs = [
        Tab("mine", _("Waiting for me"), replies_waiting_for),
        Tab("open", _("In hand"), lambda rows: rows.exclude(stage=Reply.Stage.SIGNED_OFF)),
        Tab("all", _("All")),
    ]
    bulk_acts = [
        BulkAct("pass", _("Pass"), "matters:replies_pass", "check", "matters.pass_several"),
        BulkAct(
            "sign_off", _("Sign off"), "matters:replies_sign_off", "writing-sign", "matters.sign_off_several"
        ),
    ]
    empty = Empty("file-check", _("Replies appear here once a handler has begun a draft."))

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return replies_for(actor)


class PassingSeveral(BulkActView):
    """Each reply goes on by the step of whoever picked it: head or liaison office."""

    title = _("Pass")
    form_class = CommentForm
    list_page, list_url_name = ReplyList, "matters:replies"
    consequence = _("Each reply goes on to whoever reviews it next; read it first.")

    def get_object(self, actor):
        require(actor, "matters.pass_several")
        return super().get_object(actor)

    def act_on(self, actor, reply, data):
        replies.pass_on(reply, actor, **data)


class SigningOffSeveral(BulkActView):
    title = _("Sign off")
    form_class = CommentForm
    list_page, list_url_name = ReplyList, "matters:replies"
    consequence = _("The reply becomes final and goes into the letter to each signatory.")

    def get_object(self, actor):
        require(actor, "matters.sign_off_several")
        return super().get_object(actor)

    def act_on(self, actor, reply, data):
        replies.sign_off(reply, actor, **data)
