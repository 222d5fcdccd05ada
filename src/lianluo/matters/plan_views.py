"""Pages of the breakdown plan: the list, the board, one line, and the acts from drawing up to publishing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.accounts.permissions import require
from lianluo.foundation import exports
from lianluo.foundation.forms import PickerView
from lianluo.foundation.lists import Empty, ListPage, Tab
from lianluo.foundation.pages import ActorRequired, ActView, DetailPage, PanelView
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.matters.actions import plan as plans
from lianluo.matters.models import PlanLine
from lianluo.matters.plan_forms import ApproveForm, DrawUpForm, LineForm, LinesForm, ReturnForm
from lianluo.matters.plan_queries import (
    UNSETTLED,
    chooseable_departments,
    chooseable_handlers,
    chooseable_leaders,
    lines_of,
    plans_for,
    sessions_waiting,
    stage_line,
    sums_of_plan,
)
from lianluo.matters.plan_tables import PLAN_COLUMNS, PLAN_TABS, BoardFilter, Choices, file_columns, others_of
from lianluo.matters.workflow import PLAN
from lianluo.units.models import Unit

PAGE = 50
MAX_PICKED = 20_000
URLS = {
    "submit": "matters:submit_plan", "approve": "matters:approve_plan", "return": "matters:return_plan",
    "publish": "matters:publish_plan",
}  # fmt: skip
ICONS = {"submit": "send", "approve": "check", "return": "arrow-back-up", "publish": "speakerphone"}


class PlanList(ListPage):
    title = _("Breakdown plans")
    subtitle = _(
        "A plan proposes a department for every matter; a leader approves it; published, it hands them over."
    )
    export_name = _("Breakdown plans")
    default_order = "-drawn_up_at"
    columns = PLAN_COLUMNS
    tabs = [Tab(*each) for each in PLAN_TABS]
    empty = Empty("sitemap", _("Breakdown plans appear here once drawn up for the registered matters."))

    def get_queryset(self, actor):
        require(actor, "matters.look_at_plans")
        counted = {"total": Count("lines"), "unsettled": Count("lines", filter=_of_lines(UNSETTLED))}
        return plans_for(actor).annotate(**counted)

    def get_acts(self, actor):
        if not actor.can("matters.plan", actor.organ):
            return []
        return [
            {
                "label": _("Draw up a plan"),
                "url": reverse("matters:draw_up_plan"),
                "icon": "plus",
                "primary": True,
            }
        ]


def _of_lines(condition):
    """A condition on lines, asked of their plan."""
    moved = condition.copy()
    moved.children = [(f"lines__{name}", value) for name, value in condition.children]
    return moved


class DrawUpPlan(ActView):
    title = _("Draw up a breakdown plan")
    button = _("Draw up")
    form_class = DrawUpForm
    template_name = "matters/plan_draw_up.html"
    consequence = _("Every registered matter that no open plan has gets a line with a proposed department.")

    def get_form(self, **bound):
        require(self.actor, "matters.plan", self.actor.organ)
        return super().get_form(**bound)

    def get_initial(self, actor, thing):
        waiting = sessions_waiting(actor.organ)
        return {"session": waiting[0][0].pk} if waiting else {}

    def act(self, actor, thing, data):
        return plans.draw_up(actor, actor.organ, **data)

    def get_success_url(self, plan):
        return plan.get_absolute_url()

    def get_cancel_url(self):
        return reverse("matters:plans")


class _OfPlan:
    def get_queryset(self, actor):
        require(actor, "matters.look_at_plans")
        return plans_for(actor)


class PlanBoard(_OfPlan, DetailPage):
    template_name = "matters/plan.html"

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            return self._export(self.get_object(self.actor))
        return super().get(request, *args, **kwargs)

    def _export(self, plan):
        asked = BoardFilter(self.request.GET)
        rows = asked.narrow(lines_of(self.actor, plan)).order_by("id").iterator(chunk_size=1_000)
        return exports.xlsx_response(plan.title, file_columns(), rows, plan.get_stage_display(), self.actor)

    def get_context(self, actor, plan):
        asked = BoardFilter(self.request.GET)
        matching = asked.narrow(lines_of(actor, plan)).order_by("id")
        page = Paginator(matching, PAGE).get_page(self.request.GET.get("page"))
        edits = may_edit(plan, actor)
        return {
            "page_obj": page,
            "lines": dressed(page.object_list, plan),
            "asked": asked,
            "edits": edits,
            "total_words": _now("%(total)s in all") % {"total": page.paginator.count},
            "departments": chooseable_departments(plan.office) if edits else [],
            "leaders": chooseable_leaders(plan.office) if edits else [],
            "bulk_form": LinesForm(actor=actor) if edits else None,
            **summary_of(plan, actor, asked),
        }


def may_edit(plan, actor) -> bool:
    return any(step.name == "edit" and step.allowed for step in PLAN.open_steps(plan, actor))


def dressed(lines, plan) -> list[PlanLine]:
    choices = Choices(chooseable_departments(plan.office))
    return [choices.dress(line, [unit.label for unit in line.co_departments.all()]) for line in lines]


def summary_of(plan, actor, asked: BoardFilter) -> dict:
    """What an edited line changes besides its row: counts, chips, the bar at the foot."""
    sums = sums_of_plan(plan)
    steps = [
        {"label": step.label, "url": reverse(URLS[step.name], args=[plan.pk]), "icon": ICONS[step.name],
         "allowed": step.allowed, "why_not": " ".join(step.why_not), "danger": step.name == "return",
         "primary": step.name != "return" and step.allowed}
        for step in PLAN.open_steps(plan, actor) if step.name in URLS
    ]  # fmt: skip
    return {"plan": plan, "sums": sums, "steps": steps, "stages": stage_line(plan), "asked": asked,
            "views": _views(sums, asked), "by_department": _by_department(sums, asked),
            "every_department": asked.url(department=""),
            "rest_departments": sum(count for _unit, count, _open in sums.departments[4:])}  # fmt: skip


def _views(sums, asked: BoardFilter) -> list[dict]:
    kinds = [("", _now("All"), sums.total, ""), ("settled", _now("Confirmed"), sums.settled, "circle-check"),
             ("unsure", _now("To be confirmed"), sums.unsettled, "help-circle"),
             ("changed", _now("Changed by hand"), sums.changed, "pencil")]  # fmt: skip
    return [
        {
            "label": label,
            "count": count,
            "icon": icon,
            "url": asked.url(show=show),
            "current": asked.show == show,
        }
        for show, label, count, icon in kinds
    ]


def _by_department(sums, asked: BoardFilter) -> list[dict]:
    return [
        {"label": unit.label if unit else _now("not chosen"), "count": count, "unsettled": unsettled,
         "url": asked.url(department=str(unit.pk) if unit else "none"),
         "current": asked.department == (str(unit.pk) if unit else "none")}
        for unit, count, unsettled in sums.departments
    ]  # fmt: skip


class PlanLines(_OfPlan, ActorRequired):
    """POST: one act on the picked lines (`ids`, or `every` with `query`): set, confirm, confirm_high, take_out."""

    def post(self, request, pk):
        plan = get_object_or_404(self.get_queryset(self.actor), pk=pk)
        require(self.actor, "matters.plan", plan)
        try:
            messages.success(request, self._done(request, plan))
        except (NotReady, WrongStage) as refusal:
            messages.error(request, str(refusal))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return HttpResponseRedirect(f"{plan.get_absolute_url()}?{_filter_posted(request).query()}")

    def _done(self, request, plan) -> str:
        act, actor = request.POST.get("act"), self.actor
        if act == "confirm_high":
            return _told(plans.confirm_lines(plan, actor))
        if act == "take_in":
            n = plans.take_in(plan, actor)
            return ngettext("%(n)d matter was taken in.", "%(n)d matters were taken in.", n) % {"n": n}
        lines = self._picked(request, plan)
        if not lines:
            raise ValidationError(_now("No line is chosen."))
        if act == "confirm":
            return _told(plans.confirm_lines(plan, actor, lines=lines))
        if act == "take_out":
            n = plans.take_out(plan, actor, lines=lines)
            return ngettext("%(n)d matter was taken out.", "%(n)d matters were taken out.", n) % {"n": n}
        return self._set(request, plan, lines)

    def _set(self, request, plan, lines: list[int]) -> str:
        form = LinesForm(data=request.POST, actor=self.actor)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        given = form.values
        if not given["values"] and given["co_departments"] is None:
            raise ValidationError(_now("Choose what is to be set."))
        n = plans.edit_lines(plan, self.actor, lines=lines, **given)
        return ngettext("%(n)d line was changed.", "%(n)d lines were changed.", n) % {"n": n}

    def _picked(self, request, plan) -> list[int]:
        rows = PlanLine.objects.visible_to(self.actor).filter(plan=plan)
        if request.POST.get("every"):
            return list(_filter_posted(request).narrow(rows).values_list("pk", flat=True)[:MAX_PICKED])
        keys = [
            key for key in request.POST.getlist("ids") if key.isascii() and key.isdigit() and len(key) < 19
        ]
        return list(rows.filter(pk__in=keys[:MAX_PICKED]).values_list("pk", flat=True))


def _filter_posted(request) -> BoardFilter:
    """The board's filter as the form carries it, so that one comes back to where one was."""
    return BoardFilter(QueryDict(request.POST.get("query", "")))


