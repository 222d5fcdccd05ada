"""The text of a document by its articles. Pure."""

from __future__ import annotations

import re

_ARTICLE = re.compile(
    r"^[ \t\u3000]*(第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?)[ \t\u3000]*",
    re.MULTILINE,
)


def split(text: str) -> list[tuple[str, str]]:
    """(label, text) in order; what stands before the first article has the label "". Chapter headings stay with the text
    before them. A text without articles is one clause."""
    found = list(_ARTICLE.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    opening = text[: found[0].start()] if found else text
    parts = [("", opening.strip())]
    parts += (
        [(match[1], text[match.end() : end].strip()) for match, end in zip(found, ends, strict=True)]
        if found
        else []
    )
    return [(label, body) for label, body in parts if label or body]
