"""Visits: the list, one of them, planning and recording."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.documents.queries import attachments_of
from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import ActView, DetailPage, PanelView
from lianluo.liaison import forms, tables
from lianluo.liaison.actions import visit as acts
from lianluo.liaison.buttons import buttons_of
from lianluo.liaison.models import Duty, Visit, VisitNote
from lianluo.liaison.queries import listed
from lianluo.liaison.remark_queries import contacts_to_show, evidence_of, remarks_of
from lianluo.liaison.workflow import VISIT
from lianluo.people.models import Person

S = Visit.Stage


class VisitList(ListPage):
    title = _("Visits and contacts")
    export_name = _("Visits and contacts")
    default_order = "-day"
    columns = tables.VISIT_COLUMNS
    filters = [
        Filter("person", _("Deputy"), kind="pick", pick="people:pick", apply="met__person",
               chosen=lambda actor: Person.objects.visible_to(actor)),
        Filter("form", _("Way of contact"), choices=Visit.Form.choices, apply="form"),
        Filter("on", _("Date"), kind="days", apply="on"),
        Filter("officer", _("Liaison officer"), kind="pick", pick="accounts:pick", apply="officer",
               chosen=lambda actor: User.objects.visible_to(actor)),
        Filter("planned", _("Planned for"), kind="days", apply="planned_on"),
        Filter("due", _("Follow-up due"), kind="days", apply="follow_up_due_on"),
        Filter("follow_up_by", _("Who does it"), kind="pick", pick="accounts:pick", apply="follow_up_by",
               chosen=lambda actor: User.objects.visible_to(actor)),
        *tables.OF_HOUSES,
    ]  # fmt: skip
    tabs = [
        Tab("all", _("All")),
        Tab("planned", _("Planned"), lambda rows: rows.planned()),
        Tab("overdue", _("Planned and past"), lambda rows: rows.overdue()),
        Tab("recorded", _("To be approved"), lambda rows: rows.filter(stage=S.RECORDED)),
        Tab("returned", pgettext_lazy("visit", "Sent back"), lambda rows: rows.filter(stage=S.RETURNED)),
        Tab("to_do", _("Left to do"), lambda rows: rows.left_to_do()),
        Tab("approved", _("Approved"), lambda rows: rows.filter(stage=S.APPROVED)),
    ]
    empty = Empty(
        "walk",
        _("Visits stand here once they are planned or recorded."),
        _("Record a visit"),
        "liaison:phone_record",
    )

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return listed(actor)

    def get_acts(self, actor):
        return [
            {"label": _("Plan a visit"), "url": reverse("liaison:planning"), "icon": "calendar-plus", "allowed": True},
            {"label": _("Record a visit"), "url": reverse("liaison:phone_record"), "icon": "pencil", "primary": True,
             "allowed": True},
        ]  # fmt: skip


class VisitPage(DetailPage):
    template_name = "liaison/visit.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return listed(actor).select_related(
            "officer", "unit", "office", "proxy_for", "follow_up_by", "approved_by"
        )

    def get_context(self, actor, visit) -> dict:
        shown, more = buttons_of(visit, actor)
        seen = set(Person.objects.visible_to(actor).filter(met__visit=visit).values_list("pk", flat=True))
        counted = set(visit.counted.filter(office=visit.office_id).values_list("person_id", flat=True))
        return {
            "shown": shown, "more": more, "tone": tables.TONES[visit.stage],
            "met": [(row, row.person_id in seen, row.person_id in counted) for row in visit.met.all()],
            "companions": visit.companions.select_related("office"), "photos": attachments_of(visit),
            "remarks": remarks_of(actor, visit), "evidence": evidence_of(actor, visit),
            "may_show": bool(contacts_to_show(actor, visit)), "may_photograph": actor.can("liaison.write", visit),
            "notes": VisitNote.objects.visible_to(actor).filter(visit=visit).select_related("person"),
            "is_late": visit.follow_up_due_on is not None and visit.follow_up_due_on < clock.today(),
        }  # fmt: skip


class VisitsOf(PanelView):
    """The contacts with one person, the newest first."""

    title = _("Visits and contacts")
    template_name = "liaison/of_person.html"

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor)

    def get_context(self, actor, person) -> dict:
        rows = listed(actor).filter(met__person=person).order_by("-day_of", "-pk")
        return {
            "visits": rows[:50],
            "duty": Duty.objects.visible_to(actor).filter(person=person).order_by("-year")[:3],
        }


class _New(ActView):
    crumb = _("Visits and contacts")

    def get_object(self, actor):
        require(actor, "liaison.visit", actor.organ)
        return

    def get_initial(self, actor, thing) -> dict:
        wanted = self.request.GET.get("person", "")
        is_key = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
        chosen = Person.objects.visible_to(actor).filter(pk=wanted if is_key else 0)
        return {"officer": actor.user, "persons": list(chosen), "form": Visit.Form.DOOR}

    def get_success_url(self, visit):
        return visit.get_absolute_url()

    def get_cancel_url(self):
        return reverse("liaison:list")

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form


class Planning(_New):
    title, form_class, done = _("Plan a visit"), forms.PlanForm, _("The visit is planned; who goes is told.")

    def act(self, actor, thing, data):
        return acts.plan(
            actor, actor.organ, party=self.form.party, facts=self.form.facts, is_known=data["is_known"]
        )


class VisitStep(ActView):
    """A step of one visit; who may not take it finds no page."""

    step = ""

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Visit.objects.visible_to(actor)

    def get_object(self, actor):
        visit = super().get_object(actor)
        require(actor, VISIT.step(self.step).permission, visit)
        return visit

    def get_success_url(self, result):
        return self.thing.get_absolute_url()


class _WithParty(VisitStep):
    def get_initial(self, actor, visit) -> dict:
        same = {
            name: getattr(visit, name)
            for name in (*acts.PLAN, *acts.RECORD, "officer", "proxy_for", "proxy_reason")
        }
        return {
            **same, "on": visit.on or visit.planned_on,
            "persons": [row.person_id for row in visit.met.order_by("pk")],
            "colleagues": [row.user_id for row in visit.companions.all() if row.user_id],
        }  # fmt: skip

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form


class Replan(_WithParty):
    step, title, form_class, done = "replan", _("Change the plan"), forms.PlanForm, _("The plan is changed.")

    def act(self, actor, visit, data):
        return acts.replan(
            visit, actor, party=self.form.party, facts=self.form.facts, is_known=data["is_known"]
        )


class Approve(VisitStep):
    step, title, done = "approve", _("Approve"), _("The visit is approved.")
    consequence = _("It counts towards the duty where its way, the officer and the rule let it.")

    def act(self, actor, visit, data):
        return acts.approve(visit, actor)


class _WithReason(VisitStep):
    form_class = forms.ReasonForm

    def act(self, actor, visit, data):
        return self.acted(visit, actor, **data)


class CallOff(_WithReason):
    step, title, danger, done = "call_off", _("Call off"), True, _("The visit is called off.")
    acted = staticmethod(acts.call_off)


class Return(_WithReason):
    step, title, done = "return", _("Return for correction"), _("The visit is returned to the officer.")
    acted = staticmethod(acts.send_back)


class Reopen(_WithReason):
    step, title, danger = "reopen", _("Take out of the count"), True
    consequence = _("The visit no longer counts until it is recorded and approved again.")
    done = _("The visit is taken out of the count and returned to the officer.")
    acted = staticmethod(acts.reopen)


class FollowUp(VisitStep):
    step, title, form_class, done = (
        "follow_up",
        _("Follow-up done"),
        forms.FollowUpForm,
        _("The follow-up is done."),
    )

    def get_initial(self, actor, visit):
        return {"on": clock.today()}

    def act(self, actor, visit, data):
        return acts.follow_up(visit, actor, **data)
