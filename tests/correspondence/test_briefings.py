"""Briefings: written, approved, aimed, sent once to each, what fails, what readers give back."""

from __future__ import annotations

import smtplib
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from PIL import Image
from pypdf import PdfReader

from lianluo.accounts.actor import actor_of, deputy_of
from lianluo.correspondence.actions import briefing as briefings
from lianluo.correspondence.actions import briefing_sending as sending
from lianluo.correspondence.actions import reaction as reactions
from lianluo.correspondence.actions.briefing_printing import print_copies, print_labels
from lianluo.correspondence.briefing_queries import Aim, aimed_at, with_counts
from lianluo.correspondence.briefings import Briefing, Reaction, Recipient
from lianluo.correspondence.portal_readers import _readers, ask_readers_of
from lianluo.documents.photos import MOST_PIXELS
from lianluo.documents.uploads import LARGEST
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.outgoing import Outgoing
from lianluo.journal.sending import send_due
from lianluo.matters.models import Matter
from lianluo.people.models import Expertise, Mandate, Person
from tests.correspondence.briefing_cast import deputies, desk_of, reader

pytestmark = pytest.mark.django_db
S = Briefing.Stage


@pytest.fixture
def desk(rooms, settings, tmp_path):
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path
    return desk_of(rooms)


def upload(name: str, content: bytes, size: int | None = None):
    return SimpleNamespace(name=name, size=size or len(content), file=BytesIO(content))


def png(width: int = 40, height: int = 30) -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, height), "blue").save(target, "PNG")
    return target.getvalue()


# Writing and approving


def test_a_leader_approves_but_a_major_matter_needs_the_chief(desk):
    deputies(desk.office, 1)
    assert desk.approved().stage == S.APPROVED
    major = briefings.submit(desk.aimed(kind="major"), desk.clerk)
    with pytest.raises(Refused):
        briefings.approve(major, desk.leader)
    assert briefings.approve(major, desk.chief).approved_by == desk.chief.user


def test_not_submitted_without_text_and_recipients(desk):
    empty = briefings.draft(desk.clerk, desk.office.organ, kind="special", title="专题")
    with pytest.raises(NotReady) as refusal:
        briefings.submit(empty, desk.clerk)
    assert len(refusal.value.reasons) == 3


def test_returned_with_the_reason_and_every_submitted_text_is_kept(desk):
    made = briefings.submit(desk.aimed(), desk.clerk)
    made = briefings.send_back(made, desk.leader, reason="数据要更新")
    assert (made.stage, made.answer) == (S.DRAFTED, "数据要更新")
    for html in ("<p>第二稿</p>", "<p>第二稿</p>", "<p>第三稿</p>"):
        made = briefings.edit(made, desk.clerk, title=made.title, summary=made.summary, html=html)
    assert [version.body for version in made.versions.all()][:2] == ["<p>第三稿</p>", "<p>第二稿</p>"]
    assert made.versions.count() == 3


def test_an_approved_text_is_not_changed_without_a_new_approval(desk):
    deputies(desk.office, 1)
    made = desk.approved()
    with pytest.raises(WrongStage):
        briefings.edit(made, desk.clerk, title="别的", summary="", html="<p>别的</p>")
    back = briefings.take_back(made, desk.clerk)
    assert (back.stage, back.approved_by) == (S.DRAFTED, None)
    with pytest.raises(WrongStage):
        sending.send(back, desk.clerk)


def test_stored_script_does_not_get_in(desk):
    made = desk.draft(html="<p onclick=alert(1)>好</p><script>alert(1)</script>")
    assert made.body == "<p>好</p>"


def test_pictures_of_another_briefing_are_not_shown(desk):
    one, other = desk.draft(), desk.draft()
    picture = briefings.add_picture(desk.clerk, one, picture=upload("图.png", png()))
    html = f'<img data-picture="{picture.pk}" alt="图">'
    assert "data-picture" in briefings.edit(one, desk.clerk, title="一", summary="", html=html).body
    assert briefings.edit(other, desk.clerk, title="二", summary="", html=html).body == ""


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("大.png", b"\x89PNG", LARGEST + 1),
        ("不是图片.png", b"<script>alert(1)</script>", None),
        ("图.svg", b"<svg onload='alert(1)'/>", None),
    ],
)
def test_a_bad_picture_is_refused_in_words(desk, name, content, size):
    made = desk.draft()
    with pytest.raises(ValidationError) as refusal:
        briefings.add_picture(desk.clerk, made, picture=upload(name, content, size))
    assert refusal.value.messages[0]


