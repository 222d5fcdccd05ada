"""Recurring parts of pages as template tags. Built in: templates need no {% load %}. See docs/parts.md."""

from functools import lru_cache

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.foundation import assets

register = template.Library()

CLOCK_ICONS = {
    "normal": "clock",
    "soon": "alarm",
    "overdue": "alert-triangle",
    "paused": "player-pause",
    "done": "circle-check",
    "blue": "circle-check",
}
PART = "foundation/parts/"


@register.simple_tag
def asset(name: str) -> str:
    return assets.asset(name)


@register.simple_tag
def url_if(name: str, *args, **kwargs) -> str:
    """The address, or "" where the product has no such page."""
    try:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """An icon listed in frontend/icons.txt. It is hidden from readers unless it has a `label`."""
    return _drawn(name, css, str(label), assets.asset("icons.svg"))


@lru_cache(maxsize=1000)
def _drawn(name: str, css: str, label: str, address: str) -> SafeString:
    reader = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon {}" {}><use href="{}#{}"/></svg>', css, reader, address, name)


@register.simple_tag
def clock(state: str, words: str) -> SafeString:
    """A clock badge; `state` is normal, soon, overdue, paused, done (or blue: under way)."""
    drawn = _drawn(CLOCK_ICONS[state], "", "", assets.asset("icons.svg"))
    return SafeString(
        f'<span class="clock clock-{state}">{drawn}<span>{conditional_escape(words)}</span></span>'
    )


@register.simple_tag
def dot() -> SafeString:
    return SafeString('<i class="dot"></i>')


@register.simple_tag
def confidence(level: int) -> SafeString:
    """Three blocks and a word; `level` 1 to 3."""
    word = {
        1: pgettext("confidence", "low"),
        2: pgettext("confidence", "middle"),
        3: pgettext("confidence", "high"),
    }
    return format_html(
        '<span class="confidence confidence-{}"><i></i><i></i><i></i>{}</span>', level, word.get(level, "")
    )


@register.simple_tag
def masked(value: str, reveal_url: str = "", label: str = "") -> SafeString:
    """A masked contact value; the button asks `reveal_url` and is replaced by its answer (the look is
    logged).
    """
    if not reveal_url:
        return format_html('<span class="masked">{}</span>', value)
    return format_html(
        '<span class="masked">{} <button type="button" class="linkbtn" hx-post="{}" '
        'hx-target="closest .masked" hx-swap="outerHTML" aria-label="{}">{}</button></span>',
        value, reveal_url, label or _("Show in full"), pgettext("button", "Show"),
    )  # fmt: skip


# Parts with more than one element have a template each, foundation/parts/<name>.html.


@register.inclusion_tag(PART + "stepper.html")
def stepper(steps, compact: bool = False) -> dict:
    """`steps`: dicts of label, date, state (done, current, todo, na) and note. `compact` is one line, for
    assistants.
    """
    return {"steps": steps, "compact": compact}


@register.inclusion_tag(PART + "figures.html")
def figures(strip) -> dict:
    """`strip`: dicts of label, value, unit, numerator, denominator, url, denominator_url, share, note,
    change, icon, tone.
    """
    return {"strip": strip}


@register.inclusion_tag(PART + "tabs.html")
def tabs(lines, label: str = "") -> dict:
    """`lines`: dicts of label, url, count, current, icon. `label` tells the bar from another one of the same page."""
    return {"lines": lines, "label": label}


@register.inclusion_tag(PART + "chips.html")
def chips(chosen, menus=(), clear_url: str = "") -> dict:
    """`chosen`: dicts of label, value, remove_url. `menus`: dicts of label and options (label, url,
    current, count).
    """
    return {"chosen": chosen, "menus": menus, "clear_url": clear_url}


@register.inclusion_tag(PART + "bulkbar.html")
def bulkbar(acts, total: int, form: str = "rows", unit: str = "") -> dict:
    """`acts`: dicts of label, url, icon, allowed, why_not, confirm, consequence. Posts the chosen rows of
    `form`.
    """
    return {"acts": acts, "total": total, "form": form, "unit": unit}


