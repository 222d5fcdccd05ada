"""Pages of the institutional documents: the list with search in their text, one with its versions, the acts."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import bigrams, clock
from lianluo.foundation.lists import Column, Empty, Filter, ListPage, Tab, badge, day, link
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.rules.actions import document as documents
from lianluo.rules.forms import CiteForm, DocumentForm, RepealForm, VersionForm
from lianluo.rules.models import Clause, DocumentVersion, InstitutionalDocument, Rule

FOUND = 20


class DocumentList(ListPage):
    title = _("Institutional documents")
    subtitle = _(
        "The texts that rules come from: each by version and article; the whole text can be searched."
    )
    export_name = _("Institutional documents")
    default_order = "title"
    breadcrumbs = [(_("Rules in force"), "rules:list")]
    columns = [
        Column("title", _("Title"), lambda row: link(row.title, row.get_absolute_url()), sort="title",
               export=lambda row: row.title, css="title"),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), sort="kind", css="nowrap"),
        Column("issuer", _("Issued by"), "issuer", sort="issuer"),
        Column("number", _("Document number"), lambda row: row.current_number or "—", css="nowrap"),
        Column("since", _("In force since"),
               lambda row: day(row.current_from) if row.current_from else badge(_("not in force"), "clock clock-paused"),
               export=lambda row: row.current_from, css="nowrap"),
    ]  # fmt: skip
    filters = [
        Filter(
            "q",
            _("Title or words of the text"),
            kind="words",
            apply=lambda rows, words: rows.with_words(words),
        ),
        Filter("kind", _("Kind"), choices=InstitutionalDocument.Kind.choices, apply="kind"),
    ]
    tabs = [
        Tab("now", _("In force"), lambda rows: rows.filter(current_from__isnull=False)),
        Tab("past", _("Not in force"), lambda rows: rows.filter(current_from__isnull=True)),
        Tab("all", _("All")),
    ]
    empty = Empty("certificate", _("Register the documents that your rules come from."))

    def get_queryset(self, actor):
        return InstitutionalDocument.objects.visible_to(actor).with_current()

    def get_acts(self, actor):
        if not actor.can("rules.set"):
            return []
        return [
            {
                "label": _("Register a document"),
                "url": reverse("rules:new_document"),
                "icon": "plus",
                "primary": True,
            }
        ]


class Document(DetailPage):
    """The version in force, or the one asked for by ?version=; words of ?q= are looked for in its articles."""

    template_name = "rules/document.html"

    def get_queryset(self, actor):
        return InstitutionalDocument.objects.visible_to(actor)

    def get_context(self, actor, document):
        versions = list(document.versions.all())
        shown = self._shown(versions)
        words = self.request.GET.get("q", "").strip()[:60]
        clauses = shown.clauses.all()
        if words:
            clauses = bigrams.having(clauses, Clause.WORDS, words)
        citing = Rule.objects.visible_to(actor).valid_on(clock.today()).order_by("key")
        acts = [("new_version", _("Add a version"), "plus"), ("repeal", _("Repeal"), "ban")]
        return {
            "versions": versions, "shown": shown, "in_force": shown.is_in_force(), "words": words,
            "clauses": clauses.prefetch_related(Prefetch("rules", citing, to_attr="citing")),
            "steps": [{"label": label, "url": reverse(f"rules:{name}", args=[document.pk]), "icon": icon, "allowed": True}
                      for name, label, icon in acts] if actor.can("rules.set") else [],
        }  # fmt: skip

    def _shown(self, versions: list[DocumentVersion]) -> DocumentVersion:
        asked = self.request.GET.get("version", "")
        if asked:
            found = [version for version in versions if str(version.pk) == asked]
        else:
            found = [version for version in versions if version.is_in_force()] or versions
        if not found:
            raise Http404
        return found[0]


class _Setting(ActView):
    def get_object(self, actor):
        require(actor, "rules.set")
        return super().get_object(actor)


class NewDocument(_Setting):
    title, form_class = _("Register a document"), DocumentForm
    consequence = _("The text is split at its articles (第…条), so that rules can point to one of them.")
    done = _("The document is registered.")

    def act(self, actor, thing, data):
        return documents.register_document(actor, **data)

    def get_success_url(self, document):
        return document.get_absolute_url()

    def get_cancel_url(self):
        return reverse("rules:documents")


class _OfDocument(_Setting):
    def get_queryset(self, actor):
        return InstitutionalDocument.objects.visible_to(actor)


class NewVersion(_OfDocument):
    title, form_class = _("Add a version"), VersionForm
    consequence = _("The version in force ends the day before; it stays to be read.")
    done = _("The version is added.")

    def act(self, actor, document, data):
        return documents.add_version(actor, document, **data)


class Repeal(_OfDocument):
    title, form_class, danger = _("Repeal"), RepealForm, True
    consequence = _("After that day no version is in force. Rules that point to it stay as they are.")
    done = _("The day of repeal is recorded.")

    def act(self, actor, document, data):
        return documents.repeal(actor, document, **data)


class Cite(_Setting):
    """The clause that a setting comes from; found by words of its text."""

    title, form_class = _("Point to a clause"), CiteForm
    done = _("The rule points to the clause.")
    template_name = "rules/cite.html"

    def get_queryset(self, actor):
        return Rule.objects.visible_to(actor)

    def get_form_kwargs(self, actor, rule):
        return {"clauses": self._found(actor, rule)}

    def get_context(self, actor, rule):
        return {"words": self.request.GET.get("q", "")}

    def _found(self, actor, rule):
        words = self.request.GET.get("q", "").strip()[:60]
        seen = Clause.objects.filter(version__in=DocumentVersion.objects.visible_to(actor).in_force())
        keys = (
            list(bigrams.having(seen, Clause.WORDS, words).values_list("pk", flat=True)[:FOUND])
            if words
            else []
        )
        return Clause.objects.filter(pk__in=[*keys, rule.clause_id or 0]).select_related("version__document")

    def get_initial(self, actor, rule):
        return {"clause": rule.clause_id}

    def act(self, actor, rule, data):
        return documents.cite(actor, rule, **data)

    def get_success_url(self, rule):
        return reverse("rules:setting", args=[self.thing.pk])

    def get_cancel_url(self):
        return reverse("rules:setting", args=[self.thing.pk])
