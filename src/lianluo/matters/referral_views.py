"""The list of referred cases, the page of one, its panels, the log of looks. Every page that shows content logs the look."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents.queries import attachments_of
from lianluo.foundation import exports
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import ActorRequired, DetailPage, PanelView
from lianluo.matters.actions.referral_access import log_look, log_looks
from lianluo.matters.history import entries_about
from lianluo.matters.intake_forms import FilesForm
from lianluo.matters.models import Referral, ReferralLook
from lianluo.matters.referral_course import buttons_of, next_of, stepper_of
from lianluo.matters.referral_queries import (
    about,
    extensions_of,
    ledger_of,
    listed_for,
    looks_of,
    sums_of,
    texts_of,
    with_everything,
)
from lianluo.matters.referral_tables import COLUMNS, LEDGER, LOOKS, clock_of, moment
from lianluo.matters.referral_workflow import guard_of
from lianluo.people.models import Person

SHOWN = 2
What = ReferralLook.What


def _with_words(rows, words: str):
    """By number; by the deputy's name only where the case may be opened."""
    return rows.filter(Q(number__icontains=words) | Q(may_open=True, person__name__icontains=words))


class ReferralList(ListPage):
    title = _("Referred cases")
    subtitle = _("Only who stands on a case's access list can open it.")
    export_name = _("Referred cases")
    counted = _("Matters: %(total)s")
    default_order = "-received_on"
    columns = COLUMNS
    filters = [
        Filter("q", _("Number or deputy"), kind="words", apply=_with_words),
        Filter("stage", _("Stage"), choices=Referral.Stage.choices, apply="stage"),
        Filter("received", _("Received on"), kind="days", apply="received_on"),
    ]
    tabs = [
        Tab("open", _("In hand"), lambda rows: rows.exclude(stage__in=Referral.FINAL)),
        Tab("mine", _("I may open"), lambda rows: rows.filter(may_open=True)),
        Tab("overdue", _("Overdue"), lambda rows: rows.overdue()),
        Tab("closed", _("Closed"), lambda rows: rows.filter(stage__in=("closed", "archived"))),
        Tab("all", _("All")),
    ]
    empty = Empty(
        "shield-lock", _("Cases that deputies and members refer stand here once they are registered.")
    )

    def get_acts(self, actor) -> list[dict]:
        found = [
            (_("Figures"), "reports:referrals", "chart-bar", actor.can("matters.referral_figures"), False),
            (_("Register as a workbook"), "matters:referral_ledger", "file-spreadsheet", True, False),
            (_("Register a referred case"), "matters:referral_register", "plus",
             actor.can("matters.referral_register", actor.organ), True),
        ]  # fmt: skip
        return [
            {"label": label, "url": reverse(name), "icon": icon, "allowed": True, "primary": primary}
            for label, name, icon, may, primary in found
            if may
        ]

    def get_queryset(self, actor):
        require(actor, "matters.referral_list")
        return listed_for(actor)


class OfCase(PanelView):
    """A panel of one case."""

    def get_queryset(self, actor):
        require(actor, "matters.referral_list")
        return Referral.objects.visible_to(actor).select_related("matter__office")


class ReferralPage(DetailPage):
    """The case, with the deputy's own words still covered."""

    slot = "matters.referral"
    template_name = "matters/referral.html"

    def get_queryset(self, actor):
        require(actor, "matters.referral_list")
        return with_everything(Referral.objects.visible_to(actor))

    def get_context(self, actor, case) -> dict:
        log_look(actor, case, what=What.PAGE)
        state, words = clock_of(case.stage, case.due_on)
        buttons = buttons_of(case, actor)
        return {
            "clock_state": state, "clock_words": words, "sums": sums_of(case), "steps": stepper_of(case),
            "next_act": next_of(case), "guard": guard_of(case), "shown": buttons[:SHOWN], "more": buttons[SHOWN:],
            "texts": texts_of(case).values(), "sees_person": Person.objects.visible_to(actor).filter(pk=case.person_id),
            "contacts": case.contacts.all(), "extensions": extensions_of(case), "notes": case.notes.all(),
        }  # fmt: skip


class Words(ActorRequired):
    """POST: the deputy's own words in place of the cover; the look is kept."""

    http_method_names = ["post"]

    def post(self, request, pk: int) -> HttpResponse:
        require(self.actor, "matters.referral_list")
        case = get_object_or_404(Referral.objects.visible_to(self.actor), pk=pk)
        log_look(self.actor, case, what=What.WORDS)
        answer = render(request, "matters/referral_words.html", {"thing": case})
        answer["Cache-Control"] = "no-store"
        return answer


class Access(OfCase):
    title = _("Who may see it")
    template_name = "matters/referral_access.html"

    def get_context(self, actor, case) -> dict:
        rows = case.access.select_related("user", "unit", "granted_by", "ended_by")
        return {"rows": rows, "may": actor.can("matters.referral_grant", case)}


class Files(OfCase):
    title = _("Attachments")
    template_name = "matters/referral_files.html"

    def get_context(self, actor, case) -> dict:
        may = actor.can("matters.referral_prepare", case)
        return {"files": attachments_of(case), "may": may, "form": FilesForm(actor=actor) if may else None}


class LooksAt(OfCase):
    title = _("Who looked")
    template_name = "matters/referral_looks.html"

    def get_context(self, actor, case) -> dict:
        rows = case.looks.select_related("user", "unit").order_by("-at", "-pk")[:200]
        return {"lines": [(moment(row), row) for row in rows]}


class History(OfCase):
    title = _("History")
    template_name = "matters/history.html"

    def get_context(self, actor, case) -> dict:
        return {"entries": entries_about(case)}


class OfPerson(PanelView):
    title = _("Referred cases")
    template_name = "matters/referrals_of_person.html"

    def get_queryset(self, actor):
        require(actor, "matters.referral_list")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, person) -> dict:
        return {"rows": [(row, *clock_of(row.stage, row.due_on)) for row in about(actor, person)[:100]]}


class LookList(ListPage):
    """All looks: for the audit administrator, who sees no case; for the liaison office of its own cases."""

    title = _("Looks into referred cases")
    export_name = _("Looks into referred cases")
    default_order = "-at"
    columns = LOOKS
    filters = [
        Filter("q", _("Who, or number"), kind="words",
               apply=lambda rows, words: rows.filter(Q(user__name__contains=words) | Q(referral__number__contains=words))),
        Filter("what", _("What"), choices=What.choices, apply="what"),
        Filter("day", _("Day"), kind="days", apply="at__date"),
    ]  # fmt: skip
    empty = Empty("eye", _("Nobody has looked into a referred case yet."))

    def get_queryset(self, actor):
        require(actor, "matters.referral_looks")
        return looks_of(actor)


class Ledger(ActorRequired):
    """The register with the office's own headings, of the cases the actor may open; each counts as looked at."""

    def get(self, request) -> HttpResponse:
        require(self.actor, "matters.referral_list")
        rows = list(ledger_of(self.actor))
        if not rows:
            raise Http404
        log_looks(self.actor, referrals=[row.pk for row in rows], what=What.LEDGER)
        columns = [("序号", lambda pair: pair[0])]
        columns += [(label, lambda pair, read=read: read(pair[1])) for label, read in LEDGER]
        return exports.xlsx_response("转交案件台账", columns, enumerate(rows, start=1), actor=self.actor)
