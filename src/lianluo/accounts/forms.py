from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.actor import actor_of


class SignInForm(AuthenticationForm):
    """Only who holds a post today gets in: without one there is nothing he may see or do."""

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if actor_of(user) is None:
            raise ValidationError(
                _("You hold no post at present. Ask the system administrator to give you one."),
                code="no_post",
            )
