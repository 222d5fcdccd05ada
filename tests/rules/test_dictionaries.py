"""The office keeps its own words: added, corrected, offered no more; a class of results follows another by a day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.rules.models import DictionaryEntry, ResultClass, Rule
from lianluo.rules.queries import entries, entry_named, result_classes
from tests.rooms import LANGUAGES, page_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(freeze):
    freeze(TODAY)


@pytest.fixture
def clerk(sign_in):
    return sign_in(Role.LIAISON_OFFICE)


def post(client, name: str, *args, **fields):
    return client.post(reverse(f"rules:{name}", args=args), fields)


def labels(dictionary: str, day: date = TODAY) -> list[str]:
    return [each.label for each in entries(dictionary, day)]


def test_a_sector_is_added_at_the_end_and_known_by_its_other_spellings(clerk):
    answer = post(clerk, "add_entry", dictionary="sector", label="数字经济界", synonyms="数字界  数经界",
                  valid_from="2026-11-24")  # fmt: skip
    assert answer.status_code == 302
    assert labels("sector")[-1] == "数字经济界"
    assert entry_named("sector", "数经界", TODAY).label == "数字经济界"
    assert "数字经济界" not in labels("sector", date(2026, 11, 23))


def test_a_word_that_stands_for_another_is_refused(clerk):
    page = post(
        clerk, "add_entry", dictionary="sector", label="民革", valid_from="2026-11-24"
    ).content.decode()
    assert "“民革” stands for “中国国民党革命委员会” already." in page
    assert "民革" not in labels("sector")


def test_a_corrected_word_is_still_read_in_ledgers_by_its_former_wording(clerk):
    row = DictionaryEntry.objects.get(dictionary="party", label="群众")
    answer = post(clerk, "correct_entry", row.pk, label="普通群众", synonyms="", position=row.position)
    assert answer.status_code == 302
    assert entry_named("party", "群众", TODAY).label == "普通群众"


def test_what_is_ended_is_offered_until_its_last_day_and_stays_to_be_read(clerk):
    row = DictionaryEntry.objects.get(dictionary="sector", label="总工会")
    assert post(clerk, "end_entry", row.pk, valid_until="2026-12-31").status_code == 302
    assert "总工会" in labels("sector", date(2026, 12, 31)) and "总工会" not in labels(
        "sector", date(2027, 1, 1)
    )
    page = clerk.get(reverse("rules:entry", args=[row.pk])).content.decode()
    assert "2026-12-31" in page and "Offer it no more" not in page


def test_a_class_of_the_same_letter_follows_by_a_day(clerk):
    fields = {"body_kind": "deputy", "level": "", "code": "b", "label": "列入计划", "meaning": "planned"}
    assert post(clerk, "add_class", **fields, valid_from="2027-01-01", source="省人大通知").status_code == 302
    then = {row.code: row.label for row in result_classes("deputy", "", date(2026, 12, 31))}
    later = {row.code: row.label for row in result_classes("deputy", "", date(2027, 1, 1))}
    assert later["B"] == "列入计划" != then["B"] and then.keys() == later.keys()
    again = post(clerk, "add_class", **fields, valid_from="2026-12-01", source="省人大通知").content.decode()
    assert "begins on 2027-01-01 already" in again


def test_a_class_ends_on_a_day(clerk):
    row = ResultClass.objects.valid_on(TODAY).get(body_kind="deputy", level="", code="D")
    assert post(clerk, "end_class", row.pk, valid_until="2026-12-31").status_code == 302
    assert "D" not in [each.code for each in result_classes("deputy", "", date(2027, 1, 1))]
    row = ResultClass.objects.valid_on(TODAY).get(body_kind="deputy", level="", code="C")
    assert "It begins only on" in post(clerk, "end_class", row.pk, valid_until="1990-01-01").content.decode()


@pytest.mark.parametrize("name", ["add_entry", "add_class"])
def test_only_who_sets_rules_may(sign_in, name):
    handler = sign_in(Role.HANDLER)
    assert handler.get(reverse(f"rules:{name}")).status_code == 404
    row = DictionaryEntry.objects.first()
    assert (
        handler.post(reverse("rules:end_entry", args=[row.pk]), {"valid_until": "2026-12-31"}).status_code
        == 404
    )
    assert handler.get(reverse("rules:entry", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_answer_in_both_languages_and_lead_to_their_rows(sign_in, language):
    client = sign_in(Role.LIAISON_OFFICE)
    row, one = (
        DictionaryEntry.objects.get(dictionary="sector", code="01"),
        ResultClass.objects.valid_on(TODAY).first(),
    )
    lists = {
        reverse("rules:entries") + "?dictionary=sector": reverse("rules:entry", args=[row.pk]),
        reverse("rules:classes"): reverse("rules:class", args=[one.pk]),
        reverse("rules:list"): reverse("rules:setting", args=[Rule.objects.valid_on(TODAY).get(key="sign.for").pk]),
    }  # fmt: skip
    for address, target in lists.items():
        assert f'href="{target}"' in page_in(client, language, address).content.decode()
        assert page_in(client, language, target).status_code == 200


def test_a_longer_dictionary_takes_no_more_queries(clerk):
    counts = []
    for dictionary in ("education", "sector"):
        with CaptureQueriesContext(connection) as asked:
            clerk.get(reverse("rules:entries"), {"dictionary": dictionary})
        counts.append(len(asked))
    assert counts[0] == counts[1]
