"""Icons come by name from the pinned package: frontend/icons.txt lists those the pages use, the build draws them."""

import ast
import re

from sources import PACKAGE, PROJECT, committed, parsed, place, python_files

LIST = PROJECT / "frontend" / "icons.txt"
EMPTY = re.compile(r"""{%\s*empty\s[^%]*?["']([a-z0-9-]+)["'][^%]*%}""")
TAG = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']|icon_name=["']([\w-]+)["']""")


def listed() -> list[str]:
    return LIST.read_text("utf-8").split()


def _constants(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    return (
        [found for value in node.values for found in _constants(value)] if isinstance(node, ast.Dict) else []
    )


def _called(node: ast.AST) -> list[str]:
    """What one piece of a module names as an icon: a key or an argument `icon`, a table or a variable of icons."""
    match node:
        case ast.Dict():
            pairs = zip(node.keys, node.values, strict=True)
            values = [value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "icon"]
        case ast.keyword(arg="icon" | "icon_name"):
            values = [node.value]
        case ast.Assign(targets=[ast.Name(id=name)]) if re.search(r"(^|_)icons$", name.lower()):
            values = [node.value]
        case ast.Call(func=ast.Name(id="Empty"), args=[first, *_rest]):
            values = [first]
        case ast.Call(func=ast.Name(id="NavItem"), args=[_key, _label, _page, fourth, *_rest]):
            values = [fourth]
        case _:
            values = []
    return [name for value in values for name in _constants(value)]


def _used() -> dict[str, str]:
    """Icon → the place that names it."""
    found = {}
    for path in python_files():
        for node in ast.walk(parsed(path)):
            found.update({name: place(path, getattr(node, "lineno", None)) for name in _called(node)})
    for path in PACKAGE.rglob("*.html"):
        text = path.read_text("utf-8")
        names = [*EMPTY.findall(text), *(name for pair in TAG.findall(text) for name in pair if name)]
        found.update(dict.fromkeys(names, place(path)))
    return found


def test_every_icon_that_is_called_is_listed():
    known = set(listed())
    assert {name: where for name, where in _used().items() if name not in known} == {}


def test_the_list_is_in_order_and_holds_no_icon_that_nothing_names():
    names = listed()
    assert names == sorted(set(names))
    sources = [path for path in committed() if path.suffix in (".py", ".html") and "tests" not in path.parts]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    assert [name for name in names if f'"{name}"' not in text and f"'{name}'" not in text] == []


def test_no_drawing_is_kept_in_the_repository():
    own = {PROJECT / "frontend" / "src" / "favicon.svg"}
    assert [place(path) for path in committed() if path.suffix == ".svg" and path not in own] == []
