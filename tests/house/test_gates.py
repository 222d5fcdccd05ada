"""Views hold no rule: they write through actions and read through `visible_to`."""

import ast

from django.apps import apps
from sources import PACKAGE, parsed, place, python_files

from lianluo.foundation import permissions
from lianluo.foundation.workflow import WORKFLOWS
from scripts import documents

documents.load()

WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
MODELS = {model.__name__ for model in apps.get_models() if model.__module__.startswith("lianluo.")}
UNSCOPED = {
    # place of the read (file, model): why it needs no `visible_to`
    ("src/lianluo/accounts/views/signing_in.py", "Post"): "the actor's own posts, to switch between them",
    ("src/lianluo/accounts/views/signing_in.py", "User"): "the actor's own account, before there is an actor",
}


def _model_manager(node: ast.AST) -> str:
    """ "Matter" for the expression `Matter.objects`."""
    if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
        return node.value.id if node.value.id in MODELS else ""
    return ""


def test_views_write_nothing():
    found = []
    for path in python_files("views", "panels"):
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            name, target = node.func.attr, ast.unparse(node.func.value)
            on_rows = ".objects" in target or name in ("save", "bulk_create", "bulk_update")
            if name in WRITES and on_rows and not target.endswith("form"):
                found.append(f"{place(path, node.lineno)} {target}.{name}")
    assert found == []


def test_the_demonstration_is_made_by_actions():
    """What the demo office shows must have been possible for somebody: its files write no row themselves."""
    found = [
        f"{place(path, node.lineno)} {ast.unparse(node.func)}"
        for path in (PACKAGE / "demo").rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert found == []


def test_views_read_what_the_actor_may_see():
    found = []
    for path in python_files("views", "panels"):
        tree = parsed(path)
        scoped = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "visible_to" and _model_manager(node.value)
        }
        for node in ast.walk(tree):
            model = _model_manager(node)
            if model and id(node) not in scoped and (place(path), model) not in UNSCOPED:
                found.append(f"{place(path, node.lineno)} {model}.objects without visible_to")
    assert found == []


def test_forms_read_what_the_actor_may_see():
    """A choice list in a form is a read as well."""
    found = [
        place(path, node.lineno)
        for path in python_files("forms", "tables")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and _model_manager(getattr(node.func, "value", None))
        and node.func.attr == "all"
    ]
    assert found == []


def test_every_step_asks_for_a_permission_that_exists():
    found = [
        f"{workflow.name}.{step.name}: {step.permission}"
        for workflow in WORKFLOWS.values()
        for step in workflow.steps
        if not step.automatic and step.permission not in permissions.names()
    ]
    assert found == []


def test_every_action_asks_for_a_permission_that_exists():
    asked = set()
    for path in python_files("actions"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "action":
                asked.add(node.args[0].value)
    assert asked - set(permissions.names()) == set()


def test_actions_know_no_requests():
    found = [
        place(path, node.lineno)
        for path in python_files("actions", "queries", "permissions", "models")
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.arg) and node.arg == "request")
        or (isinstance(node, ast.ImportFrom) and node.module in ("django.http", "django.shortcuts"))
    ]
    assert found == []
