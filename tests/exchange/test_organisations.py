"""Which names in a list are organisations, and that no person is taken for one."""

import pytest

from lianluo.exchange.ledgers.organisations import kind_of_organisation


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
