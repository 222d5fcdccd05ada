"""Looking at a Word template before it is kept: what is wrong is said with the words of the paragraph where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from lianluo.documents import fonts
from lianluo.documents.template_filling import CannotFill, fill, paragraphs, sources, text_of
from lianluo.documents.template_language import faults_in
from lianluo.documents.templating import Data, PaperKind

MOST_TAGS = 400
LONGEST_SHOWN = 40
_OPEN, _TAG = re.compile(r"\{[{%#]|[}%#]\}"), re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_WIDE = re.compile(r"｛\s*[｛{%％]|[{％%]\s*｛|\{％|％\}|[}％%]\s*｝|｝\s*[}｝]")
_SINGLE = re.compile(r"(?<!\{)\{\s*([^\W\d]\w*)\s*\}(?!\})")
_OWN_LINE = re.compile(r"\{%(p|tr)\s")
_OF_THE_LIBRARY = re.compile(r"\{\{(?:p|r|tr|tc)\s|\{%(?:r|tc)\s|\{%\s*(?:colspan|cellbg|vm|hm)\b")
_PAIRS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_STANDARD = {name.casefold() for names in fonts.OFFICIAL.values() for name in names}


@dataclass
class Checked:
    """`wrong` refuses the template, `remarks` are told and kept with it; sentences."""

    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def check(content: bytes, kind: PaperKind) -> Checked:
    """Looks at a .docx whose package is known to be sound (`word_uploads`)."""
    try:
        document = Document(BytesIO(content))
    except Exception:  # noqa: BLE001 python-docx raises whatever its parser meets
        return Checked([_("The file is damaged: Word could not open it either. Save it again in Word.")])
    found = Checked(list(dict.fromkeys(_of_paragraphs(document, kind))), list(_of_fonts(document)))
    if not found.wrong:
        found.wrong = list(dict.fromkeys(_of_language(content, kind)))
    if not found.wrong:
        found.wrong = list(_of_trial(content, kind))
    return found


def _roots(document) -> Iterator:
    yield document.element.body
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


def _of_paragraphs(document, kind: PaperKind) -> Iterator[str]:
    """Tags that do not close in their paragraph or are typed with wide brackets; leftovers of editing."""
    tags = 0
    for root in _roots(document):
        if any(next(root.iter(qn(name)), None) is not None for name in _TRACKED):
            yield _("The file has tracked changes. In Word: Review, accept all changes, and stop tracking.")
        for paragraph in root.iter(qn("w:p")):
            text = text_of(paragraph)
            tags += len(_OPEN.findall(text))
            yield from _of_text(text, kind)
        yield from _of_lines(root)
    if tags > 2 * MOST_TAGS:
        yield _("The template has more than %(limit)s tags.") % {"limit": MOST_TAGS}
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/comments"):
            yield _("The file has comments; they would go out with every letter. Delete them in Word.")
        elif relation.reltype.endswith(("/footnotes", "/endnotes")) and _OPEN.search(
            _plain(relation.target_part.blob.decode("utf-8", "replace"))
        ):
            yield _("Tags in footnotes are not filled in. Put them into the text.")


def _plain(xml: str) -> str:
    return re.sub(r"<[^>]+>", "", xml)


def _of_lines(root) -> Iterator[str]:
    """A paragraph or row with such a tag vanishes: words beside the tag would vanish with it."""
    for tag, holder in (("p", "w:p"), ("tr", "w:tr")):
        for element in root.iter(qn(holder)):
            text = "".join(text_of(each) for each in element.iter(qn("w:p")))
            found = [each for each in _OWN_LINE.finditer(text) if each.group(1) == tag]
            if found and not _is_one_tag(text.strip()):
                yield _in(text, _("a tag “{%%%(tag)s” stands alone in its paragraph or row, with nothing beside it.")
                          % {"tag": tag})  # fmt: skip


def _is_one_tag(text: str) -> bool:
    found = _TAG.match(text)
    return bool(found) and found.end() == len(text)


def _of_text(text: str, kind: PaperKind) -> Iterator[str]:
    if _WIDE.search(text):
        yield _in(text, _("a tag is typed with wide brackets ｛｝; type {{ }} with the English keyboard."))
    for found in _SINGLE.finditer(text):
        if kind.field(found.group(1)):
            yield _in(text, _("“%(tag)s” has one bracket on each side; a tag has two: {{ %(name)s }}.")
                      % {"tag": found.group(), "name": found.group(1)})  # fmt: skip
    if found := _OF_THE_LIBRARY.search(text):
        yield _in(text, _("“%(tag)s” is not a tag of these templates.") % {"tag": found.group().strip()})
    open_ = ""
    for mark in _OPEN.findall(text):
        if open_:
            if mark != _PAIRS[open_]:
                break
            open_ = ""
        elif mark in _PAIRS:
            open_ = mark
        else:
            yield _in(text, _("“%(mark)s” closes a tag that was not opened.") % {"mark": mark})
            return
    if open_:
        yield _in(text, _("a tag is opened with “%(open)s” and not closed with “%(close)s” in the same paragraph.")
                  % {"open": open_, "close": _PAIRS[open_]})  # fmt: skip


def _of_language(content: bytes, kind: PaperKind) -> Iterator[str]:
    for source in sources(content):
        lines = source.split("\n")
        for fault in faults_in(source, kind.fields):
            words = _plain(_up_to(lines, min(fault.line, len(lines)) - 1)) if fault.line else ""
            yield _in(words, fault.sentence) if words.strip() else fault.sentence


def _up_to(lines: list[str], place: int) -> str:
    """The line and what stands before it in the same paragraph; the tag of a line that vanishes stands alone."""
    for first in range(place, -1, -1):
        if lines[first].startswith("<w:p"):
            return "".join(lines[first : place + 1])
        if first == 0 or "</w:p>" in lines[first - 1]:
            break
    return lines[place]


def _of_trial(content: bytes, kind: PaperKind) -> Iterator[str]:
    """Filled with invented data: it must come out whole, and what a paper must have must be in it."""
    sample = kind.sample()
    try:
        words = _squeezed("".join(paragraphs(fill(content, sample), with_headers=True)))
        fill(content, _emptied(sample, kind))
    except CannotFill as fault:
        yield str(fault)
        return
    for each in kind.fields:
        if each.required and not all(_squeezed(text) in words for text in _texts(sample[each.name])):
            yield _("The field “%(name)s” (%(meaning)s) is missing: every such paper must show it.") % {
                "name": each.name, "meaning": each.meaning}  # fmt: skip


def _emptied(sample: Data, kind: PaperKind) -> Data:
    """The shortest paper: only what must be there."""
    kept = {each.name for each in kind.fields if each.required}
    return {
        name: value if name in kept else ([] if isinstance(value, list) else "")
        for name, value in sample.items()
    }


def _texts(value) -> list[str]:
    if isinstance(value, list):
        return [part for row in value for part in row.values() if isinstance(part, str)]
    return [str(value)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _of_fonts(document) -> Iterator[str]:
    named = set()
    for root in (*_roots(document), document.styles.element):
        for node in root.iter(qn("w:rFonts")):
            named |= {node.get(qn(f"w:{slot}")) for slot in ("eastAsia", "ascii", "hAnsi")}
    strange = sorted(name for name in named - {None} if name.casefold() not in _STANDARD)
    if strange:
        yield _("Fonts outside the standard for official documents: %(names)s. The recipient may not have them.") % {
            "names": "、".join(strange[:8])}  # fmt: skip


def _in(text: str, sentence: str) -> str:
    shown = " ".join(text.split())
    shown = shown if len(shown) <= LONGEST_SHOWN else shown[:LONGEST_SHOWN] + "…"
    return _("Paragraph “%(words)s”: %(what)s") % {"words": shown, "what": sentence}
