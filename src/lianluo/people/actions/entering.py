"""A deputy comes in: a one-time code is asked for, sent and typed. Whatever is wrong, the answer and the work are the same:
nobody learns from them whether a link is right or whether a person is in the register."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.crypto import constant_time_compare

from lianluo.accounts.actor import SYSTEM, deputy_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.journal.sending import post
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.access_queries import access_behind
from lianluo.people.actions.throttling import count, forgive, must_wait
from lianluo.people.models import Access, Device, OneTimeCode
from lianluo.people.tokens import digest, new_device, new_digits
from lianluo.rules.queries import NoRule, rule

CODES_AN_HOUR = 4
"""So many messages go to one deputy within an hour, however often somebody asks."""
SITTING = clock.timedelta(hours=8)
REMEMBERED = 90
"""Days, where the office has no rule `portal.device`."""
SUBJECT = "联络平台登录验证码"
BODY = "【{organ}】您正在打开代表专页，验证码 {digits}，10分钟内有效，请勿告诉他人。如非本人操作，请与联络员联系。"
Way = OneTimeCode.Way


@dataclass(frozen=True)
class Caller:
    """Who stands at the door: `secret` of a link or printed code, `browser` a random mark of this browser, `place` its
    network address, `device` its name in words."""

    secret: str
    browser: str
    place: str
    device: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return (f"place:{self.place}", f"secret:{self.secret}", "all")


def ask_code(caller: Caller, way: str) -> int:
    """A code for whoever is behind the secret, if anybody. Gives the number for the job that makes and sends it; says
    nothing of what it found."""
    with transaction.atomic():
        count(caller.keys)
        waits = must_wait(caller.keys)
        access = access_behind(caller.secret)
        row = OneTimeCode.objects.create(
            access=None if waits else access, way=way, browser_hash=digest(caller.browser),
            device_name=caller.device[:60], expires_at=clock.now() + OneTimeCode.LASTS,
        )  # fmt: skip
        return row.pk


@action("people.stand_at_the_door", "people.send_code")
def send_code(actor, code: OneTimeCode) -> Done:
    """The digits are made and posted to the address in the register; none where she has none, or was sent enough."""
    row = OneTimeCode.objects.select_for_update(of=("self",)).select_related("access__person").get(pk=code.pk)
    person = row.access.person
    address = person.email if row.way == Way.MAIL else person.mobile
    if row.code_hash or not address or _was_sent_enough(row):
        return Done(None, about=person, facts={"way": row.way, "sent": False})
    digits = new_digits()
    row.code_hash, row.expires_at = digest(f"{row.pk}:{digits}"), clock.now() + OneTimeCode.LASTS
    row.save(update_fields=["code_hash", "expires_at"])
    office = row.access.office
    post(
        f"portal.code:{row.pk}", purpose="portal.code", carrier=row.way, address=address, subject=SUBJECT,
        body=BODY.format(organ=office.label, digits=digits), office=office, is_secret=True,
    )  # fmt: skip
    return Done(None, about=person, facts={"way": row.way, "sent": True})


def _was_sent_enough(row: OneTimeCode) -> bool:
    since = clock.now() - clock.timedelta(hours=1)
    sent = OneTimeCode.objects.filter(access__person_id=row.access.person_id, asked_at__gt=since)
    return sent.exclude(code_hash="").exclude(way=Way.READ_OUT).count() >= CODES_AN_HOUR


def enter(caller: Caller, digits: str, is_remembered: bool) -> str:
    """The token of a new device, or "" for whatever is wrong: link, code, browser, time, too many tries."""
    with transaction.atomic():
        count(caller.keys)
        waits = must_wait(caller.keys)
        access = access_behind(caller.secret)
        row = _matching(caller, access, digits)
        if row is None or waits:
            return ""
        row.used_at = clock.now()
        row.save(update_fields=["used_at"])
        forgive(caller.keys[1])
        return open_device(deputy_of(access.person_id), access, way=row.way, name=caller.device,
                           is_remembered=is_remembered)  # fmt: skip


def _matching(caller: Caller, access: Access | None, digits: str) -> OneTimeCode | None:
    """The code that these digits are, asked for in this browser and for this access. Every standing one has been tried."""
    asked = OneTimeCode.objects.standing().filter(browser_hash=digest(caller.browser))
    rows = list(asked.filter(access=access).select_for_update(of=("self",)).order_by("-pk"))
    found = None
    for row in rows:
        row.tries += 1
        row.save(update_fields=["tries"])
        if constant_time_compare(row.code_hash, digest(f"{row.pk}:{digits}")):
            found = row
    if not rows:
        constant_time_compare(digest("nobody"), digest(f"0:{digits}"))
    return found if access is not None else None


@action("people.own_access", "people.open_device")
def open_device(actor, access: Access, *, way: str, name: str, is_remembered: bool) -> Done:
    """A browser that has passed the one-time code. Returns its token, kept nowhere but in the browser."""
    token, now = new_device(), clock.now()
    lasts = clock.timedelta(days=_days()) if is_remembered else SITTING
    Device.objects.create(
        access=access,
        token_hash=digest(token),
        name=name[:60],
        is_remembered=is_remembered,
        expires_at=now + lasts,
    )
    return Done(token, about=access.person, facts={"way": way})


def _days() -> int:
    try:
        return int(rule("portal.device", clock.today()).value)
    except NoRule:
        return REMEMBERED


def touch(device: Device) -> None:
    """Remembers that it was used; once an hour is enough."""
    if clock.now() - device.last_used_at > clock.timedelta(hours=1):
        Device.objects.filter(pk=device.pk).update(last_used_at=clock.now())


def send(code: int) -> None:
    """The worker's share of `ask_code`. Where nobody is behind the link a code is made that nobody gets: typing one takes
    the same work. What is to be read out is made when it is read out."""
    row = OneTimeCode.objects.filter(pk=code).select_related("access").first()
    if row is None or row.way == Way.READ_OUT:
        return
    if row.access is None:
        OneTimeCode.objects.filter(pk=code).update(code_hash=digest(f"{code}:{new_device()}"))
    else:
        send_code(SYSTEM, row)
