"""`ListPage`: the base of every list. See docs/pages.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lianluo.foundation import clock, exports
from lianluo.foundation.lists import frame, slices, table
from lianluo.foundation.lists.cells import Column
from lianluo.foundation.lists.choices import BulkAct, Empty, Tab
from lianluo.foundation.lists.filters import Filter
from lianluo.foundation.lists.state import State
from lianluo.foundation.signin import ActorRequired

MAX_PICKED = 2_000
FORM = "picked"


class ListPage(ActorRequired):
    """A list of rows the actor may see. Subclasses declare; `get_queryset` starts from `visible_to(actor)`."""

    title: ClassVar[Any] = ""
    counted: ClassVar[Any] = _lazy("%(total)s in all")
    """Says how many rows there are, in the measure word of what is listed."""
    subtitle: ClassVar[Any] = ""
    breadcrumbs: ClassVar[list[tuple[Any, str]]] = []
    columns: ClassVar[list[Column]] = []
    filters: ClassVar[list[Filter]] = []
    tabs: ClassVar[list[Tab]] = []
    bulk_acts: ClassVar[list[BulkAct]] = []
    empty: ClassVar[Empty] = Empty("inbox", "")
    export_name: ClassVar[Any] = ""
    default_order: ClassVar[str] = ""
    page_sizes: ClassVar[tuple[int, ...]] = (20, 50, 100)
    template_name: ClassVar[str] = "foundation/list.html"
    chips_shown: ClassVar[int] = 5
    """Filters beyond this number stand behind the dashed chip until they are set."""

    def get_queryset(self, actor) -> QuerySet:
        raise NotImplementedError

    def get_acts(self, actor) -> list[dict]:
        """Acts of the page head, for the `{% act %}` tag: label, url, icon, primary, allowed, why_not."""
        return []

    def get_context(self, actor) -> dict:
        return {}

    @classmethod
    def list_key(cls) -> str:
        """Names the list in the session and in saved views."""
        return f"{cls.__module__.removeprefix('lianluo.').split('.')[0]}.{cls.__name__}"

    # Reading

    def matching(self, state: State) -> QuerySet:
        """Rows of the tab and the filters."""
        rows = self._filtered(state)
        return state.tab.narrow(rows, self.actor) if state.tab else rows

    def _filtered(self, state: State) -> QuerySet:
        rows = self.get_queryset(self.actor)
        for each in state.filters:
            rows = each.narrow(rows)
        return rows

    @classmethod
    def picked(cls, request) -> QuerySet:
        """Visible rows somebody picked: `ids=…`, or with `every=1` all that the list's `query` matches; at most 2,000."""
        asked = request.POST if "ids" in request.POST or "every" in request.POST else request.GET
        page = cls()
        page.actor = request.actor
        if asked.get("every"):
            state = State(page, QueryDict(asked.get("query", "")), page.actor)
            rows = page.matching(state)
        else:
            keys = [key for key in asked.getlist("ids") if key.isascii() and key.isdigit() and len(key) < 19]
            rows = page.get_queryset(page.actor).filter(pk__in=keys[:MAX_PICKED])
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:MAX_PICKED])
        return page.get_queryset(page.actor).filter(pk__in=keys)

    # Answering

    def get(self, request, *args, **kwargs) -> HttpResponse:
        self.state = state = State(self, request.GET, self.actor, self._kept(request))
        if request.GET.get("export") == "xlsx" and self.export_name:
            return self._export(request)
        if request.GET.get("part") == "counts":
            return HttpResponse(self._tab_counts())
        htmx = getattr(request, "htmx", None)
        fragment = htmx and htmx.target == "rows" and not htmx.history_restore_request
        template = "foundation/list_rows.html" if fragment else self.template_name
        answer = render(request, template, self._context(state))
        patch_vary_headers(answer, ["HX-Request"])
        return answer

    def _context(self, state: State) -> dict:
        rows, more, total = self._page(state)
        acts = self.get_acts(self.actor)
        bulk = [act for act in self.bulk_acts if not act.permission or self.actor.can(act.permission)]
        return {
            "page": self,
            "state": state,
            "actor": self.actor,
            "form": FORM,
            "rows": rows,
            "head": table.head(state, bool(bulk), FORM),
            "body": table.body(rows, state.columns, bool(bulk)),
            "total": slices.said(total),
            "total_words": self.counted % {"total": slices.said(total)},
            "bulk": [{"label": act.label, "url": act.url, "icon": act.icon, "allowed": True} for act in bulk],
            "pages": frame.page_links(state, rows, more, total),
            "acts": acts,
            "fills": bool(self.empty.url) and self.empty.url in {act.get("url") for act in acts},
            **frame.around(self, state, self.actor),
            **self.get_context(self.actor),
        }

    def _page(self, state: State) -> tuple[list, bool, int]:
        matching = self.matching(state)
        total = slices.bounded_count(matching)
        rows = slices.ordered(matching, state.sort_fields, state.descending)
        if state.after:
            found, more = slices.page_after(
                rows, state.sort_fields, state.descending, state.after, state.size
            )
        else:
            if total <= slices.BOUND:
                state.page = min(state.page, max(1, -(-total // state.size)))
            found, more = slices.page_of(rows, state.page, state.size)
        return found, more, total

    def _tab_counts(self) -> SafeString:
        """Counts of all tabs in one query, each for its place in the page (htmx swaps them in)."""
        rows = self._filtered(self.state)
        counts = slices.bounded_counts([tab.narrow(rows, self.actor) for tab in self.tabs])
        pairs = zip(self.tabs, counts, strict=True)
        return format_html_join(
            "",
            '<small id="count-{}" hx-swap-oob="true">{}</small>',
            ((t.name, slices.said(n)) for t, n in pairs),
        )

    def _kept(self, request) -> dict:
        """Columns and page size this person chose last; a choice in the URL is remembered."""
        session = getattr(request, "session", None)
        if session is None:
            return {}
        lists = session.get("lists", {})
        kept = lists.get(self.list_key(), {})
        chosen = {"cols": [n for n in request.GET.getlist("cols") if n in {c.name for c in self.columns}]}
        chosen["size"] = next((n for n in self.page_sizes if str(n) == request.GET.get("size")), None)
        changed = {**kept, **{name: value for name, value in chosen.items() if value}}
        if changed != kept:
            session["lists"] = {**lists, self.list_key(): changed}
        return changed

    # Files

    def _export(self, request) -> HttpResponse:
        state = self.state
        rows = slices.ordered(self.matching(state), state.sort_fields, state.descending)
        if keys := [
            key for key in request.GET.getlist("ids") if key.isascii() and key.isdigit() and len(key) < 19
        ]:
            rows = rows.filter(pk__in=keys[:MAX_PICKED])
        columns = [(str(column.label), column.file_reader()) for column in state.columns]
        return exports.xlsx_response(
            str(self.export_name), columns, _stream(rows), self._note(state), self.actor
        )

    def _note(self, state: State) -> str:
        said = [_("%(list)s on %(day)s") % {"list": self.title, "day": clock.today()}]
        if state.tab:
            said.append(str(state.tab.label))
        said += [f"{each.label}: {each.said()}" for each in state.filters if each.is_set]
        return "\n".join(said)


def _stream(rows: QuerySet) -> Iterator[Any]:
    return rows[: exports.MAX_ROWS + 1].iterator(chunk_size=2_000)
