"""Walks through the product in a browser as one person and says what is wrong with each page.

Starts at given addresses, follows the links of every page and visits one page of each kind (URL pattern and tab).
Needs Django set up, for the URL patterns; talks to the product over HTTP only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from scripts import english

AXE = Path(__file__).resolve().parent.parent / "frontend/node_modules/axe-core/axe.min.js"
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
NOT_WALKED = ("accounts:sign_out", "set_language")

# Visible texts, and what readers and pointers are told.
_TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (!node.data.trim() || holder.closest("script,style,template,kbd,[lang^=en]")) continue;
    if (holder.checkVisibility()) texts.push(node.data);
  }
  for (const each of document.querySelectorAll("body [aria-label],body [title],body [placeholder],body [alt]"))
    if (!each.closest("[lang^=en]"))
      for (const name of ["aria-label", "title", "placeholder", "alt"])
        if (each.hasAttribute(name)) texts.push(each.getAttribute(name));
  return texts;
}"""
_LINKS = (
    "() => [...document.querySelectorAll('a[href],[hx-get]')]"
    ".map(each => each.href || new URL(each.getAttribute('hx-get'), location).href)"
)
# Fragments that htmx loads with the page are there; a page that asks again each second never rests.
_SETTLED = "() => !document.querySelector('#panel.htmx-request, #rows .htmx-request')"
SETTLING_MS = 80
_TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@dataclass
class Shot:
    """A page as it stood in the browser."""

    address: str
    name: str
    size: str
    language: str
    faults: list[str] = field(default_factory=list)


def kind_of(address: str) -> str:
    """What makes two addresses the same kind of page: pattern, and the tab of a detail page. "" for what is no page."""
    parts = urlsplit(address)
    query = parse_qs(parts.query)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return ""
    if match.view_name in NOT_WALKED or query.keys() & {"export", "part", "page", "next"}:
        return ""
    tab = query.get("tab", [""])[0] if match.kwargs else ""
    picked = "picked" if query.keys() & {"ids", "every"} else ""
    return "-".join(filter(None, [re.sub(r"\W+", "-", match.view_name), re.sub(r"\W+", "", tab), picked]))


def addresses_without_arguments() -> list[str]:
    """Paths of all named URL patterns that need no argument."""
    names = _names(get_resolver().url_patterns)
    return [reverse(name) for name in names if name not in NOT_WALKED]


def _names(patterns: list, namespace: str = "") -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            if not each.pattern.converters:
                yield from _names(each.url_patterns, inner)
        elif isinstance(each, URLPattern) and each.name and not each.pattern.converters:
            yield f"{namespace}{each.name}"


class Itinerary:
    """Which addresses to visit next: links as they are found, one of each kind, then those that were only guessed."""

    def __init__(self, starts: list[str], guessed: list[str] = (), known: Collection[str] = ()):
        self._linked, self._guessed = list(starts), list(guessed)
        self._seen, self._known = set(), set(known) - {kind_of(start) for start in starts}

    def add(self, links: list[str]) -> None:
        self._linked += links

    def __iter__(self) -> Iterator[tuple[str, str, bool]]:
        """(address, kind, whether it was only guessed: then it may be a page of others)."""
        while self._linked or self._guessed:
            guessed = not self._linked
            address = (self._guessed if guessed else self._linked).pop(0)
            kind = kind_of(address)
            if kind and kind not in self._seen and kind not in self._known:
                self._seen.add(kind)
                yield address, kind, guessed


class Walk:
    """One person's walk in one browser tab. `look(shot)` is called on every page, while it is open."""

    def __init__(
        self, tab, address: str, size: str, language: str, look: Callable[[Shot], None] | None = None
    ):
        self.tab, self.address, self.size, self.language = tab, address.rstrip("/"), size, language
        self.look = look or (lambda shot: None)
        self.told: list[str] = []
        self.shots: list[Shot] = []
        width, height = SIZES[size]
        tab.set_viewport_size({"width": width, "height": height})
        tab.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
        tab.on("console", lambda said: self.told.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: self.told.append(str(error)))

    def through(
        self, starts: list[str], guessed: list[str] = (), known: Collection[str] = ()
    ) -> dict[str, str]:
        """Visit one page of each kind, but those `known`, reached from `starts` and `guessed`; kind → address."""
        itinerary = Itinerary(starts, guessed, known)
        for address, kind, is_guess in itinerary:
            if self._is_page(address, is_guess):
                self.visit(address, kind)
                links = self.tab.evaluate(_LINKS)
                itinerary.add([self._path(link) for link in links if link.startswith(f"{self.address}/")])
        return {shot.name: shot.address for shot in self.shots}

    def visit(self, address: str, name: str, expected: int = 200) -> Shot:
        """Open the page and judge it."""
        self.told.clear()
        answer = self.tab.goto(f"{self.address}{address}")
        self.tab.wait_for_timeout(SETTLING_MS)
        self.tab.wait_for_function(_SETTLED, timeout=5_000)
        faults = [] if answer.status == expected else [f"answers {answer.status}"]
        told = [words for words in self.told if not (expected >= 400 and str(expected) in words)]
        return self.judge(address, name, faults + [f"console: {words}" for words in told])

    def judge(self, address: str, name: str, faults: list[str] | None = None) -> Shot:
        """Judge the page that is open."""
        shot = Shot(address, name, self.size, self.language, list(faults or []))
        if self.language == "zh-hans":
            shot.faults += [f"English: {text[:90]}" for text in english.left_over(self.tab.evaluate(_TEXTS))]
        shot.faults += too_wide(self.tab)
        self.look(shot)
        self.shots.append(shot)
        return shot

    def _is_page(self, address: str, is_guess: bool) -> bool:
        """Asked beside the tab: a download, or an answer without content, would leave it in a state of its own."""
        answer = self.tab.context.request.get(f"{self.address}{address}")
        try:
            closed = (404, 405) if is_guess else (405,)
            return answer.status not in closed and "html" in answer.headers.get("content-type", "")
        finally:
            answer.dispose()

    def _path(self, link: str) -> str:
        parts = urlsplit(link.removeprefix(self.address))
        return parts.path + (f"?{parts.query}" if parts.query else "")


def too_wide(tab) -> list[str]:
    """Whether the open page is wider than its window."""
    more = tab.evaluate(_TOO_WIDE)
    return [f"{more} px wider than the window"] if more > 0 else []


def axe_findings(tab) -> list[str]:
    """What axe-core finds on the open page, of any impact."""
    if not tab.evaluate("() => !!window.axe"):
        tab.evaluate(AXE.read_text("utf-8"))
    found = tab.evaluate("() => axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => "
                         "v.id + ' (' + v.impact + '): ' + v.nodes.map(n => n.target.join(' ') + ' ' + "
                         "n.html.slice(0, 120)).slice(0, 3).join(' | ')))")  # fmt: skip
    return [f"axe: {sentence}" for sentence in found]
