"""Posts of a unit, users and their one-time passwords, leaders in charge, the leading group."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts import forms
from lianluo.accounts.actions import leadership, post
from lianluo.accounts.models import GroupMember, Post, User
from lianluo.accounts.permissions import require
from lianluo.accounts.queries import eligible_members, members_of, overseers_of, oversights_of, posts_in
from lianluo.foundation import clock
from lianluo.foundation.forms import PickerView
from lianluo.foundation.pages import ActView, PanelView
from lianluo.units.models import Unit

PANEL_ROWS = 200


class PostsOfUnit(PanelView):
    """Who serves in the unit, from–to; the leaders in charge or the leading group beside it."""

    title = _("Posts")
    template_name = "accounts/posts.html"

    def get_queryset(self, actor):
        return Unit.objects.visible_to(actor)

    def get_context(self, actor, unit) -> dict:
        today = clock.today()
        rows = list(posts_in(actor, unit)[:PANEL_ROWS])
        is_department = unit.kind == Unit.Kind.DEPARTMENT
        return {
            "posts": [row for row in rows if row.until_on is None or row.until_on >= today],
            "past": [row for row in rows if row.until_on is not None and row.until_on < today],
            "may_administer": actor.can("accounts.administer", unit) and not unit.closed_on,
            "may_lead": actor.can("accounts.lead", unit) and not unit.closed_on,
            "is_department": is_department,
            "overseers": overseers_of(actor, unit) if is_department else [],
            "oversights": [] if is_department else oversights_of(actor, unit),
            "members": [] if is_department else members_of(actor, unit),
            "has_group": not is_department and unit.leading_groups.filter(ended_on=None).exists(),
        }


class _InUnit(ActView):
    """An act in an open unit, for who has `needs` there; leads back to its posts."""

    needs = "accounts.administer"

    def get_queryset(self, actor):
        return Unit.objects.visible_to(actor).filter(closed_on__isnull=True).select_related("parent")

    def get_object(self, actor):
        unit = super().get_object(actor)
        require(actor, self.needs, unit)
        return unit

    def get_success_url(self, result):
        return f"{self.thing.get_absolute_url()}?tab=posts"


class Appointing(_InUnit):
    title = _("Add a post")
    form_class = forms.PostForm
    consequence = _("From that day on the user may act in this post.")
    done = _("The post is given.")

    def act(self, actor, unit, data):
        user = data.pop("user")
        return post.appoint(actor, user, unit=unit, **data)


class _TellsPassword:
    """Shows a one-time password in the answer to the act itself: it is stored nowhere and cannot be shown again."""

    told: tuple[User, str] | None = None

    def lead_to(self, url):
        if self.told is None:
            return super().lead_to(url)
        user, password = self.told
        context = {
            "actor": self.actor,
            "user": user,
            "password": password,
            "onward": url,
            "title": self.title,
        }
        answer = render(self.request, "accounts/password_once.html", context)
        answer["Cache-Control"] = "no-store"
        return answer


class Enrolling(_TellsPassword, _InUnit):
    title = _("Register a user")
    form_class = forms.EnrolmentForm
    consequence = _("A one-time password is shown once after this; the user must change it on signing in.")

    def act(self, actor, unit, data):
        self.told = post.enrol(actor, unit, **data)


class PasswordReset(_TellsPassword, ActView):
    title = _("Give a new password")
    consequence = _("The present password no longer works, and the user is signed out everywhere.")
    danger = True

    def get_queryset(self, actor):
        return User.objects.visible_to(actor)

    def get_object(self, actor):
        user = super().get_object(actor)
        require(actor, "accounts.administer", user)
        return user

    def act(self, actor, user, data):
        self.told = post.reset_password(actor, user)

    def get_success_url(self, result):
        held = Post.objects.visible_to(self.actor).filter(user=self.thing).select_related("unit").first()
        return f"{held.unit.get_absolute_url()}?tab=posts" if held else reverse("units:tree")

    def get_cancel_url(self):
        return self.get_success_url(None)


class PostEnding(ActView):
    title = _("End a post")
    form_class = forms.LastDayForm
    danger = True
    consequence = _("After that day the user no longer acts in this post. What was done keeps his name.")
    done = _("The post has its last day.")

    def get_queryset(self, actor):
        return Post.objects.visible_to(actor).select_related("unit", "user")

    def get_object(self, actor):
        held = super().get_object(actor)
        require(actor, "accounts.administer", held)
        return held

    def act(self, actor, held, data):
        return post.end_post(actor, held, **data)

    def get_success_url(self, result):
        return f"{self.thing.unit.get_absolute_url()}?tab=posts"

    def get_cancel_url(self):
        return self.get_success_url(None)


class PuttingInCharge(_InUnit):
    title = _("Put a leader in charge")
    form_class = forms.OversightForm
    needs = "accounts.lead"
    consequence = _("Whoever was in charge before ends the day before.")
    done = _("The leader in charge is entered.")

    def get_queryset(self, actor):
        return super().get_queryset(actor).filter(kind=Unit.Kind.DEPARTMENT)

    def get_form_kwargs(self, actor, unit):
        return {"department": unit}

    def act(self, actor, unit, data):
        return leadership.put_in_charge(actor, unit, **data)


class Seating(_InUnit):
    title = _("Add a member of the leading group")
    form_class = forms.SeatForm
    needs = "accounts.lead"
    done = _("The member sits in the leading group.")

    def get_object(self, actor):
        organ = super().get_object(actor)
        self.group = organ.leading_groups.filter(ended_on=None).order_by("-set_up_on").first()
        if self.group is None:
            raise Http404
        return organ

    def get_form_kwargs(self, actor, organ):
        return {"posts": eligible_members(actor, organ)}

    def act(self, actor, organ, data):
        return leadership.seat_member(actor, organ, group=self.group, **data)


class SeatEnding(ActView):
    title = _("End a seat in the leading group")
    form_class = forms.LastDayForm
    done = _("It has ended.")

    def get_queryset(self, actor):
        return GroupMember.objects.visible_to(actor).select_related("group__organ", "post__user")

    def get_object(self, actor):
        member = super().get_object(actor)
        require(actor, "accounts.lead", member)
        return member

    def act(self, actor, member, data):
        return leadership.end_seat(actor, member, **data)

    def get_success_url(self, result):
        return f"{self.thing.group.organ.get_absolute_url()}?tab=posts"

    def get_cancel_url(self):
        return self.get_success_url(None)


class UserPicker(PickerView):
    """Colleagues by name, pinyin or initials; told apart by where they serve today."""

    def get_queryset(self, actor):
        return User.objects.visible_to(actor).filter(is_active=True).order_by("name", "id")

    def find(self, rows, words):
        found = super().find(rows, words)
        held = Post.objects.visible_to(self.actor).held_on(clock.today()).filter(user__in=found)
        self.places = {row.user_id: row for row in held.select_related("unit").order_by("from_on")}
        return found

    def hint(self, user) -> str:
        held = self.places.get(user.pk)
        return f"{held.unit.label} {held.title or held.get_role_display()}" if held else ""
