"""The written word keeps up with the code: glossary, permissions, settings, workflows, links."""

import re

import pytest
from django.apps import apps
from sources import PACKAGE, PROJECT, committed, place

from lianluo.accounts.models import Role
from lianluo.foundation import permissions
from lianluo.foundation.workflow import WORKFLOWS, check
from scripts import documents

documents.load()

DOCS = PROJECT / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")


def _named(word: str) -> bool:
    return re.search(rf"(?<![A-Za-z_]){re.escape(word)}(?![A-Za-z_])", GLOSSARY) is not None


def test_every_model_is_in_the_glossary():
    models = [model.__name__ for model in apps.get_models() if model.__module__.startswith("lianluo.")]
    assert [name for name in models if not _named(name)] == []


def test_every_role_is_in_the_glossary():
    assert [role for role in Role.values if not _named(role)] == []


def test_every_stage_and_step_is_in_the_glossary():
    words = {
        word
        for flow in WORKFLOWS.values()
        for word in (*flow.stages.values, *(step.name for step in flow.steps))
    }
    assert sorted(word for word in words if not _named(word)) == []


def test_every_permission_is_written_down():
    assert (DOCS / "permissions.md").read_text("utf-8") == documents.permissions_page()
    undocumented = [name for name in permissions.names() if not documents.meaning_of(name)]
    assert undocumented == []


def test_every_setting_is_written_down():
    page = (DOCS / "settings.md").read_text("utf-8")
    names = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r'environment\.\w+\(\s*"(LIANLUO_[A-Z_]+)"', path.read_text("utf-8"))
    }
    assert names
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_the_procedures_of_the_handling_are_among_the_checked():
    assert {"matter", "plan", "assignment", "reply", "letter"} <= set(WORKFLOWS)


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_workflows_are_sound_and_drawn(name):
    flow = WORKFLOWS[name]
    assert check(flow) == []
    assert all(str(step.label) for step in flow.steps)
    assert (DOCS / "workflows" / f"{name}.md").read_text("utf-8") == documents.workflow_page(flow)


def test_links_lead_somewhere():
    found = []
    for page in [path for path in committed() if path.suffix == ".md"]:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not re.match(r"[a-z]+:|#", target) and not (page.parent / target.split("#")[0]).exists():
                found.append(f"{place(page)} → {target}")
    assert found == []


FOREIGN = re.compile(
    r"pypi\.org|files\.pythonhosted|registry\.npmjs|registry\.yarnpkg|npmmirror|proxy\.golang|https?://[^/\s\"]*(?:mirror|artifactory|nexus)"
    r"|(?<![\w.])/(?:work|root|home)/\w"
)


def test_nothing_names_a_registry_or_a_machine():
    found = []
    for path in committed():
        if (
            path.suffix in (".png", ".woff2", ".ico", ".docx", ".xlsx", ".pdf", ".mo")
            or path.name == "test_documents.py"
        ):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1):
            if FOREIGN.search(line):
                found.append(place(path, number))
    assert found == []
