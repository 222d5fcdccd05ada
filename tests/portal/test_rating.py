"""A rating that can be believed: made by the deputy, stored at the tap, sealed from whoever handled the matter."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client

from lianluo.accounts.actor import actor_of, deputy_of
from lianluo.accounts.models import Role
from lianluo.correspondence import codes
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions.codes import forget_attempts
from lianluo.correspondence.models import CodeAttempt, FormCode
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.waiting import waiting_for
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Entry, Notice
from lianluo.matters.actions import closing, rating
from lianluo.matters.models import Assignment, Feedback, Matter, RatingMark, Round
from lianluo.people.tokens import SIGNS, grouped
from lianluo.portal.rating_views import RateMine
from lianluo.rules.models import Rule
from lianluo.units.models import Unit
from tests.rooms import user_in
from tests.scans import scan

REFUSED = "/portal/r/?refused"
SAID = "答复没有说到夜间巡查"


def opened(code: str) -> Client:
    browser = Client()
    answer = browser.get(f"/portal/r/{code}/")
    assert answer.status_code == 302 and answer["Location"] == "/portal/rate/"
    return browser


def tap(browser, matter, field: str, value: str):
    return browser.post("/portal/rate/", {"matter": matter.pk, "field": field, "value": value})


def rate(world, result: str = "unsatisfied", **more):
    marks = {"attitude": "satisfied", "result": result, "comment": SAID, **more}
    return rating.mark(world.deputy, world.matter, round=1, marks=marks, way="code")


def fresh(world) -> Matter:
    return Matter.objects.get(pk=world.matter.pk)


def test_two_taps_are_a_rating_and_one_is_kept(world):
    browser = opened(world.code)
    page = browser.get("/portal/rate/").content.decode()
    assert world.matter.title in page and world.letter.number in page
    assert world.letter.addressee.name not in page and "199000000" not in page and "示例路" not in page
    tap(browser, world.matter, "attitude", "satisfied")
    assert not Feedback.objects.exists() and RatingMark.objects.get().value == "satisfied"
    tap(browser, world.matter, "result", "unsatisfied")
    made = Feedback.objects.get()
    assert (made.way, made.entered_by, made.person_id) == ("code", None, world.letter.person_id)
    assert (made.attitude, made.result, made.comment) == ("satisfied", "unsatisfied", "")
    browser.post("/portal/rate/", {"matter": world.matter.pk, "words": "1", "comment": SAID, "before": "no"})
    made.refresh_from_db()
    assert (made.comment, made.before, made.after) == (SAID, "no", "")


def test_who_thinks_again_changes_it_and_what_was_marked_first_is_kept(world, freeze):
    rate(world)
    rate(world, "satisfied")
    assert Feedback.objects.get().result == "satisfied"
    assert list(RatingMark.objects.filter(field="result").values_list("value", flat=True)) == [
        "unsatisfied", "satisfied",
    ]  # fmt: skip
    freeze(clock.now() + timedelta(hours=73))
    with pytest.raises(NotReady):
        rate(world)
    Rule.objects.filter(key="feedback.changeable_hours").update(value="100")
    rate(world)


def test_the_code_is_read_as_people_write_it(world):
    typed = grouped(world.code).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    answer = Client().post("/portal/r/", {"code": typed})
    assert answer["Location"] == "/portal/rate/"
    assert FormCode.objects.get(letter=world.letter).digest != world.code


def _wrong(code: str) -> str:
    other = SIGNS[(SIGNS.index(code[0]) + 1) % 32] + code[1:11]
    return other + codes.check_character(other)


def test_every_refused_code_gets_the_same_page(world):
    """Unknown, mistyped, out of force, of a letter that was rated on paper, of a round that is over: nothing tells which."""
    paper = codes.code_for(world.other.pk)
    facts = {"attitude": "satisfied", "result": "satisfied", "received_on": clock.today(), "scan": scan()}
    closing.record_feedback(world.other.items.get().matter, world.clerk, person=world.other.person, **facts)
    never = _wrong(world.code)
    rate(world)
    closing.handle_again(fresh(world), world.clerk, reason="代表不满意")
    answers = []
    for number, code in enumerate((never, world.code[:11] + "*", paper, world.code, "x" * 300)):
        answer = Client().get(f"/portal/r/{code}/", REMOTE_ADDR=f"10.0.0.{number}")
        answers.append((answer.status_code, list(answer.cookies), answer.content, answer["Location"]))
    assert answers == [(302, [], b"", REFUSED)] * 5
    assert "cannot be used now" in Client().get(REFUSED).content.decode()


def test_the_code_of_a_superseded_letter_is_dead(world):
    letters.supersede(world.letter, world.clerk, reason="附件漏印")
    assert Client().get(f"/portal/r/{world.code}/")["Location"] == REFUSED


def test_guessing_is_slowed_down_for_its_source_alone(world, freeze):
    start = freeze(clock.now())
    for _try in range(5):
        assert Client().get(f"/portal/r/{_wrong(world.code)}/")["Location"] == REFUSED
    assert Client().get(f"/portal/r/{world.code}/")["Location"] == REFUSED, "the right code waits as well"
    opened_elsewhere = Client().get(f"/portal/r/{world.code}/", REMOTE_ADDR="10.9.9.9")
    assert opened_elsewhere["Location"] == "/portal/rate/"
    freeze(start + timedelta(minutes=2, seconds=1))
    opened(world.code)
    assert "127.0.0.1" not in {row.source for row in CodeAttempt.objects.all()}


def test_the_cookie_opens_its_own_letter_and_no_longer_than_half_an_hour(world, freeze):
    browser = opened(world.code)
    foreign = world.other.items.get().matter
    assert tap(browser, foreign, "attitude", "satisfied").status_code == 404
    assert tap(browser, world.matter, "attitude", "perfect").status_code == 200
    assert tap(browser, world.matter, "comment", "satisfied").status_code == 200
    assert not RatingMark.objects.exists()
    browser.cookies["lianluo_rating"] = browser.cookies["lianluo_rating"].value[:-1] + "x"
    assert browser.get("/portal/rate/")["Location"] == "/portal/r/"
    assert Client().get("/portal/rate/")["Location"] == "/portal/r/"


def test_nobody_rates_for_another(world):
    marks = {"attitude": "satisfied", "result": "satisfied"}
    for actor in (deputy_of(world.other.person_id), world.clerk, world.handler, world.leader):
        with pytest.raises(Refused):
            rating.mark(actor, world.matter, round=1, marks=marks, way="signed_in")
    facts = {"person": world.letter.person, **marks, "received_on": clock.today()}
    with pytest.raises(ValidationError, match="scan"):
        closing.record_feedback(fresh(world), world.clerk, **facts)
    with pytest.raises(Refused):
        closing.record_feedback(fresh(world), world.head, **facts, scan=scan())
    rate(world)
    with pytest.raises(ValidationError, match="entered already"):
        closing.record_feedback(fresh(world), world.clerk, **facts, scan=scan())


def test_paper_comes_with_its_scan_and_stands(world, client):
    facts = {"person": world.letter.person, "attitude": "basically", "result": "basically"}
    made = closing.record_feedback(
        fresh(world), world.clerk, **facts, received_on=clock.today(), comment=SAID, scan=scan()
    )
    assert (made.way, made.entered_by) == ("paper", world.clerk.user)
    client.force_login(world.clerk.user)
    page = client.get(f"/matters/{world.matter.pk}/feedback/").content.decode()
    [address] = [
        part.split('"')[0] for part in page.split('href="') if part.startswith("/files/attachments/")
    ]
    assert client.get(address).status_code == 200
    for user in (world.users["handler"], world.users["head"]):
        client.force_login(user)
        assert client.get(address).status_code == 404
    with pytest.raises(NotReady):
        rate(world)


PAGES = ("", "?tab=feedback", "feedback/", "?tab=history", "history/", "commitments/", "contacts/")


def pages_of(client, world) -> str:
    found = []
    for part in PAGES:
        answer = client.get(f"/matters/{world.matter.pk}/{part}")
        found.append(answer.content.decode() if answer.status_code == 200 else "")
    found += [
        client.get(address).content.decode()
        for address in ("/", "/notices/", "/matters/", "/matters/assignments/")
    ]
    return "\n".join(found)


@pytest.mark.parametrize("way", ["code", "paper"])
@pytest.mark.parametrize("who", ["handler", "head"])
def test_whoever_handled_it_sees_no_grade_and_no_word_before_the_round_is_over(world, client, who, way):
    if way == "code":
        rate(world)
    else:
        facts = {
            "attitude": "satisfied",
            "result": "unsatisfied",
            "received_on": clock.today(),
            "comment": SAID,
        }
        closing.record_feedback(fresh(world), world.clerk, person=world.letter.person, **facts, scan=scan())
    client.force_login(world.users[who])
    shown = pages_of(client, world)
    assert SAID not in shown and "unsatisfied" not in shown.lower() and "Returned; sealed" in shown
    assert not Feedback.objects.visible_to(getattr(world, who)).exists()
    for name in ("clerk", "leader"):
        assert Feedback.objects.visible_to(getattr(world, name)).exists()
        client.force_login(world.users[name])
        assert SAID in client.get(f"/matters/{world.matter.pk}/feedback/").content.decode()
    closing.handle_again(fresh(world), world.clerk, reason="代表不满意")
    client.force_login(world.users[who])
    assert SAID in client.get(f"/matters/{world.matter.pk}/feedback/").content.decode()


def test_the_journal_keeps_that_she_rated_and_not_what(world):
    rate(world)
    entry = Entry.objects.get(act="matters.rate")
    assert entry.person_id == world.letter.person_id and SAID not in str(entry.facts)
    assert "unsatisfied" not in str(entry.facts)


def test_who_is_unsatisfied_stands_on_the_offices_desk_with_a_clock_from_that_day(world, freeze):
    day = clock.today()
    rate(world)
    [line] = [queue for queue in waiting_for(world.clerk) if queue.key == "unsatisfied"][0].rows
    assert line.due_on > day + timedelta(days=27) and str(world.matter.outside_number) in line.title
    assert Notice.objects.filter(user=world.users["clerk"], entry__act="matters.rate").exists()
    assert not [queue for queue in waiting_for(world.handler) if queue.key == "unsatisfied"]
    freeze(clock.now() + timedelta(days=6))
    matter = closing.handle_again(fresh(world), world.clerk, reason="代表不满意")
    assert (Round.objects.get().asked_on, matter.due_on) == (day, line.due_on)
    assert not [queue for queue in waiting_for(world.clerk) if queue.key == "unsatisfied"]


def test_who_changes_her_mind_for_the_worse_is_told_to_the_office_once(world):
    clerk, handler = (
        Notice.objects.filter(user=world.users[who], entry__act="matters.rate")
        for who in ("clerk", "handler")
    )
    for field, value in (("attitude", "satisfied"), ("result", "satisfied")):
        rating.mark(world.deputy, fresh(world), round=1, marks={field: value}, way="code")
    assert (clerk.count(), handler.count()) == (0, 1)
    for value in ("unsatisfied", "unsatisfied"):
        rating.mark(world.deputy, fresh(world), round=1, marks={"result": value}, way="code")
    assert (clerk.count(), handler.count()) == (1, 1)


def test_attempts_are_forgotten_after_a_day(world, freeze):
    Client().get("/portal/r/wrong/")
    freeze(clock.now() + timedelta(hours=25))
    Client().get("/portal/r/wrong/")
    assert forget_attempts() == 1 and CodeAttempt.objects.count() == 1


def test_behind_the_offices_proxy_each_visitor_is_counted_alone(world, settings):
    settings.PROXIES = 1
    for _try in range(5):
        Client().get(f"/portal/r/{_wrong(world.code)}/", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert Client().get(f"/portal/r/{world.code}/", HTTP_X_FORWARDED_FOR="203.0.113.7")["Location"] == REFUSED
    elsewhere = Client().get(f"/portal/r/{world.code}/", HTTP_X_FORWARDED_FOR="203.0.113.8")
    assert elsewhere["Location"] == "/portal/rate/"


def test_a_deputy_sees_her_own_rating_alone(world):
    rate(world)
    assert Feedback.objects.visible_to(world.deputy).count() == 1
    assert not Feedback.objects.visible_to(deputy_of(world.other.person_id)).exists()


def test_signed_in_she_rates_her_own_matter_by_the_same_form(world, rf):
    view = RateMine.as_view()

    def ask(method: str, actor, data=None):
        request = getattr(rf, method)(f"/portal/rate/{world.matter.pk}/", data)
        request.actor, request.session = actor, {}
        return view(request, pk=world.matter.pk)

    assert world.matter.title in ask("get", world.deputy).content.decode()
    for field in ("attitude", "result"):
        ask("post", world.deputy, {"matter": world.matter.pk, "field": field, "value": "satisfied"})
    assert Feedback.objects.get().way == "signed_in"
    with pytest.raises(Http404):
        ask("get", deputy_of(world.other.person_id))
    for actor in (world.clerk, world.handler, None):
        assert (
            ask("post", actor, {"matter": world.matter.pk, "field": "result", "value": "unsatisfied"})[
                "Location"
            ]
            == "/portal/"
        )
    assert Feedback.objects.get().result == "satisfied"


def test_a_liaison_office_below_that_answers_the_matter_is_a_handler_too(world):
    """The office that keeps the matter sees the rating at once; the one it was handed down to when the round is over."""
    below = Unit.objects.filter(parent=world.office.organ).organs().first()
    Assignment.objects.filter(matter=world.matter).update(department=below)
    clerk = actor_of(user_in(below, "clerk_below", Role.LIAISON_OFFICE))
    rate(world)
    assert Matter.objects.visible_to(clerk).filter(pk=world.matter.pk).exists()
    assert not Feedback.objects.visible_to(clerk).exists()
    assert Feedback.objects.visible_to(world.clerk).exists()
    Matter.objects.filter(pk=world.matter.pk).update(stage="closed")
    assert Feedback.objects.visible_to(clerk).exists()
