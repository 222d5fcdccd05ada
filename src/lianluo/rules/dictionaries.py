"""Pages of the dictionaries and of the result classes: what is offered to choose from, and the acts on it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import Column, Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.rules import tables
from lianluo.rules.actions import dictionary as acts
from lianluo.rules.forms import AddClassForm, AddEntryForm, CorrectEntryForm, LastDayForm
from lianluo.rules.models import DictionaryEntry, ResultClass

CRUMBS = [(_("Rules in force"), "rules:list")]


class EntryList(ListPage):
    title = _("Dictionaries")
    subtitle = _("The words offered to choose from, and other spellings by which ledgers are read.")
    export_name = _("Dictionaries")
    default_order = "dictionary"
    breadcrumbs = CRUMBS
    page_sizes = (50, 100)
    columns = [
        Column("dictionary", _("Dictionary"), lambda row: row.get_dictionary_display(),
               sort=("dictionary", "position"), css="nowrap"),
        Column("label", _("Wording"), "label", sort="label", css="title",
               link=lambda row: reverse("rules:entry", args=[row.pk])),
        Column("code", _("Code"), "code", sort="code", css="nowrap"),
        Column("synonyms", _("Other spellings"), "synonyms"),
        Column("since", _("In force since"), tables.since, sort="valid_from", export=lambda row: row.valid_from),
    ]  # fmt: skip
    filters = [
        Filter("q", _("Words"), kind="words", apply=lambda rows, words: rows.spelled(words)),
        Filter("dictionary", _("Dictionary"), choices=DictionaryEntry.Dictionary.choices, apply="dictionary"),
    ]
    tabs = [
        Tab("now", _("Offered"), lambda rows: rows.valid_on(clock.today())),
        Tab("past", _("Not offered any more"), lambda rows: rows.filter(valid_until__lt=clock.today())),
        Tab("all", _("All")),
    ]
    empty = Empty("book", _("No word here."))

    def get_queryset(self, actor):
        return DictionaryEntry.objects.visible_to(actor)

    def get_acts(self, actor):
        if not actor.can("rules.set"):
            return []
        return [
            {"label": _("Add a word"), "url": reverse("rules:add_entry"), "icon": "plus", "primary": True}
        ]


class ResultClassList(ListPage):
    title = _("Result classes")
    subtitle = _("They say what became of a matter, never how satisfied the deputy is.")
    export_name = _("Result classes")
    default_order = "body"
    columns = tables.CLASS_COLUMNS
    breadcrumbs = CRUMBS
    tabs = [
        Tab("now", _("In force"), lambda rows: rows.valid_on(clock.today())),
        Tab("all", _("All")),
    ]
    empty = Empty("tags", _("No result class here."))

    def get_queryset(self, actor):
        return ResultClass.objects.visible_to(actor)

    def get_acts(self, actor):
        if not actor.can("rules.set"):
            return []
        return [
            {"label": _("Add a class"), "url": reverse("rules:add_class"), "icon": "plus", "primary": True}
        ]


class _Shown(DetailPage):
    """A word or a class with its days, and the acts for those who set rules."""

    template_name = "rules/word.html"
    list_url, list_title = "rules:entries", _("Dictionaries")
    steps: tuple[tuple, ...] = ()

    def get_context(self, actor, row):
        acts = self.steps if actor.can("rules.set") and not row.valid_until else ()
        return {
            "list_url": reverse(self.list_url), "list_title": self.list_title, "kind": self.kind(row),
            "facts": [*self.facts(row), (_("In force since"), row.valid_from), (_("Last day"), row.valid_until)],
            "steps": [{"label": label, "url": reverse(f"rules:{name}", args=[row.pk]), "icon": icon, "allowed": True}
                      for name, label, icon in acts],
        }  # fmt: skip


class Entry(_Shown):
    steps = (("correct_entry", _("Correct a word"), "pencil"), ("end_entry", _("Offer it no more"), "ban"))

    def get_queryset(self, actor):
        return DictionaryEntry.objects.visible_to(actor)

    def kind(self, row):
        return row.get_dictionary_display()

    def facts(self, row):
        return [
            (_("Other spellings"), row.synonyms),
            (_("Code"), row.code),
            (_("Place in the list"), row.position),
        ]


class Class(_Shown):
    list_url, list_title = "rules:classes", _("Result classes")
    steps = (("end_class", _("End a class"), "ban"),)

    def get_queryset(self, actor):
        return ResultClass.objects.visible_to(actor)

    def kind(self, row):
        return row.get_body_kind_display()

    def facts(self, row):
        return [(_("Meaning"), row.get_meaning_display()), (_("Source"), row.source)]


class _Word(ActView):
    """Leads back to the list of its dictionary."""

    list_url = "rules:entries"

    def get_object(self, actor):
        require(actor, "rules.set")
        return super().get_object(actor)

    def get_success_url(self, result):
        return self.get_cancel_url()

    def get_cancel_url(self):
        return reverse(self.list_url)


class AddEntry(_Word):
    title, form_class, crumb = _("Add a word"), AddEntryForm, _("Dictionaries")
    done = _("The word is offered from that day on.")

    def get_initial(self, actor, thing):
        return {"valid_from": clock.today(), "dictionary": self.request.GET.get("dictionary")}

    def act(self, actor, thing, data):
        return acts.add_entry(actor, **data)


class _OfEntry(_Word):
    crumb = _("Dictionaries")

    def get_queryset(self, actor):
        return DictionaryEntry.objects.visible_to(actor)


class CorrectEntry(_OfEntry):
    title, form_class = _("Correct a word"), CorrectEntryForm
    consequence = _(
        "What was written with the former word keeps it; the former word is still read in ledgers."
    )
    done = _("The word is corrected.")

    def get_initial(self, actor, row):
        return {"label": row.label, "synonyms": row.synonyms, "position": row.position}

    def act(self, actor, row, data):
        return acts.correct_entry(actor, row, **data)


class EndEntry(_OfEntry):
    title, form_class = _("Offer it no more"), LastDayForm
    consequence = _("What was written with it stays.")
    done = _("The word is not offered after that day.")

    def act(self, actor, row, data):
        return acts.end_entry(actor, row, **data)


class AddClass(_Word):
    title, form_class, crumb = _("Add a class"), AddClassForm, _("Result classes")
    list_url = "rules:classes"
    consequence = _(
        "A class of the same letter that is in force ends the day before; replies classed with it keep it."
    )
    done = _("The class is in force from the day you chose.")

    def act(self, actor, thing, data):
        return acts.add_class(actor, **data)


class EndClass(_Word):
    title, form_class, crumb = _("End a class"), LastDayForm, _("Result classes")
    list_url = "rules:classes"
    consequence = _("Replies classed with it keep it.")
    done = _("The class ends on the day you chose.")

    def get_queryset(self, actor):
        return ResultClass.objects.visible_to(actor)

    def act(self, actor, row, data):
        return acts.end_class(actor, row, **data)
