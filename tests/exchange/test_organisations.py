"""Which names in a list are organisations, and that no person is taken for one."""

import pytest

from lianluo.accounts.actor import SYSTEM
from lianluo.exchange.importing import import_file
from lianluo.exchange.ledgers.organisations import kind_of_organisation
from lianluo.matters.models import Matter, Signatory
from lianluo.people.models import Organisation
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit


@pytest.fixture
def office(db) -> Unit:
    units_seeding.seed()
    rules_seeding.seed()
    return Unit.objects.get(code="21")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("民盟辽宁省委员会", "party"), ("民革辽宁省委", "party"), ("九三学社", "party"), ("民革", "party"), ("民革省委", "party"),
        ("省妇联", "peoples_organisation"), ("辽宁省总工会", "peoples_organisation"), ("团省委", "peoples_organisation"),
        ("辽宁省工商业联合会", "peoples_organisation"), ("科协界", "sector"), ("医药卫生界", "sector"),
        ("社会和法制委员会", "special_committee"), ("第三委员小组", "member_group"),
    ],
)  # fmt: skip
def test_organisations_of_a_committee_by_their_names(name, kind):
    assert kind_of_organisation(name, by_members=True) == kind


@pytest.mark.parametrize(
    "name", ["王科", "张世界", "欧阳世界", "李民革", "佟见一", "司马团委", "阿卜杜拉·买买提"]
)
def test_a_name_of_a_person_is_never_an_organisation(name):
    assert kind_of_organisation(name, by_members=True) is None
    assert kind_of_organisation(name, by_members=False) is None


def test_a_congress_knows_delegations_and_no_parties():
    assert kind_of_organisation("沈阳代表团", by_members=False) == "delegation"
    assert kind_of_organisation("民盟辽宁省委员会省直支部", by_members=False) is None


LIST = "政协第十三届辽宁省委员会第四次会议提案清单\n提案号,标题,提案单位,交办日期\n{rows}"


def test_a_list_registers_each_organisation_once_and_says_so_beforehand(office, tmp_path):
    file = tmp_path / "提案.csv"
    rows = (
        "0101,关于甲事的提案,民盟辽宁省委员会,2026-02-01\n0102,关于乙事的提案,民盟辽宁省委员会,2026-02-01\n"
    )
    file.write_text(LIST.format(rows=rows + "0103,关于丙事的提案,佟见一,2026-02-01"), encoding="utf-8")
    preview = import_file(SYSTEM, office, "matters", file, dry_run=True)
    assert preview.created == 2 and len(preview.refused) == 1
    assert not Organisation.objects.exists()
    import_file(SYSTEM, office, "matters", file)
    party = Organisation.objects.get()
    assert (party.name, party.kind, party.body.kind) == ("民盟辽宁省委员会", "party", "committee")
    assert set(Signatory.objects.values_list("organisation", "person")) == {(party.pk, None)}
    assert set(Matter.objects.values_list("lead_name", flat=True)) == {"民盟辽宁省委员会"}
    again = import_file(SYSTEM, office, "matters", file)
    assert (again.created, again.unchanged, Organisation.objects.count()) == (0, 2, 1)
