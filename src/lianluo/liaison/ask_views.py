"""Whom to ask: the register searched by what people know, the fairest first; who was asked, and the answers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import BulkAct, Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import ActView, BulkActView
from lianluo.liaison import ask_forms, asking
from lianluo.liaison.actions import asking as acts
from lianluo.liaison.ask_tables import ASK_COLUMNS, ASKED_COLUMNS
from lianluo.liaison.models import Asked
from lianluo.people.models import Mandate, Person
from lianluo.people.queries import groups_of, in_groups, of_kind, words_of
from lianluo.units.models import Unit


class AskList(ListPage):
    title = _("Whom to ask")
    subtitle = _(
        "By expertise, profession, concerns and earlier matters; among those who fit alike the least asked first."
    )
    counted = _("People: %(total)s")
    export_name = _("Whom to ask")
    default_order = "rank"
    columns = ASK_COLUMNS
    filters = [
        Filter("q", _("What it is about"), kind="words", apply=asking.fitting),
        Filter("field", _("Expertise"), choices=lambda actor: [(word, word) for word in words_of("expertise")],
               apply=asking.expert_in),
        Filter("level", _("Level"), choices=Unit.Level.choices, apply=asking.of_levels),
        Filter("group", _("Delegation or sector"), choices=groups_of, apply=in_groups),
        Filter("kind", _("Mandate"), choices=Mandate.Kind.choices, apply=of_kind),
        Filter("sex", _("Sex"), choices=Person.Sex.choices, apply="sex"),
    ]  # fmt: skip
    tabs = [
        Tab("all", _("All who fit")),
        Tab("never", _("Never asked this year"), lambda rows: rows.filter(times=0)),
    ]
    bulk_acts = [BulkAct("ask", _("Note that they were asked"), "liaison:noting_asked", icon="speakerphone")]
    empty = Empty(
        "search",
        _(
            "Say what it is about, or choose a field of expertise: those who fit stand here, the least asked first."
        ),
    )

    def get_queryset(self, actor):
        """Without a question nobody fits: sixty thousand people in the order of their names would answer nothing."""
        require(actor, "liaison.look")
        rows = asking.with_load(Person.objects.visible_to(actor).in_office(), clock.today())
        asked = self.request.GET if hasattr(self, "request") else None
        if asked is None:
            return rows
        words = asked.get("q", "").strip()[:100]
        if not words and not asked.get("field"):
            return rows.none()
        return asking.shown(rows, words, actor)

    def get_acts(self, actor):
        return [
            {"label": _("Who was asked"), "url": reverse("liaison:asked"), "icon": "list", "allowed": True}
        ]


class NotingAsked(BulkActView):
    title, form_class, list_page, list_url_name = (
        _("Note that they were asked"),
        ask_forms.AskingForm,
        AskList,
        "liaison:asked",
    )
    consequence = _("It counts for fairness from now on; their answers are noted later.")

    def get_initial(self, actor, thing) -> dict:
        return {"on": clock.today(), "what_for": self.request.GET.get("what_for", "")[:200]}

    def act_on(self, actor, thing, data):
        acts.ask(actor, actor.organ, person=thing, **data)

    def get_cancel_url(self):
        return reverse("liaison:ask")


class AskedList(ListPage):
    title = _("Who was asked")
    subtitle = _("Each deputy asked, for what, and the answer.")
    export_name = _("Who was asked")
    default_order = "-on"
    columns = ASKED_COLUMNS
    filters = [
        Filter("person", _("Deputy"), kind="pick", pick="people:pick", apply="person",
               chosen=lambda actor: Person.objects.visible_to(actor)),
        Filter("answer", _("Answer"), choices=Asked.Answer.choices, apply="answer"),
        Filter("on", pgettext_lazy("asked", "Asked on"), kind="days", apply="on"),
        Filter("what_for", _("Asked for what"), kind="words", apply="what_for"),
    ]  # fmt: skip
    empty = Empty("speakerphone", _("Nobody was asked yet."), _("Whom to ask"), "liaison:ask")

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Asked.objects.visible_to(actor).select_related("person", "office", "asked_by")

    def get_acts(self, actor):
        url = reverse("liaison:ask")
        return [{"label": _("Whom to ask"), "url": url, "icon": "search", "primary": True, "allowed": True}]


class Answering(ActView):
    title, form_class, done = _("Note the answer"), ask_forms.AnswerForm, _("The answer is noted.")

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Asked.objects.visible_to(actor).select_related("person")

    def get_object(self, actor):
        asked = super().get_object(actor)
        require(actor, "liaison.answer_asked", asked)
        return asked

    def get_initial(self, actor, asked) -> dict:
        return {"answer": asked.answer, "on": asked.answered_on or clock.today()}

    def act(self, actor, asked, data):
        return acts.answer(actor, asked, **data)

    def get_success_url(self, result):
        return reverse("liaison:asked")

    def get_cancel_url(self):
        return reverse("liaison:asked")