def test_a_picture_of_too_many_points_is_refused(desk, monkeypatch):
    monkeypatch.setattr("lianluo.documents.photos.MOST_PIXELS", 1000)
    assert MOST_PIXELS > 1000
    with pytest.raises(ValidationError):
        briefings.add_picture(desk.clerk, desk.draft(), picture=upload("图.png", png(100, 100)))


def test_the_name_of_a_picture_file_is_not_trusted(desk):
    made = desk.draft()
    name = '../../<img src=x onerror="alert(1)">.png'
    kept = briefings.add_picture(desk.clerk, made, picture=upload(name, png()))
    assert not set(kept.file.name) & set('<>"/\\')


# Recipients


def test_recipients_by_rule(desk):
    one, two, three = deputies(desk.office, 3)
    Expertise.objects.create(person=two, field="生态环境")
    Person.objects.filter(pk=three.pk).update(focus="未成年人保护")
    organ, clerk = desk.office.organ, desk.clerk

    def found(**rule) -> set[int]:
        return set(aimed_at(Aim(**rule), organ, clerk).values_list("pk", flat=True))

    assert found(everybody=True) == {one.pk, two.pk, three.pk}
    assert found() == set()
    assert found(fields=["生态环境"]) == {two.pk}
    assert found(fields=["生态环境"], focus="未成年人") == {two.pk, three.pk}
    assert found(raised="示例1") == {one.pk}
    assert found(matters=[Matter.objects.get().pk], levels=["national"]) == set()
    assert found(groups=["沈阳"], kinds=["deputy"], minus=[one.pk]) == {two.pk, three.pk}
    assert found(levels=["provincial"], minus=[one.pk, two.pk]) == {three.pk}
    assert found(plus=[one.pk]) == {one.pk}
    Mandate.objects.filter(person=two).update(state="ended")
    assert found(everybody=True) == {one.pk, three.pk}


def test_the_list_is_frozen_when_it_is_sent(desk):
    one, two = deputies(desk.office, 2)
    made = desk.sent()
    Person.objects.filter(pk=one.pk).update(email="new@example.org", name="改了名")
    Mandate.objects.all().update(state="ended")
    then = set(made.recipients.values_list("name", "address", "group"))
    assert then == {(one.name, "d1@example.org", "沈阳"), (two.name, "d2@example.org", "沈阳")}


def test_who_has_no_way_gets_it_on_paper(desk):
    one, two, three = deputies(desk.office, 3)
    Person.objects.filter(pk=two.pk).update(email="")
    Person.objects.filter(pk=three.pk).update(email="不是地址")
    ask_readers_of(only_two := lambda persons: {two.pk} & set(persons))
    try:
        made = desk.sent()
    finally:
        _readers.remove(only_two)
    ways = dict(made.recipients.values_list("person", "way"))
    assert ways == {one.pk: "mail", two.pk: "portal", three.pk: "print"}


def test_nobody_found_sends_nothing(desk):
    deputies(desk.office, 1)
    made = desk.approved(Aim(fields=["没有人会"]))
    with pytest.raises(NotReady):
        sending.send(made, desk.clerk)
    made.refresh_from_db()
    assert made.stage == S.APPROVED


# Sending


def test_asked_twice_each_gets_it_once(desk):
    deputies(desk.office, 3)
    made = desk.sent()
    with pytest.raises(WrongStage):
        sending.send(made, desk.clerk)
    keys = list(made.recipients.values_list("pk", flat=True))
    Recipient.objects.update(message=None)
    assert sending.queue_messages(desk.clerk, made, recipients=keys) == 3
    send_due()
    assert sorted(each.to[0] for each in mail.outbox) == [
        "d1@example.org",
        "d2@example.org",
        "d3@example.org",
    ]
    assert Recipient.objects.delivered().count() == 3


