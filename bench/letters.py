"""Letters of a whole session in both formats: `python -m bench.letters` (178 letters with their feedback forms)."""

from __future__ import annotations

import dataclasses
import os
import time

import django

LETTERS = 178
LIMIT = 60  # seconds


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")
    django.setup()
    from lianluo.documents.rendering import render_docx, render_pdf  # noqa: PLC0415 after django.setup
    from tests.documents import samples  # noqa: PLC0415 after django.setup

    papers = [
        dataclasses.replace(samples.letter(), number=f"辽检代函〔2026〕{n}号", salutation=f"甲某{n}代表：")
        for n in range(1, LETTERS + 1)
    ]
    spent = {}
    for name, render in (("PDF", render_pdf), ("Word", render_docx)):
        began, used = time.perf_counter(), time.process_time()
        size = sum(len(render(paper)) for paper in papers)
        spent[name] = time.perf_counter() - began
        print(f"{name:5} {LETTERS} letters {spent[name]:6.1f} s, processor {time.process_time() - used:5.1f} s, "
              f"{size / LETTERS / 1024:4.0f} kB each")  # fmt: skip
    print(f"both  {sum(spent.values()):.1f} s of {LIMIT} s allowed")


if __name__ == "__main__":
    main()