def _told(n: int) -> str:
    return ngettext("%(n)d line was confirmed.", "%(n)d lines were confirmed.", n) % {"n": n}


class PlanLinePage(PanelView):
    """One line: GET its content and fields below its row; POST sets the fields sent and answers with the new row."""

    title = _("Line of the plan")
    template_name = "matters/plan_line_open.html"

    def get_queryset(self, actor):
        require(actor, "matters.look_at_plans")
        rows = PlanLine.objects.visible_to(actor).select_related(
            "plan__office", "matter", "department", "proposed_department", "leader", "handler", "precedent"
        )
        return rows.prefetch_related("co_departments")

    def get_back_url(self):
        return self.thing.plan.get_absolute_url()

    def get_context(self, actor, line):
        if not may_edit(line.plan, actor):
            return {"line": line, "edits": False, "others": others_of(line)}
        initial = {
            "mode": line.mode, "department": line.department_id, "leader": line.leader_id, "handler": line.handler,
            "due_on": line.due_on, "measure": line.measure, "co_departments": list(line.co_departments.all()),
        }  # fmt: skip
        form = LineForm(actor=actor, initial=initial, auto_id=f"line-{line.pk}-%s")
        return {"line": line, "edits": True, "form": form}

    def post(self, request, pk):
        line = get_object_or_404(self.get_queryset(self.actor), pk=pk)
        require(self.actor, "matters.plan", line.plan)
        form, refusal = LineForm(data=request.POST, actor=self.actor), ""
        try:
            if not form.is_valid():
                raise ValidationError([error for errors in form.errors.values() for error in errors])
            self._act(request, line, form)
        except (NotReady, WrongStage) as refused:
            refusal = str(refused)
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        if not self.is_fragment:
            if refusal:
                messages.error(request, refusal)
            return HttpResponseRedirect(line.plan.get_absolute_url())
        return self._row(request, line, refusal)

    def _act(self, request, line, form) -> None:
        if request.POST.get("act") == "confirm":
            plans.confirm_lines(line.plan, self.actor, lines=[line.pk])
        else:
            plans.edit_lines(line.plan, self.actor, lines=[line.pk], **form.values)

    def _row(self, request, line, refusal: str):
        fresh = get_object_or_404(lines_of(self.actor, line.plan), pk=line.pk)
        asked = BoardFilter(request.GET)
        context = {
            "line": dressed([fresh], line.plan)[0], "edits": may_edit(line.plan, self.actor), "refusal": refusal,
            "actor": self.actor, **summary_of(line.plan, self.actor, asked),
        }  # fmt: skip
        return render(request, "matters/plan_line_answer.html", context)


