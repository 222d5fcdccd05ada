"""A code is issued with a letter's number, and given in at the door of the rating page."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from lianluo.correspondence import codes
from lianluo.correspondence.models import CodeAttempt, FormCode, Letter
from lianluo.correspondence.queries import rateable
from lianluo.foundation import clock

FREE = 5
"""So many wrong codes of one source within a day are free; each further one doubles the wait."""
FIRST_WAIT, LONGEST_WAIT, REMEMBERED = timedelta(minutes=1), timedelta(hours=12), timedelta(days=1)
MOST_AN_HOUR = 600
"""Wrong codes of all sources together, after which nobody's code is taken for a while."""


def issue(letter: Letter) -> None:
    """One code a reply, for an addressee who can rate by herself: an organisation signs and seals its paper."""
    if letter.person_id is not None and letter.kind == Letter.Kind.REPLY:
        digest = codes.digest_of(codes.code_for(letter.pk))
        FormCode.objects.get_or_create(letter=letter, defaults={"digest": digest})


def redeem(typed: str, address: str) -> Letter | None:
    """The letter whose form bears the code, if it can be rated now; None alike for every other code, and for any code while
    the source has to wait. The work is the same in each case: one count, one look-up, one row."""
    source = codes.source_of(address)
    with transaction.atomic():
        with connection.cursor() as cursor:  # attempts of one source are counted one after the other
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(source[:15], 16)])
        waits = _must_wait(source)
        letter = _letter_of(codes.digest_of(codes.read(typed)))
        is_right = letter is not None and not waits
        CodeAttempt.objects.create(source=source, is_right=is_right)
    return letter if is_right else None


def forget_attempts() -> int:
    """What no wait is reckoned from any more; how many rows went."""
    gone, _each = CodeAttempt.objects.filter(at__lt=clock.now() - REMEMBERED).delete()
    return gone


def _letter_of(digest: str) -> Letter | None:
    found = FormCode.objects.filter(digest=digest).select_related("letter__person", "letter__office").first()
    return found.letter if found and rateable(found.letter) else None


def _must_wait(source: str) -> bool:
    now = clock.now()
    wrong = CodeAttempt.objects.filter(is_right=False)
    if wrong.filter(at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return True
    own = wrong.filter(source=source, at__gt=now - REMEMBERED).order_by("-at")
    count = own.count()
    if count < FREE:
        return False
    wait = min(FIRST_WAIT * 2 ** min(count - FREE, 12), LONGEST_WAIT)
    return now < own[0].at + wait
