"""Who may do what in session mode."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_at, is_console, office_id_of
from lianluo.foundation.permissions import permission
from lianluo.matters.models import ListeningGroup


def _is_office(actor, office_id: int | None) -> bool:
    return is_clerk_at(actor, office_id) and not is_console(actor)


def listens_in(actor, mode) -> bool:
    """A member of one of the session's listening groups who serves in that procuratorate."""
    if actor.user is None or actor.organ_id != mode.office_id or actor.is_administrator:
        return False
    return ListeningGroup.objects.filter(mode=mode, members=actor.user).exists()


def _has_in_hand(actor, opinion) -> bool:
    """The head or any handler of the department that has it: in session whoever is at his desk answers."""
    works = actor.role in (Role.DEPARTMENT_HEAD, Role.HANDLER)
    return works and actor.unit_id is not None and actor.unit_id == opinion.matter.department_id


def _heard(actor, opinion) -> bool:
    """Who typed it, or a member of the listening group it was typed for."""
    if actor.user is None or actor.organ_id != opinion.matter.office_id or actor.is_administrator:
        return False
    if opinion.listener_id == actor.user_id:
        return True
    return opinion.group_id is not None and opinion.group.members.filter(pk=actor.user_id).exists()


@permission("matters.keep_session_mode")
def may_keep_session_mode(actor, thing) -> bool:
    """The liaison office of the procuratorate opens and closes session mode and names the listening groups."""
    return _is_office(actor, office_id_of(thing))


@permission("matters.voice")
def may_voice(actor, mode) -> bool:
    """The liaison office, and the members of the session's listening groups."""
    return _is_office(actor, mode.office_id) or listens_in(actor, mode)


@permission("matters.answer_voiced")
def may_answer_voiced(actor, opinion) -> bool:
    """The head and every handler of the department that has the opinion in hand."""
    return _has_in_hand(actor, opinion)


@permission("matters.check_voiced")
def may_check_voiced(actor, opinion) -> bool:
    """The liaison office of the procuratorate."""
    return _is_office(actor, opinion.matter.office_id)


@permission("matters.correct_voiced")
def may_correct_voiced(actor, opinion) -> bool:
    """The liaison office, the listener who typed it, and her listening group."""
    return may_check_voiced(actor, opinion) or _heard(actor, opinion)


@permission("matters.tell_voiced")
def may_tell_voiced(actor, opinion) -> bool:
    """The liaison office, the listener and her group, and the department that answered."""
    return may_correct_voiced(actor, opinion) or _has_in_hand(actor, opinion)


@permission("matters.tell_several_voiced")
def may_tell_several(actor, thing) -> bool:
    """Whoever works in a procuratorate has the bulk act; each opinion asks again for itself."""
    return actor.organ is not None and not actor.is_administrator
