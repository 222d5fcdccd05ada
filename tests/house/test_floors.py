import ast
import tomllib

from django.conf import settings
from importlinter.cli import lint_imports
from sources import PACKAGE, PROJECT, parsed, place, python_files

FORBIDDEN_MODULES = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "misc",
    "core",
    "services",
    "signals",
    "managers",
}
FORBIDDEN_ENDINGS = ("Manager", "Helper", "Util", "Utils", "Data", "Info", "Service")
ALLOWED_NAMES = {"UserManager"}  # Django's own word for what creates users


def test_imports_go_down_only():
    assert lint_imports(str(PROJECT / "pyproject.toml"), no_cache=True) == 0


def test_every_room_stands_on_a_floor():
    contract = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    floors = {room.strip() for layer in contract["layers"] for room in layer.replace(":", "|").split("|")}
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == floors
    assert set(settings.ROOMS) | {"config", "demo"} == rooms


def test_no_room_for_leftovers():
    assert [
        place(path) for path in python_files() if {path.stem, *path.parent.parts} & FORBIDDEN_MODULES
    ] == []


def test_names_say_what_a_thing_is():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        and node.name.endswith(FORBIDDEN_ENDINGS)
        and node.name not in ALLOWED_NAMES
    ]
    assert found == []


def test_no_signals_and_no_saving_with_side_effects():
    found = []
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                found.append(f"{place(path, node.lineno)} imports signals")
            if isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in place(path):
                found.append(f"{place(path, node.lineno)} overrides save")
    assert found == []


def test_settings_come_from_the_environment_through_one_door():
    found = []
    for path in python_files():
        if path.parent.name == "config" and path.stem in ("environment", "wsgi", "cli"):
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ.get", "os.getenv"):
                found.append(place(path, node.lineno))
    assert found == []


def test_time_comes_from_the_clock():
    clocks = {
        "date.today",
        "datetime.now",
        "datetime.utcnow",
        "timezone.now",
        "timezone.localdate",
        "datetime.today",
    }
    found = [
        place(path, node.lineno)
        for path in python_files()
        if place(path) != "src/lianluo/foundation/clock.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in clocks
    ]
    assert found == []
