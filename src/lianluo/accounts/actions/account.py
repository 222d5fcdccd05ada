"""What a user does with his own account."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts import permissions  # noqa: F401 registers
from lianluo.accounts.models import User
from lianluo.foundation.workflow import Done, action


@action("accounts.own", "accounts.change_password")
def change_password(actor, user: User, *, old: str, new: str) -> Done:
    """The user's own password. ValidationError on `old` (wrong) or `new` (what the validators say, or the old one again).

    Every other session of the user ends.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.check_password(old):
        raise ValidationError({"old": _("This is not your present password.")})
    if old == new:
        raise ValidationError({"new": _("The new password is the old one.")})
    try:
        validate_password(new, user)
    except ValidationError as weak:
        raise ValidationError({"new": weak.error_list}) from weak
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    return Done(user, facts={"old": None, "new": None})


@action("accounts.own", "accounts.sign_out_everywhere")
def sign_out_everywhere(actor, user: User) -> Done:
    """Every session of the user ends, wherever it is; the page that asks may renew its own."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.sign_outs += 1
    user.save(update_fields=["sign_outs"])
    return Done(user)