@register.inclusion_tag(PART + "act.html", takes_context=True)
def act(context, step, form: bool = False) -> dict:
    """A button for a step: label, url, allowed, why_not, primary, confirm, consequence, icon, post; greyed
    with its reason.
    """
    return {"step": step, "post": form, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(PART + "acts_menu.html", takes_context=True)
def acts_menu(context, steps) -> dict:
    """Further acts behind three dots; the same fields as `act`."""
    return {"steps": steps, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(PART + "empty.html")
def empty(title: str, hint: str = "", icon_name: str = "inbox", url: str = "", act: str = "") -> dict:
    return {"title": title, "hint": hint, "icon_name": icon_name, "url": url, "act": act}


@register.inclusion_tag(PART + "jobbar.html")
def jobbar(job, poll_url: str = "", cancel_url: str = "") -> dict:
    """`job`: title, state (waiting, running, done, partly, failed, cancelled), done, total, current,
    left, result_url,
    result_label, note. Polled from `poll_url` every second until it ends."""
    done, total = _of(job, "done") or 0, _of(job, "total") or 0
    return {
        "job": job,
        "poll_url": poll_url,
        "cancel_url": cancel_url,
        "live": _of(job, "state") in ("waiting", "running"),
        "percent": round(100 * done / total) if total else 0,
    }


def _of(thing, name: str):
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


@register.inclusion_tag(PART + "sum.html")
def deadline_sum(key: str, shown: str, clocks, rules_url: str = "") -> dict:
    """A date that opens into its sum. `key` is unique on the page; `clocks`: dicts of label, state,
    total, source and rows
    (step, what, source, date, grey)."""
    return {"key": key, "shown": shown, "clocks": clocks, "rules_url": rules_url}


@register.inclusion_tag(PART + "pagination.html", takes_context=True)
def pagination(context, page, words: str = "") -> dict:
    """`page`: a Django Page. Keeps the other query parameters; `words` stands at the left (total by kind)."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    kept = query.urlencode() if query else ""
    return {
        "page": page,
        "words": words,
        "numbers": list(numbers),
        "query": kept,
        "gap": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag(PART + "field.html")
def field(bound, wide: bool = False) -> dict:
    """One form field: label above, help below, error beside."""
    return {
        "field": _prepared(bound),
        "wide": wide or _is_long(bound),
        "kind": _kind(bound),
        "autocomplete": "",
    }


LONG = 200  # characters that do not fit into a column of the form


def _is_long(bound) -> bool:
    return bound.widget_type == "text" and (getattr(bound.field, "max_length", 0) or 0) >= LONG


def _kind(bound) -> str:
    if getattr(bound.field.widget, "input_type", "") == "file":
        return "file"
    return {"checkbox": "check", "radioselect": "choices", "checkboxselectmultiple": "choices"}.get(
        bound.widget_type, "input"
    )


_CLASSES = {"select": "form-select", "selectmultiple": "form-select", "checkbox": "form-check-input"}


def _prepared(bound):
    """Classes and reader attributes on the widget; Django itself sets aria-describedby and aria-invalid."""
    attrs = bound.field.widget.attrs
    if _kind(bound) != "choices" and "form-" not in attrs.get("class", ""):
        attrs["class"] = f"{attrs.get('class', '')} {_CLASSES.get(bound.widget_type, 'form-control')}".strip()
    return bound


@register.inclusion_tag(PART + "errors.html")
def form_errors(form) -> dict:
    """The summary above a form: what is wrong, each a link to its field."""
    broken = [(bound, bound.errors) for bound in form if bound.errors]
    return {
        "general": form.non_field_errors(),
        "broken": broken,
        "count": len(broken) + len(form.non_field_errors()),
    }


@register.inclusion_tag(PART + "picker.html")
def picker(name: str, url: str, label: str, chosen=(), many: bool = False, help: str = "") -> dict:
    """Picks people or units by name, pinyin or initials. `url` answers `?q=` with {"results": [{"id",
    "text", "hint"}]};
    `chosen`: dicts of id and text."""
    return {"name": name, "url": url, "label": label, "chosen": chosen, "many": many, "help": help}


@register.inclusion_tag(PART + "timeline.html")
def timeline(entries) -> dict:
    """`entries`: dicts of icon, title, when, text, quote, url, link, next (True for the coming one)."""
    return {"entries": entries}


@register.inclusion_tag(PART + "tile.html")
def tile(
    name: str, numerator: int, denominator: int, step: int, row=0, column=0, low=False, url="", share=""
) -> dict:
    """One city of the grid; `step` 1 (pale) to 4 (dark); `low` is below the floor; `share` in words where whole percents
    would show it in another step."""
    share = share or (f"{100 * numerator / denominator:.0f}%" if denominator else "—")
    return {"name": name, "numerator": numerator, "denominator": denominator, "step": step, "row": row,
            "column": column, "low": low, "url": url, "share": share}  # fmt: skip


@register.inclusion_tag(PART + "sheet.html")
def sheet(pages, title: str = "") -> dict:
    """A document as it will print; `pages`: addresses of page pictures, A4 at their true proportion."""
    return {"pages": pages, "title": title}
