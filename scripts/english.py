"""Finds English left over on a Chinese page: three Latin words in a row, or a text that is nothing but an English word."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Names that a Chinese office writes in Latin letters too.
ALLOWED = ("Excel", "Word", "English", "Ctrl", "Chrome", "Edge", "Lianluo", "Python", "Linux", "PostgreSQL",
           "Noto Serif CJK SC", "Noto Sans CJK SC")  # fmt: skip
_SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ ,;:-]+[A-Za-z][A-Za-z'’]*){2,}")
_WORD = re.compile(r"[A-Z][a-z]{2,}(?: [a-z]+)?[.…]?")
_SILENT = {"script", "style", "template", "kbd"}
_SPOKEN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def left_over(texts: list[str]) -> list[str]:
    """Those of the texts that hold English, in their order, each once."""
    found = [text.strip() for text in texts if _is_english(text.strip())]
    return list(dict.fromkeys(found))


def _is_english(text: str) -> bool:
    for name in ALLOWED:
        text = text.replace(name, "").strip()
    return bool(_SENTENCE.search(text) or _WORD.fullmatch(text))


def left_over_in(html: str) -> list[str]:
    """The same for the source of a page; what is marked `lang="en"` may be English."""
    reader = _Texts()
    reader.feed(html)
    return left_over(reader.texts)


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts: list[str] = []
        self.silent_depth = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        english = (given.get("lang") or "").startswith("en")
        if tag not in _VOID and (self.silent_depth or tag in _SILENT or english):
            self.silent_depth += 1
        if not self.silent_depth:
            self.texts += [value for name, value in attrs if name in _SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag):
        if self.silent_depth and tag not in _VOID:
            self.silent_depth -= 1

    def handle_data(self, data):
        if not self.silent_depth and data.strip():
            self.texts.append(data)