class _PlanAct(_OfPlan, ActView):
    step = ""
    """The step of PLAN; whoever may not take it finds no page."""

    def get_object(self, actor):
        plan = super().get_object(actor)
        require(actor, PLAN.step(self.step).permission, plan)
        return plan


class SubmitPlan(_PlanAct):
    title, step = _("Submit for approval"), "submit"
    consequence = _("The leaders are told. The plan cannot be edited until one approves or returns it.")
    done = _("The plan waits for a leader's approval.")

    def act(self, actor, plan, data):
        return plans.submit(plan, actor)


class DiscardPlan(_PlanAct):
    title, step = _("Discard the draft"), "edit"
    danger = True
    consequence = _("The plan and what was entered in it are gone; its matters stay registered.")
    done = _("The draft was discarded.")

    def act(self, actor, plan, data):
        return plans.discard(actor, plan)

    def get_success_url(self, result):
        return reverse("matters:plans")


class ApprovePlan(_PlanAct):
    title, step = _("Approve the plan"), "approve"
    button = _("Approve")
    form_class = ApproveForm
    template_name = "matters/plan_approval.html"
    consequence = _("The liaison office is told and can publish the plan.")
    done = _("The plan is approved.")

    def get_context(self, actor, plan):
        changed = lines_of(actor, plan).filter(is_changed=True).order_by("id")
        page = Paginator(changed, PAGE).get_page(self.request.GET.get("page"))
        return {"sums": sums_of_plan(plan), "page_obj": page, "changed": list(page.object_list)}

    def act(self, actor, plan, data):
        return plans.approve(plan, actor, **data)


class ReturnPlan(_PlanAct):
    title, step = _("Return the plan"), "return"
    button, danger = _("Return"), True
    form_class = ReturnForm
    consequence = _("The plan becomes a draft again; the liaison office is told the reason.")
    done = _("The plan was returned.")

    def act(self, actor, plan, data):
        return plans.return_plan(plan, actor, **data)


class PublishPlan(_PlanAct):
    title, step = _("Publish and hand over"), "publish"
    button = _("Publish and hand over")
    template_name = "matters/plan_publication.html"
    done = _("The plan is published and the matters are handed over.")

    def get_context(self, actor, plan):
        return {"sums": sums_of_plan(plan)}

    def act(self, actor, plan, data):
        return plans.publish(plan, actor)


class DepartmentPicker(PickerView):
    def get_queryset(self, actor):
        require(actor, "matters.look_at_plans")
        return Unit.objects.visible_to(actor).departments_of(actor.organ).filter(closed_on__isnull=True)


class HandlerPicker(PickerView):
    def get_queryset(self, actor):
        require(actor, "matters.look_at_plans")
        return chooseable_handlers(actor.organ)
