"""The register form by kind, the pages of its steps, linked work."""

import re
from datetime import date

import pytest

from lianluo.foundation import clock
from lianluo.matters.actions import links
from lianluo.matters.intake_forms import KINDS_BY_HAND
from lianluo.matters.models import Matter
from lianluo.matters.procedures import ROWS, procedure_of
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, page_in

ADDRESS = "/matters/registration/"
FACTS = {"title": "关于示例事项", "content": "内容", "handed_over_on": date(2026, 2, 9), "source": "省人大"}
BY_KIND = {
    "standing_committee_opinion": {
        "raised_by": "省人大常委会",
        "named_due_on": "2026-05-01",
        "named_in": "来函",
    },
    "interpellation": {"named_due_on": "2026-05-01", "named_in": "主席团通知"},
}


@pytest.fixture
def deputies(cast):
    cast.rooms.bring(1, 9)
    Person.objects.create(keeper=cast.rooms.organ, name="佟见十")
    return list(Person.objects.order_by("pk"))


def posted(kind: str, deputies) -> dict:
    row = procedure_of(kind)
    people = (
        {}
        if row.by_body
        else {"lead": deputies[0].pk, "others": [one.pk for one in deputies[1 : row.fewest]]}
    )
    return {**FACTS, "kind": kind, **people, **BY_KIND.get(kind, {})}


@pytest.mark.parametrize("kind", [kind for kind, _label in KINDS_BY_HAND])
def test_every_kind_is_registered_with_its_own_fields(cast, client, deputies, kind):
    client.force_login(cast.rooms.clerk)
    answer = client.post(ADDRESS, posted(kind, deputies))
    matter = Matter.objects.get(kind=kind, title=FACTS["title"])
    assert answer["Location"] == matter.get_absolute_url()
    for language in LANGUAGES:
        assert page_in(client, language, matter.get_absolute_url()).status_code == 200


def test_a_referred_case_is_not_registered_here(cast, client, deputies):
    client.force_login(cast.rooms.clerk)
    assert client.post(ADDRESS, posted("referred_case", deputies)).status_code == 200
    assert not Matter.objects.filter(kind="referred_case").exists()


def test_another_kind_brings_its_fields_and_keeps_what_was_typed(cast, client, deputies):
    client.force_login(cast.rooms.clerk)
    page = client.post(
        ADDRESS, {**posted("suggestion", deputies), "kind": "interpellation", "again": "1"}
    ).content.decode()
    assert 'name="named_due_on"' in page and "关于示例事项" in page and deputies[0].name in page
    assert not Matter.objects.filter(title=FACTS["title"]).exists()
    page = client.post(
        ADDRESS, {**FACTS, "kind": "standing_committee_opinion", "again": "1"}
    ).content.decode()
    assert 'name="raised_by"' in page and 'name="lead"' not in page


@pytest.mark.parametrize("kind", ["standing_committee_opinion", "interpellation"])
def test_a_kind_whose_paper_names_the_day_is_refused_without_it(cast, client, deputies, kind):
    client.force_login(cast.rooms.clerk)
    data = {**posted(kind, deputies), "named_due_on": ""}
    assert "This field is required" in client.post(ADDRESS, data).content.decode()
    assert not Matter.objects.filter(kind=kind).exists()


def test_every_kind_has_one_row_that_says_all_in_words():
    assert [row.kind for row in ROWS] == Matter.Kind.values
    for row in ROWS:
        words = (row.raised_by, row.handed_over_by, row.clock_words, row.reply_words, row.table_words)
        assert all(str(word) for word in words) and row.unit_word in "件条次"
    assert [row.kind for row in ROWS if row.has_statutory_clock] == ["suggestion", "proposal"]


def test_the_pages_of_leaving_show_what_is_asked_and_act(cast, client):
    cast.rooms.bring(1, 2)
    matter = Matter.objects.first()
    client.force_login(cast.rooms.clerk)
    base = matter.get_absolute_url()
    for page in ("transfer/", "conversion/", "merger/", "withdrawal/", "linked-work/new/"):
        for language in LANGUAGES:
            assert page_in(client, language, base + page).status_code == 200
    other = Matter.objects.exclude(pk=matter.pk).get()
    found = client.get(f"/matters/mergeable/?q={other.outside_number}").json()["results"]
    assert [int(each["id"]) for each in found] == [other.pk]
    facts = {"into": other.pk, "told_on": clock.today(), "told_how": "电话", "reason": "内容相同"}
    client.post(base + "merger/", facts)
    assert matter.mergers.get().host == other
    assert (
        other.title in client.get(base).content.decode()
        and matter.title in client.get(other.get_absolute_url()).content.decode()
    )
    client.post(base + "merger/undoing/", {"reason": "内容不同"})
    assert matter.mergers.get().undone_on


def test_linked_work_is_entered_shown_and_taken_out(cast, client):
    cast.rooms.bring(1, 1)
    matter = Matter.objects.get()
    client.force_login(cast.rooms.clerk)
    base = f"{matter.get_absolute_url()}linked-work/"
    facts = {"kind": "procuratorial_suggestion", "number": "辽检建〔2026〕5号", "on": clock.today()}
    client.post(base + "new/", facts)
    page = page_in(client, "zh-hans", base).content.decode()
    assert "检察建议" in page and "辽检建〔2026〕5号" in page
    made = matter.linked_works.get()
    client.post(f"{base}{made.pk}/withdrawal/", {"reason": "文号有误"})
    assert "辽检建〔2026〕5号" not in client.get(base).content.decode()
    assert client.get(f"{base}{made.pk}/withdrawal/").status_code == 404


def test_linked_work_takes_the_same_queries_for_one_row_and_three(
    cast, client, django_assert_max_num_queries
):
    cast.rooms.bring(1, 1)
    matter = Matter.objects.get()
    client.force_login(cast.rooms.clerk)
    counts = []
    for number in (1, 2, 3):
        links.link_work(
            cast.as_("clerk"), matter, kind="public_interest_lead", number=str(number), on=clock.today()
        )
        with django_assert_max_num_queries(60) as taken:
            client.get(f"{matter.get_absolute_url()}linked-work/")
        counts.append(len(taken))
    assert counts[1] == counts[2]


def test_who_may_not_take_a_step_finds_no_page(cast, client):
    row = cast.handed_over()
    base = row.matter.get_absolute_url()
    for name in ("handler", "leader", "auditor", "stranger"):
        client.force_login(cast.everybody[name])
        for page in (
            "transfer/",
            "conversion/",
            "merger/",
            "named-day/",
            "answer/",
            "arrangement/",
            "filing/",
        ):
            assert client.get(base + page).status_code == 404, (name, page)


def test_the_meeting_request_shows_its_clock_and_its_sum(cast, client, deputies):
    client.force_login(cast.rooms.clerk)
    client.post(ADDRESS, posted("meeting_request", deputies))
    page = client.get(Matter.objects.get(kind="meeting_request").get_absolute_url()).content.decode()
    assert "2026-02-24" in page  # seven days end in the Spring Festival
    assert re.search("辽宁省实施代表法办法", page)
