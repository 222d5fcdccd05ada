"""The files the house tests look at."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PACKAGE = PROJECT / "src" / "lianluo"
GENERATED = ("build", "data", "look", "node_modules", ".venv", "zh_Hans")


@cache
def committed() -> list[Path]:
    """Files under version control or about to be; without git: everything that is not generated."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [path for line in listed.stdout.splitlines() if (path := PROJECT / line).is_file()]
    return [
        path
        for path in PROJECT.rglob("*")
        if path.is_file() and not set(GENERATED) & set(path.relative_to(PROJECT).parts)
    ]


def python_files(*shelves: str) -> list[Path]:
    """Modules of the package without migrations; of the given shelves only, when named ("views" has plan_views too)."""
    files = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    if not shelves:
        return files
    return [
        path for path in files if {path.stem, path.stem.rpartition("_")[2], *path.parent.parts} & set(shelves)
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def place(path: Path, line: int | None = None) -> str:
    return f"{path.relative_to(PROJECT)}{f':{line}' if line else ''}"
