"""What stands around the table: tabs, chips, column picker, page links. Pure: a state in, plain values out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from lianluo.foundation.lists import saved
from lianluo.foundation.lists.cells import escape
from lianluo.foundation.lists.filters import BoundFilter
from lianluo.foundation.lists.state import State


def around(page: Any, state: State, actor: Any) -> dict:
    """Template values for everything but the rows."""
    shown = [each for i, each in enumerate(state.filters) if i < page.chips_shown or each.is_set]
    further = [each for each in state.filters if each not in shown]
    kept = saved.saved_views(actor, page.list_key())
    return {
        "tab_lines": _tabs(page, state, kept),
        "counts_url": state.url(part="counts"),
        "save_url": _save_url(page, state),
        "chips": [_chip(each, state) for each in shown],
        "further": [_chip(each, state) for each in further],
        "further_carried": state.hidden([name for each in further for name in each.filter.params]),
        "clear_url": _clear_url(state),
        "columns_carried": state.hidden(["cols"]),
        "column_boxes": _column_boxes(page, state),
        "sizes": [(size, state.url(size=size), size == state.size) for size in page.page_sizes],
        "export_url": state.url(export="xlsx") if page.export_name else "",
    }


def page_links(state: State, rows: list, more: bool, total: int) -> dict:
    """Links of the foot: numbers as far as counting reaches, then on from the last row."""
    last = min(-(-total // state.size), state.last_page)
    by_number = not state.after and state.page < state.last_page
    following = ""
    if more:
        following = state.url(page=state.page + 1) if by_number else state.url(after=rows[-1].pk)
    if state.after:
        return {"numbers": [], "first": state.url(), "next": following}
    return {
        "numbers": [(n, state.url(page=n), n == state.page) for n in _near(state.page, last)]
        if last > 1
        else [],
        "before": state.url(page=state.page - 1) if state.page > 1 else "",
        "next": following,
    }


def _near(page: int, last: int) -> list[int]:
    numbers = {1, *range(page - 2, page + 3)}
    if last <= page + 3:
        numbers.add(last)
    return sorted(number for number in numbers if 1 <= number <= last)


def _tabs(page: Any, state: State, kept: list[tuple[str, str]]) -> list[dict]:
    lines = [
        {"name": tab.name, "label": tab.label, "url": state.url(tab=tab.name), "current": tab == state.tab}
        for tab in page.tabs
    ]
    return lines + [{"label": label, "url": f"?{query}", "icon": "bookmark"} for label, query in kept]


def _chip(each: BoundFilter, state: State) -> dict:
    return {
        "label": each.label,
        "is_set": each.is_set,
        "said": each.said() if each.is_set else "",
        "controls": each.controls(),
        "carried": state.hidden(each.filter.params),
        "remove_url": state.url(drop=each.filter.params),
    }


def _clear_url(state: State) -> str:
    return (
        state.url(drop=[name for each in state.filters for name in each.filter.params])
        if state.is_narrowed
        else ""
    )


def _save_url(page: Any, state: State) -> str:
    name = saved.save_url_name()
    return f"{reverse(name)}?{urlencode({'list': page.list_key(), 'query': state.query()})}" if name else ""


def _column_boxes(page: Any, state: State) -> SafeString:
    shown = {column.name for column in state.columns}
    return SafeString("".join(
        '<label class="form-check"><input class="form-check-input" type="checkbox" name="cols" '
        f'value="{column.name}"{" checked" if column.name in shown else ""}> '
        f'<span class="form-check-label">{escape(str(column.label))}</span></label>'
        for column in page.columns
    ))  # fmt: skip
