"""Puts the Chinese messages together: `locale/parts/*.po` → `zh_Hans/LC_MESSAGES/django.po` and `.mo`.

    python scripts/translations.py              build both files; exit 1 when two parts disagree
    python scripts/translations.py --missing    list the messages of the source that have no Chinese sentence

The parts are the source, one per room; the built files are ignored by git and made by `make setup`.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import template

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "lianluo"
PARTS = PACKAGE / "locale" / "parts"
BUILT = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES"
HEADER = {
    "Project-Id-Version": "lianluo",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

Key = tuple[str, str]
"""Context ("" for none) and English message."""

SINGLE = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
MARKERS = SINGLE | PLURAL | CONTEXT


class Disagreement(Exception):
    """Two parts translate one message differently."""


def joined(parts: Path = PARTS) -> polib.POFile:
    """All parts as one catalogue, sorted. Raises Disagreement."""
    known: dict[Key, tuple[str, polib.POEntry]] = {}
    for part in sorted(parts.glob("*.po")):
        for entry in polib.pofile(str(part), encoding="utf-8", wrapwidth=0):
            if not entry.msgid or entry.obsolete:
                continue
            key = (entry.msgctxt or "", entry.msgid)
            first = known.setdefault(key, (part.name, entry))
            if _sentences(first[1]) != _sentences(entry):
                raise Disagreement(
                    f"{key[1]!r}: {first[0]} says {_sentences(first[1])}, {part.name} says {_sentences(entry)}"
                )
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = HEADER
    catalogue.extend(entry for _key, (_part, entry) in sorted(known.items(), key=lambda item: item[0]))
    return catalogue


def build(parts: Path = PARTS, built: Path = BUILT) -> int:
    """Write both files; the number of messages. Raises Disagreement."""
    catalogue = joined(parts)
    built.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(built / "django.po"))
    unfinished = built / "django.new"
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(built / "django.mo")  # in one move: a running server never reads half a file
    return len(catalogue)


def used(package: Path = PACKAGE) -> dict[Key, str]:
    """Messages of the source, each with the first place it stands at ("people/models.py:12")."""
    found: dict[Key, str] = {}
    for file in sorted(package.rglob("*.py")):
        if "migrations" not in file.parts:
            for key, line in python_messages(file.read_text("utf-8")):
                found.setdefault(key, f"{file.relative_to(package)}:{line}")
    for file in sorted([*package.rglob("*.html"), *package.rglob("*.txt")]):
        for key in template_messages(file.read_text("utf-8")):
            found.setdefault(key, str(file.relative_to(package)))
    return found


def missing(package: Path = PACKAGE, parts: Path = PARTS) -> dict[Key, str]:
    """Used messages without a Chinese sentence, each with its place."""
    translated = {(entry.msgctxt or "", entry.msgid) for entry in joined(parts) if all(_sentences(entry))}
    return {key: place for key, place in used(package).items() if key not in translated}


def unused(package: Path = PACKAGE, parts: Path = PARTS) -> list[Key]:
    here = used(package)
    return [key for entry in joined(parts) if (key := (entry.msgctxt or "", entry.msgid)) not in here]


def python_messages(source: str) -> Iterator[tuple[Key, int]]:
    """Messages marked in a Python module, whatever name the marker was imported under."""
    tree = ast.parse(source)
    names = _marker_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        marker = _marker(node.func, names)
        words = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if marker in CONTEXT and len(words) >= 2:
            yield (words[0], words[1]), node.lineno
        elif marker in SINGLE | PLURAL and words and isinstance(node.args[0], ast.Constant):
            yield ("", words[0]), node.lineno


def _marker_names(tree: ast.AST) -> dict[str, str]:
    return {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in MARKERS
    }


def _marker(function: ast.expr, names: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        return names.get(function.id, "")
    if isinstance(function, ast.Attribute) and function.attr in MARKERS:
        return function.attr
    return ""


_STRING = r"u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{_STRING}(?:\s*,\s*{_STRING})?")


def template_messages(source: str) -> Iterator[Key]:
    """Messages of {% translate %}, {% blocktranslate %} and {{ _("…") }}, as Django itself reads them."""
    for marker, first, second in _CALL.findall(template.templatize(source)):
        if "p" in marker:
            yield ast.literal_eval(first), ast.literal_eval(second)
        else:
            yield "", ast.literal_eval(first)


def _sentences(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--missing", action="store_true", help="list untranslated messages instead of building"
    )
    options = parser.parse_args(arguments)
    if not settings.configured:
        settings.configure()
    try:
        if options.missing:
            return _list_missing()
        print(f"{build()} messages", file=sys.stderr)
    except Disagreement as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _list_missing() -> int:
    rows = missing()
    for (context, message), place in rows.items():
        print(f"{place}: {context + ' | ' if context else ''}{message}")
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main())
