"""Puts the Chinese texts of all parts together and compiles them; `--check` also refuses gaps and contradictions."""

from __future__ import annotations

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "src" / "lianluo" / "locale"
FOLDER = LOCALE / "zh_Hans" / "LC_MESSAGES"
HEAD = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=1; plural=0;",
    "Language": "zh_Hans",
}


def main(check: bool) -> int:
    catalogue, complaints = together()
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / "django.mo"
    unfinished = target.with_suffix(".new")
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(target)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if check and complaints else 0


def together() -> tuple[polib.POFile, list[str]]:
    catalogue = polib.POFile()
    catalogue.metadata = HEAD
    where: dict[tuple[str | None, str], tuple[str, str]] = {}
    complaints = []
    for file in sorted([*LOCALE.glob("parts/*.po"), *FOLDER.glob("*.po")]):
        for entry in polib.pofile(str(file)):
            key = (entry.msgctxt, entry.msgid)
            text = entry.msgstr or str(entry.msgstr_plural)
            complaints += _gaps(file.name, entry)
            if key not in where:
                where[key] = (file.name, text)
                catalogue.append(entry)
            elif where[key][1] != text:
                complaints.append(
                    f"{entry.msgid!r} is {where[key][1]} in {where[key][0]} but {text} in {file.name}: one word, one text"
                )
    return catalogue, complaints


def _gaps(name: str, entry: polib.POEntry) -> list[str]:
    texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
    return [] if all(texts) and not entry.fuzzy else [f"{entry.msgid!r} has no Chinese text in {name}"]


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