def test_the_mail_holds_title_short_text_and_link_and_nothing_of_the_person(desk, settings):
    settings.PORTAL_ADDRESS = "https://deputies.example"
    (one,) = deputies(desk.office, 1)
    made = desk.sent()
    send_due()
    sent, row = mail.outbox[0], made.recipients.get()
    assert (
        sent.subject == "上半年工作报告"
        and "半年工作" in sent.body
        and f"https://deputies.example/portal/b/{row.token}/" in sent.body
    )
    assert one.name not in sent.body and one.address not in sent.body


def test_a_title_makes_no_header(desk):
    deputies(desk.office, 1)
    made = briefings.draft(
        desk.clerk, desk.office.organ, kind="special", title="专题\r\nBcc: all@example.org"
    )
    made = briefings.edit(
        made, desk.clerk, title="专题\nBcc: all@example.org", summary="短\r\n文", html="<p>好</p>"
    )
    made = briefings.choose(made, desk.clerk, aim=Aim(everybody=True))
    made = sending.send(briefings.approve(briefings.submit(made, desk.clerk), desk.leader), desk.clerk)
    sending.queue_messages(desk.clerk, made, recipients=sending.unqueued(made))
    send_due()
    assert mail.outbox[0].recipients() == ["d1@example.org"]
    assert "\n" not in mail.outbox[0].subject


def test_what_came_back_is_sent_again_or_printed(desk):
    one, two, _three = deputies(desk.office, 3)
    made = desk.sent()
    send_due()
    report = "Final-Recipient: rfc822; D1@example.org\nStatus: 5.1.1\n<d2@example.org>: mailbox full"
    assert (
        sending.record_returns(desk.clerk, made, addresses=sending.addresses_in(report), reason="退信") == 2
    )
    assert {row.person_id for row in made.recipients.failed()} == {one.pk, two.pk}
    rows = {row.person_id: row for row in made.recipients.all()}
    sending.send_again(desk.clerk, rows[one.pk], address="new@example.org")
    sending.print_instead(desk.clerk, rows[two.pk])
    send_due()
    assert [each.to[0] for each in mail.outbox].count("new@example.org") == 1
    assert not made.recipients.failed().exists() and made.recipients.to_print().get().person_id == two.pk
    with pytest.raises(NotReady):
        sending.send_again(desk.clerk, rows[one.pk])
    assert sending.record_posting(desk.clerk, made) == 1
    assert made.recipients.delivered().count() == 3


def test_addresses_nobody_got_it_at_are_no_returns(desk):
    deputies(desk.office, 1)
    with pytest.raises(ValidationError):
        sending.record_returns(desk.clerk, desk.sent(), addresses=["somebody@example.org"])


def test_copies_and_labels_for_those_on_paper(desk):
    deputies(desk.office, 2, with_mail=False)
    made = desk.sent()
    pages = [
        page.extract_text().replace(" ", "")
        for page in PdfReader(BytesIO(print_copies(desk.clerk, made))).pages
    ]
    assert sorted(page.partition("：")[0].splitlines()[-1] for page in pages) == ["佟见002代表", "佟见一代表"]
    assert print_labels(desk.clerk, made).startswith(b"%PDF")


def test_a_correction_takes_the_place_of_what_was_sent(desk):
    deputies(desk.office, 1)
    made = desk.sent()
    better = briefings.correct(made, desk.clerk)
    with pytest.raises(NotReady):
        briefings.correct(made, desk.clerk)
    better = briefings.approve(briefings.submit(better, desk.clerk), desk.leader)
    sending.send(better, desk.clerk)
    made.refresh_from_db()
    assert made.stage == S.SUPERSEDED


# Six hundred


class Gateway:
    """Refuses every seventh address; dies after a hundred letters, once."""

    def __init__(self):
        self.taken, self.is_dead = 0, False

    def send_messages(self, messages):
        number = int(messages[0].to[0].partition("@")[0][1:])
        if number % 7 == 0:
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"unknown")})
        if self.taken == 100 and not self.is_dead:
            self.is_dead = True
            raise SystemExit("killed")
        self.taken += 1
        mail.outbox.extend(messages)
        return len(messages)


