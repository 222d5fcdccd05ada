"""The gateways by which a message leaves: the office's mail server; a text message or work chat through Apprise.

`LIANLUO_SMS_URL` and `LIANLUO_CHAT_URL` are Apprise addresses; `{to}` in them stands for the addressee. A gateway that
is not set carries nothing, and nobody is offered it.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage
from django.utils.translation import gettext as _

from lianluo.journal.outgoing import Outgoing


class NotCarried(Exception):
    """Why a gateway did not take a message, in words; `for_good`: trying again is of no use."""

    def __init__(self, reason: str, for_good: bool = False):
        super().__init__(reason)
        self.reason, self.for_good = reason, for_good


Carry = Callable[[Outgoing], None]


def open_carriers() -> list[str]:
    """The gateways that this machine has."""
    known = {
        Outgoing.Carrier.MAIL: settings.SENDS_MAIL,
        Outgoing.Carrier.SMS: settings.SMS_URL,
        Outgoing.Carrier.CHAT: settings.CHAT_URL,
    }
    return [str(carrier) for carrier, is_set in known.items() if is_set]


def carry(message: Outgoing) -> None:
    """Hand the message to its gateway; NotCarried where it does not take it."""
    if message.carrier not in open_carriers():
        raise NotCarried(_("This machine has no gateway for it."), for_good=True)
    if message.carrier == Outgoing.Carrier.MAIL:
        _mail(message)
    else:
        _by_apprise(message)


def _mail(message: Outgoing) -> None:
    """The same message keeps its Message-ID: what a gateway gets twice, a mailbox may know again."""
    name = sha256(message.key.encode()).hexdigest()[:32]
    try:
        EmailMessage(
            message.subject, message.body, to=[message.address], headers={"Message-ID": f"<{name}@lianluo>"}
        ).send()
    except (BadHeaderError, UnicodeError) as problem:
        raise NotCarried(_("The address or the subject cannot stand in a mail."), for_good=True) from problem
    except smtplib.SMTPRecipientsRefused as refused:
        raise NotCarried(_("The mail server refuses this address."), for_good=True) from refused
    except (smtplib.SMTPException, OSError) as problem:
        raise NotCarried(str(problem)[:200] or type(problem).__name__) from problem


def _by_apprise(message: Outgoing) -> None:
    from apprise import Apprise  # noqa: PLC0415 a second of imports that only the worker needs

    address = settings.SMS_URL if message.carrier == Outgoing.Carrier.SMS else settings.CHAT_URL
    gateway = Apprise()
    if not gateway.add(address.replace("{to}", quote(message.address, safe=""))):
        raise NotCarried(_("The gateway cannot reach this address."), for_good=True)
    if not gateway.notify(body=message.body, title=message.subject):
        raise NotCarried(_("The gateway did not take it."))
