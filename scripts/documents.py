"""Prints the pages of `docs/` that come from the code: permissions and workflows.

    python -m scripts.documents

A test compares the printed pages with the committed ones.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DOCS, PACKAGE = PROJECT / "docs", PROJECT / "src" / "lianluo"


def start() -> None:
    import django  # noqa: PLC0415 the settings must be named first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")
    django.setup()
    load()


def load() -> None:
    """Import the tables and predicates of every room, so that they are registered."""
    for file in sorted(PACKAGE.glob("*/*workflow.py")) + sorted(PACKAGE.glob("*/*permissions.py")):
        importlib.import_module(f"lianluo.{file.parent.name}.{file.stem}")


def meaning_of(permission: str) -> str:
    """First line of the predicate's docstring."""
    from lianluo.foundation import permissions  # noqa: PLC0415 after the start

    text = permissions._permissions[permission].__doc__ or ""
    return text.strip().split("\n\n")[0].replace("\n", " ")


def permissions_page() -> str:
    from lianluo.foundation import permissions  # noqa: PLC0415 after the start

    lines = ["# Permissions", "", "Printed from the code by `python -m scripts.documents`.", ""]
    lines += ["| Permission | Who |", "|---|---|"]
    lines += [f"| `{name}` | {' '.join(meaning_of(name).split())} |" for name in permissions.names()]
    return "\n".join(lines) + "\n"


def workflow_page(workflow) -> str:
    from lianluo.foundation.workflow import diagram  # noqa: PLC0415 after the start

    title = str(workflow.name).replace("_", " ").capitalize()
    head = f"# {title}\n\nPrinted from the code by `python -m scripts.documents`.\n\n"
    return f"{head}```mermaid\n{diagram(workflow)}```\n"


def main() -> None:
    start()
    from lianluo.foundation.workflow import WORKFLOWS  # noqa: PLC0415 after the start

    (DOCS / "permissions.md").write_text(permissions_page(), "utf-8")
    (DOCS / "workflows").mkdir(exist_ok=True)
    for workflow in WORKFLOWS.values():
        (DOCS / "workflows" / f"{workflow.name}.md").write_text(workflow_page(workflow), "utf-8")


if __name__ == "__main__":
    main()
