"""Who looks after whom: the board of officers, deputies without one, an officer's page; naming, changing, ending."""

from __future__ import annotations

from functools import cached_property

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.lists.slices import bounded_count, said
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.liaison import tie_forms, tie_tables
from lianluo.liaison.actions import ties as acts
from lianluo.liaison.actions.charge import set_charge
from lianluo.liaison.board_queries import charge_of, deputies_of, officers_of, ties_for, with_seat
from lianluo.liaison.ranks import LABELS, rank_of
from lianluo.liaison.tie_queries import asked_of, best_few, places_on, without_officer
from lianluo.liaison.tie_words import load_words
from lianluo.people.models import Person
from lianluo.units.models import Unit

TITLE = _("Who looks after whom")


def sections(actor, current: str) -> list[dict]:
    """The pages about ties as tabs; deputies without an officer stand first where there are any."""
    nobody = bounded_count(without_officer(actor))
    lines = [
        ("nobody", _t("Without officer"), "liaison:ties_nobody", said(nobody)),
        ("ties", _t("Officers"), "liaison:ties", None),
        *([("proposals", _t("Proposals"), "liaison:tie_proposals", None)] if actor.sees_whole_office else []),
        ("handovers", _t("Handovers"), "liaison:handovers", None),
    ]
    return [
        {"label": label, "url": reverse(url), "count": count, "current": key == current}
        for key, label, url, count in lines
    ]


class Board(ListPage):
    title = TITLE
    subtitle = _("How many deputies each officer has, and whether he can see them as often as the rule asks.")
    export_name = TITLE
    counted = pgettext_lazy("officers", "%(total)s in all")
    default_order = "rank"
    columns = tie_tables.OFFICER_COLUMNS
    template_name = "liaison/ties.html"
    filters = [
        Filter("q", _("Name"), kind="words", apply=lambda rows, words: rows.filter(name__contains=words.strip())),
    ]  # fmt: skip
    tabs = [
        Tab("busy", _("With deputies"), lambda rows: rows.filter(deputies__gt=0)),
        Tab("over", _("Too many"), lambda rows: rows.filter(contacts__gt=F("capacity"))),
        Tab("free", _("Without deputies"), lambda rows: rows.filter(deputies=0)),
        Tab("all", _("All")),
    ]
    empty = Empty("users", _("No officer here."))

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return officers_of(actor)

    def get_acts(self, actor):
        return tie_acts(actor)

    def get_context(self, actor):
        return {"sections": sections(actor, "ties")}


def tie_acts(actor) -> list[dict]:
    if not actor.can("liaison.arrange", actor.organ):
        return []
    return [
        {"label": pgettext("handover", "Hand over"), "url": reverse("liaison:handover_draw_up"),
         "icon": "arrow-forward-up", "allowed": True},
        {"label": _t("Propose ties"), "url": reverse("liaison:propose_ties"), "icon": "scale", "primary": True,
         "allowed": True},
    ]  # fmt: skip


class Nobody(ListPage):
    title = _("Deputies and members without officer")
    export_name = title
    default_order = "level"
    template_name = "liaison/ties.html"
    filters = [
        Filter("q", _("Name"), kind="words", apply=lambda rows, words: rows.named(words)),
        Filter("level", _("Level"), choices=Unit.Level.choices, apply="level"),
    ]
    empty = Empty("circle-check", _("Everybody has an officer."))

    def get(self, request, *args, **kwargs):
        may = self.actor.can("liaison.arrange", self.actor.organ)
        self.columns = [*tie_tables.PERSON_COLUMNS, *([tie_tables.TIE_COLUMN] if may else [])]
        return super().get(request, *args, **kwargs)

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return with_seat(without_officer(actor))

    def get_acts(self, actor):
        return tie_acts(actor)

    def get_context(self, actor):
        return {"sections": sections(actor, "nobody")}


