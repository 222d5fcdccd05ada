"""What a template may say, held twice: by the list of allowed parts of speech, and by a sandbox without functions.

A template prints fields, repeats over lists of its own data, and asks whether something is there. It cannot reckon, call,
read attributes of objects, define anything or load another file; so the longest loop is as long as the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from lianluo.documents.templating import Field

DEEPEST = 2  # loops inside each other
OF_LOOP = ("index", "first", "last", "length")
COMPARED = ("eq", "ne", "lt", "lteq", "gt", "gteq")


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the number of the line of the patched XML where it stands."""

    sentence: str
    line: int


class FieldEnvironment(SandboxedEnvironment):
    """Data alone: no functions, no filters, no tests; names behind a dot are keys of a row."""

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_literal)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj, attribute: str):
        return self.getitem(obj, attribute)

    def getitem(self, obj, argument):
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, LoopContext) and argument in OF_LOOP:
            return getattr(obj, argument)
        return self.undefined(obj=obj, name=argument)


def _literal(value):
    """Text as it stands: its own brackets are no tags, neither to this template nor to what reads it afterwards."""
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))


def faults_in(source: str, fields: tuple[Field, ...]) -> Iterator[Fault]:
    """What the template says that it may not say, or about fields that do not exist."""
    try:
        tree = FieldEnvironment().parse(source)
    except TemplateSyntaxError as error:
        unclosed = _ENDLESS.search(error.message or "")
        yield Fault(_in_words(error), _last_opened(source, unclosed.group(1)) if unclosed else error.lineno)
        return
    yield from _Reader(fields).read(tree.body, {}, 0)


class _Reader:
    """Walks the tree and knows in each place which names stand for rows of which field."""

    def __init__(self, fields: tuple[Field, ...]):
        self.fields = {field.name: field for field in fields}

    def read(self, body: list[nodes.Node], rows: dict[str, Field], depth: int) -> Iterator[Fault]:
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        yield from self.value(part, rows, printed=True)
            elif isinstance(node, nodes.If):
                yield from self.condition(node.test, rows)
                yield from self.read([*node.body, *node.elif_, *node.else_], rows, depth)
            elif isinstance(node, nodes.For):
                yield from self.loop(node, rows, depth)
            else:
                yield _not_allowed(node)

    def loop(self, node: nodes.For, rows: dict[str, Field], depth: int) -> Iterator[Fault]:
        if depth >= DEEPEST or node.recursive or node.test or not isinstance(node.target, nodes.Name):
            yield _not_allowed(node)
            return
        field = self.fields.get(node.iter.name) if isinstance(node.iter, nodes.Name) else None
        if field is None or not field.rows:
            if isinstance(node.iter, nodes.Name) and field is None:
                yield self.unknown(node.iter.name, self.fields, node.lineno)
            else:
                words = _("Only lists can be repeated with “for”: %(names)s.")
                names = "、".join(name for name, each in self.fields.items() if each.rows)
                yield Fault(words % {"names": names}, node.lineno)
            return
        yield from self.read([*node.body, *node.else_], {**rows, node.target.name: field}, depth + 1)

    def condition(self, node: nodes.Node, rows: dict[str, Field]) -> Iterator[Fault]:
        if isinstance(node, nodes.And | nodes.Or):
            yield from self.condition(node.left, rows)
            yield from self.condition(node.right, rows)
        elif isinstance(node, nodes.Not):
            yield from self.condition(node.node, rows)
        elif isinstance(node, nodes.Compare) and all(op.op in COMPARED for op in node.ops):
            for each in (node.expr, *(op.expr for op in node.ops)):
                yield from self.condition(each, rows)
        elif not isinstance(node, nodes.Const):
            yield from self.value(node, rows, printed=False)

    def value(self, node: nodes.Node, rows: dict[str, Field], printed: bool) -> Iterator[Fault]:
        """A field, or a field of a row."""
        if isinstance(node, nodes.Name):
            if node.name in rows or (printed and self.fields.get(node.name, Field("", "")).rows):
                words = _(
                    "“%(name)s” is a list or a row of one: name the field of the row, as in {{ %(example)s }}."
                )
                yield Fault(
                    words % {"name": node.name, "example": self.example(node.name, rows)}, node.lineno
                )
            elif node.name not in self.fields:
                yield self.unknown(node.name, {**self.fields, **rows}, node.lineno)
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            yield from self.of_row(node.node.name, node.attr, rows, node.lineno)
        else:
            yield _not_allowed(node)

    def of_row(self, name: str, wanted: str, rows: dict[str, Field], line: int) -> Iterator[Fault]:
        if name == "loop" and rows and wanted in OF_LOOP:
            return
        if name in rows:
            known = {field.name: field for field in rows[name].rows}
            if wanted not in known:
                yield self.unknown(wanted, known, line)
        elif name not in self.fields and name != "loop":
            yield self.unknown(name, {**self.fields, **rows}, line)
        else:
            words = _("“%(name)s.%(part)s” is not a field.")
            yield Fault(words % {"name": name, "part": wanted}, line)

    def example(self, name: str, rows: dict[str, Field]) -> str:
        field = rows.get(name) or self.fields[name]
        return f"{name if name in rows else field.row}.{field.rows[0].name}"

    def unknown(self, name: str, known: dict[str, Field], line: int) -> Fault:
        near = get_close_matches(name, known, n=1, cutoff=0.3)
        words = _("There is no field “%(name)s”.") % {"name": name}
        if near:
            words += _(" Do you mean “%(near)s”?") % {"near": near[0]}
        return Fault(words, line)


