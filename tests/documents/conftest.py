import pytest

from lianluo.accounts.actor import Actor
from lianluo.accounts.models import Role, User
from lianluo.documents import holders
from lianluo.units.models import Unit


@pytest.fixture
def organ(db):
    return Unit.objects.create(
        kind=Unit.Kind.PROCURATORATE, level=Unit.Level.PROVINCIAL, name="某省人民检察院", path="/900001/",
        letter_code="某检",
    )  # fmt: skip


@pytest.fixture
def clerk(organ):
    user = User.objects.create_user("files-clerk", name="甲某")
    return Actor(user=user, post=None, unit=organ, role=Role.LIAISON_OFFICE)


@pytest.fixture
def stranger(organ):
    return Actor(
        user=User.objects.create_user("stranger", name="乙某"), post=None, unit=None, role=Role.HANDLER
    )


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def held(organ, monkeypatch, media):
    """Units hold files here: whoever serves in the unit sees it; only its clerk attaches."""
    monkeypatch.setattr(holders, "_holders", {})
    holders.hold(
        "units.Unit",
        find=lambda actor, pk: (
            Unit.objects.filter(pk=pk).first() if actor.unit and actor.unit.pk == pk else None
        ),
        may_attach=lambda actor, unit: actor.is_(Role.LIAISON_OFFICE),
    )
    return organ