def test_six_hundred_each_once_however_it_dies(desk, monkeypatch):
    deputies(desk.office, 600)
    gateway = Gateway()
    monkeypatch.setattr(EmailBackend, "send_messages", lambda self, messages: gateway.send_messages(messages))
    made = sending.send(desk.approved(), desk.clerk)
    keys = sending.unqueued(made)
    assert len(keys) == 600
    sending.queue_messages(desk.clerk, made, recipients=keys[:250])  # the job dies here
    sending.queue_messages(desk.clerk, made, recipients=sending.unqueued(made))
    with pytest.raises(SystemExit):
        send_due()
    lost = Outgoing.objects.filter(state="sending")
    cut_off = lost.count()
    assert 0 < cut_off <= 50
    lost.update(state="unclear")
    send_due()
    for row in made.recipients.failed().select_related("message").filter(message__state="unclear"):
        sending.send_again(desk.clerk, row)
    send_due()
    addresses = [each.to[0] for each in mail.outbox]
    assert len(addresses) == len(set(addresses)) == 600 - 600 // 7
    counts = with_counts(Briefing.objects.filter(pk=made.pk)).get()
    assert (counts.n_all, counts.n_delivered, counts.n_failed) == (600, 515, 85)
    assert all(row.message.reason for row in made.recipients.failed().select_related("message"))


# Readers


def test_opened_the_first_time_counts(desk):
    deputies(desk.office, 1)
    row = desk.sent().recipients.get()
    reactions.open_briefing(reader(row), row)
    row.refresh_from_db()
    first = row.opened_at
    reactions.open_briefing(reader(row), row)
    row.refresh_from_db()
    assert first and row.opened_at == first
    assert Recipient.objects.opened().count() == Recipient.objects.delivered().count() == 1


def test_nobody_else_opens_or_reacts(desk):
    one, two = deputies(desk.office, 2)
    row = desk.sent(Aim(plus=[one.pk])).recipients.get()
    for actor in (deputy_of(two.pk), desk.clerk, desk.leader):
        with pytest.raises(Refused):
            reactions.open_briefing(actor, row)
        with pytest.raises(Refused):
            reactions.react(actor, row, kind="useful")
    assert not Briefing.objects.visible_to(deputy_of(two.pk)).exists()
    assert Briefing.objects.visible_to(deputy_of(one.pk)).count() == 1


def test_a_draft_is_seen_by_no_deputy_and_no_other_office(desk):
    deputies(desk.office, 1)
    desk.aimed()
    for actor in (
        deputy_of(Person.objects.first().pk),
        actor_of(desk.office.stranger),
        actor_of(desk.office.handler),
    ):
        assert not Briefing.objects.visible_to(actor).exists()


def test_words_become_an_item_in_one_act(desk):
    deputies(desk.office, 1)
    row = desk.sent().recipients.get()
    given = reactions.react(reader(row), row, kind="words", words="建议公开更多案例。还有一点。")
    again = reactions.react(reader(row), row, kind="words", words="建议公开更多案例。还有一点。")
    assert given == again
    matter = reactions.register(desk.clerk, given)
    assert (matter.kind, matter.title) == ("everyday_opinion", "建议公开更多案例")
    assert matter.content == given.words and matter.signatories.get().person_id == row.person_id
    assert with_counts(Briefing.objects.all()).get().n_items == 1
    with pytest.raises(NotReady):
        reactions.register(desk.clerk, given)
    with pytest.raises(Refused):
        reactions.register(desk.leader, given)


def test_a_useful_needs_nothing_and_words_are_needed_for_words(desk):
    deputies(desk.office, 1)
    row = desk.sent().recipients.get()
    with pytest.raises(ValidationError):
        reactions.react(reader(row), row, kind="words", words="  ")
    reactions.react(reader(row), row, kind="useful")
    more = reactions.react(reader(row), row, kind="more")
    assert list(Reaction.objects.visible_to(desk.clerk).waiting()) == [more]
    reactions.dismiss(desk.clerk, more, answer="已电话说明")
    assert not Reaction.objects.visible_to(desk.clerk).waiting().exists()