class OfficerPage(DetailPage):
    template_name = "liaison/officer.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return officers_of(actor)

    def get_context(self, actor, officer) -> dict:
        return {
            "rows": deputies_of(actor, officer), "charge": charge_of(actor, officer), "title": TITLE,
            "rank": LABELS.get(rank_of(officer.role, officer.title)) if officer.role else "",
            "load": load_words(officer.contacts, officer.capacity), "over": officer.contacts > officer.capacity,
            "may_arrange": actor.can("liaison.arrange", actor.organ), "acts": self._acts(actor, officer),
        }  # fmt: skip

    def _acts(self, actor, officer) -> list[dict]:
        if not actor.can("liaison.arrange", actor.organ):
            return []
        hand_over = f"{reverse('liaison:handover_draw_up')}?giver={officer.pk}"
        return [
            {"label": pgettext("handover", "Hand over"), "url": hand_over, "icon": "arrow-forward-up", "primary": True,
             "allowed": officer.deputies > 0, "why_not": _t("He looks after nobody.")},
            {"label": _t("Charge and capacity"), "url": reverse("liaison:charge", args=[officer.pk]), "icon": "scale",
             "allowed": True},
        ]  # fmt: skip


class _Arranging(ActView):
    """An act of the liaison office on ties; nobody else finds the page."""

    crumb = TITLE

    def get_object(self, actor):
        require(actor, "liaison.arrange", actor.organ)
        return super().get_object(actor)


class _Choosing(_Arranging):
    """One of the best few officers for a deputy."""

    @property
    def person(self) -> Person:
        return self.thing

    @cached_property
    def asked(self):
        return asked_of(self.actor, self.actor.organ, clock.today())

    def get_form_kwargs(self, actor, thing):
        return {"best": best_few(self.asked, self.person.pk), "places": places_on(clock.today())}

    def get_initial(self, actor, thing):
        best = best_few(self.asked, self.person.pk, limit=1)
        return {"from_on": clock.today(), "officer": str(best[0][0].pk) if best else ""}

    def get_cancel_url(self):
        return reverse("liaison:ties")


class NameOfficer(_Choosing):
    title, form_class, done = _("Choose the officer"), tie_forms.TieForm, _("The officer is named and told.")

    def get_queryset(self, actor):
        return without_officer(actor)

    def act(self, actor, person, data):
        return acts.tie(actor, actor.organ, person=person, officer=data["officer"], from_on=data["from_on"])

    def get_success_url(self, result):
        return reverse("liaison:ties_nobody")


class _OfTie(ActView):
    def get_queryset(self, actor):
        return ties_for(actor).select_related("person", "officer", "office")

    def get_success_url(self, result):
        return reverse("liaison:officer", args=[self.thing.officer_id])

    def get_cancel_url(self):
        return self.get_success_url(None)


class ChangeOfficer(_OfTie, _Choosing):
    title, form_class = _("Change the officer"), tie_forms.MoveForm
    done = _("The officer is changed; both are told.")
    consequence = _("The day before is the last of today's officer.")

    @property
    def person(self):
        return self.thing.person

    def act(self, actor, tie, data):
        return acts.move(actor, tie, officer=data["officer"], from_on=data["from_on"], reason=data["reason"])


class EndTie(_OfTie, _Arranging):
    title, form_class, danger = _("End the tie"), tie_forms.EndForm, True
    done = _("The tie is ended.")

    def get_initial(self, actor, thing):
        return {"from_on": clock.today() + clock.timedelta(days=1)}

    def act(self, actor, tie, data):
        return acts.end(actor, tie, **data)


class Charge(_Arranging):
    title, form_class, done = _("Charge and capacity"), tie_forms.ChargeForm, _("The charge is written down.")
    consequence = _("Proposals of ties and suggestions go by it from now on.")

    def get_queryset(self, actor):
        return officers_of(actor)

    def get_initial(self, actor, officer):
        charge = charge_of(actor, officer)
        if charge is None:
            return {}
        return {
            "capacity": charge.capacity, "delegations": charge.delegations, "expertise": charge.fields
        }  # fmt: skip

    def act(self, actor, officer, data):
        return set_charge(
            actor, actor.organ, officer=officer, capacity=data["capacity"], delegations=data["delegations"],
            fields=data["expertise"],
        )  # fmt: skip

    def get_success_url(self, result):
        return reverse("liaison:officer", args=[self.thing.pk])

    def get_cancel_url(self):
        return self.get_success_url(None)
