"""What was said on visits: noted, registered, answered; photographs; the visit as a contact at a gate."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.documents.actions.files import withdraw_attachment
from lianluo.documents.queries import attachments_of
from lianluo.foundation.lists import BulkAct, Column, Empty, Filter, ListPage, Tab, day
from lianluo.foundation.pages import ActView, BulkActView
from lianluo.liaison import remark_forms as forms
from lianluo.liaison.actions import evidence as shows
from lianluo.liaison.actions import remark as remarks
from lianluo.liaison.models import Remark
from lianluo.liaison.models.remark import CASE
from lianluo.liaison.remark_queries import contacts_to_show
from lianluo.liaison.views import VisitStep
from lianluo.matters.queries import next_gate


class NoteRemark(VisitStep):
    step, title, form_class, done = (
        "remark",
        _("Note what a deputy said"),
        forms.RemarkForm,
        _("It is noted."),
    )

    def get_form_kwargs(self, actor, visit):
        return {"visit": visit}

    def act(self, actor, visit, data):
        return remarks.note(visit, actor, **data)


class AddPhotos(VisitStep):
    step, title, form_class, done = (
        "photograph",
        _("Add photographs"),
        forms.PhotosForm,
        _("The photographs are kept."),
    )

    def act(self, actor, visit, data):
        return shows.add_photos(visit, actor, **data)


class WithdrawPhoto(VisitStep):
    step, title, danger = "photograph", _("Take the photograph out"), True
    consequence = _("It no longer stands here; the file itself and this act stay in the records.")

    def act(self, actor, visit, data):
        found = [row for row in attachments_of(visit) if row.pk == self.kwargs["file"]]
        if not found:
            raise Http404
        withdraw_attachment(actor, found[0])


class Evidence(VisitStep):
    """Whoever handles a matter of somebody who was met counts the visit as the contact at a gate."""

    title, form_class = _("Count as a contact"), forms.EvidenceForm
    consequence = _("The contact stands at the gate of the matter, with this visit as its evidence.")
    done = _("The visit stands as the contact.")

    def get_object(self, actor):
        visit = super(VisitStep, self).get_object(actor)
        self.rows = contacts_to_show(actor, visit)
        if not self.rows:
            raise Http404
        return visit

    def get_form_kwargs(self, actor, visit):
        return {"rows": self.rows}

    def get_initial(self, actor, visit):
        asked = self.request.GET.get("of", "")
        row = next((row for row, _persons in self.rows if str(row.pk) == asked), self.rows[0][0])
        return {"assignment": str(row.pk), "gate": next_gate(row.matter)}

    def act(self, actor, visit, data):
        row, persons = self.form.rows[data["assignment"]]
        return shows.count_as_contact(actor, visit, assignment=row, gate=data["gate"], persons=persons)

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form


class RemarkList(ListPage):
    title = _("What was said on visits")
    export_name = _("What was said on visits")
    default_order = "on"
    columns = [
        Column("on", _("Date"), lambda row: day(row.visit.on), sort="visit__on", export=lambda row: row.visit.on,
               css="nowrap", link=lambda row: row.visit.get_absolute_url()),
        Column("person", _("Deputy"), lambda row: row.person.name, sort="person__sort_key"),
        Column("words", _("In the officer's words"), "words", css="title",
               link=lambda row: reverse("liaison:remark_register", args=[row.pk]) if not row.settled_at else ""),
        Column("kind", pgettext_lazy("remark", "Becomes"), lambda row: row.get_kind_display(), sort="kind", css="nowrap"),
        Column("officer", _("Liaison officer"), lambda row: row.visit.officer.name, sort="visit__officer__name"),
        Column("answer", _("Why it becomes no matter"), "answer", shown=False),
    ]  # fmt: skip
    filters = [
        Filter("kind", pgettext_lazy("remark", "Becomes"), choices=lambda actor: forms.kinds(), apply="kind"),
        Filter("on", _("Date"), kind="days", apply="visit__on"),
    ]
    tabs = [
        Tab("waiting", _("To be registered"), lambda rows: rows.waiting()),
        Tab("registered", _("Registered"), lambda rows: rows.exclude(matter=None)),
        Tab("dismissed", _("Became no matter"), lambda rows: rows.exclude(answer="")),
        Tab("all", _("All"), lambda rows: rows.exclude(kind="")),
    ]
    bulk_acts = [
        BulkAct(
            "register",
            _("Register"),
            "liaison:register_remarks",
            icon="circle-plus",
            permission="liaison.settle_many",
        )
    ]
    empty = Empty(
        "message-2", _("What deputies say on visits stands here until it is registered as a matter.")
    )

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Remark.objects.visible_to(actor).select_related("visit__officer", "person")


class RegisterRemarks(BulkActView):
    """In one go, each with the kind the officer gave it and its first sentence as title; cases need a name of their own."""

    title, list_page, list_url_name = _("Register"), RemarkList, "liaison:remarks"
    consequence = _(
        "Each becomes a matter of its deputy, with the day of the visit as the day it was handed over."
    )

    def act_on(self, actor, remark, data):
        remarks.register(actor, remark)


class _OfRemark(ActView):
    crumb = _("What was said on visits")
    template_name = "liaison/remark.html"

    def get_queryset(self, actor):
        return Remark.objects.visible_to(actor).select_related("visit__office", "visit__officer", "person")

    def get_object(self, actor):
        remark = super().get_object(actor)
        require(actor, "liaison.settle", remark)
        return remark

    def get_success_url(self, result):
        return self.thing.visit.get_absolute_url()

    def get_cancel_url(self):
        return self.thing.visit.get_absolute_url()


class Register(_OfRemark):
    title, form_class, done = (
        _("Register as a matter"),
        forms.RegisterForm,
        _("Registered. It waits to be handed over."),
    )
    button = _("Register")

    def get_form_kwargs(self, actor, remark):
        return {"kind": remark.kind}

    def get_initial(self, actor, remark):
        return {"kind": remark.kind or Remark.KINDS[0]}

    def post(self, request, *args, **kwargs):
        """From the button beside the words: nothing to fill in, the officer's kind holds."""
        if "kind" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["kind"] = self.get_object(self.actor).kind
        return super().post(request, *args, **kwargs)

    def act(self, actor, remark, data):
        return remarks.register(actor, remark, **data)

    def get_context(self, actor, remark):
        return {"is_case": remark.kind == CASE}


class Dismiss(_OfRemark):
    title, form_class, done = _("Becomes no matter"), forms.DismissForm, _("The officer is told why.")

    def act(self, actor, remark, data):
        return remarks.dismiss(actor, remark, **data)