def _not_allowed(node: nodes.Node) -> Fault:
    words = _(
        "A template may only print fields, repeat with “for” and ask with “if”; “%(part)s” is not allowed."
    )
    return Fault(words % {"part": type(node).__name__.lower()}, node.lineno)


_ENDLESS = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_BLOCK = re.compile(r"\{%-?\s*(end)?(for|if)\b")


def _last_opened(source: str, word: str) -> int:
    """The line of the innermost block of this word that never ends."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(source.split("\n"), start=1):
        for end, block in _BLOCK.findall(line):
            if not end:
                opened.append((block, number))
            elif opened and opened[-1][0] == block:
                opened.pop()
    return next((number for block, number in reversed(opened) if block == word), 0)


_MEANINGS = (
    (re.compile(r"unexpected '}'|unexpected '%'|expected token 'end of (?:print statement|statement block)'"),
     lambda: _("The tag cannot be read: a name is one word without spaces or signs, closed by }} or %}.")),
    (_ENDLESS,
     lambda word: _("A “%(word)s” has no “end%(word)s”.") % {"word": word}),
    (re.compile(r"Encountered unknown tag '(end\w+|el\w+)'"),
     lambda word: _("“%(word)s” has no beginning before it.") % {"word": word}),
    (re.compile(r"Encountered unknown tag '(\S+)'"),
     lambda word: _("There is no tag “%(word)s”; only for, endfor, if, elif, else, endif.") % {"word": word}),
    (re.compile(r"Unexpected end of template|Missing end of comment"), lambda: _("A tag or a block is not closed.")),
    (re.compile(r"Expected an expression, got 'end of (?:print statement|statement block)'"),
     lambda: _("The tag is empty: a field's name is missing.")),
    (re.compile(r"expected token 'in'"), lambda: _("“for” reads: for 段 in 正文.")),
    (re.compile(r"No (?:filter|test) named '(\S+?)'"),
     lambda word: _("Filters and functions are not allowed in a template: “%(word)s”.") % {"word": word}),
)  # fmt: skip


def _in_words(error: TemplateSyntaxError) -> str:
    for pattern, words in _MEANINGS:
        if found := pattern.search(error.message or ""):
            return words(*found.groups())
    return _("The tag cannot be read: %(error)s") % {"error": error.message}
