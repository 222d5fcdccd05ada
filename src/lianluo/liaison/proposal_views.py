"""Proposals of ties: the list, one of them with its lines, accepting whole or in part, discarding."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import BulkAct, Column, Empty, Filter, ListPage, Tab, badge, text
from lianluo.foundation.lists.state import State
from lianluo.foundation.pages import ActView
from lianluo.journal.actions.jobruns import start_run
from lianluo.liaison import ranks, tie_forms, tie_tables
from lianluo.liaison.actions import proposal as acts
from lianluo.liaison.models import TieProposal
from lianluo.liaison.proposal_queries import lines_for, loads_of, names_in, parts_of, proposals_for
from lianluo.liaison.tie_jobs import propose_ties
from lianluo.liaison.tie_queries import places_on
from lianluo.liaison.tie_views import TITLE, sections, tie_acts
from lianluo.liaison.tie_words import cost_words, parts_words, reason_words, shortage_words
from lianluo.liaison.workflow import TIE_PROPOSAL
from lianluo.units.models import Unit

S = TieProposal.Stage
TOLD = 10
"""So many of the refused lines are named; the page shows all."""


class ProposalList(ListPage):
    title = _("Proposals of ties")
    export_name = title
    default_order = "-made_at"
    columns = tie_tables.PROPOSAL_COLUMNS
    template_name = "liaison/ties.html"
    empty = Empty("scale", _("A proposal says who should look after whom, why, and how good it is."), _("Propose ties"),
                  "liaison:propose_ties")  # fmt: skip

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return proposals_for(actor)

    def get_acts(self, actor):
        return tie_acts(actor)

    def get_context(self, actor):
        return {"sections": sections(actor, "proposals")}


class Propose(ActView):
    title, form_class, crumb = _("Propose ties"), tie_forms.ProposeForm, TITLE
    consequence = _(
        "A job looks for the fairest plan under today's settings; nothing changes until you accept it."
    )

    def get_object(self, actor):
        require(actor, "liaison.arrange", actor.organ)
        return

    def get_initial(self, actor, thing):
        return {"day": clock.today() + clock.timedelta(days=1)}

    def act(self, actor, thing, data):
        return start_run(actor, "ties", _t("Proposal of ties"), propose_ties, day=data["day"].isoformat())

    def get_success_url(self, run):
        return reverse("jobs:detail", args=[run.pk])

    def get_cancel_url(self):
        return reverse("liaison:ties")


class ProposalPage(ListPage):
    """The lines of one proposal, those that change something first."""

    title = _("Proposal of ties")
    export_name = title
    default_order = "officer"
    template_name = "liaison/proposal.html"
    tabs = [
        Tab("changes", _("Changes"), lambda rows: rows.changes()),
        Tab("refused", _("Could not land"), lambda rows: rows.exclude(refused="")),
        Tab("kept", _("Stay as they are"), lambda rows: rows.filter(is_change=False)),
        Tab("all", _("All")),
    ]
    filters = [
        Filter("officer", _("Liaison officer"), kind="pick", pick="accounts:pick", apply="officer",
               chosen=tie_forms.colleagues),
        Filter("level", _("Level"), choices=Unit.Level.choices, apply="level"),
    ]  # fmt: skip
    empty = Empty("scale", _("No line."))
    columns = (
        Column("person", _("Name"), "person.name", sort="person__sort_key", css="title short"),
    )  # fmt: skip

    def get(self, request, *args, **kwargs):
        self.thing = get_object_or_404(proposals_for(self.actor), pk=self.kwargs["pk"])
        self.places, self.names = places_on(self.thing.day), names_in(self.thing)
        self.columns = self._columns()
        self.step = next(
            (each for each in TIE_PROPOSAL.open_steps(self.thing, self.actor) if each.name == "accept"), None
        )
        if self.step and self.step.allowed:
            self.bulk_acts = [
                BulkAct("accept", _("Accept the chosen"), "liaison:tie_proposals", icon="check")
            ]
        self.breadcrumbs = [
            (TITLE, reverse("liaison:ties")),
            (ProposalList.title, reverse("liaison:tie_proposals")),
        ]
        return super().get(request, *args, **kwargs)

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return lines_for(actor, self.kwargs["pk"])

    def get_acts(self, actor):
        labels = {"accept": _t("Accept all changes"), "discard": pgettext("tie proposal", "Discard")}
        return [
            {"label": labels[each.name], "url": reverse(f"liaison:tie_proposal_{each.name}", args=[self.thing.pk]),
             "icon": {"accept": "checks", "discard": "trash"}[each.name], "primary": each.name == "accept",
             "danger": each.name == "discard", "allowed": each.allowed, "why_not": " ".join(map(str, each.why_not))}
            for each in reversed(TIE_PROPOSAL.open_steps(self.thing, actor))
        ]  # fmt: skip

    def get_context(self, actor):
        thing = self.thing
        shown = {
            "thing": thing, "tone": tie_tables.PROPOSAL_TONES[thing.stage], "loads": loads_of(thing, self.names),
            "cost": cost_words(thing.cost, thing.bound, thing.stopped_by_clock), "parts": parts_words(parts_of(thing)),
            "shortages": [shortage_words(each, self.names) for each in thing.shortages],
            "allowed": [(label, self._ranks(level)) for level, label in Unit.Level.choices],
        }  # fmt: skip
        if self.bulk_acts:
            url = reverse("liaison:tie_proposal_accept", args=[thing.pk])
            shown["bulk"] = [{"label": _t("Accept the chosen"), "url": url, "icon": "check", "allowed": True}]
        return shown

    def _ranks(self, level: str) -> str:
        allowed = self.thing.rules["allowed"].get(level, {})
        return "、".join(f"{ranks.LABELS[rank]} {points}" for rank, points in allowed.items()) or _t("nobody")

    def _columns(self) -> list[Column]:
        return [
            Column("officer", _("Liaison officer"), "officer.name", sort=("officer__name", "person__sort_key"),
                   css="nowrap"),
            Column("person", _("Name"), "person.name", sort="person__sort_key", css="title short",
                   link=lambda row: row.person.get_absolute_url()),
            Column("level", _("Level"), lambda row: row.get_level_display(), sort="level", css="nowrap"),
            Column("before", _("Officer today"), lambda row: row.before.name if row.before else _t("nobody"),
                   sort="before__name", css="nowrap"),
            Column("why", pgettext_lazy("tie proposal", "Why"), self._why),
            Column("taken", _("Accepted"), self._fate, sort="taken_on", export=lambda row: row.taken_on, css="nowrap"),
        ]  # fmt: skip

    def _why(self, row):
        return "；".join(reason_words(row.reasons, self.places, self.names))

    def _fate(self, row):
        if row.refused:
            return text(badge(_t("could not land"), "clock clock-overdue"), row.refused)
        if row.taken_on:
            return badge(_t("from %(day)s") % {"day": row.taken_on}, "clock clock-done")
        return "" if row.is_change else badge(_t("stays"))


class _Step(ActView):
    step = ""

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return proposals_for(actor)

    def get_object(self, actor):
        proposal = super().get_object(actor)
        require(actor, TIE_PROPOSAL.step(self.step).permission, proposal)
        return proposal


class Accept(_Step):
    step, title, form_class = "accept", pgettext_lazy("tie proposal", "Accept"), tie_forms.AcceptForm
    consequence = _("The ties of today end the day before; officers who gain or lose somebody are told. Lines that went "
                    "stale since are left out and named.")  # fmt: skip

    def get_initial(self, actor, proposal):
        return {"from_on": max(proposal.day, clock.today())}

    def get_context(self, actor, proposal):
        keys = self._chosen()
        count = len(keys) if keys is not None else proposal.lines.waiting().count()
        return {"above": _t("%(n)d changes") % {"n": count}}

    template_name = "liaison/proposal_act.html"

    def act(self, actor, proposal, data):
        done = acts.accept(proposal, actor, from_on=data["from_on"], lines=self._chosen())
        messages.success(self.request, _t("%(n)d ties change.") % {"n": done.landed})
        for name, why in done.refused[:TOLD]:
            messages.warning(self.request, f"{name}：{why}")
        if len(done.refused) > TOLD:
            messages.warning(
                self.request, _t("%(count)s more were refused.") % {"count": len(done.refused) - TOLD}
            )
        return done

    def _chosen(self) -> list[int] | None:
        """Ids of the lines picked on the page; None: all changes."""
        asked = self.request.GET
        if asked.get("every"):
            page = ProposalPage()
            page.actor, page.kwargs, page.columns = self.actor, self.kwargs, list(ProposalPage.columns)
            rows = page.matching(State(page, QueryDict(asked.get("query", "")), self.actor))
            return list(rows.order_by("pk").values_list("pk", flat=True))
        if "ids" not in asked:
            return None
        keys = [int(key) for key in asked.getlist("ids") if key.isascii() and key.isdigit() and len(key) < 19]
        if not keys:
            raise Http404
        return keys


class Discard(_Step):
    step, title, danger = "discard", pgettext_lazy("tie proposal", "Discard"), True
    done = _("The proposal is discarded; nothing has changed.")

    def act(self, actor, proposal, data):
        return acts.discard(proposal, actor)
