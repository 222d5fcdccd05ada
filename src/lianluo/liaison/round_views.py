"""Rounds by zone: the list, one of them day by day, drawing up in the background, accepting."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import Column, Empty, ListPage, Tab, badge, day
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.journal.actions.jobruns import start_run
from lianluo.liaison import round_forms as forms
from lianluo.liaison.actions import round as acts
from lianluo.liaison.jobs import plan_round
from lianluo.liaison.models import VisitRound
from lianluo.liaison.workflow import ROUND
from lianluo.people.models import Person

R = VisitRound.Stage
TONES = {R.DRAWING: "paused", R.DRAWN: "soon", R.ACCEPTED: "done", R.DISCARDED: "paused"}
ICONS = {"accept": "check", "redraw": "refresh", "discard": "trash"}
WHY = {
    "no_room": _("the days of the teams are taken by others"),
    "no_day": _("no working day is open"),
    "no_city": _("no city is known"),
    "no_officer": _("the own liaison officer is on no team"),
    "dropped": _("taken out by hand"),
}
CLOSED = {
    "away": _("in session"),
    "cooling_off": _("too close to another visit"),
    "no_team": _("no team is free"),
}
LEFT_SHOWN = 100


class RoundList(ListPage):
    title = _("Rounds by zone")
    export_name = _("Rounds by zone")
    default_order = "-from_on"
    columns = [
        Column("name", pgettext_lazy("round", "Name"), "name", link=lambda row: row.get_absolute_url(), css="title"),
        Column("from_on", _("From"), lambda row: day(row.from_on), sort="from_on", export=lambda row: row.from_on,
               css="nowrap"),
        Column("until_on", _("Until"), lambda row: day(row.until_on), sort="until_on", export=lambda row: row.until_on,
               css="nowrap"),
        Column("stage", _("Stage"), lambda row: badge(row.get_stage_display(), f"clock clock-{TONES[row.stage]}"),
               sort="stage", export=lambda row: row.get_stage_display(), css="nowrap"),
        Column("made_by", _("Drawn up by"), lambda row: row.made_by.name, sort="made_by__name"),
    ]  # fmt: skip
    tabs = [
        Tab("all", _("All")),
        Tab("open", _("Open"), lambda rows: rows.filter(stage__in=(R.DRAWING, R.DRAWN))),
    ]
    empty = Empty("route", _("Rounds of visits by zone stand here once one is drawn up."), _("Draw up a round"),
                  "liaison:draw_up_round")  # fmt: skip

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return VisitRound.objects.visible_to(actor).select_related("made_by")

    def get_acts(self, actor):
        if not actor.can("liaison.plan_round", actor.organ):
            return []
        return [{"label": _("Draw up a round"), "url": reverse("liaison:draw_up_round"), "icon": "route", "primary": True,
                 "allowed": True}]  # fmt: skip


class _Reckoned(ActView):
    """What is reckoned in the background afterwards."""

    def get_success_url(self, round_) -> str:
        run = start_run(self.actor, "round", _t("Plan the round by zone"), plan_round, round_id=round_.pk)
        return reverse("jobs:detail", args=[run.pk])


class DrawUp(_Reckoned):
    title, form_class, template_name = _("Draw up a round"), forms.RoundForm, "liaison/draw_up_round.html"
    crumb = _("Rounds by zone")
    consequence = _(
        "It is reckoned in the background, in half a minute at most. No visit is planned until it is accepted."
    )

    def get_object(self, actor):
        require(actor, "liaison.plan_round", actor.organ)

    def get_initial(self, actor, thing) -> dict:
        first = clock.today() + timedelta(days=7)
        last = min(first + timedelta(days=41), first.replace(month=12, day=31))
        return {"from_on": first, "until_on": last, "whom": VisitRound.Whom.OWED, "by_own_officer": True,
                "visits_a_day": 4, "cities_a_day": 1, "days_a_week": 2,
                "name": _t("Round by zone, %(month)s") % {"month": first.strftime("%Y-%m")}}  # fmt: skip

    def get_cancel_url(self) -> str:
        return reverse("liaison:rounds")

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form

    def act(self, actor, thing, data):
        return acts.draw_up(actor, actor.organ, teams=self.form.travellers, facts=self.form.facts)


def _days(round_: VisitRound) -> list[tuple]:
    """(day, [(team, city, stops)])."""
    stops = round_.stops.select_related("team__officer", "person", "visit").prefetch_related(
        "team__colleagues"
    )
    found = []
    for on, rows in groupby(stops, key=lambda stop: stop.on):
        trips = [(*trip, list(each)) for trip, each in groupby(rows, key=lambda stop: (stop.team, stop.city))]
        found.append((on, trips))
    return found


def _left(round_: VisitRound, actor) -> list[dict]:
    """Who has no visit, by reason, the most frequent first; of each reason the first LEFT_SHOWN names."""
    by_code: dict[str, list[dict]] = {}
    for row in round_.left:
        by_code.setdefault(row["code"], []).append(row)
    shown = {code: rows[:LEFT_SHOWN] for code, rows in by_code.items()}
    names = Person.objects.visible_to(actor).in_bulk(
        [row["person"] for rows in shown.values() for row in rows]
    )
    return [
        {
            "why": WHY[code], "n": len(rows), "more": len(rows) - len(shown[code]),
            "rows": [
                (names[row["person"]], [(CLOSED[each], days) for each, days in row.get("closed", [])])
                for row in shown[code] if row["person"] in names
            ],
        }
        for code, rows in sorted(by_code.items(), key=lambda pair: -len(pair[1]))
    ]  # fmt: skip


class RoundPage(DetailPage):
    template_name = "liaison/round.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return VisitRound.objects.visible_to(actor).select_related("office", "made_by")

    def get_context(self, actor, round_) -> dict:
        days = _days(round_)
        cities = Counter(city for _day, trips in days for _team, city, stops in trips for _stop in stops)
        may = actor.can("liaison.plan_round", round_)
        return {
            "days": days, "left": _left(round_, actor) if may else [], "cities": cities.most_common(),
            "visits": sum(cities.values()), "trips": sum(len(trips) for _day, trips in days),
            "tone": TONES[round_.stage], "may_drop": may and round_.stage == R.DRAWN, "acts": _buttons(round_, actor),
            "gap": None if round_.gap is None else round(round_.gap * 100, 1),
        }  # fmt: skip


def _buttons(round_: VisitRound, actor) -> list[dict]:
    return [
        {
            "label": open_.label, "url": reverse(f"liaison:visit_round_{open_.name}", args=[round_.pk]),
            "icon": ICONS[open_.name], "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)),
            "primary": open_.name == "accept", "danger": open_.name == "discard",
        }
        for open_ in ROUND.open_steps(round_, actor) if open_.name in ICONS
    ]  # fmt: skip


class _RoundStep(ActView):
    step = ""

    def get_queryset(self, actor):
        return VisitRound.objects.visible_to(actor)

    def get_object(self, actor):
        round_ = super().get_object(actor)
        require(actor, ROUND.step(self.step).permission, round_)
        return round_


class Redraw(_RoundStep, _Reckoned):
    step, title, form_class = "redraw", _("Draw up anew"), forms.LimitsForm
    consequence = _("The plan is reckoned again; what was taken out by hand comes back.")

    def get_initial(self, actor, round_):
        return {name: getattr(round_, name) for name in forms.LIMITS}

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form

    def act(self, actor, round_, data):
        return acts.redraw(round_, actor, facts=self.form.facts)


class Accept(_RoundStep):
    step, title, done = (
        "accept",
        _("Accept and plan the visits"),
        _("The visits are planned; who travels is told."),
    )
    consequence = ROUND.step("accept").confirm

    def act(self, actor, round_, data):
        return acts.accept(round_, actor)


class Discard(_RoundStep):
    step, title, danger, done = (
        "discard",
        pgettext_lazy("round", "Discard"),
        True,
        _("The round is discarded."),
    )

    def act(self, actor, round_, data):
        return acts.discard(round_, actor)


class DropStop(_RoundStep):
    step, title, danger = "drop_stop", _("Take out of the round"), True

    def get_object(self, actor):
        round_ = super().get_object(actor)
        self.stop = round_.stops.select_related("person").filter(pk=self.kwargs["stop"]).first()
        if self.stop is None:
            raise Http404
        return round_

    @property
    def consequence(self):
        return _t("%(name)s is not visited on this round.") % {"name": self.stop.person.name}

    def act(self, actor, round_, data):
        return acts.drop_stop(round_, actor, stop=self.stop)
