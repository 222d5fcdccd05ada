"""Messages leave once, failures are kept, secrets are wiped."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from lianluo.foundation import clock
from lianluo.journal import sending
from lianluo.journal.carriers import open_carriers
from lianluo.journal.outgoing import Outgoing

pytestmark = pytest.mark.django_db
S = Outgoing.State


@pytest.fixture(autouse=True)
def with_mail(settings):
    settings.SENDS_MAIL = True


def posted(key="k1", **facts) -> bool:
    return sending.post(
        key,
        **{
            "purpose": "test",
            "carrier": "mail",
            "address": "hong@example.org",
            "subject": "通知",
            "body": "正文",
            **facts,
        },
    )


def test_sent_once_however_often_it_is_asked_for():
    assert posted() and not posted(body="另一段")
    assert sending.send_due() == 1 and sending.send_due() == 0
    assert [each.body for each in mail.outbox] == ["正文"]
    assert Outgoing.objects.get().state == S.SENT


def test_line_ends_in_a_subject_make_no_header():
    posted(subject="通知\r\nBcc: all@example.org")
    sending.send_due()
    assert mail.outbox[0].subject == "通知 Bcc: all@example.org"
    assert mail.outbox[0].recipients() == ["hong@example.org"]


def test_an_address_with_a_line_end_is_refused_for_good():
    posted(address="hong@example.org\nBcc: all@example.org")
    assert sending.send_due() == 0
    message = Outgoing.objects.get()
    assert message.state == S.FAILED and message.reason and not mail.outbox


def test_a_silent_server_is_asked_again_later_and_then_given_up(monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", _raises(ConnectionRefusedError("down")))
    posted()
    start = clock.now()
    for tried in range(1, sending.TRIES + 1):
        Outgoing.objects.update(not_before=start)
        assert sending.send_due() == 0
        assert Outgoing.objects.get().tries == tried
    message = Outgoing.objects.get()
    assert message.state == S.FAILED and "down" in message.reason


def test_after_a_failure_it_waits(monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", _raises(smtplib.SMTPServerDisconnected("gone")))
    posted()
    sending.send_due()
    message = Outgoing.objects.get()
    assert message.state == S.WAITING and message.not_before > clock.now()


def test_a_refused_address_is_not_tried_again(monkeypatch):
    refused = smtplib.SMTPRecipientsRefused({"hong@example.org": (550, b"unknown")})
    monkeypatch.setattr(EmailBackend, "send_messages", _raises(refused))
    posted()
    sending.send_due()
    assert Outgoing.objects.get().state == S.FAILED


def test_what_a_dead_worker_left_is_unclear_and_not_sent_again():
    posted()
    Outgoing.objects.update(state=S.SENDING, sending_at=clock.now() - timedelta(hours=1))
    assert sending.send_due() == 0
    assert Outgoing.objects.get().state == S.UNCLEAR and not mail.outbox


def test_a_secret_is_wiped_once_it_is_sent():
    posted(is_secret=True, body="验证码 123456")
    sending.send_due()
    assert "123456" in mail.outbox[0].body
    assert Outgoing.objects.get().body == ""


def test_not_before_its_time():
    posted(not_before=clock.now() + timedelta(hours=2))
    assert sending.send_due() == 0 and Outgoing.objects.get().state == S.WAITING


def test_without_a_gateway_nothing_is_offered(settings):
    settings.SENDS_MAIL = False
    assert open_carriers() == []
    posted()
    sending.send_due()
    assert Outgoing.objects.get().state == S.FAILED and not mail.outbox


def test_text_messages_go_to_the_gateway_of_the_settings(settings, monkeypatch):
    asked = []
    monkeypatch.setattr("apprise.Apprise.add", lambda self, address: asked.append(address) or True)
    monkeypatch.setattr("apprise.Apprise.notify", lambda self, body, title: asked.append(body) or True)
    settings.SMS_URL = "json://gateway.example/send?to={to}"
    posted(carrier="sms", address="13800000000&x=1", body="您的验证码")
    assert sending.send_due() == 1
    assert asked == ["json://gateway.example/send?to=13800000000%26x%3D1", "您的验证码"]


def _raises(problem):
    def send(self, messages):
        raise problem

    return send
