"""The table itself, as one string."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.foundation.lists.cells import Column, escape, picture_of, plain
from lianluo.foundation.lists.state import State


def head(state: State, picking: bool, form: str) -> SafeString:
    cells = [_column_head(column, state) for column in state.columns]
    if picking:
        label = escape(_("Choose all rows of this page"))
        box = (
            f'<input type="checkbox" class="form-check-input" data-choose-all="{form}" aria-label="{label}">'
        )
        cells.insert(0, f'<th class="check">{box}</th>')
    return SafeString(f"<tr>{''.join(cells)}</tr>")


def _column_head(column: Column, state: State) -> str:
    label = escape(str(column.label))
    classes = f' class="{column.classes}"' if column.classes else ""
    width = f' width="{column.width}"' if column.width else ""
    if not column.sort:
        return f'<th scope="col"{classes}{width}>{label}</th>'
    current = column.name == state.sort
    upward = current and not state.descending
    url = escape(state.url(sort=f"-{column.name}" if upward else column.name))
    mark = picture_of("arrow-up" if upward else "arrow-down") if current else ""
    order = f' aria-sort="{"ascending" if upward else "descending"}"' if current else ""
    return f'<th scope="col"{classes}{width}{order}><a href="{url}">{label}{mark}</a></th>'


def body(rows: list[Any], columns: list[Column], picking: bool) -> SafeString:
    """Rows as `<tr>`s. `rows` are anything with a `pk`."""
    openings = [_opening(column) for column in columns]
    readers = [column.html_reader() for column in columns]
    makers = list(zip(openings, readers, strict=True))
    lines = []
    for row in rows:
        cells = "".join([f"{opening}{read(row)}</td>" for opening, read in makers])
        lines.append(f"<tr>{_box(row, columns[0]) if picking else ''}{cells}</tr>")
    return SafeString("\n".join(lines))


def _opening(column: Column) -> str:
    """Figures bear the name of their column, for the phone, where a row stands without the head of the table."""
    if "num" in column.classes.split():
        return f'<td class="{column.classes}" data-label="{escape(column.label)}">'
    return f'<td class="{column.classes}">' if column.classes else "<td>"


def _box(row: Any, first: Column) -> str:
    name = escape(f"{pgettext('row', 'Choose')} {plain(first.reader()(row)) or row.pk}")
    return (
        '<td class="check"><input type="checkbox" class="form-check-input" data-row name="ids" '
        f'value="{row.pk}" aria-label="{name}"></td>'
    )
