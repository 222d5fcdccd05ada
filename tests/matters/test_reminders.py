"""The ladder: who is told on which day, once; one digest a day, in working hours; mail, calendar, sheet."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from lianluo.journal import sending
from lianluo.journal.actions.outgoing import set_way
from lianluo.journal.models import Notice
from lianluo.journal.notices import lines_of
from lianluo.matters.actions import reminders as acts
from lianluo.matters.actions.clock import ask_extension, grant_extension
from lianluo.matters.ladder import BadRung, read_rung, rungs_reached
from lianluo.matters.models import CalendarFeed, Deadline, Digest, Matter, Reminder
from lianluo.rules.models import Rule
from tests.rooms import LANGUAGES, page_in

LADDER = [
    read_rung(name, value)
    for name, value in (
        ("share", "剩余30% 承办人"), ("far", "前10天 承办人"), ("near", "前3天 承办人、部门负责人"), ("due", "当天 承办人"),
        ("late", "超1天 联络办公室"), ("escalated", "超5天 分管领导"),
    )
]  # fmt: skip


def names(start: date, due: date, today: date) -> list[str]:
    return [rung.name for rung in rungs_reached(LADDER, start, due, today)]


def test_a_period_of_three_months_climbs_every_rung():
    start, due = date(2026, 2, 9), date(2026, 5, 9)
    climbed = {day: names(start, due, day) for day in map(date.fromisoformat, (
        "2026-04-11", "2026-04-13", "2026-04-29", "2026-05-06", "2026-05-09", "2026-05-10", "2026-05-14"))}  # fmt: skip
    assert [found[-1] if found else "" for found in climbed.values()] == [
        "", "share", "far", "near", "due", "late", "escalated",
    ]  # fmt: skip


def test_a_short_period_leaves_out_rungs_before_its_start():
    assert names(date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 2)) == []
    assert names(date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 6)) == ["near"]


@pytest.mark.parametrize("value", ["", "前3天", "三天前 承办人", "前3天 局长", "剩余300% 承办人"])
def test_a_rung_that_cannot_be_read_is_refused_in_words(value):
    with pytest.raises((BadRung, ValueError)):
        read_rung("near", value or "？")


def test_the_office_says_in_which_hours_it_is_reminded(cast, freeze):
    cast.handed_over()
    Rule.objects.filter(key="remind.hours").update(value="9:00")
    assert is_working_at(freeze, 8) and not is_working_at(freeze, 18)
    Rule.objects.filter(key="remind.hours").update(value="10—20")
    assert not is_working_at(freeze, 9) and is_working_at(freeze, 19)


def is_working_at(freeze, hour: int) -> bool:
    freeze(datetime(2026, 2, 10, hour, 30))
    return acts.is_working_time()


@pytest.fixture(autouse=True)
def ninth_of_february(freeze):
    freeze(date(2026, 2, 9))


def at(freeze, day: str, hour: int = 9) -> int:
    freeze(datetime.fromisoformat(f"{day}T{hour:02d}:10:00"))
    return acts.remind()


def told() -> set[str]:
    rows = Notice.objects.filter(entry__act="matters.reminded")
    return set(rows.values_list("user__username", flat=True))


def only(part: str) -> Deadline:
    Deadline.objects.exclude(part=part).delete()
    return Deadline.objects.get(part=part)


def test_each_rung_is_told_once_and_to_its_own_people(cast, freeze):
    cast.signed_for()
    only("answer")  # due on 9 April
    climbed = []
    for day in (
        "2026-03-20",
        "2026-03-23",
        "2026-03-24",
        "2026-03-30",
        "2026-04-07",
        "2026-04-09",
        "2026-04-10",
        "2026-04-14",
    ):
        Notice.objects.all().delete()
        at(freeze, day)
        at(freeze, day, 14)
        climbed.append((day[5:], sorted(told())))
    assert climbed == [
        ("03-20", []), ("03-23", ["handler"]), ("03-24", []), ("03-30", ["handler"]), ("04-07", ["handler", "head"]),
        ("04-09", ["clerk", "handler", "head"]), ("04-10", ["clerk", "handler", "head"]),
        ("04-14", ["clerk", "head", "leader"]),
    ]  # fmt: skip
    assert Reminder.objects.count() == 6


def test_nobody_is_reminded_at_night_or_on_a_day_of_rest(cast, freeze):
    cast.signed_for()
    only("answer")
    assert at(freeze, "2026-04-09", 19) == at(freeze, "2026-04-11") == at(freeze, "2026-04-12") == 0
    assert at(freeze, "2026-04-13") == 3
    assert Reminder.objects.count() == 5, "rungs that were passed over are remembered and not told later"
    assert at(freeze, "2026-04-13", 15) == 0


def test_one_digest_a_day_holds_all_that_falls_on_it(cast, freeze):
    cast.signed_for(1)
    cast.rooms.bring(2, 2)
    at(freeze, "2026-04-09")
    digest = Digest.objects.get(user=cast.head)
    assert digest.reminders.count() >= 2
    assert Notice.objects.filter(entry__act="matters.reminded", user=cast.head).count() == 1


def test_a_moved_date_climbs_anew(cast, freeze):
    row = cast.signed_for()
    freeze(date(2026, 4, 20))
    matter = row.matter
    ask_extension(matter, cast.as_("handler"), until=date(2026, 8, 10), reason="涉及三个部门")
    only("statutory")
    at(freeze, "2026-04-30")
    assert set(Reminder.objects.values_list("due_on", flat=True)) == {date(2026, 5, 9)}
    grant_extension(
        Matter.objects.get(pk=matter.pk), cast.as_("clerk"), granted_by="省人大常委会", granted_on=date(2026, 4, 30),
        deputy_told_on=date(2026, 4, 30),
    )  # fmt: skip
    only("statutory")
    assert at(freeze, "2026-05-07") == 0
    assert at(freeze, "2026-08-03") == 1


def test_the_digest_says_the_next_act_and_belongs_to_its_reader(cast, client_of, freeze):
    row = cast.signed_for()
    only("answer")
    at(freeze, "2026-04-07")
    digest = Digest.objects.get(user=cast.rooms.handler)
    page = client_of(cast.rooms.handler).get(digest.get_absolute_url()).content.decode()
    assert "Submit the reply" in page and row.matter.title in page and "2 days left" in page
    assert client_of(cast.head).get(digest.get_absolute_url()).status_code == 404
    notice = Notice.objects.filter(user=cast.rooms.handler, entry__act="matters.reminded")
    (line,) = lines_of(cast.as_("handler"), list(notice))
    assert (line["title"], line["url"]) == ("Reminders", digest.get_absolute_url())


def test_mail_goes_only_where_an_address_is_given_and_says_no_title(cast, freeze, settings, mailoutbox):
    settings.SENDS_MAIL = True
    row = cast.signed_for()
    only("answer")
    set_way(cast.as_("handler"), cast.rooms.handler, mail="handler@example.org", pace="never")
    at(freeze, "2026-04-07")
    sending.send_due()
    assert [mail.to for mail in mailoutbox] == [["handler@example.org"]]
    assert row.matter.label in mailoutbox[0].body and "2026-04-09" in mailoutbox[0].body
    assert row.matter.title not in mailoutbox[0].body


def test_a_reminder_waits_for_ones_own_hours(cast, freeze, settings, mailoutbox):
    settings.SENDS_MAIL = True
    cast.signed_for()
    only("answer")
    set_way(cast.as_("handler"), cast.rooms.handler, mail="h@example.org", from_hour=14, until_hour=17)
    at(freeze, "2026-04-07")
    assert sending.send_due() == 0 and Notice.objects.filter(
        user=cast.rooms.handler, entry__act="matters.reminded"
    )
    freeze(datetime(2026, 4, 7, 14, 5))
    assert sending.send_due() == 1 and len(mailoutbox) == 1


def test_mail_is_off_until_a_server_is_named(cast, freeze, mailoutbox):
    cast.signed_for()
    set_way(cast.as_("handler"), cast.rooms.handler, mail="handler@example.org")
    at(freeze, "2026-04-07")
    sending.send_due()
    assert mailoutbox == [] and Digest.objects.filter(mailed_at=None).exists()


def test_the_calendar_answers_who_knows_its_address_until_it_is_taken_back(cast, client_of, client):
    row = cast.signed_for()
    own = client_of(cast.rooms.handler)
    own.post("/matters/reminders/calendar/", {"act": "renew"})
    key = CalendarFeed.objects.get().key
    assert f"/matters/calendar/{key}.ics" in own.get("/matters/reminders/").content.decode()
    answer = client.get(f"/matters/calendar/{key}.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260409" in text and row.matter.label in text.replace("\r\n ", "")
    assert row.matter.title not in text.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    own.post("/matters/reminders/calendar/", {"act": "revoke"})
    assert client.get(f"/matters/calendar/{key}.ics").status_code == 404
    assert client.get("/matters/calendar/.ics").status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_sheet_is_printed_for_what_is_owed(cast, client_of, freeze, form):
    row = cast.signed_for()
    freeze(date(2026, 4, 20))
    address = f"/matters/assignments/{row.pk}/sheet/"
    clerk = client_of(cast.rooms.clerk)
    assert 'value="supervising"' in clerk.get(address).content.decode()
    answer = clerk.post(address, {"kind": "supervising", "format": form})
    assert answer.status_code == 200
    if form == "pdf":
        assert answer.content.startswith(b"%PDF")
    else:
        text = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
        assert "督办单" in text and "已超期11天" in text and "提交答复稿" in text
    assert Notice.objects.filter(entry__act="matters.urge", user=cast.head).exists()
    assert client_of(cast.head).get(address).status_code == 404
    assert clerk.post(address, {"kind": "x", "format": form}).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_open_in_both_languages(cast, client_of, language, freeze):
    row = cast.signed_for()
    at(freeze, "2026-04-07")
    pages = [
        "/matters/reminders/",
        Digest.objects.get(user=cast.rooms.handler).get_absolute_url(),
        f"/matters/{row.matter_id}/clock/",
    ]
    for page in pages:
        assert page_in(client_of(cast.rooms.handler), language, page).status_code == 200, page


def test_a_broken_rung_is_left_out(cast, freeze):
    cast.signed_for()
    only("answer")
    Rule.objects.filter(key="remind.near").update(value="三天前提醒")
    assert at(freeze, "2026-04-07") == 1
    assert Reminder.objects.filter(rung="remind.near").count() == 0
