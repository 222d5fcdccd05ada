import ast
import subprocess
import sys

from sources import PACKAGE, PROJECT, parsed, place, python_files

LINES_OF_A_FUNCTION, LINES_OF_A_FILE, LINES_OF_A_TEMPLATE = 50, 500, 250


def test_functions_fit_on_a_screen():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path in [
            *python_files(),
            *(PROJECT / "tests").rglob("*.py"),
            *(PROJECT / "scripts").rglob("*.py"),
        ]
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LINES_OF_A_FUNCTION
    ]
    assert found == []


def test_files_are_read_in_one_sitting():
    assert [place(path) for path in python_files() if _lines(path) > LINES_OF_A_FILE] == []


def test_templates_are_short():
    assert [place(path) for path in PACKAGE.rglob("*.html") if _lines(path) > LINES_OF_A_TEMPLATE] == []


def test_ruff_finds_nothing():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "src", "tests", "scripts"]
    found = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def _lines(path) -> int:
    return len(path.read_text("utf-8").splitlines())
