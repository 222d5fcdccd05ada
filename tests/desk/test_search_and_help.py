"""One box over everything the actor may see; help in both languages."""

import pytest

from lianluo.matters.models import Matter
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, name_of, page_in


def found(client, words) -> str:
    page = client.get("/search/", {"q": words}).content.decode()
    return page[page.index("<main") :]


def test_people_by_name_pinyin_and_initials_matters_by_number_and_words(rooms, client_of):
    rooms.bring(1, 2)
    client = client_of(rooms.clerk)
    person, matter = Person.objects.get(name=name_of(2)), Matter.objects.get(outside_number="2002")
    for words in (name_of(2), person.spelled, person.initials):
        assert f'href="{person.get_absolute_url()}"' in found(client, words)
    for words in ("2002", "第2002号", "示例2的"):
        assert f'href="{matter.get_absolute_url()}"' in found(client, words)
    assert person.mobile not in found(client, name_of(2))


def test_at_most_ten_of_each_and_a_way_to_all(rooms, client_of):
    rooms.bring(1, 1)
    organ = rooms.organ
    Person.objects.bulk_create(
        Person(keeper=organ, name=f"佟见{sign}") for sign in "甲乙丙丁戊己庚辛壬癸子丑"
    )
    page = found(client_of(rooms.clerk), "佟见")
    assert page.count('href="/people/') == 11
    assert "/people/?tab=all&amp;q=" in page


def test_what_is_foreign_is_not_found(rooms, client_of):
    rooms.bring(1, 1)
    for user in (rooms.stranger, rooms.auditor):
        page = found(client_of(user), name_of(1))
        assert f'href="{Person.objects.get().get_absolute_url()}"' not in page
        assert f'href="{Matter.objects.get().get_absolute_url()}"' not in page
    assert client_of(None).get("/search/?q=a")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("words", ["", " ", "%", "\x00", "'; drop", "😀", "a" * 500])
def test_odd_words_find_nothing_and_break_nothing(rooms, client_of, words):
    assert client_of(rooms.clerk).get("/search/", {"q": words}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_and_help_in_both_languages(rooms, client_of, language):
    client = client_of(rooms.auditor)
    text = page_in(client, language, "/help/").content.decode()
    assert ("办前联系" in text) is (language == "zh-hans")
    assert page_in(client, language, "/search/?q=x").status_code == 200
