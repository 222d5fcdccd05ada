"""Stopping and starting a matter's clock, and more time: asked for, granted or refused, revoked.

Six months are counted from the hand-over (代表法 art. 51), not from the extension. An extension needs the consent of the
body that handed the matter over where the rule `extension.consent` says so, and the deputy is told.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act
from lianluo.matters.clock_queries import longest_until, needs_consent
from lianluo.matters.models import Extension, Matter, Pause
from lianluo.matters.workflow import MATTER

State = Extension.State


def _handlers(matter: Matter) -> list:
    return [row.handler for row in matter.assignments.current().select_related("handler")]


def _past(matter: Matter, name: str, day: date) -> None:
    """A day between the hand-over and today."""
    if day > clock.today():
        raise ValidationError({name: _("The date lies ahead.")})
    if day < matter.handed_over_on:
        raise ValidationError({name: _("The date lies before the day the matter was handed over.")})


@act(MATTER, "pause")
def pause(matter, actor, *, kind: str, first_on: date, reason: str, source: str = ""):
    """The clock of the whole matter stands still from `first_on`. Which clocks stop, say pause.statutory, pause.internal."""
    _past(matter, "first_on", first_on)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for the pause.")})
    made = Pause.objects.create(
        matter=matter, kind=kind, first_on=first_on, reason=reason, source=source, recorded_by=actor.user
    )
    return Done(made, facts={"kind": made.get_kind_display()}, tell=_handlers(matter))


@act(MATTER, "resume")
def resume(matter, actor, *, last_on: date):
    """The clock goes on after `last_on`, the last day on which it stood still."""
    standing = matter.pauses.get(assignment=None, last_on=None)
    _past(matter, "last_on", last_on)
    if last_on < standing.first_on:
        raise ValidationError(
            {"last_on": _("The clock stands still since %(day)s only.") % {"day": standing.first_on}}
        )
    standing.last_on = last_on
    standing.save(update_fields=["last_on"])
    return Done(standing, tell=_handlers(matter))


@act(MATTER, "ask_extension")
def ask_extension(matter, actor, *, until: date, reason: str, asked_on: date | None = None):
    """Ask for more time before the deadline ends: until a day within six months from the hand-over."""
    asked_on = asked_on or clock.today()
    _past(matter, "asked_on", asked_on)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for the extension.")})
    _still_running(matter, "asked_on", asked_on)
    _within_limit(matter, until)
    made = Extension.objects.create(
        matter=matter, asked_on=asked_on, asked_by=actor.user, until=until, reason=reason
    )
    office = matter.office
    clerks = holders_of(Role.LIAISON_OFFICE, [office.pk, *office.children.values_list("pk", flat=True)])
    return Done(made, tell=clerks)


def _limit_of(matter: Matter) -> date | None:
    """The deadline an extension moves: the statutory one, else the internal one."""
    return matter.statutory_due_on or matter.internal_due_on


def _still_running(matter: Matter, name: str, day: date) -> None:
    limit = _limit_of(matter)
    if limit and day > limit:
        raise ValidationError(
            {name: _("The deadline ended on %(day)s. What has ended cannot be extended.") % {"day": limit}}
        )


def _within_limit(matter: Matter, until: date) -> None:
    limit, longest = _limit_of(matter), longest_until(matter)
    if limit and until <= limit:
        raise ValidationError(
            {"until": _("It is due on %(day)s anyway; choose a later day.") % {"day": limit}}
        )
    if longest and until > longest:
        words = _(
            "At most six months from the day of hand-over, %(from)s: until %(until)s. The six months are not counted "
            "from the extension."
        )
        raise ValidationError({"until": words % {"from": matter.handed_over_on, "until": longest}})


@act(MATTER, "grant_extension")
def grant_extension(
    matter, actor, *, granted_on: date, granted_by: str = "", deputy_told_on: date | None = None, document: str = "",
    until: date | None = None,
):  # fmt: skip
    """Record the consent: by whom, on which day, and when the deputy was told. `until`: a shorter time than asked for."""
    asked = _asked(matter)
    _past(matter, "granted_on", granted_on)
    if granted_on < asked.asked_on:
        raise ValidationError({"granted_on": _("The date lies before the request.")})
    _still_running(matter, "granted_on", granted_on)
    _consented(matter, asked, granted_by, deputy_told_on)
    asked.until = until or asked.until
    _within_limit(matter, asked.until)
    asked.state, asked.granted_on, asked.granted_by = State.GRANTED, granted_on, granted_by.strip()
    asked.deputy_told_on, asked.document = deputy_told_on, document
    asked.save()
    return Done(asked, facts={"until": asked.until}, tell=[asked.asked_by, *_handlers(matter)])


def _asked(matter: Matter) -> Extension:
    return matter.extensions.select_for_update(of=("self",)).select_related("asked_by").get(state=State.ASKED)


def _consented(matter: Matter, asked: Extension, granted_by: str, told_on: date | None) -> None:
    if told_on is not None:
        _past(matter, "deputy_told_on", told_on)
        if told_on < asked.asked_on:
            raise ValidationError({"deputy_told_on": _("The date lies before the request.")})
    if not needs_consent(matter):
        return
    if not granted_by.strip():
        raise ValidationError({"granted_by": _("Name the body that handed the matter over and consents.")})
    if told_on is None:
        raise ValidationError({"deputy_told_on": _("Say on which day the deputy was told.")})


@act(MATTER, "refuse_extension")
def refuse_extension(matter, actor, *, granted_on: date, granted_by: str, reason: str):
    """The body does not consent; the deadline stays."""
    asked = _asked(matter)
    _past(matter, "granted_on", granted_on)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason of the refusal.")})
    asked.state, asked.granted_on, asked.granted_by, asked.answer = (
        State.REFUSED, granted_on, granted_by.strip(), reason,
    )  # fmt: skip
    asked.save()
    return Done(asked, tell=[asked.asked_by, *_handlers(matter)])


@act(MATTER, "revoke_extension")
def revoke_extension(matter, actor, *, revoked_on: date, reason: str):
    """The latest extension no longer holds: the earlier date counts again."""
    granted = matter.extensions.filter(state=State.GRANTED).order_by("-until", "-pk").first()
    if granted is None:
        raise NotReady(_("No extension is in force."))
    _past(matter, "revoked_on", revoked_on)
    if revoked_on < granted.granted_on:
        raise ValidationError({"revoked_on": _("The date lies before the extension was granted.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for revoking it.")})
    granted.state, granted.revoked_on, granted.answer = State.REVOKED, revoked_on, reason
    granted.save()
    return Done(granted, facts={"until": granted.until}, tell=_handlers(matter))
