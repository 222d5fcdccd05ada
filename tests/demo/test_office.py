"""The demonstration office: complete, loaded once, its passwords in one private file."""

import json
import stat

import pytest

from lianluo.accounts.models import Post, User
from lianluo.demo import office as demo
from lianluo.journal.models import Entry
from lianluo.matters.models import Matter
from lianluo.people.models import Person


@pytest.fixture
def loaded(db, settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setattr(demo, "prepare", _prepared)
    return demo.load()


def _prepared():
    from lianluo.rules.actions import seeding as rules  # noqa: PLC0415
    from lianluo.units.actions import seeding as units  # noqa: PLC0415
    from lianluo.units.models import Unit  # noqa: PLC0415

    units.seed()
    rules.seed()
    return Unit.objects.get(code="21")


def test_the_office_is_complete_and_a_second_loading_changes_nothing(loaded, tmp_path):
    assert (Person.objects.count(), Matter.objects.count()) == (123, 178)
    assert Matter.objects.overdue().exists() and Matter.objects.due_within(7).exists()
    before = (tmp_path / "demo-accounts.json").read_text()
    assert demo.load() == {}
    assert (tmp_path / "demo-accounts.json").read_text() == before
    assert (User.objects.count(), Post.objects.count(), Matter.objects.count()) == (12, 12, 178)


def test_every_account_in_the_private_file_signs_in_and_sees_the_desk(loaded, client, tmp_path):
    file = tmp_path / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for username, account in json.loads(file.read_text()).items():
        answer = client.post("/sign-in/", {"username": username, "password": account["password"]})
        assert answer.status_code == 302
        assert client.get("/").status_code == 200


def test_no_password_stands_in_the_journal(loaded):
    kept = json.dumps(list(Entry.objects.values_list("facts", flat=True)), ensure_ascii=False)
    assert not [password for password in loaded.values() if password in kept]
