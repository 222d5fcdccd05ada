from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import GroupMember, Post, Role, User
from lianluo.accounts.queries import leaders_of
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm, DayField, PickField

USERNAME = RegexValidator(
    r"^[a-z][a-z0-9._-]{1,58}$", _("Small letters, digits, dot, hyphen; a letter first.")
)


class SignInForm(AuthenticationForm):
    """Only who holds a post today gets in: without one there is nothing he may see or do."""

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if actor_of(user) is None:
            raise ValidationError(
                _("You hold no post at present. Ask the system administrator to give you one."),
                code="no_post",
            )


class PasswordForm(ActionForm):
    old = forms.CharField(
        label=_("Present password"), strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("New password again"), strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = lazystr(" ".join(map(str, password_validators_help_texts())))

    def clean(self):
        data = super().clean()
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return data


class PostForm(ActionForm):
    user = PickField(lambda actor: User.objects.visible_to(actor), "accounts:pick", label=_("Who"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    title = forms.CharField(label=_("Post title"), max_length=80, required=False)
    from_on = DayField(label=pgettext_lazy("day", "From"), initial=clock.today)


class EnrolmentForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=60)
    username = forms.CharField(
        label=_("User name"), max_length=60, validators=[USERNAME],
        help_text=_("For signing in, for example the name in pinyin."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Office telephone"), max_length=40, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    title = forms.CharField(label=_("Post title"), max_length=80, required=False)
    from_on = DayField(label=pgettext_lazy("day", "From"), initial=clock.today)
    field_groups = [
        (_("User"), ["name", "username", "phone"]),
        (_("First post"), ["role", "title", "from_on"]),
    ]


class LastDayForm(ActionForm):
    on = DayField(label=_("Last day"), initial=clock.today)


def _post_choices(posts) -> list[tuple[int, str]]:
    return [(post.pk, f"{post.user.name} {post.title or post.get_role_display()}") for post in posts]


class OversightForm(ActionForm):
    leader = forms.TypedChoiceField(label=_("Leader in charge"), coerce=int)
    from_on = DayField(label=pgettext_lazy("day", "From"), initial=clock.today)

    def __init__(self, *args, department, **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {post.pk: post for post in leaders_of(self.actor, department.parent)}
        self.fields["leader"].choices = _post_choices(self.posts.values())

    def clean_leader(self):
        return self.posts[self.cleaned_data["leader"]]


class SeatForm(ActionForm):
    post = forms.TypedChoiceField(label=_("Who"), coerce=int)
    place = forms.ChoiceField(
        label=pgettext_lazy("leading group", "Place"), choices=GroupMember.Place.choices
    )
    from_on = DayField(label=pgettext_lazy("day", "From"), initial=clock.today)

    def __init__(self, *args, posts: list[Post], **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {post.pk: post for post in posts}
        self.fields["post"].choices = _post_choices(posts)

    def clean_post(self):
        return self.posts[self.cleaned_data["post"]]
