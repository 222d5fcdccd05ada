"""The demonstration is never mixed into a register that somebody works with."""

import pytest

from lianluo.accounts.models import User
from lianluo.demo import office as demo
from lianluo.people.models import Person
from lianluo.units.actions import seeding as units
from lianluo.units.models import Unit


def test_a_database_with_a_register_of_its_own_is_left_alone(db, settings, tmp_path, monkeypatch):
    units.seed()
    office = Unit.objects.get(code="21")
    Person.objects.create(keeper=office, name="某代表")
    settings.DATA = tmp_path
    monkeypatch.setattr(demo, "prepare", lambda: office)
    with pytest.raises(demo.RealRegister):
        demo.load()
    assert not User.objects.exists()
    assert not (tmp_path / "demo-accounts.json").exists()
